"""The codes of the register in words: one table a vocabulary, en as source, uk and ru in the catalogues."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import Promise

Words: TypeAlias = Mapping[str, "str | Promise"]

ROLES: Words = {
    "caseworker": _("caseworker"),
    "supervisor": _("supervisor"),
    "negotiator": _("negotiator"),
    "family": _("family"),
}
ANSWERS: Words = {
    "1": _("Nothing known yet"),
    "2": _("Something known, captivity not confirmed"),
    "3": _("Probably captive"),
    "4": _("Captivity confirmed"),
    "5": _("Released"),
}
EVENTS: Words = {
    "missing": pgettext_lazy("event", "missing"),
    "captured": pgettext_lazy("event", "captured"),
    "seen_alive": pgettext_lazy("event", "seen alive"),
    "held": pgettext_lazy("event", "held"),
    "transferred": pgettext_lazy("event", "transferred"),
    "hospitalised": pgettext_lazy("event", "in hospital"),
    "interviewed": pgettext_lazy("event", "interviewed"),
    "released": pgettext_lazy("event", "released"),
    "exchanged": pgettext_lazy("event", "exchanged"),
    "escaped": pgettext_lazy("event", "escaped"),
    "died": pgettext_lazy("event", "died"),
    "body_found": pgettext_lazy("event", "found dead"),
    "buried": pgettext_lazy("event", "buried"),
}
RELATIONS: Words = {
    "mother": _("mother"),
    "father": _("father"),
    "parent": _("parent"),
    "son": _("son"),
    "daughter": _("daughter"),
    "child": _("child"),
    "brother": _("brother"),
    "sister": _("sister"),
    "wife": _("wife"),
    "husband": _("husband"),
    "spouse": _("spouse"),
    "partner": _("partner"),
    "fiancee": _("fiancée"),
    "fiance": _("fiancé"),
    "grandmother": _("grandmother"),
    "grandfather": _("grandfather"),
    "aunt": _("aunt"),
    "uncle": _("uncle"),
    "niece": _("niece"),
    "nephew": _("nephew"),
    "cousin": _("cousin"),
    "friend": _("friend"),
    "neighbour": _("neighbour"),
    "comrade": _("comrade"),
    "relative": _("relative"),
}
PARTS: Words = {
    "subject": _("sought or told of"),
    "relative": _("relative"),
    "official": _("official"),
    "witness": _("witness"),
    "other": _("also named"),
    "claim": _("a figure"),
}
SEXES: Words = {"m": _("man"), "f": _("woman"), "": _("not stated")}
FIELDS: Words = {
    "record_id": _("Number in the source"),
    "source": _("Source"),
    "name": _("Name"),
    "surname": _("Surname"),
    "given": _("Given name"),
    "patronymic": _("Father’s name"),
    "alias": _("Also called"),
    "sex": _("Sex"),
    "birth": _("Birth"),
    "birth_date": _("Birth date"),
    "age": _("Age"),
    "as_of": _("Age said on"),
    "birth_place": _("Birth place"),
    "residence": _("Home"),
    "place": _("Place"),
    "nationality": _("Nationality"),
    "branch": _("Service branch"),
    "unit": _("Unit"),
    "rank": _("Rank"),
    "service_number": _("Service number"),
    "event": _("Event"),
    "event_date": _("Event date"),
    "event_place": _("Event place"),
    "marks": _("Marks"),
    "text": _("Text"),
    "origin": _("Origin"),
    "relatives": _("Relatives"),
    "prior": _("Before any evidence"),
}
VERDICTS: Words = {
    "same": _("Same person"),
    "different": _("Different people"),
    "unsure": _("Unsure"),
}
STATES: Words = {
    "waiting": pgettext_lazy("report", "waiting"),
    "accepted": pgettext_lazy("report", "taken"),
    "refused": pgettext_lazy("report", "refused"),
    "mended": pgettext_lazy("report", "mended"),
}
KINDS: Words = {
    "captive": _("In captivity"),
    "released": _("Released from captivity"),
    "died": _("Died"),
}
LACKING: Words = {
    "second_signer": _("a second person’s signature"),
    "document_or_two_origins": _("an official document, or reports of two independent origins"),
}
HANDLINGS: Words = {
    "open": pgettext_lazy("handling", "open"),
    "bureau": pgettext_lazy("handling", "bureau only"),
    "sealed": pgettext_lazy("handling", "sealed"),
}
SOURCE_KINDS: Words = {
    "family": _("family"),
    "hotline": _("hotline"),
    "detaining_list": _("list of the detaining power"),
    "own_list": _("own official list"),
    "icrc": _("ICRC"),
    "newspaper": _("newspaper"),
    "channel": _("channel"),
    "freed_prisoner": _("freed prisoner"),
    "morgue": _("morgue"),
    "volunteer": _("volunteers"),
    "authority": _("another authority"),
    "other": _("other source"),
}
RELIABILITIES: Words = {
    "A": _("A: always right so far"),
    "B": _("B: mostly right"),
    "C": _("C: often right"),
    "D": _("D: sometimes right"),
    "E": _("E: often wrong"),
    "F": _("F: cannot be judged"),
}
DEEDS: Words = {
    "take": _("took something in"),
    "accept_reports": _("took reports"),
    "refuse_reports": _("refused reports"),
    "mend_report": _("mended a report"),
    "mend_row": _("mended a held row"),
    "decide": _("decided: one person or two"),
    "undo": _("took a decision back"),
    "open_person": _("opened the file"),
    "open_proposal": _("opened a proposal"),
    "open_taking": _("opened what came in"),
    "compare_reports": _("opened the file"),
    "search": _("searched"),
    "propose_confirmation": _("proposed a confirmation"),
    "sign_confirmation": _("signed a confirmation"),
    "withdraw_confirmation": _("withdrew a signature"),
    "create_checkpoint": _("made a checkpoint"),
    "record_backup": _("made a backup"),
    "erase_report": _("erased a report"),
    "sign_in": _("signed in"),
    "sign_out": _("signed out"),
    "enlist": _("enlisted somebody"),
    "found": _("founded the bureau"),
    "lodge_request": _("lodged a tracing request"),
    "lodge_requests": _("lodged tracing requests"),
    "mark_called": _("called a family"),
    "change_contact": _("changed how a family is reached"),
    "open_answer": _("opened their answer"),
    "open_request": _("opened a tracing request"),
    "tell_death": _("told a death in person"),
    "add_listing": _("put a person on a list"),
    "withdraw_listing": _("took a listing back"),
    "begin_round": _("began an exchange round"),
    "admit_to_round": _("admitted somebody to an exchange round"),
    "dismiss_from_round": _("ended an admission to an exchange round"),
    "open_round": _("opened an exchange round"),
    "draw_list": _("drew a list of an exchange round"),
    "give_list": _("took a list of an exchange round"),
    "record_finding": _("recorded a finding in an exchange round"),
    "sign_finding": _("signed a finding in an exchange round"),
    "keep_terms": _("kept terms of an exchange round"),
    "propose_override": _("proposed an override in an exchange round"),
    "approve_override": _("approved an override in an exchange round"),
    "withdraw_override": _("took an override back in an exchange round"),
    "run_plan": _("planned an exchange round"),
    "commit_lot": _("committed to a draw"),
    "enter_lot": _("entered the value of a draw"),
    "sign_plan": _("signed an exchange plan"),
    "record_outcome": _("recorded what came of an exchange"),
}
WAYS: Words = {
    "phone": _("by telephone"),
    "sms": _("by text message"),
    "letter": _("by letter"),
    "trusted": _("through a trusted person"),
    "none": _("do not contact"),
    "unstated": _("not asked yet"),
}
CONSENTS: Words = {
    "icrc": _("ICRC"),
    "ministry": _("the ministry in charge"),
    "bureaux": _("other bureaux"),
}
CALLS: Words = {
    "news": _("The answer changed: a person calls"),
    "captive": _("Captivity is confirmed: a person calls"),
    "released": _("Release is confirmed: a person calls"),
    "back": _("The answer fell back: a person explains"),
    "death": _("Death is confirmed: a person tells it, in person or by telephone"),
    "death_back": _("A confirmed death was taken back: a person explains"),
}
WHYS: Words = {
    "search": _("came from a search"),
    "review": _("came from a review"),
    "inbox": _("came from the inbox"),
    "request": _("came from a request"),
    "work on the file": _("work on the file"),
    "work on the request": _("work on the request"),
}
"""Reasons of openings that the pages themselves give; people's own reasons are shown as they wrote them."""

REFUSALS: Words = {
    "accounts.refused": _("Your role or a rule of the bureau does not allow it."),
    "register.refused": _("A rule of the register does not allow it."),
    "register.unknown": _("There is no such thing in your bureau."),
    "register.conflict": _("Somebody else was quicker. Look again, then decide."),
    "register.key_reused": _("This form was used before. Open the page again and repeat what you wanted."),
    "register.key_spent": _("This page was opened a while ago. Open it again."),
    "register.keys_missing": _("The keys of the audit log are missing. Tell the person who looks after the program."),
    "casework.unknown": _("There is no such request in your bureau."),
    "casework.not_open": _("This request is not open any more."),
    "casework.too_many": _("Too many tries. Wait a while, then try again."),
    "casework.bad_request": _("Something in the request cannot be taken as it stands."),
    "kernel.bad_input": _("A file or a field cannot be taken as it stands."),
    "reports.bad_report": _("A value cannot be taken as it stands."),
}
"""General words for an error's code, where its own words are in English only."""


def word(table: Words, code: object) -> str:
    """The word for a code; an unknown code is shown as it stands, so that nothing disappears."""
    found = table.get(str(code))
    return str(code) if found is None else str(found)
