"""The walk along the buckets of one record after the other."""

from datetime import date
from typing import Final

import numpy as np

from tidings.linkage.engines.batch.columns import Bools, Columns, Int8s, Int32s, Int64s
from tidings.linkage.engines.batch.compiled import compiled
from tidings.linkage.features.births import FEW_YEARS, YEAR

FIRST, LAST, DAY_OF_YEAR, FATHER, SURNAMED = range(5)
"""What a glance at a record tells: its columns."""

EPOCH: Final = date(1970, 1, 1).toordinal()
KIND_BITS: Final = 8
DONE: Final = 128
"""Above the bits of the kinds: nothing more is to be learned of a pair."""

YEARS_APART: Final = FEW_YEARS * YEAR


def glances_of(columns: Columns, father: Int32s, surnamed: Bools) -> Int32s:
    """Return what a glance at each record tells.

    Args:
        columns: the records.
        father: number of the father behind the best reading's patronymic, negative where no list knows him.
        surnamed: whether a surname is plainly stated.
    """
    day = (np.maximum(columns.birth_first, 1).astype(np.int64) - EPOCH).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    of_year = (month.astype(np.int64) % 12) * 32 + (day - month.astype("datetime64[D]")).astype(np.int64)
    exact = columns.birth_stated & (columns.birth_first == columns.birth_last) & (columns.birth_first > 0)
    told = (columns.birth_first, columns.birth_last, np.where(exact, of_year, -1), father, surnamed)
    found: Int32s = np.ascontiguousarray(np.stack([column.astype(np.int32) for column in told], axis=1))
    return found


@compiled
def _hopeless(glances: Int32s, one: int, other: int) -> bool:
    """Say whether two records are plainly of two people: by the father, or born years apart and no slip of a date."""
    father, another = glances[one, FATHER], glances[other, FATHER]
    if father >= 0 and another >= 0 and father != another:
        return True
    if glances[one, FIRST] == 0 or glances[other, FIRST] == 0:
        return False
    gap = max(glances[other, FIRST] - glances[one, LAST], glances[one, FIRST] - glances[other, LAST])
    if gap <= YEARS_APART:
        return False
    day = glances[one, DAY_OF_YEAR]
    return bool(day < 0 or day != glances[other, DAY_OF_YEAR])


@compiled
def places_of(rows: Int32s, size: int) -> tuple[Int64s, Int32s]:
    """Return where each record stands in the buckets: where its places begin, and the places (a counting sort)."""
    starts = np.zeros(size + 1, np.int64)
    for row in rows:
        starts[row + 1] += 1
    for row in range(size):
        starts[row + 1] += starts[row]
    free = starts[:-1].copy()
    places = np.empty(len(rows), np.int32)
    for place in range(len(rows)):
        places[free[rows[place]]] = place
        free[rows[place]] += 1
    return starts, places


@compiled
def walk(  # noqa: PLR0913, PLR0917 -- a compiled kernel takes its arrays one by one
    rows: Int32s,
    begins: Int32s,
    ends: Int32s,
    weak: Int8s,
    glances: Int32s,
    starts: Int64s,
    places: Int32s,
    begin: int,
    end: int,
) -> tuple[Int32s, Int32s]:
    """Return the pairs of the records from `begin` up to `end` with those that come after them.

    Two that both state a surname, and share no key of it, must agree in two kinds of other keys (`linkage.keys`).
    """
    seen = np.zeros(len(glances), np.int64)
    left = np.empty(1 << 20, np.int32)
    right = np.empty(1 << 20, np.int32)
    size = 0
    for row in range(begin, end):
        now = (row + 1) << KIND_BITS
        for place in places[starts[row] : starts[row + 1]]:
            kind = weak[place]
            for beside in range(begins[place], ends[place]):
                other = rows[beside]
                before = seen[other]
                if before < now:
                    before = now | DONE if _hopeless(glances, row, other) else now
                    seen[other] = before
                if before & DONE:
                    continue
                shared = before - now
                several = shared != 0 and shared != kind  # noqa: PLR1714 -- a set is slow when compiled
                if kind == 0 or several or not (glances[row, SURNAMED] and glances[other, SURNAMED]):
                    seen[other] = before | DONE
                    if size == len(left):
                        left = np.concatenate((left, np.empty_like(left)))
                        right = np.concatenate((right, np.empty_like(right)))
                    left[size] = row
                    right[size] = other
                    size += 1
                else:
                    seen[other] = before | kind
    return left[:size].copy(), right[:size].copy()
