"""The addresses of exchange rounds. People go by a digest: no key and no name stands in one."""

from django.urls import URLPattern, path

from tidings.web.rounds import beginning, fairness, lists, lot, outcomes, overview, person, plans, sheets, terms

ROUND = "<int:round_id>/"
PERSON = "<int:round_id>/people/<slug:slug>/"
RUN = "<int:round_id>/plans/<int:number>/"

urls: list[URLPattern] = [
    path("", beginning.rounds, name="rounds"),
    path("fairness/", fairness.over_all, name="rounds_fairness"),
    path(ROUND, overview.overview, name="round"),
    path(f"{ROUND}members/", beginning.members, name="round_members"),
    path(f"{ROUND}members/admit/", beginning.admit, name="round_admit"),
    path(f"{ROUND}members/dismiss/", beginning.dismiss, name="round_dismiss"),
    path(f"{ROUND}lists/", lists.lists, name="round_lists"),
    path(f"{ROUND}lists/draw/", lists.draw, name="round_draw"),
    path(f"{ROUND}lists/give/", lists.give, name="round_give"),
    path(f"{ROUND}lists/find/", lists.find, name="round_find"),
    path(PERSON, person.person, name="round_person"),
    path(f"{PERSON}finding/", person.find, name="round_finding"),
    path(f"{PERSON}finding/sign/", person.sign, name="round_finding_sign"),
    path(f"{PERSON}override/", person.override, name="round_override"),
    path(f"{PERSON}override/approve/", person.approve, name="round_approve"),
    path(f"{PERSON}override/withdraw/", person.withdraw, name="round_withdraw"),
    path(f"{ROUND}terms/", terms.terms, name="round_terms"),
    path(f"{ROUND}terms/keep/", terms.keep, name="round_keep"),
    path(f"{ROUND}plans/", plans.plans, name="round_plans"),
    path(f"{ROUND}plans/run/", plans.run, name="round_run"),
    path(RUN, plans.plan, name="round_plan"),
    path(f"{RUN}sign/", plans.sign, name="round_sign"),
    path(f"{RUN}plan.json", plans.signed_json, name="round_signed"),
    path(f"{RUN}sheet.pdf", sheets.explanation, name="round_sheet"),
    path(f"{RUN}list.pdf", sheets.signed_list, name="round_list_pdf"),
    path(f"{ROUND}lot/", lot.lot, name="round_lot"),
    path(f"{ROUND}lot/commit/", lot.commit, name="round_lot_commit"),
    path(f"{ROUND}lot/value/", lot.enter, name="round_lot_value"),
    path(f"{ROUND}outcomes/", outcomes.outcomes, name="round_outcomes"),
    path(f"{ROUND}outcomes/record/", outcomes.record, name="round_outcome"),
]
