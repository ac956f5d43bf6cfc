"""Small sets of numbers, one for each of many values, so that kernels can see whether two of them meet."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.pointers import i4, i8


class Sets(NamedTuple):
    """Sorted numbers, set after set; `starts` says where each begins."""

    starts: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.int32]


def sets_of(found: Sequence[Iterable[int]]) -> Sets:
    """Lay out sets for the kernels."""
    ordered = [sorted(numbers) for numbers in found]
    starts = np.zeros(len(ordered) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, ordered), np.int64, len(ordered)), out=starts[1:])
    flat = (number for numbers in ordered for number in numbers)
    return Sets(starts, np.fromiter(flat, np.int32, int(starts[-1])))


@bare
def meet(sets: Sets, one: int, other: int) -> bool:
    """Say whether two of the sets have a number in common."""
    place, end = i8(sets.starts, one), i8(sets.starts, one + 1)
    place_, end_ = i8(sets.starts, other), i8(sets.starts, other + 1)
    while place < end and place_ < end_:
        here, there = i4(sets.numbers, place), i4(sets.numbers, place_)
        if here == there:
            return True
        if here < there:
            place += 1
        else:
            place_ += 1
    return False


@bare
def holds(sets: Sets, one: int, number: int) -> bool:
    """Say whether a set has a number."""
    for place in range(i8(sets.starts, one), i8(sets.starts, one + 1)):
        if i4(sets.numbers, place) == number:
            return True
    return False
