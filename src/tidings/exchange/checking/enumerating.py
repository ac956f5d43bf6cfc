"""Few enough to try them all: every choice of a small round, one by one."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tidings.exchange.checking.pool import Pool, even_attribute
from tidings.exchange.checking.programme import Whole
from tidings.exchange.checking.proving import Proof
from tidings.exchange.checking.rows import even_rows
from tidings.exchange.checking.stages import Claim, Finding
from tidings.exchange.checking.units import Units

FEW = 14


def choices(units: Units) -> Whole:
    """Return every choice of units that keeps the terms, one a row."""
    count = units.low.size
    every = (np.arange(1 << count)[:, None] >> np.arange(count)) & 1
    good = ((every >= units.low) & (every <= units.high)).all(axis=1)
    for row in units.rows:
        totals = every @ _weights(units, row.places, row.weights)
        good &= (totals >= row.low) if row.low is not None else True
        good &= (totals <= row.high) if row.high is not None else True
    kept: Whole = every[good]
    return kept


def tried(pool: Pool, units: Units, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Compare claim after claim with every choice there is.

    Args:
        pool: whom the terms choose from.
        units: at most `FEW`.
        claims: in the order of the criteria.
    """
    left = choices(units)
    for claim in claims:
        reached = _worth(pool, units, left, claim.criterion)
        best = int(reached.max(initial=-(1 << 62)))
        sign = 1 if even_attribute(claim.criterion) is None else -1
        beyond = best > sign * claim.bound
        yield Finding(claim.criterion, Proof.NONE if beyond else Proof.ENUMERATION, sign * best if beyond else None)
        left = left[reached >= sign * claim.value]


def _worth(pool: Pool, units: Units, every: Whole, criterion: str) -> Whole:
    """Return what each choice comes to, a deviation with the sign turned."""
    attribute = even_attribute(criterion)
    if attribute is None:
        found: Whole = every @ units.summed(pool.figures(criterion))
        return found
    worst = np.zeros(len(every), dtype=np.int64)
    for row in even_rows(pool, criterion, attribute, 1):
        off = np.abs(every @ _weights(units, row.places, row.weights))
        worst = np.maximum(worst, -(-off // max(row.high or 1, 1)))
    return -worst


def _weights(units: Units, places: NDArray[np.intp], weights: Whole) -> Whole:
    total = np.zeros(units.low.size, dtype=np.int64)
    np.add.at(total, units.of[places], weights)
    return total
