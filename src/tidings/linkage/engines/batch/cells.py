"""One column of a table: a number a row, and the distinct cells that the numbers stand for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from tidings.linkage.engines.batch.columns import NONE, Bools, Int32s, Int64s

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Cells:
    """One column.

    Attributes:
        codes: each row's number in `values`, NONE where the cell is empty.
        values: the distinct cells.
    """

    codes: Int32s
    values: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def filled(self) -> Bools:
        """Which rows say something."""
        found: Bools = self.codes != NONE
        return found

    def numbered(self, read: Callable[[str], Value | None]) -> tuple[Int32s, tuple[Value, ...]]:
        """Read every distinct cell once; cells that read as nothing become NONE, those that read alike one value."""
        numbers, values = numbered(read(value) for value in self.values)
        return at(numbers, self.codes, NONE), values


def numbered(values: Iterable[Value | None]) -> tuple[Int32s, tuple[Value, ...]]:
    """Number distinct values as they come; None is NONE."""
    found: dict[Value, int] = {}
    numbers = [NONE if value is None else found.setdefault(value, len(found)) for value in values]
    return np.array(numbers, np.int32), tuple(found)


def at(table: np.ndarray, codes: Int32s, otherwise: object) -> np.ndarray:
    """Look up each code in a table; NONE is something else."""
    padded = np.append(table, np.array([otherwise], table.dtype))
    return padded[codes]


def distinct(codes: Int32s, size: int) -> tuple[Int64s, Int64s]:
    """Return the distinct ones of some codes below `size`, ascending, and the place of each code among them."""
    used = np.zeros(size, np.bool_)
    used[codes] = True
    return np.flatnonzero(used), (np.cumsum(used) - 1)[codes]
