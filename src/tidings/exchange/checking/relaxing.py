"""The linear relaxation, solved in floating point for what it suggests: prices, a point, or that nothing fits.

Nothing that comes from here is believed: prices go through `bound`, points through `Programme.holds`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from tidings.exchange.checking.programme import Programme, Whole

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Suggestion:
    """What a relaxation suggests.

    Attributes:
        prices: one for each row, in objective per unit of the row.
        point: the values of the columns.
    """

    prices: Floats
    point: Floats


def relaxed(programme: Programme, objective: Whole) -> Suggestion | None:
    """Maximise the relaxation; None where the solver found no point."""
    free = np.flatnonzero(programme.low < programme.high)
    if not free.size:
        return None
    rows, sides = _sided(programme, free)
    found = linprog(
        -objective[free].astype(np.float64),
        A_ub=rows,
        b_ub=sides.limits,
        bounds=np.column_stack([programme.low[free], programme.high[free]]).astype(np.float64),
        method="highs",
    )
    if not found.success:
        return None
    point = programme.low.astype(np.float64)
    point[free] = found.x
    return Suggestion(sides.prices(found.ineqlin.marginals), point)


def conflict(programme: Programme) -> Floats | None:
    """Return prices of the rows that suggest a proof that no point keeps them all (Farkas), from the least breach."""
    free = np.flatnonzero(programme.low < programme.high)
    rows, sides = _sided(programme, free)
    if not rows.shape[0]:
        return None
    breach = -sparse.eye_array(rows.shape[0], format="csr")
    found = linprog(
        np.concatenate([np.zeros(free.size), np.ones(rows.shape[0])]),
        A_ub=sparse.hstack([rows, breach], format="csr"),
        b_ub=sides.limits,
        bounds=np.vstack(
            [
                np.column_stack([programme.low[free], programme.high[free]]).astype(np.float64),
                np.column_stack([np.zeros(rows.shape[0]), np.full(rows.shape[0], np.inf)]),
            ]
        ),
        method="highs",
    )
    return sides.prices(found.ineqlin.marginals) if found.success else None


@dataclass(frozen=True)
class _Sides:
    """Which bound of which row each inequality stands for: +1 its upper, −1 its lower one."""

    row: NDArray[np.intp]
    sign: Floats
    limits: Floats
    rows: int

    def prices(self, marginals: Floats) -> Floats:
        """Return the price of each row from the marginals of its inequalities in a minimisation."""
        return np.bincount(self.row, weights=-marginals * self.sign, minlength=self.rows).astype(np.float64)


def _sided(programme: Programme, free: NDArray[np.intp]) -> tuple[sparse.csr_array, _Sides]:
    fixed = (programme.matrix @ np.where(programme.low < programme.high, 0, programme.low)).tolist()
    sides = [
        (number, sign, sign * (limit - fixed[number]))
        for limits, sign in ((programme.row_high, 1), (programme.row_low, -1))
        for number, limit in enumerate(limits)
        if limit is not None
    ]
    row = np.array([number for number, _, _ in sides], dtype=np.intp)
    sign = np.array([side for _, side, _ in sides], dtype=np.float64)
    inner = programme.matrix[:, free].astype(np.float64)[row]
    limits = np.array([limit for _, _, limit in sides], dtype=np.float64)
    return sparse.csr_array(sparse.diags_array(sign) @ inner), _Sides(row, sign, limits, len(programme.row_low))
