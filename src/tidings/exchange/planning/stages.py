"""The criteria one after another, each as good as it can be without loss to those before it.

A stage is first relaxed. Where its prices prove a choice in whole numbers, the next stage looks only at the face of
equally good choices, and the prices of all such stages together are one proof (a price vector for each term). Where
the relaxation promises more than whole numbers can keep, branch and bound decides over the few columns that could
still matter, and the value is written into the programme as a row.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from tidings.exchange.planning.columns import Whole
from tidings.exchange.planning.criteria import Criterion
from tidings.exchange.planning.parity import Evenness, even
from tidings.exchange.planning.prices import Dual, Proof, dual_of, face, proof_of, settled_beyond
from tidings.exchange.planning.programme import FREE, Programme
from tidings.exchange.planning.solver import Best, best, relax
from tidings.exchange.planning.unmet import Unmeetable, Unsolved
from tidings.exchange.rounds import Stage

Progress = Callable[[str, int, int], None]
_FIRST_LOOK: Final = 400


@dataclass(frozen=True)
class Known:
    """What a stage starts from.

    Attributes:
        chosen: a choice that is best in the stages before; None at the first.
        time_limit: seconds for each run of branch and bound; None is no limit.
    """

    chosen: Whole | None
    time_limit: float | None


@dataclass(frozen=True)
class Reached:
    """What one stage came to.

    Attributes:
        chosen: a choice that is best in this stage.
        rest: the programme of all choices as good.
        stage: value, bound, gap.
        dual: the prices that prove it; None where branch and bound did.
    """

    chosen: Whole
    rest: Programme
    stage: Stage
    dual: Dual | None


@dataclass(frozen=True)
class Lexicographic:
    """The best choice by all criteria.

    Attributes:
        chosen: the columns chosen.
        stages: one for each criterion.
        proof: prices for the first stages, as far as prices go.
    """

    chosen: Whole
    stages: tuple[Stage, ...]
    proof: Proof


def lexicographic(
    programme: Programme,
    criteria: Sequence[Criterion],
    evenness: Callable[[str], Sequence[Evenness]],
    *,
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> Lexicographic:
    """Solve stage after stage.

    Args:
        programme: the terms.
        criteria: the order.
        evenness: the balances that parity of an attribute looks at.
        time_limit: seconds for each run of branch and bound; None is no limit.
        progress: told the criterion, how many are done, and how many there are.

    Raises:
        Unmeetable: no choice keeps the terms.
        Unsolved: the solver was stopped before it found any choice.
    """
    rows = len(programme.names)
    stages: list[Stage] = []
    duals: list[Dual] = []
    chosen: Whole | None = None
    for number, criterion in enumerate(criteria):
        if progress:
            progress(criterion.name, number, len(criteria))
        if criterion.gain is None:
            reached = _even_stage(programme, criterion, evenness(criterion.attribute), time_limit)
        else:
            reached = _stage(programme, criterion, criterion.gain, Known(chosen, time_limit))
        chosen, programme = reached.chosen, reached.rest
        if reached.dual is not None and len(duals) == number:
            duals.append(reached.dual)
        stages.append(reached.stage)
    found = programme.low if chosen is None else chosen
    return Lexicographic(found, tuple(stages), proof_of(duals, rows))


def _stage(programme: Programme, criterion: Criterion, gain: Whole, known: Known) -> Reached:
    relaxed = relax(programme, gain)
    if relaxed is None:
        raise Unmeetable
    dual = dual_of(programme, gain, relaxed.prices)
    chosen, time_limit = relaxed.chosen, known.time_limit
    if chosen is None or int(gain @ chosen) * dual.scale != dual.bound:
        chosen = _on_face(programme, dual, time_limit) if dual.bound % dual.scale == 0 else None
    if chosen is not None and int(gain @ chosen) * dual.scale == dual.bound:
        value = int(gain @ chosen)
        return Reached(chosen, face(programme, dual), _proved(criterion, value, value), dual)
    found = _branched(programme, gain, dual, known)
    value = int(gain @ found.chosen)
    rest = programme.with_row(criterion.name, gain, value, FREE)
    return Reached(found.chosen, rest, _proved(criterion, value, found.bound), None)


def _proved(criterion: Criterion, value: int, bound: int) -> Stage:
    gap = abs(bound - value)
    return Stage(criterion.name, value, bound, gap, "unproven" if gap else "optimal")


def _on_face(programme: Programme, dual: Dual, time_limit: float | None) -> Whole | None:
    """Look for a choice in whole numbers that reaches the bound of the prices."""
    try:
        found = best(face(programme, dual), np.zeros(len(programme.low), np.int64), time_limit=time_limit)
    except Unsolved:
        return None
    return found.chosen if found else None


def _branched(programme: Programme, gain: Whole, dual: Dual, known: Known) -> Best:
    """Solve in whole numbers, first over the columns nearly worth their price, then over all that can matter."""
    first = _first_look(programme, gain, dual, known.time_limit)
    first = known.chosen if first is None else first
    if first is None:
        found = best(programme, gain, time_limit=known.time_limit)
        if found is None:
            raise Unmeetable
        return Best(found.chosen, min(found.bound, dual.highest))
    value = int(gain @ first)
    if value >= dual.highest:
        return Best(first, value)
    try:
        better = _better_than(value, programme, gain, dual, known.time_limit)
    except Unsolved:
        return Best(first, dual.highest)
    return Best(better.chosen, min(better.bound, dual.highest)) if better else Best(first, value)


def _first_look(programme: Programme, gain: Whole, dual: Dual, time_limit: float | None) -> Whole | None:
    costs = np.abs(dual.reduced[programme.low < programme.high])
    if costs.size <= _FIRST_LOOK:
        return None
    near = int(np.partition(costs, _FIRST_LOOK)[_FIRST_LOOK])
    value = (dual.bound - near) // dual.scale - 1
    narrow = settled_beyond(programme, dual, value)
    try:
        found = best(narrow, gain, time_limit=time_limit)
    except Unsolved:
        return None
    return found.chosen if found else None


def _better_than(value: int, programme: Programme, gain: Whole, dual: Dual, time_limit: float | None) -> Best | None:
    """Look for a choice whose gain is above `value` among all that prices leave possible; None proves there is none."""
    open_still = settled_beyond(programme, dual, value).with_row("better", gain, value + 1, FREE)
    return best(open_still, gain, time_limit=time_limit)


def _even_stage(
    programme: Programme, criterion: Criterion, balances: Sequence[Evenness], time_limit: float | None
) -> Reached:
    found = even(programme, balances, time_limit=time_limit)
    if found is None:
        raise Unmeetable
    rest = programme
    for balance in balances:
        most = found.deviation * balance.pool
        rest = rest.with_row(criterion.name, balance.row, -most, most)
    return Reached(found.chosen, rest, _proved(criterion, found.deviation, found.bound), None)
