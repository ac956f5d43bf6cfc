"""The walk along the buckets of one record after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from tidings.linkage.engines.batch.columns import Bools, Columns, Int8s, Int32s, Int64s
from tidings.linkage.engines.batch.compiled import compiled
from tidings.linkage.engines.batch.narrowing import KIND_BITS, REACH, Bucketed
from tidings.linkage.features.births import FEW_YEARS, YEAR

FIRST, LAST, FATHER, ROW = range(4)
"""What a glance at a record tells: its columns, sixteen bytes together. `FATHER` holds the day of the year too."""

EPOCH: Final = date(1970, 1, 1).toordinal()
DONE: Final = 128
"""Above the bits of the kinds: nothing more is to be learned of a pair."""
YEAR_BITS: Final = 9
"""Bits of the day of the year from 1, 0 where the birth is not exact, below the father from 1, 0 where unknown."""
TAG_BITS: Final = 8
"""Bits of `DONE` and the kinds, below the number of the record that was looking."""
_LENGTH: Final = (1 << REACH) - 1
_KIND: Final = (1 << KIND_BITS) - 1
_DAY: Final = (1 << YEAR_BITS) - 1

YEARS_APART: Final = FEW_YEARS * YEAR
LETTERS_APART: Final = 2
"""Two fathers' names that differ in more letters are of two fathers: Сергей is written Серий, Юрий is Юлий."""


def glances_of(columns: Columns, father: Int32s) -> Int32s:
    """Return what a glance at each record tells.

    Args:
        columns: the records.
        father: number of the father behind the patronymic, negative where it is not sure or no list knows him.
    """
    day = (np.maximum(columns.birth_first, 1).astype(np.int64) - EPOCH).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    of_year = (month.astype(np.int64) % 12) * 32 + (day - month.astype("datetime64[D]")).astype(np.int64)
    exact = columns.birth_stated & (columns.birth_first == columns.birth_last) & (columns.birth_first > 0)
    who = (father + 1).astype(np.int64) << YEAR_BITS | np.where(exact, of_year + 1, 0)
    told = (columns.birth_first, columns.birth_last, who, np.arange(len(columns)))
    found: Int32s = np.ascontiguousarray(np.stack([column.astype(np.int32) for column in told], axis=1))
    return found


def fathers_near(names: Sequence[str]) -> Int8s:
    """Return for two fathers, numbered from 1 in the order of their names, whether they may be one; 0 is any."""
    found = np.ones((len(names) + 1, len(names) + 1), np.int8)
    found[1:, 1:] = cdist(names, names, scorer=Levenshtein.distance, score_cutoff=LETTERS_APART) <= LETTERS_APART
    return found


@compiled
def _hopeful(glances: Int32s, near: Int8s, one: int, other: int) -> bool:
    """Say whether two records may be of one person by the father, and by the birth or as a slip of its year.

    Nothing here branches: the answers follow no pattern that a processor could guess.
    """
    own, others = glances[one, FATHER], glances[other, FATHER]
    fathers = near[own >> YEAR_BITS, others >> YEAR_BITS] != 0
    slip = (own & _DAY != 0) & ((own ^ others) & _DAY == 0)
    unborn = (glances[one, FIRST] == 0) | (glances[other, FIRST] == 0)
    apart = glances[other, FIRST] - glances[one, LAST] > YEARS_APART
    apart |= glances[one, FIRST] - glances[other, LAST] > YEARS_APART
    hopeful: bool = fathers & (unborn | slip | (not apart))
    return hopeful


@dataclass(frozen=True, slots=True)
class Meetings:
    """Whom each record is to meet.

    Attributes:
        rows: the records, bucket after bucket.
        starts: where the reaches of each record begin, and one more.
        reaches: runs of `rows`, as in `narrowing.Bucketed`; those of weak kinds last, kind by kind.
    """

    rows: Int32s
    starts: Int64s
    reaches: Int64s

    @classmethod
    def of(cls, buckets: Sequence[Bucketed], size: int) -> "Meetings":
        """Put the reaches of so many records in the order of the records (a counting sort)."""
        starts = np.zeros(size + 1, np.int64)
        for own in buckets:
            tally(own.rows, own.reaches, starts)
        starts = np.cumsum(starts)
        reaches, free, before = np.empty(starts[-1], np.int64), starts[:-1].copy(), 0
        for own in buckets:
            deal(own.rows, own.reaches, before, free, reaches)
            before += len(own.rows)
        return cls(np.concatenate([np.empty(0, np.int32), *(own.rows for own in buckets)]), starts, reaches)


@compiled
def tally(rows: Int32s, reaches: Int64s, counts: Int64s) -> None:
    """Count the reaches of each row that reach anybody, one place further on."""
    for place in range(len(rows)):
        counts[rows[place] + 1] += reaches[place] & _LENGTH > _KIND


@compiled
def deal(rows: Int32s, reaches: Int64s, before: int, free: Int64s, found: Int64s) -> None:
    """Put the reaches of each row, `before` places further on, where it has place."""
    for place in range(len(rows)):
        if reaches[place] & _LENGTH > _KIND:
            found[free[rows[place]]] = reaches[place] + (before << REACH)
            free[rows[place]] += 1


@compiled
def _meet(rows: Int32s, begin: int, end: int, now: int, seen: Int32s, met: Int32s, size: int) -> int:
    """Put those of a run who were not met yet behind `size` others; return how many there are."""
    for other in rows[begin:end]:
        met[size] = other
        size += seen[other] < now | DONE
        seen[other] = now | DONE
    return size


@compiled
def _half_meet(  # noqa: PLR0913, PLR0917 -- a compiled kernel takes its arrays one by one
    rows: Int32s, begin: int, end: int, now: int, kind: int, surnamed: Bools, seen: Int32s, met: Int32s, size: int
) -> int:
    """Do the same where sharing the key is enough only with another kind of key, or with whom no surname is stated."""
    for other in rows[begin:end]:
        before = max(seen[other], now)
        enough = (((before & (DONE - 1) & ~kind) != 0) | (not surnamed[other])) & (before < now | DONE)
        met[size] = other
        size += enough
        seen[other] = before | (DONE if enough else kind)
    return size


@compiled
def _most(starts: Int64s, reaches: Int64s, begin: int, end: int) -> int:
    """Return how many others one record of some may meet, at most."""
    most = 0
    for row in range(begin, end):
        own = 0
        for reach in reaches[starts[row] : starts[row + 1]]:
            own += (reach & _LENGTH) >> KIND_BITS
        most = max(most, own)
    return most


@compiled
def walk(  # noqa: PLR0913, PLR0917 -- a compiled kernel takes its arrays one by one
    rows: Int32s,
    starts: Int64s,
    reaches: Int64s,
    glances: Int32s,
    near: Int8s,
    surnamed: Bools,
    begin: int,
    end: int,
    seen: Int32s,
) -> tuple[Int32s, Int32s]:
    """Return the pairs of the records from `begin` up to `end` with those that come after them.

    Two that both state a surname, and share no key of it, must agree in two kinds of other keys (`linkage.keys`).
    `near` is what `fathers_near` returns.
    `seen` is of no meaning before or after.
    """
    seen[:] = 0
    met = np.empty(_most(starts, reaches, begin, end) + 1, np.int32)
    left = np.empty(1 << 20, np.int32)
    right = np.empty(1 << 20, np.int32)
    size = 0
    for row in range(begin, end):
        now, found = (row - begin + 1) << TAG_BITS, 0
        for reach in reaches[starts[row] : starts[row + 1]]:
            first, kind = reach >> REACH, reach & _KIND
            last = first + ((reach & _LENGTH) >> KIND_BITS)
            if kind == 0 or not surnamed[row]:
                found = _meet(rows, first, last, now, seen, met, found)
            else:
                found = _half_meet(rows, first, last, now, 1 << (kind - 1), surnamed, seen, met, found)
        if size + found > len(left):
            more = np.empty(max(len(left), found), np.int32)
            left, right = np.concatenate((left, more)), np.concatenate((right, more))
        for other in met[:found]:
            left[size] = min(glances[row, ROW], glances[other, ROW])
            right[size] = max(glances[row, ROW], glances[other, ROW])
            size += _hopeful(glances, near, row, other)
    return left[:size].copy(), right[:size].copy()
