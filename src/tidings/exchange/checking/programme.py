"""A choice in whole numbers under linear rows: what the check proves things about.

A column is a set of persons who go or stay alike, as often as its bounds allow; a row is one term. All figures are
integers, so that a claim about a programme is checked without rounding.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Programme:
    """Columns between bounds, rows between bounds.

    Attributes:
        matrix: rows by columns, integers.
        row_low: the least each row may come to; None is no bound.
        row_high: the most each row may come to; None is no bound.
        low: the least of each column.
        high: the most of each column.
    """

    matrix: sparse.csr_array
    row_low: tuple[int | None, ...]
    row_high: tuple[int | None, ...]
    low: Whole
    high: Whole

    @cached_property
    def transposed(self) -> sparse.csr_array:
        """The matrix by columns, kept because every bound asks for it."""
        return sparse.csr_array(self.matrix.T)

    def holds(self, values: Whole) -> bool:
        """Say whether these values keep every bound, exactly."""
        if bool(np.any(values < self.low)) or bool(np.any(values > self.high)):
            return False
        sums = (self.matrix @ values).tolist()
        return all(
            (low is None or total >= low) and (high is None or total <= high)
            for low, total, high in zip(self.row_low, sums, self.row_high, strict=True)
        )

    def open_part(self) -> "Programme":
        """Return the programme of the columns that are still open; what the others come to is taken off the rows."""
        free = np.flatnonzero(self.low < self.high)
        settled = (self.matrix @ np.where(self.low < self.high, 0, self.low)).tolist()
        return Programme(
            sparse.csr_array(self.matrix[:, free]),
            tuple(None if low is None else low - taken for low, taken in zip(self.row_low, settled, strict=True)),
            tuple(None if high is None else high - taken for high, taken in zip(self.row_high, settled, strict=True)),
            self.low[free],
            self.high[free],
        )

    def within(self, low: Whole, high: Whole) -> "Programme":
        """Return the programme with other bounds on its columns."""
        return replace(self, low=low, high=high)

    def with_row(self, row: Whole, low: int | None, high: int | None) -> "Programme":
        """Return the programme with one more row."""
        matrix = sparse.csr_array(sparse.vstack([self.matrix, sparse.csr_array(row.reshape(1, -1))], format="csr"))
        return replace(self, matrix=matrix, row_low=(*self.row_low, low), row_high=(*self.row_high, high))
