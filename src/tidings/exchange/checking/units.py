"""Who stands or falls together, and who cannot be told apart: from persons to columns.

A unit is a person, or a group the terms keep together. Units that count the same in every term and in every criterion
looked at so far are one column, as often taken as there are such units: fewer columns than persons, and another
formulation than a planner over persons has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tidings.exchange.checking.pool import Pool, groups_of
from tidings.exchange.checking.programme import Programme, Whole
from tidings.exchange.checking.rows import Row


@dataclass(frozen=True)
class Units:
    """The units of a pool under its terms.

    Attributes:
        rows: the terms.
        of: the unit of each person.
        low: 1 for a unit that has to go, else 0.
        high: 0 for a unit that cannot go, else 1.
    """

    rows: tuple[Row, ...]
    of: NDArray[np.intp]
    low: Whole
    high: Whole

    def summed(self, figures: Whole) -> Whole:
        """Return the sum of a figure over the persons of each unit."""
        total = np.zeros(self.low.shape, dtype=np.int64)
        np.add.at(total, self.of, figures)
        return total

    def taken(self, chosen: Whole) -> Whole:
        """Return for each unit whether its first person is chosen; the same for all of it where groups are whole."""
        first = np.unique(self.of, return_index=True)[1]
        found: Whole = chosen[first]
        return found

    def settled(self, low: Whole, high: Whole) -> "Units":
        """Return the units with closer bounds."""
        return replace(self, low=np.maximum(self.low, low), high=np.minimum(self.high, high))

    def with_rows(self, rows: Iterable[Row]) -> "Units":
        """Return the units under further rows."""
        return replace(self, rows=(*self.rows, *rows))

    def matrix(self) -> sparse.csr_array:
        """Return what each unit counts in each row."""
        number = np.repeat(np.arange(len(self.rows)), [row.places.size for row in self.rows])
        places = np.concatenate([np.zeros(0, dtype=np.intp), *(self.of[row.places] for row in self.rows)])
        weights = np.concatenate([np.zeros(0, dtype=np.int64), *(row.weights for row in self.rows)])
        found = sparse.csr_array((weights, (number, places)), shape=(len(self.rows), self.low.size), dtype=np.int64)
        found.sum_duplicates()
        found.eliminate_zeros()
        return found


def units_of(pool: Pool, rows: Sequence[Row], *, together: bool, named: Iterable[int]) -> Units:
    """Return the units of a pool.

    Args:
        pool: whom the terms choose from.
        rows: the terms.
        together: whether groups go whole or not at all.
        named: the places of those who have to go.
    """
    joined = {place: name for name, places in groups_of(pool).items() for place in places} if together else {}
    seen: dict[str | int, int] = {}
    of = [seen.setdefault(joined.get(place, place), len(seen)) for place in range(len(pool.persons))]
    units = Units(
        tuple(rows), np.array(of, dtype=np.intp), np.zeros(len(seen), dtype=np.int64), np.ones(len(seen), np.int64)
    )
    units.low[units.of[list(named)]] = 1
    for row in rows:
        if row.term.startswith("exclude_pairs") and len(set(units.of[row.places].tolist())) == 1:
            units.high[units.of[row.places]] = 0
    return units


@dataclass(frozen=True)
class Merged:
    """Units that cannot be told apart, as columns.

    Attributes:
        programme: the columns under the rows.
        of: the column of each unit.
        figures: what one unit of each column counts in each criterion.
    """

    programme: Programme
    of: NDArray[np.intp]
    figures: tuple[Whole, ...]

    def closer(self, programme: Programme) -> tuple[Whole, Whole]:
        """Return the bounds of the units that closer bounds of their columns amount to: all of a column, or none."""
        sizes = np.bincount(self.of, minlength=programme.low.size)
        low = (programme.low == sizes)[self.of].astype(np.int64)
        high = (programme.high > 0)[self.of].astype(np.int64)
        return low, high


def merged(units: Units, figures: Sequence[Whole]) -> Merged:
    """Merge units that are alike in every row and every figure.

    Args:
        units: the units.
        figures: for each criterion, what each unit counts.
    """
    matrix = units.matrix()
    by_unit = sparse.csr_array(matrix.T)
    by_unit.sort_indices()
    alike = np.column_stack([_profiles(by_unit), units.low, units.high, *figures])
    _, first, of = np.unique(alike, axis=0, return_index=True, return_inverse=True)
    sizes = np.bincount(of, minlength=first.size).astype(np.int64)
    programme = Programme(
        matrix=sparse.csr_array(matrix[:, first]),
        row_low=tuple(row.low for row in units.rows),
        row_high=tuple(row.high for row in units.rows),
        low=units.low[first] * sizes,
        high=units.high[first] * sizes,
    )
    return Merged(programme, of, tuple(one[first] for one in figures))


def _profiles(by_unit: sparse.csr_array) -> Whole:
    seen: dict[tuple[bytes, bytes], int] = {}
    ends = by_unit.indptr
    return np.array(
        [
            seen.setdefault((by_unit.indices[start:end].tobytes(), by_unit.data[start:end].tobytes()), len(seen))
            for start, end in pairwise(ends.tolist())
        ],
        dtype=np.int64,
    )
