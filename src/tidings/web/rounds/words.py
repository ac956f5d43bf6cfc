"""The codes of an exchange round in words."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tidings import places
from tidings.exchange.rounds import PARITY
from tidings.web.words import Words, word

if TYPE_CHECKING:
    from django.utils.functional import Promise

SIDES: Words = {"A": _("Our list"), "B": _("Their list")}
CRITERIA: Words = {
    "long_term": _("Long-term sick or wounded"),
    "days_captive": _("Longest captivity, days"),
    "vulnerable": _("Protected groups"),
    "hardship": _("Hardship of dependants"),
    "lot": _("Lot among equals"),
    "key": _("Ties fall by key"),
}
ATTRIBUTES: Words = {
    "key": _("key"),
    "category": _("category"),
    "rank": _("rank group"),
    "place": _("place held"),
    "region": _("home region"),
    "sex": _("sex"),
    "born": _("born"),
    "captured": _("captured"),
    "registered": _("registered"),
    "listed": _("listed"),
    "medical": _("medical class"),
    "vulnerable": _("protected group"),
    "hardship": _("hardship"),
    "consent": _("private wish"),
    "protection": _("danger after return"),
    "group": _("stays together with"),
}
GAPS: Words = {
    "not_listed": _("not listed, so not eligible"),
    "captured_unknown": _("day of capture unknown"),
    "captured_bounded": _("capture only known to be not later"),
    "category_unknown": _("category unknown"),
    "place_unknown": _("place held unknown"),
    "said_free": _("a report says captivity ended: check first"),
    "danger_elsewhere": _("a danger after return was recorded in another round"),
    "wish_unknown": _("private wish unknown"),
    "waiting": _("waits for a second signature"),
}
RULES: Words = {
    "either": _("on our own or on the detaining power’s list"),
    "own": _("on our own official list"),
    "detaining": _("on the detaining power’s list"),
    "both": _("on both lists"),
}
WHATS: Words = {
    "medical": _("Medical class"),
    "protection": _("Danger after return"),
    "wish": _("Private wish to return"),
    "vulnerable": _("Protected group"),
    "hardship": _("Hardship of dependants"),
    "group": _("Stays together with"),
}
MEDICAL: Words = {
    "serious": _("seriously wounded or sick (art. 109, 110)"),
    "long_term": _("long-term sick or wounded"),
    "none": _("neither"),
}
ANSWERS: Words = {"yes": _("yes"), "no": _("no"), "unknown": _("not known")}
RANKS: Words = {
    "enlisted": _("privates"),
    "sergeant": _("sergeants"),
    "warrant": _("warrant officers"),
    "officer": _("officers"),
    "general": _("generals"),
    "military": _("military"),
    "m": _("men"),
    "f": _("women"),
}
STATUSES: Words = {
    "optimal": _("proven best"),
    "unproven": _("not proven best"),
    "infeasible": _("the terms cannot be met"),
}
PROOFS: Words = {"optimal": pgettext_lazy("a step of the plan", "proven"), "unproven": _("not proven")}
EFFECTS: Words = {"include": _("must go"), "exclude": _("stays, whatever the criteria say")}
OUTCOMES: Words = {
    "exchanged": pgettext_lazy("outcome", "exchanged"),
    "refused": pgettext_lazy("outcome", "did not wish to go"),
    "not_brought": pgettext_lazy("outcome", "not brought by the other side"),
    "died": pgettext_lazy("outcome", "died before the exchange"),
    "postponed": pgettext_lazy("outcome", "postponed"),
}
STANDS: Words = {
    "goes": pgettext_lazy("in a plan", "goes"),
    "law": pgettext_lazy("in a plan", "goes by law, outside the terms"),
    "conditional": pgettext_lazy("in a plan", "goes if they wish to"),
    "stays": pgettext_lazy("in a plan", "not in this plan"),
    "veto": pgettext_lazy("in a plan", "stays: a veto nothing can buy"),
    "not_eligible": pgettext_lazy("in a plan", "not eligible"),
}
LISTS: Words = {
    "own": _("our own official list"),
    "detaining": _("the detaining power’s list"),
    "icrc": _("the ICRC’s list"),
}
VALUES: Final[dict[str, Words]] = {
    "rank": RANKS,
    "category": RANKS,
    "sex": RANKS,
    "medical": MEDICAL,
    "consent": ANSWERS,
}


def criterion(code: str) -> str:
    """A criterion of the order in words."""
    if code.startswith(PARITY):
        return gettext("Even shares by %(attribute)s") % {"attribute": word(ATTRIBUTES, code.removeprefix(PARITY))}
    return word(CRITERIA, code)


def value_of(attribute: str, value: object) -> str:
    """The value of an attribute in words, where it is a code of ours."""
    if isinstance(value, bool):
        return word(ANSWERS, "yes" if value else "no")
    if attribute == "region" and str(value) in places.regions():
        return str(getattr(places.regions()[str(value)], get_language() or "en"))
    table = VALUES.get(attribute)
    return word(table, value) if table else str(value)


def said(what: str, value: str) -> "str | Promise":
    """The value of a finding in words."""
    return word(MEDICAL, value) if what == "medical" else word(ANSWERS, value)
