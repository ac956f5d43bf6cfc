"""Prices in whole numbers: the proof of a stage that needs no trust in a solver.

Any prices bound a programme: `Σ price·bound + Σ max(0, gain − Σ a·price)` is reached by no choice's gain less than by
itself (weak duality). They are rounded to a common denominator first and all arithmetic is in whole numbers, so what is
proved holds exactly. Where a choice reaches its bound, every choice as good agrees with it wherever a column's reduced
gain is not 0 and keeps every priced row at its bound (complementary slackness): that is the face on which the next
criterion is looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tidings.exchange.planning.columns import Whole
from tidings.exchange.planning.programme import FREE, Programme

_FINEST: Final = 1000
_LARGEST_SCALE: Final = 10**6
_NOTHING: Final = 1e-7


@dataclass(frozen=True)
class Dual:
    """Prices of rows for one stage, and what they prove.

    Attributes:
        scale: what all figures here are multiplied by.
        prices: the scaled price of each row.
        reduced: the scaled gain of each column less what its rows cost.
        bound: the scaled bound on the gain of every choice.
    """

    scale: int
    prices: Whole
    reduced: Whole
    bound: int

    @property
    def highest(self) -> int:
        """What no choice can pass, in whole numbers."""
        return self.bound // self.scale


def dual_of(programme: Programme, gain: Whole, prices: NDArray[np.float64]) -> Dual:
    """Round a solver's prices and compute what they prove."""
    scale = _common_scale(prices)
    rounded = np.rint(prices * scale).astype(np.int64)
    rounded[(rounded > 0) & (programme.most >= FREE)] = 0
    rounded[(rounded < 0) & (programme.least <= -FREE)] = 0
    left = scale * gain - programme.matrix.T @ rounded
    bounds = np.where(rounded > 0, programme.most, programme.least)[rounded != 0]
    paid = sum(price * bound for price, bound in zip(rounded[rounded != 0].tolist(), bounds.tolist(), strict=True))
    kept = np.where(left > 0, left * programme.high, left * programme.low)
    return Dual(scale, rounded, left, paid + int(kept.sum()))


def _common_scale(prices: NDArray[np.float64]) -> int:
    scale = 1
    for price in np.unique(prices[np.abs(prices - np.rint(prices)) > _NOTHING]).tolist():
        scale = lcm(scale, Fraction(price).limit_denominator(_FINEST).denominator)
        if scale > _LARGEST_SCALE:
            return _LARGEST_SCALE
    return scale


def face(programme: Programme, dual: Dual) -> Programme:
    """Keep only choices whose gain reaches the bound of these prices exactly."""
    up, down = dual.reduced > 0, dual.reduced < 0
    dear, cheap = dual.prices > 0, dual.prices < 0
    return replace(
        programme,
        low=np.where(up, programme.high, programme.low),
        high=np.where(down, programme.low, programme.high),
        least=np.where(dear, programme.most, programme.least),
        most=np.where(cheap, programme.least, programme.most),
    )


def settled_beyond(programme: Programme, dual: Dual, value: int) -> Programme:
    """Settle the columns that no choice with a gain above `value` can have otherwise.

    Flipping a column costs its reduced gain, so a choice that does it stays under the bound less that cost.
    """
    slack = dual.bound - (value + 1) * dual.scale
    up, down = dual.reduced > slack, -dual.reduced > slack
    return replace(
        programme,
        low=np.where(up, programme.high, programme.low),
        high=np.where(down, programme.low, programme.high),
    )


@dataclass(frozen=True)
class Proof:
    """Prices for the first criteria, all on one scale.

    Attributes:
        scale: what the prices are multiplied by.
        prices: rows by criteria.
    """

    scale: int
    prices: Whole

    @property
    def proved(self) -> int:
        """How many of the first criteria the prices are for."""
        return int(self.prices.shape[1])

    def holds(self, programme: Programme, gains: Whole, chosen: Whole) -> bool:
        """Say whether no choice within the terms is better than this one by these criteria, in whole numbers.

        Args:
            programme: the terms.
            gains: the criteria proved, by columns.
            chosen: the choice.
        """
        worth = _signs(self.scale * gains - (programme.matrix.T @ self.prices).T)
        row = _signs(self.prices.T)
        sums = programme.matrix @ chosen
        loose = programme.low < programme.high
        return (
            programme.holds(chosen)
            and not (loose & (worth > 0) & (chosen == 0)).any()
            and not (loose & (worth < 0) & (chosen == 1)).any()
            and bool((sums[row > 0] == programme.most[row > 0]).all())
            and bool((sums[row < 0] == programme.least[row < 0]).all())
        )


def proof_of(duals: Sequence[Dual], rows: int) -> Proof:
    """Bring the prices of several stages to one scale."""
    scale = lcm(*(dual.scale for dual in duals))
    prices = np.zeros((rows, len(duals)), np.int64)
    for number, dual in enumerate(duals):
        prices[:, number] = dual.prices * (scale // dual.scale)
    return Proof(scale, prices)


def _signs(vectors: Whole) -> Whole:
    """Return the sign of each column's first figure that is not 0."""
    signs = np.zeros(vectors.shape[1], np.int64)
    for figures in vectors:
        signs = np.where(signs == 0, np.sign(figures), signs)
    return signs
