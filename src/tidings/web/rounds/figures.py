"""The figures of a plan: who goes, who stays and behind which gate, how long they waited. Counts only."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tidings.casework.rounds.assembling import eligible, planned, stands
from tidings.casework.rounds.findings import Standing
from tidings.casework.rounds.shown import RoundFile
from tidings.casework.rounds.state import RunDone, State
from tidings.kernel.dates import PartialDate

GOES, LAW, CONDITIONAL, STAYS, VETO, NOT_ELIGIBLE = "goes", "law", "conditional", "stays", "veto", "not_eligible"
SMALLEST: Final = 10
"""Groups smaller than this are not shown: a share of few people is a statement about one of them."""


@dataclass(frozen=True, slots=True)
class Someone:
    """One person of a list as the pages count and show them."""

    side: str
    listed: Mapping[str, Any]
    values: Mapping[str, Any]
    found: Standing
    eligible: bool
    gaps: tuple[str, ...]
    days: int | None

    @property
    def vetoed(self) -> bool:
        """Whether a refusal or a danger after return keeps them."""
        return self.values.get("consent") == "no" or bool(self.values.get("protection"))


@dataclass(frozen=True, slots=True)
class Figures:
    """What the head of the overview says of one side under one plan.

    Attributes:
        goes: how many go: chosen and by law.
        law: how many of them by law.
        serious: how many are seriously wounded or sick.
        longest: the longest wait of those who go, in days, or None.
        longest_left: the longest wait of the eligible who stay, or None.
        left: how many eligible people stay.
        not_listed: how many cannot be planned because no official list names them.
        gates: counts of wishes and protection flags.
    """

    goes: int
    law: int
    serious: int
    longest: int | None
    longest_left: int | None
    left: int
    not_listed: int
    gates: Mapping[str, int]


def someone(state: State, side: str, listed: Mapping[str, Any], as_of: date) -> Someone:
    """Work out how one listed person stands."""
    found = stands(listed, state.findings.get(listed["key"], ()))
    values = planned(listed, found)
    may_go = eligible(state.sides[side], values)
    gaps = [gap for gap in listed.get("gaps", ()) if gap != "not_listed" or not may_go]
    if values.get("consent", "unknown") == "unknown":
        gaps.append("wish_unknown")
    if found.waiting:
        gaps.append("waiting")
    return Someone(side, listed, values, found, may_go, tuple(gaps), days_captive(values, as_of))


def days_captive(values: Mapping[str, Any], as_of: date) -> int | None:
    """Days from the latest possible day of capture, or None where that is not known."""
    if not values.get("captured"):
        return None
    latest = PartialDate.parse(str(values["captured"])).latest
    return max(0, (as_of - latest).days) if latest else None


def people_of(file: RoundFile, side: str) -> tuple[Someone, ...]:
    """Return everybody of one list."""
    listed = file.state.sides.get(side)
    return tuple(someone(file.state, side, one, file.as_of) for one in listed.persons) if listed else ()


def place_in(plan: Mapping[str, Any] | None, one: Someone) -> str:
    """Say where a person stands in a plan."""
    key = one.listed["key"]
    if one.vetoed:
        return VETO
    if not one.eligible:
        return NOT_ELIGIBLE
    if plan is None or plan["status"] == "infeasible":
        return STAYS
    if key in plan["conditional"]:
        return CONDITIONAL
    if key in plan["humanitarian"].get(one.side, ()):
        return LAW
    return GOES if key in plan["chosen"].get(one.side, ()) else STAYS


def places_in(plan: Mapping[str, Any] | None, people: Iterable[Someone]) -> dict[str, str]:
    """Say where everybody stands in a plan, by key; quick for ten thousand people."""
    quick = plan and {
        **plan,
        "conditional": frozenset(plan["conditional"]),
        "humanitarian": {side: frozenset(keys) for side, keys in plan["humanitarian"].items()},
        "chosen": {side: frozenset(keys) for side, keys in plan["chosen"].items()},
    }
    return {one.listed["key"]: place_in(quick, one) for one in people}


def figures(people: Iterable[Someone], run: RunDone | None) -> Figures:
    """Count one side under a plan."""
    everybody = list(people)
    places = places_in(run.plan if run else None, everybody)
    going = [one for one in everybody if places[one.listed["key"]] in {GOES, LAW, CONDITIONAL}]
    left = [one for one in everybody if places[one.listed["key"]] == STAYS]
    gates = Counter(one.values.get("consent", "unknown") for one in everybody if one.eligible)
    return Figures(
        goes=len(going),
        law=sum(places[one.listed["key"]] == LAW for one in everybody),
        serious=sum(one.values.get("medical") == "serious" for one in everybody),
        longest=max((one.days for one in going if one.days is not None), default=None),
        longest_left=max((one.days for one in left if one.days is not None), default=None),
        left=len(left),
        not_listed=sum(not one.eligible for one in everybody),
        gates={**gates, "protection": sum(bool(one.values.get("protection")) for one in everybody)},
    )
