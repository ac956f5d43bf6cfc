"""Upper bounds that hold exactly, whatever the arithmetic of the solver that suggested them.

For any prices y on the rows, `c·x = y·Ax + (c − yA)·x`; with y of a sign that meets a bound of its row, the right side
is at most `Σ y·bound + Σ max((c − yA)·low, (c − yA)·high)` (weak duality). Prices come from a solver in floating point,
are rounded to whole multiples of 1/scale, and the sum is then done in integers: a bad price makes the bound weak, never
wrong (Neumaier & Shcherbina, "Safe bounds in linear and mixed-integer linear programming", Mathematical Programming
99, 2004).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tidings.exchange.checking.programme import Programme, Whole

_FINEST = 1 << 24
_ROOM = 1 << 61


@dataclass(frozen=True)
class Bound:
    """What an objective can at most be.

    Attributes:
        total: the bound times the scale.
        scale: the number of parts of one.
        reduced: the reduced cost of each column times the scale.
    """

    total: int
    scale: int
    reduced: Whole

    @property
    def most(self) -> int:
        """The largest whole value the bound allows."""
        return self.total // self.scale


def bound(programme: Programme, objective: Whole, prices: NDArray[np.float64]) -> Bound:
    """Return the bound these prices prove for `objective`.

    Args:
        programme: the bounds to keep.
        objective: a whole weight for each column.
        prices: one for each row, in objective per unit of the row; those whose sign meets no bound count as 0.
    """
    scale = _scale(programme, objective, prices)
    rows = list(zip(programme.row_low, programme.row_high, strict=True))
    whole = [_usable(round(price * scale), *row) for price, row in zip(prices.tolist(), rows, strict=True)]
    reduced: Whole = objective * scale - programme.transposed @ np.array(whole, dtype=np.int64)
    total = sum(_at_bound(row, price) for row, price in zip(rows, whole, strict=True))
    total += int(np.maximum(reduced * programme.low, reduced * programme.high).sum())
    return Bound(total, scale, reduced)


def tightened(programme: Programme, found: Bound, target: int) -> Programme:
    """Return the programme without the values of columns that cannot reach `target`, by their reduced costs."""
    slack = found.total - target * found.scale
    moves = np.full(found.reduced.shape, np.iinfo(np.int64).max)
    dear = found.reduced != 0
    moves[dear] = slack // np.abs(found.reduced[dear])
    span = programme.high - programme.low
    moves = np.minimum(moves, span)
    low = np.where(found.reduced > 0, programme.high - moves, programme.low)
    high = np.where(found.reduced < 0, programme.low + moves, programme.high)
    return programme.within(low, high)


def _usable(price: int, low: int | None, high: int | None) -> int:
    return 0 if (price > 0 and high is None) or (price < 0 and low is None) else price


def _at_bound(row: tuple[int | None, int | None], price: int) -> int:
    low, high = row
    if price > 0 and high is not None:
        return price * high
    return price * low if price < 0 and low is not None else 0


def _scale(programme: Programme, objective: Whole, prices: NDArray[np.float64]) -> int:
    """Return the finest power of two that keeps every sum inside 64 bits."""
    width = np.maximum(np.abs(programme.low), np.abs(programme.high)).astype(np.float64)
    size = np.abs(objective).astype(np.float64) + np.abs(programme.transposed).astype(np.float64) @ np.abs(prices)
    largest = float(max(size @ width, size.max(initial=0.0), 1.0)) * 2
    scale = _FINEST
    while scale > 1 and largest * scale > _ROOM:
        scale //= 2
    return scale
