"""The walk along the buckets of one record after the other."""

import numpy as np

from tidings.linkage.engines.batch.columns import Bools, Int32s, Int64s
from tidings.linkage.engines.batch.compiled import compiled


@compiled
def walk(
    rows: Int32s, ends: Int64s, weak: Int32s, surnamed: Bools, order: Int64s, starts: Int64s, begin: int, end: int
) -> tuple[Int32s, Int32s]:
    """Return the pairs of the records from `begin` up to `end` with those that come after them.

    Two that both state a surname, and share no key of it, must agree in two kinds of other keys (`linkage.keys`).
    """
    seen = np.full(len(surnamed), -1, np.int32)
    taken = np.zeros(len(surnamed), np.int32)
    left = np.empty(1 << 20, np.int32)
    right = np.empty(1 << 20, np.int32)
    size = 0
    for row in range(begin, end):
        for place in range(starts[row], starts[row + 1]):
            first = order[place]
            kind = weak[first]
            for beside in range(first + 1, ends[first]):
                other = rows[beside]
                if seen[other] != row:
                    seen[other] = row
                    taken[other] = 0
                before = taken[other]
                if before < 0:
                    continue
                taken[other] = before | kind
                several = before != 0 and before != kind
                if kind == 0 or several or not (surnamed[row] and surnamed[other]):
                    taken[other] = -1
                    if size == len(left):
                        left = np.concatenate((left, np.empty_like(left)))
                        right = np.concatenate((right, np.empty_like(right)))
                    left[size] = row
                    right[size] = other
                    size += 1
    return left[:size].copy(), right[:size].copy()
