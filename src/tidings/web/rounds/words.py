"""The codes of an exchange round in words."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from tidings.exchange.rounds import PARITY
from tidings.web.words import Words, word

if TYPE_CHECKING:
    from django.utils.functional import Promise

SIDES: Words = {"A": _l("Our list"), "B": _l("Their list")}
CRITERIA: Words = {
    "long_term": _l("Long-term sick or wounded"),
    "days_captive": _l("Longest captivity, days"),
    "vulnerable": _l("Protected groups"),
    "hardship": _l("Hardship of dependants"),
    "lot": _l("Lot among equals"),
    "key": _l("Ties fall by key"),
}
ATTRIBUTES: Words = {
    "key": _l("key"),
    "category": _l("category"),
    "rank": _l("rank group"),
    "place": _l("place held"),
    "region": _l("home region"),
    "sex": _l("sex"),
    "born": _l("born"),
    "captured": _l("captured"),
    "registered": _l("registered"),
    "listed": _l("listed"),
    "medical": _l("medical class"),
    "vulnerable": _l("protected group"),
    "hardship": _l("hardship"),
    "consent": _l("private wish"),
    "protection": _l("danger after return"),
    "group": _l("stays together with"),
}
GAPS: Words = {
    "not_listed": _l("not listed, so not eligible"),
    "captured_unknown": _l("day of capture unknown"),
    "captured_bounded": _l("capture only known to be not later"),
    "category_unknown": _l("category unknown"),
    "place_unknown": _l("place held unknown"),
    "said_free": _l("a report says captivity ended: check first"),
    "wish_unknown": _l("private wish unknown"),
    "waiting": _l("waits for a second signature"),
}
RULES: Words = {
    "either": _l("on our own or on the detaining power’s list"),
    "own": _l("on our own official list"),
    "detaining": _l("on the detaining power’s list"),
    "both": _l("on both lists"),
}
WHATS: Words = {
    "medical": _l("Medical class"),
    "protection": _l("Danger after return"),
    "wish": _l("Private wish to return"),
    "vulnerable": _l("Protected group"),
    "hardship": _l("Hardship of dependants"),
    "group": _l("Stays together with"),
}
MEDICAL: Words = {
    "serious": _l("seriously wounded or sick (art. 109, 110)"),
    "long_term": _l("long-term sick or wounded"),
    "none": _l("neither"),
}
ANSWERS: Words = {"yes": _l("yes"), "no": _l("no"), "unknown": _l("not known")}
RANKS: Words = {
    "enlisted": _l("privates"),
    "sergeant": _l("sergeants"),
    "warrant": _l("warrant officers"),
    "officer": _l("officers"),
    "general": _l("generals"),
    "military": _l("military"),
    "m": _l("men"),
    "f": _l("women"),
}
STATUSES: Words = {
    "optimal": _l("proven best"),
    "unproven": _l("not proven best"),
    "infeasible": _l("the terms cannot be met"),
}
PROOFS: Words = {"optimal": pgettext_lazy("a step of the plan", "proven"), "unproven": _l("not proven")}
EFFECTS: Words = {"include": _l("must go"), "exclude": _l("stays, whatever the criteria say")}
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
    "own": _l("our own official list"),
    "detaining": _l("the detaining power’s list"),
    "icrc": _l("the ICRC’s list"),
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
        return _("Even shares by %(attribute)s") % {"attribute": word(ATTRIBUTES, code.removeprefix(PARITY))}
    return word(CRITERIA, code)


def value_of(attribute: str, value: object) -> str:
    """The value of an attribute in words, where it is a code of ours."""
    if isinstance(value, bool):
        return word(ANSWERS, "yes" if value else "no")
    table = VALUES.get(attribute)
    return word(table, value) if table else str(value)


def said(what: str, value: str) -> "str | Promise":
    """The value of a finding in words."""
    return word(MEDICAL, value) if what == "medical" else word(ANSWERS, value)
