"""What may be said of a person: one pure rule over accepted reports and signed confirmations (DESIGN.md section 2).

For families five plain answers: 1 nothing known yet; 2 something known, captivity not confirmed; 3 probably captive;
4 captivity confirmed; 5 released. Death is never an answer: it is a flag that only a person may tell of.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from tidings.reports import CAPTIVE_EVENTS, DEATH_EVENTS, RELEASE_EVENTS

Kind = Literal["captive", "released", "died"]

EVENTS_OF: Final[dict[Kind, frozenset[str]]] = {
    "captive": frozenset(CAPTIVE_EVENTS),
    "released": frozenset(RELEASE_EVENTS),
    "died": frozenset(DEATH_EVENTS),
}
OFFICIAL: Final = frozenset({"detaining_list", "own_list", "icrc"})
"""Source kinds that are official documents: the official list of either side, and the ICRC."""


def kind_of(text: str) -> Kind | None:
    """Return what can be confirmed under this name, or None."""
    return next((kind for kind in EVENTS_OF if kind == text), None)


SIGNERS: Final = 2
ORIGINS: Final = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """What the rule needs of one accepted report.

    Attributes:
        report_id: which report.
        event: one of the event words, or "".
        source_kind: kind of the source.
        origin: the first mouth; equal origins are one.
        request: a family's own tracing request: it asks, and tells that family nothing new.
    """

    report_id: int
    event: str
    source_kind: str
    origin: str
    request: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """A confirmation: on which reports, and whose signatures are in force."""

    kind: Kind
    grounds: frozenset[int]
    signers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Status:
    """What may be said, and what it rests on.

    Attributes:
        answer: 1 to 5, for the family.
        died: death is confirmed; a person tells it, no page and no message ever does.
        death_said: some accepted report speaks of death, confirmed or not: the family's page is left as it is.
        grounds: the reports the answer rests on.
    """

    answer: int
    died: bool
    death_said: bool
    grounds: tuple[int, ...]


def lacking(signed: Signed, facts: Iterable[Fact]) -> tuple[str, ...]:
    """Name what a confirmation still lacks; nothing where it stands.

    Two different people must have signed, on an official document or on two independent origins, among reports that
    are (still) this person's and assert the very thing.
    """
    grounds = supporting(signed, facts)
    missing = []
    if len(signed.signers) < SIGNERS:
        missing.append("second_signer")
    if not any(fact.source_kind in OFFICIAL for fact in grounds) and len({fact.origin for fact in grounds}) < ORIGINS:
        missing.append("document_or_two_origins")
    return tuple(missing)


def supporting(signed: Signed, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the reports among a confirmation's grounds that speak for it."""
    events = EVENTS_OF[signed.kind]
    return tuple(
        fact for fact in facts if fact.report_id in signed.grounds and fact.event in events and not fact.request
    )


def status_of(facts: Iterable[Fact], confirmations: tuple[Signed, ...] = ()) -> Status:
    """Compute the status of one person.

    Args:
        facts: the accepted reports that decisions in force say are this person's.
        confirmations: the confirmations of this person, with the signatures in force.
    """
    told = tuple(fact for fact in facts if not fact.request)
    standing = {kind: _confirmed(kind, confirmations, told) for kind in EVENTS_OF}
    answer, grounds = _answer(standing, told)
    died = bool(standing["died"])
    return Status(answer, died, died or bool(_asserting("died", told)), tuple(fact.report_id for fact in grounds))


def _confirmed(kind: Kind, confirmations: Iterable[Signed], told: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Return the reports on which this kind stands confirmed, or none."""
    for signed in confirmations:
        if signed.kind == kind and not lacking(signed, told):
            return supporting(signed, told)
    return ()


def _asserting(kind: Kind, told: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(fact for fact in told if fact.event in EVENTS_OF[kind])


def _answer(standing: dict[Kind, tuple[Fact, ...]], told: tuple[Fact, ...]) -> tuple[int, tuple[Fact, ...]]:
    if standing["released"]:
        return 5, standing["released"]
    if standing["captive"]:
        return 4, standing["captive"]
    captive = _asserting("captive", told)
    if captive:
        return 3, captive
    return (2, told) if told else (1, ())
