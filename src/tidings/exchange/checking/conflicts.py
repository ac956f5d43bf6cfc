"""A round called impossible: do the terms named really clash, each of them, and would fewer?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from math import comb

import numpy as np

from tidings.exchange.checking.enumerating import FEW, choices
from tidings.exchange.checking.pool import Pool, forbidden, groups_of
from tidings.exchange.checking.proving import Proof, reaches
from tidings.exchange.checking.rows import Row, counted_rows, named_rows, pair_rows, together_rows
from tidings.exchange.checking.units import merged, units_of
from tidings.exchange.rounds import Conflict, Plan
from tidings.exchange.sentences import Sentence

_TRIED = 500
_SOUGHT = 8
"""Conflicts of more terms have to be irreducible only; planners may say that fewer were not sought."""
_NAMED = re.compile(r"must_include\[(\d+)\]")
Demand = tuple[Row, ...]


def wrongly_impossible(pool: Pool, plan: Plan) -> Iterator[Sentence]:
    """Say what is wrong with a plan that calls its round impossible."""
    if any(plan.chosen.values()):
        yield Sentence("impossible_chosen")
    if not plan.conflicts:
        yield Sentence("conflict_none")
    demands = dict(_demands(pool))
    named: dict[str, Demand] = {}
    for conflict in plan.conflicts:
        found = demands.get(_name(conflict))
        if found is None and not _vetoed(pool, conflict.term):
            yield Sentence("conflict_unknown", {"term": conflict.term})
            return
        named[_name(conflict)] = found or ()
    if len(named) < len(plan.conflicts):
        yield Sentence("conflict_twice")
    if plan.conflicts:
        yield from _faults(pool, plan.conflicts, demands, named)


def _faults(
    pool: Pool, conflicts: Sequence[Conflict], demands: dict[str, Demand], named: dict[str, Demand]
) -> Iterator[Sentence]:
    vetoed = [conflict for conflict in conflicts if _vetoed(pool, conflict.term)]
    if vetoed:
        if len(conflicts) > 1:
            yield Sentence("conflict_smaller", {"count": 1})
        return
    match _possible(pool, list(named.values())):
        case True:
            yield Sentence("conflict_possible")
            return
        case None:
            yield Sentence("conflict_unproved")
            return
    for term in named:
        if _possible(pool, [rows for name, rows in named.items() if name != term]) is False:
            yield Sentence("conflict_needless", {"term": term})
    yield from _fewer(pool, list(demands.values()), len(named))


def _fewer(pool: Pool, demands: Sequence[Demand], known: int) -> Iterator[Sentence]:
    """Try every smaller set of terms, where they are few enough to try."""
    if any(forbidden(pool.round.by_key()[key]) for key in pool.round.terms.must_include) and known > 1:
        yield Sentence("conflict_smaller", {"count": 1})
        return
    for size in range(1, known if known <= _SOUGHT else 0):
        if comb(len(demands), size) > _TRIED:
            return
        if any(_possible(pool, some) is False for some in combinations(demands, size)):
            yield Sentence("conflict_smaller", {"count": size})
            return


def _demands(pool: Pool) -> Iterator[tuple[str, Demand]]:
    for row in counted_rows(pool):
        if row.term.startswith("ratios"):
            yield row.term, (row,)
            continue
        if row.low is not None:
            yield f"{row.term}.min", (replace(row, high=None),)
        if row.high is not None:
            yield f"{row.term}.max", (replace(row, low=None),)
    for row in (*named_rows(pool), *pair_rows(pool)):
        yield row.term, (row,)
    if pool.round.terms.groups_together:
        for group in groups_of(pool):
            yield f"groups_together {group}", tuple(together_rows(pool, [group]))


def _name(conflict: Conflict) -> str:
    group = conflict.values.get("group")
    return f"{conflict.term} {group}" if conflict.term == "groups_together" and group is not None else conflict.term


def _vetoed(pool: Pool, term: str) -> bool:
    found = _NAMED.fullmatch(term)
    names = pool.round.terms.must_include
    return bool(found and int(found[1]) < len(names) and forbidden(pool.round.by_key()[names[int(found[1])]]))


def _possible(pool: Pool, demands: Sequence[Demand]) -> bool | None:
    """Say whether these terms can be met together; None where that stayed open."""
    units = units_of(pool, [row for demand in demands for row in demand], together=False, named=())
    if units.low.size <= FEW:
        return bool(len(choices(units)))
    programme = merged(units, []).programme
    answer = reaches(programme, np.zeros(programme.low.shape, dtype=np.int64), 0)
    if answer.point is not None:
        return True
    return None if answer.proof is Proof.NONE else False
