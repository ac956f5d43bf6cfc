"""Which terms cannot be met together, as few as possible, in words.

A conflict of fewest terms hits every way of giving terms up that makes the rest possible. So the smallest set that hits
all such ways found so far is tried; if it can be met, the best way of giving up the rest is one more to be hit
(implicit hitting sets). That ends with a conflict of the fewest terms; where it takes too many steps, one that cannot
be made smaller by leaving out a term is given, and the plan says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from tidings.exchange.laws import is_vetoed
from tidings.exchange.planning.columns import Columns, Matcher, Whole
from tidings.exchange.planning.demands import Demand, demands_of, programme_of_demands
from tidings.exchange.planning.programme import FREE, Programme
from tidings.exchange.planning.solver import best, relax
from tidings.exchange.planning.unmet import Unsolved
from tidings.exchange.rounds import Conflict, Round, Terms

_MOST_STEPS: Final = 40
_MOST_NODES: Final = 200
_LARGEST_SOUGHT: Final = 8


@dataclass(frozen=True, slots=True)
class Clash:
    """Terms that cannot be met together.

    Attributes:
        conflicts: the terms.
        fewest: whether no smaller set of terms conflicts; else only that none of these can be left out.
    """

    conflicts: tuple[Conflict, ...]
    fewest: bool


def vetoed_name(round_: Round) -> Conflict | None:
    """Return the conflict of the first named person whom nothing may send."""
    persons = round_.by_key()
    for number, key in enumerate(round_.terms.must_include):
        if is_vetoed(persons[key]):
            code = "vetoed_protection" if persons[key].protection else "vetoed_consent"
            why = "is in danger after return" if persons[key].protection else "does not want to go"
            words = f"{key} is named, but {why}; that is a veto which no term can outweigh"
            return Conflict(f"must_include[{number}]", words, code, {"key": key})
    return None


def clash_of(columns: Columns, terms: Terms) -> Clash:
    """Find a smallest set of terms that cannot be met together; they are known not to be met all.

    Raises:
        Unsolved: the solver broke off.
    """
    alone = Columns(columns.persons, np.arange(len(columns.persons)), len(columns.persons))
    demands = demands_of(alone, terms, Matcher(alone.persons))
    core = _irreducible(_relaxed_core(demands, alone.count), lambda some: _possible(some, alone.count))
    found, fewest = _fewest(demands, len(core), alone.count)
    return Clash(tuple(demand.conflict for demand in (found or core)), fewest)


def _possible(demands: Sequence[Demand], count: int) -> bool:
    programme = programme_of_demands(demands, count)
    nothing = np.zeros(count, np.int64)
    relaxed = relax(programme, nothing)
    if relaxed is None or relaxed.chosen is not None:
        return relaxed is not None
    return best(programme, nothing) is not None


def _relaxed_core(demands: list[Demand], count: int) -> list[Demand]:
    """Leave out what is not needed for the relaxation to fail, which is asked faster; all where it does not fail."""

    def possible(some: Sequence[Demand]) -> bool:
        return relax(programme_of_demands(some, count), np.zeros(count, np.int64)) is not None

    return demands if possible(demands) else _irreducible(demands, possible)


def _irreducible(demands: list[Demand], possible: Callable[[Sequence[Demand]], bool]) -> list[Demand]:
    """Leave out what is not needed for the conflict, halves first (QuickXplain)."""

    def needed(fixed: list[Demand], doubtful: list[Demand], *, added: bool) -> list[Demand]:
        if added and not possible(fixed):
            return []
        if len(doubtful) == 1:
            return doubtful
        half = len(doubtful) // 2
        left, right = doubtful[:half], doubtful[half:]
        of_right = needed(fixed + left, right, added=bool(left))
        return needed(fixed + of_right, left, added=bool(of_right)) + of_right

    return needed([], demands, added=False)


def _fewest(demands: Sequence[Demand], known: int, count: int) -> tuple[list[Demand] | None, bool]:
    """Look for fewer terms than an irreducible conflict has.

    Returns:
        The conflict, or None where the known one is as small as any; and whether that is proved.
    """
    ways: list[list[int]] = []
    for _ in range(_MOST_STEPS if known <= _LARGEST_SOUGHT else 0):
        tried = _hitting(ways, len(demands))
        if len(tried) >= known:
            return None, True
        try:
            given_up = _given_up(demands, tried, count)
        except Unsolved:
            break
        if given_up is None:
            return [demands[number] for number in tried], True
        ways.append(given_up)
    return None, False


def _hitting(ways: Sequence[Sequence[int]], count: int) -> list[int]:
    """Return the fewest numbers that hit every way."""
    rows = np.zeros((len(ways), count), np.int64)
    for number, way in enumerate(ways):
        rows[number, list(way)] = 1
    programme = Programme.dense(rows, np.ones(len(ways), np.int64), np.full(len(ways), FREE, np.int64))
    found = best(programme, -np.ones(count, np.int64))
    return np.flatnonzero(found.chosen).tolist() if found else []


def _given_up(demands: Sequence[Demand], kept: Sequence[int], count: int) -> list[int] | None:
    """Return few terms to give up so that the rest can be met with those kept; None where the kept cannot be met."""
    elastic: Whole = np.ones(len(demands), np.int64)
    elastic[list(kept)] = 0
    programme = programme_of_demands(demands, count, elastic=elastic)
    gain = np.concatenate([np.zeros(count, np.int64), -np.ones(len(demands), np.int64)])
    found = best(programme, gain, nodes=_MOST_NODES)
    return np.flatnonzero(found.chosen[count:]).tolist() if found else None
