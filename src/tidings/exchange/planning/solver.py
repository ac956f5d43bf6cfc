"""HiGHS, asked for one thing at a time: the best of a relaxation with its prices, or the best in whole numbers.

Only scipy's own HiGHS is used (see METHODS C3: highspy and ortools cannot live in one process). What comes back is
never taken at its word: choices are rounded and looked at again in whole numbers, prices in `prices`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp

from tidings.exchange.planning.columns import Whole
from tidings.exchange.planning.programme import Programme
from tidings.exchange.planning.reduction import Reduced, reduced
from tidings.exchange.planning.unmet import Unsolved

Reals = NDArray[np.float64]
NAME: Final = f"HiGHS in scipy {scipy.__version__}"
_OPTIMAL, _INFEASIBLE, _ERROR = 0, 2, 4
_SMALL: Final = 100
_WHOLE_ENOUGH: Final = 1e-6


@dataclass(frozen=True)
class Relaxed:
    """The best of the relaxation.

    Attributes:
        chosen: the choice, where the solver's corner is in whole numbers and keeps the terms; else None.
        prices: the solver's price of each row: above 0 at its upper bound, below 0 at its lower.
    """

    chosen: Whole | None
    prices: Reals


@dataclass(frozen=True)
class Best:
    """The best choice in whole numbers that was found.

    Attributes:
        chosen: the choice.
        bound: what no choice can pass.
    """

    chosen: Whole
    bound: int


def relax(programme: Programme, gain: Whole) -> Relaxed | None:
    """Solve the relaxation.

    Returns:
        None where not even that can meet the terms.

    Raises:
        Unsolved: the solver broke off.
    """
    if not _possible(programme):
        return None
    small = reduced(programme, gain)
    if not small.open.size:
        return Relaxed(small.settled, np.zeros(len(programme.names))) if programme.holds(small.settled) else None
    equal = small.least == small.most
    upper, lower = ~equal & np.isfinite(small.most), ~equal & np.isfinite(small.least)
    found = linprog(
        -small.gain.astype(float),
        A_ub=sparse.vstack([small.matrix[upper], -small.matrix[lower]]) if (upper | lower).any() else None,
        b_ub=np.concatenate([small.most[upper], -small.least[lower]]) if (upper | lower).any() else None,
        A_eq=small.matrix[equal] if equal.any() else None,
        b_eq=small.most[equal] if equal.any() else None,
        bounds=np.column_stack([np.zeros(len(small.room)), small.room]),
        method="highs-ds",
    )
    if found.status == _INFEASIBLE:
        return None
    if found.status != _OPTIMAL:
        raise Unsolved(found.message)
    prices = np.zeros(len(programme.names))
    many = int(upper.sum())
    if (upper | lower).any():
        prices[upper] -= found.ineqlin.marginals[:many]
        prices[lower] += found.ineqlin.marginals[many:]
    if equal.any():
        prices[equal] = -found.eqlin.marginals
    return Relaxed(_whole(programme, small, found.x), prices)


def best(
    programme: Programme, gain: Whole, *, time_limit: float | None = None, nodes: int | None = None
) -> Best | None:
    """Find the best choice in whole numbers.

    Args:
        programme: the terms.
        gain: what each column brings.
        time_limit: seconds after which the best choice so far is taken; None is no limit.
        nodes: branches after which it is taken; None is no limit.

    Returns:
        None where the terms cannot be met.

    Raises:
        Unsolved: the solver was stopped before it found any choice.
    """
    if not _possible(programme):
        return None
    small = reduced(programme, gain)
    if not small.open.size:
        settled = small.settled
        return Best(settled, int(gain @ settled)) if programme.holds(settled) else None
    # The presolve of HiGHS 1.12 trips over some small programmes that cannot be met, and says so on the terminal.
    limits = {"time_limit": time_limit, "node_limit": nodes}
    found = _branched(small, limits, presolve=len(small.room) > _SMALL)
    if found.status == _ERROR:
        found = _branched(small, limits, presolve=False)
    if found.status == _INFEASIBLE:
        return None
    chosen = _whole(programme, small, found.x) if found.x is not None else None
    if chosen is None:
        raise Unsolved(found.message)
    value = int(gain @ chosen)
    offset = int(gain @ small.settled)
    bound = value if found.status == _OPTIMAL else max(value, int(np.floor(-found.mip_dual_bound + 1e-6)) + offset)
    return Best(chosen, bound)


def _branched(small: Reduced, limits: Mapping[str, float | None], *, presolve: bool) -> OptimizeResult:
    options = {"mip_rel_gap": 0.0, "presolve": presolve}
    options |= {name: limit for name, limit in limits.items() if limit is not None}
    return milp(
        -small.gain.astype(float),
        integrality=np.ones(len(small.room)),
        bounds=Bounds(0, small.room.astype(float)),
        constraints=LinearConstraint(small.matrix, small.least, small.most) if small.matrix.shape[0] else None,
        options=options,
    )


def _possible(programme: Programme) -> bool:
    return bool((programme.low <= programme.high).all() and (programme.least <= programme.most).all())


def _whole(programme: Programme, small: Reduced, found: Reals) -> Whole | None:
    """Round what the solver found; None where it is no whole number or breaks a term."""
    counts = np.rint(found).astype(np.int64)
    if np.abs(found - counts).max() > _WHOLE_ENOUGH:
        return None
    chosen = small.expanded(np.clip(counts, 0, small.room))
    return chosen if programme.holds(chosen) else None
