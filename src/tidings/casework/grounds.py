"""What an answer rests on, as codes with counts, days and kinds: never a name, a place, a unit or a source's name.

Pure: facts in, grounds out. The pages put them in words (`tidings.web.family.wording`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from tidings.kernel.dates import PartialDate
from tidings.reports import DEATH_EVENTS

Ground: TypeAlias = tuple[str, dict[str, int | str]]

OFFICIAL: Final = ("icrc", "detaining_list", "own_list")
"""Official documents, in the order they are named to a family."""

SILENT_OF_LIFE: Final = frozenset({"", "missing", *DEATH_EVENTS})
"""Events that do not say that somebody was alive."""

PROBABLE, CONFIRMED, RELEASED = 3, 4, 5


@dataclass(frozen=True, slots=True)
class GroundFact:
    """What a ground may know of one accepted report; `when` is None where it is not stated or is sealed."""

    event: str
    kind: str
    origin: str
    when: PartialDate | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a ground may know of the request: the day it was lodged, and how many ways it writes the name."""

    lodged: date
    spellings: int


def grounds_of(state: int, facts: Sequence[GroundFact], asked: Asked, signed: date) -> tuple[Ground, ...]:
    """Say what an answer rests on.

    Args:
        state: 1 to 5.
        facts: the reports the status names as its grounds.
        asked: the request.
        signed: the day of the second signature, for states 4 and 5.
    """
    if state < PROBABLE - 1:
        return _nothing(asked)
    if state <= PROBABLE:
        return (*_reports(facts), *_silence(facts), *_alive(facts))
    signatures: Ground = ("signed", {"day": signed.isoformat()})
    alive = () if state == RELEASED else _alive(facts)
    return (*_documents(facts), *_others(facts), signatures, *alive)


def _nothing(asked: Asked) -> tuple[Ground, ...]:
    request: Ground = ("request", {"day": asked.lodged.isoformat(), "spellings": asked.spellings})
    compared: Ground = ("compared", {})
    silent: Ground = ("silent", {})
    return request, compared, silent


def _reports(facts: Sequence[GroundFact]) -> tuple[Ground, ...]:
    dated = sorted(
        (fact.when for fact in facts if fact.when and fact.when.earliest), key=lambda when: when.earliest or date.max
    )
    values: dict[str, int | str] = {"count": len(facts), "origins": len({fact.origin for fact in facts})}
    if dated:
        values |= {"first": dated[0].edtf, "last": dated[-1].edtf}
    return (("reports", values),)


def _silence(facts: Sequence[GroundFact]) -> tuple[Ground, ...]:
    kinds = {fact.kind for fact in facts}
    unlisted: Ground = ("not_listed", {})
    unsaid: Ground = ("icrc_silent", {})
    listed = bool(kinds & {"detaining_list", "own_list"})
    return (*(() if listed else (unlisted,)), *(() if "icrc" in kinds else (unsaid,)))


def _documents(facts: Sequence[GroundFact]) -> tuple[Ground, ...]:
    found: list[Ground] = []
    for kind in OFFICIAL:
        dated = [fact.when for fact in facts if fact.kind == kind]
        if dated:
            newest = max(
                (when for when in dated if when and when.latest), key=lambda when: when.latest or date.min, default=None
            )
            found.append(("official", {"kind": kind, "day": newest.edtf if newest else ""}))
    return tuple(found)


def _others(facts: Sequence[GroundFact]) -> tuple[Ground, ...]:
    documents = {fact.origin for fact in facts if fact.kind in OFFICIAL}
    others = {fact.origin for fact in facts} - documents
    if not others:
        return ()
    return (("others", {"count": len(others), "documents": len(documents)}),)


def _alive(facts: Sequence[GroundFact]) -> tuple[Ground, ...]:
    dated = [fact.when for fact in facts if fact.event not in SILENT_OF_LIFE and fact.when]
    bounded = [when for when in dated if when.latest and when.earliest]
    if not bounded:
        return ()
    newest = max(bounded, key=lambda when: (when.latest or date.min, when.earliest or date.min))
    return (("alive", {"when": newest.edtf}),)
