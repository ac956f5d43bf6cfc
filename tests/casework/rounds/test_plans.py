"""From terms to a signed plan and what came of it: proof, overrides by two, the lot, signatures, reports, answers."""

from datetime import date

import pytest

from tidings.casework.deeds import rounds as deeds
from tidings.casework.rounds.assembling import assembled
from tidings.casework.rounds.planning import explained, going, named_on, round_at
from tidings.casework.rounds.signing import is_signed, public_key, sha256_of
from tidings.casework.rounds.state import state_of
from tidings.exchange import lots
from tidings.exchange.checking import check
from tidings.exchange.rounds import read_plan
from tidings.kernel.errors import BadInput
from tidings.register.errors import Conflict, RuleRefused, Unknown

DAY = date(2026, 11, 21)
ONE_EACH = {"A": [0, 1], "B": [0, 1]}


@pytest.fixture
def agreed(listed):
    """Both listed people of the own side have said yes to two."""
    for number in listed.own[:2]:
        listed.agree(number)
    return listed


@pytest.fixture
def signed(agreed):
    """A plan signed by two."""
    agreed.planned = agreed.run(agreed.keep(totals=ONE_EACH))
    agreed.sign_plan(agreed.planned)
    agreed.sign_plan(agreed.planned, agreed.mark)
    return agreed


def newest(room):
    return room.state().runs[-1]


def override(room, person, effect="include", reason="named by the other side", actor=None):
    return deeds.propose_override(**room.ground(actor), person=person, effect=effect, reason=reason).entry_id


def outcome(room, person, what="exchanged", day=DAY, **more):
    return deeds.record_outcome(**room.ground(), person=person, outcome=what, day=day, **more)


def test_the_longest_waiting_goes_and_the_plan_is_proven_by_the_independent_check(agreed):
    agreed.run(agreed.keep(totals=ONE_EACH))
    run = newest(agreed)
    assert (run.plan["status"], run.report["ok"], run.number) == ("optimal", True, 1)
    assert going(run.plan) == {"A": [agreed.own[0]], "B": ["B-3", "B-1"]}
    assert run.sha256 == sha256_of(run.plan)
    file = agreed.open()
    read = round_at(file.name, file.as_of, file.entries, run)
    assert check(read, read_plan(run.plan)).best is True


def test_a_run_keeps_its_own_round_whatever_changes_afterwards(agreed):
    agreed.run(agreed.keep(totals=ONE_EACH))
    run = newest(agreed)
    agreed.find(agreed.own[0], "protection", "yes")
    agreed.draw("own")
    file = agreed.open()
    read = round_at(file.name, file.as_of, file.entries, run)
    assert check(read, read_plan(run.plan)).best is True
    assert explained(read, run, agreed.own[1]).outcome == "not_chosen"
    agreed.run(run.scenario, reason="a danger was told")
    assert going(newest(agreed).plan)["A"] == [agreed.own[1]]


def test_every_run_is_counted_and_from_the_second_on_has_a_reason(agreed):
    kept = agreed.keep(totals=ONE_EACH)
    agreed.run(kept)
    with pytest.raises(RuleRefused):
        agreed.run(kept)
    agreed.run(kept, reason="asked again")
    assert [(run.number, run.reason) for run in agreed.state().runs] == [(1, ""), (2, "asked again")]


def test_terms_that_cannot_be_met_name_their_conflict_and_are_not_signed(agreed):
    agreed.run(agreed.keep(totals={"A": [3, None]}))
    run = newest(agreed)
    assert run.plan["status"] == "infeasible"
    assert [one["term"] for one in run.plan["conflicts"]] == ["totals.A.min"]
    with pytest.raises(RuleRefused):
        agreed.sign_plan(run.entry_id)


@pytest.mark.parametrize(
    "terms",
    [
        {"totals": {"C": [0, 1]}},
        {"totals": {"A": [0]}},
        {"must_include": ["nobody"]},
        {"quotas": [{"side": "A", "where": {"skill": ["pilot"]}, "max": 1}]},
        {"petitions": True},
        {"totals": {"A": [0, 1.5]}},
        {"totals": {"A": [0, -1]}},
    ],
    ids=str,
)
def test_terms_that_break_a_rule_are_refused_before_they_are_kept(agreed, terms):
    with pytest.raises((BadInput, RuleRefused)):
        agreed.keep(**terms)
    assert agreed.state().scenarios == ()


@pytest.mark.parametrize("order", [["military_value"], ["lot", "lot"], ["parity:unit"]], ids=str)
def test_no_other_criterion_can_be_put_in_the_order(agreed, order):
    with pytest.raises((BadInput, RuleRefused)):
        agreed.keep(order=order)


def test_an_override_counts_when_a_second_person_has_approved_it_and_stands_on_the_plan(agreed):
    kept = agreed.keep(totals=ONE_EACH)
    entry = override(agreed, agreed.own[1])
    agreed.run(kept)
    assert going(newest(agreed).plan)["A"] == [agreed.own[0]]
    with pytest.raises(RuleRefused):
        deeds.approve_override(**agreed.ground(), entry_id=entry)
    deeds.approve_override(**agreed.ground(agreed.mark), entry_id=entry)
    agreed.run(kept, reason="the override was approved")
    run = newest(agreed)
    assert going(run.plan)["A"] == [agreed.own[1]]
    assert [(one["person"], one["reason"], one["by"], one["and"]) for one in run.overrides] == [
        (agreed.own[1], "named by the other side", "Hanna", "Mark")
    ]
    deeds.withdraw_override(**agreed.ground(agreed.mark), entry_id=entry)
    with pytest.raises(Conflict):
        deeds.withdraw_override(**agreed.ground(), entry_id=entry)
    agreed.run(kept, reason="it was taken back")
    assert (going(newest(agreed).plan)["A"], newest(agreed).overrides) == ([agreed.own[0]], ())


def test_an_override_keeps_somebody_home_but_never_buys_a_veto_or_undoes_the_law(agreed):
    kept = agreed.keep(totals=ONE_EACH)
    for person, effect in ((agreed.own[0], "exclude"), ("B-3", "exclude")):
        deeds.approve_override(**agreed.ground(agreed.mark), entry_id=override(agreed, person, effect))
    agreed.run(kept)
    assert going(newest(agreed).plan) == {"A": [agreed.own[1]], "B": ["B-3", "B-1"]}
    agreed.find(agreed.own[1], "protection", "yes")
    deeds.approve_override(**agreed.ground(agreed.mark), entry_id=override(agreed, agreed.own[1]))
    agreed.run(kept, reason="forced")
    assert newest(agreed).plan["status"] == "infeasible"


def test_two_people_sign_and_then_the_installation_and_any_change_breaks_the_signature(agreed):
    run = agreed.run(agreed.keep(totals=ONE_EACH))
    agreed.sign_plan(run)
    assert [one.note for one in agreed.state().signed] == [""]
    with pytest.raises(RuleRefused):
        agreed.sign_plan(run)
    agreed.sign_plan(run, agreed.mark)
    state = agreed.state()
    note, plan = state.signed[-1].note, dict(state.runs[0].plan)
    assert is_signed(plan, note, public_key()) is True
    assert is_signed(plan | {"chosen": {"A": [agreed.own[1]], "B": ["B-1"]}}, note, public_key()) is False
    assert is_signed(plan, note, "AAAA") is False
    assert is_signed(plan, "no base64", public_key()) is False
    deeds.admit_to_round(**agreed.ground(), username="outsider")
    with pytest.raises(RuleRefused):
        agreed.sign_plan(run, agreed.outsider)


def test_a_plan_older_than_a_finding_is_not_signed(agreed):
    run = agreed.run(agreed.keep(totals=ONE_EACH))
    agreed.sign_plan(run)
    agreed.find(agreed.own[0], "wish", "no")
    with pytest.raises(RuleRefused):
        agreed.sign_plan(run, agreed.mark)


def test_the_lot_decides_among_equals_on_the_round_as_it_was_sealed(agreed):
    kept = agreed.keep(totals=ONE_EACH, order=["lot"])
    lot = deeds.commit_lot(**agreed.ground(), scenario=kept, source="A public draw", due="1 Dec 2026, 20:00").entry_id
    with pytest.raises(RuleRefused):
        agreed.run(kept, lot=lot)
    agreed.find(agreed.own[0], "wish", "no")
    deeds.enter_lot(**agreed.ground(), lot=lot, value="7 13 21")
    with pytest.raises(RuleRefused):
        deeds.enter_lot(**agreed.ground(), lot=lot, value="better numbers")
    sealed = agreed.state().lots[0]
    assert sealed.commitment == lots.commitment(sealed.statement)
    assert agreed.own[0] not in repr(sealed.statement)
    agreed.run(kept, lot=lot)
    run = newest(agreed)
    assert (run.plan["ties"], run.report["ok"], run.turn) == ("lot", True, sealed.turn)
    with pytest.raises(RuleRefused):
        agreed.sign_plan(run.entry_id)
    file = agreed.open()
    assert check(round_at(file.name, file.as_of, file.entries, run), read_plan(run.plan)).best is True
    then = state_of([entry for entry in file.entries if entry.turn <= sealed.turn])
    content = assembled(file.name, file.as_of, then, then.scenarios[0])
    drawn = lots.draw(sealed.statement, sealed.value)
    assert lots.verify(content, sealed.statement, salt=bytes.fromhex(sealed.salt), lot=drawn) == ()


def test_another_draw_wants_a_reason_and_names_the_one_before(agreed):
    kept = agreed.keep(totals=ONE_EACH, order=["lot"])
    draw = {"scenario": kept, "source": "A public draw", "due": "1 Dec 2026, 20:00"}
    deeds.commit_lot(**agreed.ground(), **draw)
    with pytest.raises(RuleRefused):
        deeds.commit_lot(**agreed.ground(), **draw)
    deeds.commit_lot(**agreed.ground(), **draw, reason="a refusal came after the first")
    first, second = agreed.state().lots
    assert second.statement["run"] == 2
    assert second.statement["earlier"] == [{"commitment": first.commitment, "reason": "a refusal came after the first"}]


def test_a_handover_becomes_a_report_and_the_status_still_wants_its_two_signatures(signed):
    from tidings.register import deeds as register

    person = signed.own[0]
    done = outcome(signed, person)
    told = signed.state().outcomes[person]
    assert (told.entry_id, told.outcome) == (done.entry_id, "exchanged")
    desk = signed.desk

    def opened():
        return register.open_person(**signed.terms(desk.olena), number=person, why="test")

    file = opened()
    said = next(one for one in file.reports if one.report_id == told.report_id)
    assert (said.source.name, said.source.kind, said.report.event, said.person) == (
        "Exchange round 2026-11",
        "own_list",
        "exchanged",
        person,
    )
    assert file.status.answer == 3
    asked = register.propose_confirmation(
        **signed.terms(desk.olena), person=person, kind="released", grounds=[told.report_id], reason="the protocol"
    )
    register.sign_confirmation(**signed.terms(desk.bohdan), confirmation_id=asked.confirmation_id)
    assert opened().status.answer == 5
    with pytest.raises(Conflict):
        outcome(signed, person, "died")
    signed.draw()
    assert person not in {one["key"] for one in signed.state().sides["A"].persons}


def test_a_refusal_stays_in_the_round_and_tells_the_register_nothing(signed):
    from tidings.register.models import ReportRow

    before = ReportRow.objects.seen_by(signed.desk.olena).count()
    for what in ("refused", "not_brought", "postponed"):
        outcome(signed, signed.own[0], what, note="asked at the bus")
    assert ReportRow.objects.seen_by(signed.desk.olena).count() == before
    assert signed.state().outcomes[signed.own[0]].outcome == "postponed"
    outcome(signed, "B-1", "exchanged")
    assert ReportRow.objects.seen_by(signed.desk.olena).count() == before


def test_outcomes_are_only_of_people_on_a_signed_plan_and_of_days_that_were(signed):
    with pytest.raises(Unknown):
        outcome(signed, signed.own[1])
    with pytest.raises(RuleRefused):
        outcome(signed, signed.own[0], day=date(2026, 12, 24))
    with pytest.raises(RuleRefused):
        outcome(signed, signed.own[0], "traded")


def test_nothing_came_of_a_plan_nobody_signed(agreed):
    agreed.run(agreed.keep(totals=ONE_EACH))
    with pytest.raises(RuleRefused):
        outcome(agreed, agreed.own[0])


def test_who_goes_only_if_they_wish_is_named_on_the_plan(listed):
    listed.run(listed.keep(totals=ONE_EACH))
    plan = newest(listed).plan
    assert plan["conditional"] == [listed.own[0]]
    assert listed.own[0] in named_on(plan)


def test_the_family_hears_of_the_release_only_after_two_signatures_and_never_of_the_round(room, work):
    captured = work.take("captured", "2025-03-01", birth_place="")
    work.decide(captured)
    person = work.row.person
    number = (person.joined_into or person).number
    room.own = [number]
    room.list_them(number)
    room.draw()
    room.give()
    room.agree(number)
    told = work.told()
    run = room.run(room.keep(totals=ONE_EACH))
    room.sign_plan(run)
    room.sign_plan(run, room.mark)
    assert work.told() == told
    outcome(room, number)
    report_id = room.state().outcomes[number].report_id
    assert work.told().state == 3
    work.confirm("released", report_id)
    assert work.told().state == 5
    assert "round" not in repr(work.told()).lower().replace("ground", "")


def test_a_death_before_the_exchange_stills_the_familys_page_and_is_told_by_a_person(room, work):
    work.decide(work.take("captured", "2025-03-01"))
    person = work.row.person
    number = (person.joined_into or person).number
    room.list_them(number)
    room.draw()
    room.give()
    room.agree(number)
    run = room.run(room.keep(totals=ONE_EACH))
    room.sign_plan(run)
    room.sign_plan(run, room.mark)
    told = work.told()
    outcome(room, number, "died")
    assert work.told() == told
