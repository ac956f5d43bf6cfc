"""From keys to buckets: a key that few records share is one; one that many share is parted by what else is known.

Where nothing parts a crowd any further, its records meet those that come next in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from tidings.linkage.engines.batch.columns import Bools, Int32s, Int64s
from tidings.linkage.engines.batch.compiled import compiled
from tidings.linkage.engines.batch.keying import ROW_BITS, Kind, UInt64s, part

DEEPEST: Final = 3
"""So many further facts narrow a key, one after the other."""
BESIDE: Final = 25
"""So many neighbours a record meets in a crowd that nothing narrows."""

WEAK: Final = {"y": 1, "u": 2, "p": 4, "e": 8, "v": 16, "w": 32}
"""The kinds of `linkage.keys.WITHOUT_SURNAME`, a bit for each."""
ALONE: Final = ("x", "s", "g")
"""Kinds of key by which a record of which nothing else is known meets its neighbours in the crowd."""
APART: Final = frozenset({"s", "sg", "sf", "gf", "d"})
"""Kinds of key by which records of one skeleton and given name need not meet: they do under `x`."""
NARROWED: Final = {
    "x": (128, "fyuhm"), "s": (32, "fyuhm"), "sg": (32, "fyuhm"), "d": (128, "fyuhm"), "sf": (60, "yuhm"),
    "gf": (24, "yuhmc"), "g": (32, "uhm"), "a": (16, "yuhm"), "k": (24, "gyuhm"), "n": (60, "c"), "b": (16, "gch"),
    "y": (16, "uhmc"), "u": (60, "mc"), "p": (32, "umc"), "e": (16, "c"), "v": (32, "ymg"), "w": (12, "ymg"),
}  # fmt: skip
"""For each kind of key: so many records that share it are all compared, and the facts that narrow it where more do:
father, year, unit, home, month of loss, first consonant, given name.
"""

KIND_BITS: Final = 3
"""Below the length of a reach: the number of its kind in `WEAK`, from 1; 0 where sharing the key is enough."""
REACH: Final = 32
"""Bits of the length and the kind of a reach, below the place at which it begins."""
_ROWS: Final = np.uint64((1 << ROW_BITS) - 1)
_SHIFT: Final = np.uint64(ROW_BITS)


@dataclass(frozen=True, slots=True)
class Bucketed:
    """Keys that put records side by side.

    Attributes:
        rows: the records, bucket after bucket, ascending within each.
        reaches: for each of them, in one number, where those begin that it is to meet, how many they are, and the
            kind of key.
    """

    rows: Int32s
    reaches: Int64s


@compiled
def _end(entries: UInt64s, begin: int) -> int:
    """Return where the bucket that begins at a place ends."""
    end = begin + 1
    while end < len(entries) and entries[end] >> _SHIFT == entries[begin] >> _SHIFT:
        end += 1
    return end


@compiled
def _within(entries: UInt64s, begin: int, end: int, alike: Int32s) -> int:
    """Return twice the number of pairs of a bucket that need not meet, and its size."""
    found, since = 0, begin
    for place in range(begin + 1, end + 1):
        if place == end or alike[entries[place] & _ROWS] != alike[entries[since] & _ROWS]:
            found += (place - since) * (place - since)
            since = place
    return found


@compiled
def keep(entries: UInt64s, alike: Int32s, most: int, kind: int, rows: Int32s, reaches: Int64s) -> tuple[int, int]:
    """Keep the keys that make few pairs; move the entries of the others together.

    Args:
        entries: packed keys, ascending.
        alike: a number for each row, ascending, the same for those that need not meet.
        most: so many records may share a key.
        kind: the number of the kind in `WEAK`.
        rows: where to put the records.
        reaches: where to put whom they meet.

    Returns:
        How many were put, and how many entries are left.
    """
    size = left = begin = 0
    while begin < len(entries):
        end = _end(entries, begin)
        number = end - begin
        pairs = (number * number - _within(entries, begin, end, alike)) // 2
        if pairs > most * most // 2:
            for place in range(begin, end):
                entries[left] = entries[place]
                left += 1
        elif pairs:
            following = begin
            for place in range(begin, end):
                following = max(following, place + 1)
                own = entries[place] & _ROWS
                while following < end and alike[entries[following] & _ROWS] == alike[own]:
                    following += 1
                rows[size] = own
                reaches[size] = (size + following - place) << REACH | (end - following) << KIND_BITS | kind
                size += 1
        begin = end
    return size, left


@compiled
def stand(wide: UInt64s, meeting: Bools, kind: int, rows: Int32s, reaches: Int64s) -> None:
    """Let those of a crowd that are `meeting`, by row, meet those that come next in it."""
    begin = 0
    while begin < len(wide):
        end = _end(wide, begin)
        for place in range(begin, end):
            rows[place] = wide[place] & _ROWS
            reach = min(BESIDE, end - place - 1) if meeting[rows[place]] else 0
            reaches[place] = (place + 1) << REACH | reach << KIND_BITS | kind
        begin = end


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What narrows keys.

    Attributes:
        further: the facts, by the letters of `NARROWED`: (columns, rows).
        alike: a number for each row, the same for those of one skeleton and class of given name, ascending.
        alone: for the kinds of `ALONE` who has nothing that narrows them, and no better key.
        wider: so many times the widths of `NARROWED` are allowed.
        every: all rows.
    """

    further: Mapping[str, Int32s]
    alike: Int32s
    alone: Mapping[str, Bools]
    wider: int
    every: Int32s = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "every", np.arange(len(self.alike), dtype=np.int32))

    def buckets(self, kind: Kind) -> list[Bucketed]:
        """Return the buckets of one kind, the wide ones narrowed by further facts."""
        most, further = NARROWED[kind.name]
        found, open_ = [], [(kind.entries(), further)]
        for depth in range(DEEPEST + 1):
            following: list[tuple[UInt64s, str]] = []
            for own, by in open_:
                bucketed, wide = self._kept(kind.name, own, most * self.wider)
                found.append(bucketed)
                if not depth and kind.name in ALONE:
                    found.append(_beside(kind.name, wide, self.alone[kind.name]))
                if not by or depth == DEEPEST:
                    found.append(_beside(kind.name, wide, np.ones(len(self.alike), np.bool_)))
                else:
                    following += self._narrowed(wide, by)
            open_ = following
        return found

    def _kept(self, name: str, entries: UInt64s, most: int) -> tuple[Bucketed, UInt64s]:
        rows, reaches = np.empty(len(entries), np.int32), np.empty(len(entries), np.int64)
        apart = self.alike if name in APART else self.every
        size, left = keep(entries, apart, most, _number(name), rows, reaches)
        return Bucketed(rows[:size].copy(), reaches[:size].copy()), entries[:left]

    def _narrowed(self, wide: UInt64s, by: str) -> Iterator[tuple[UInt64s, str]]:
        for place, fact in enumerate(by if len(wide) else ""):
            found, size = np.empty(len(wide) * len(self.further[fact]), np.uint64), 0
            for column in self.further[fact]:
                size = part(wide, ord(fact), column, found, size)
            entries = found[:size].copy()
            entries.sort()
            yield entries, by[place + 1 :]


def _number(name: str) -> int:
    return WEAK.get(name, 0).bit_length()


def _beside(name: str, wide: UInt64s, meeting: Bools) -> Bucketed:
    rows, reaches = np.empty(len(wide), np.int32), np.empty(len(wide), np.int64)
    stand(wide, meeting, _number(name), rows, reaches)
    return Bucketed(rows, reaches)
