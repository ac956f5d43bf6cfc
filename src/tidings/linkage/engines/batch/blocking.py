"""From shared keys to the pairs worth comparing, each once, in blocks.

A key that few records share puts them all side by side. One that many share is narrowed: the records are put side by
side that share something else as well (the father, the year of birth, a unit, a home, the month of loss), and once
more where that is still a crowd; who is left with nothing else meets his neighbours in the crowd. Nothing is dropped
for being common alone.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np

from tidings.linkage.engines.batch.columns import NONE, Bools, Columns, Int8s, Int32s, Int64s
from tidings.linkage.engines.batch.keying import (
    UInt64s,
    distinct,
    facts,
    in_order,
    keys_of,
    kinds,
    mixed,
    packed,
    rows_of,
)
from tidings.linkage.engines.batch.spelling import Spelling
from tidings.linkage.engines.batch.walking import glances_of, places_of, walk

Progress = Callable[[str, int, int], None]

DEEPEST: Final = 3
"""So many further facts narrow a key, one after the other."""
BESIDE: Final = 25
"""So many neighbours a record meets in a crowd that nothing narrows."""
LARGE: Final = 1_000_000
"""So many records are narrowed to the figures of `NARROWED`; with half as many a key may be twice as wide."""
MOST_GENEROUS: Final = 8
SPARED_FROM: Final = 300_000
SPARED: Final = frozenset({"sg", "sf", "e", "v", "w"})
"""Kinds of key that so many records do without: at a million they cost two fifths of the time, and bring 3 of 1,000
true pairs beyond those that the other kinds find."""
BLOCK: Final = 50_000
"""Records whose pairs make one block."""

_HALF: Final = 32
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


@dataclass(frozen=True, slots=True)
class Buckets:
    """The keys that put records side by side.

    Attributes:
        rows: the records, bucket after bucket, ascending within each.
        begins: for each place in `rows` where those begin that its record is to meet.
        ends: for each place in `rows` where its bucket ends.
        weak: for each place the bit of its kind, 0 where sharing the key is enough by itself.
    """

    rows: Int32s
    begins: Int32s
    ends: Int32s
    weak: Int8s


def spared(records: int) -> frozenset[str]:
    """Return the kinds of key that so many records do without."""
    return SPARED if records >= SPARED_FROM else frozenset()


def generous(records: int) -> int:
    """Return how many times the widths of `NARROWED` are allowed among so many records."""
    return min(max(LARGE // max(records, 1), 1), MOST_GENEROUS)


def _starts(changes: Bools) -> Int64s:
    """Return where runs begin, and the end of the last, from where each thing differs from the one before it."""
    return np.concatenate([[0], np.flatnonzero(changes) + 1, [len(changes) + 1]])


class _Gatherer:
    """Collects the keys that are narrow enough.

    Args:
        further: the facts that narrow keys, by the letters of `NARROWED`.
        alike: a number for each record, the same for those of one skeleton and class of given name, ascending.
        alone: for the kinds of `ALONE` who has nothing that narrows them, and no better key.
        wider: so many times the widths of `NARROWED` are allowed.
    """

    def __init__(self, further: Mapping[str, Int32s], alike: Int64s, alone: Mapping[str, Bools], wider: int) -> None:
        self._further = further
        self._alone = alone
        self._alike = alike
        self._wider = wider
        self._size = 0
        self._found: list[tuple[Int32s, Int32s, Int32s, Int8s]] = []

    def gather(self, name: str, entries: UInt64s) -> None:
        """Take the keys of one kind, the wide ones narrowed by further facts."""
        most, further = NARROWED[name]
        open_ = [(entries, further)]
        for depth in range(DEEPEST + 1):
            following: list[tuple[UInt64s, str]] = []
            for own, by in open_:
                wide = self._keep(name, own, most * self._wider) if len(own) else own
                if not depth and name in ALONE:
                    self._beside(name, wide, self._alone[name][rows_of(wide)])
                if not by or depth == DEEPEST:
                    self._beside(name, wide, np.ones(len(wide), np.bool_))
                following += self._narrowed(wide, by)
            open_ = following

    def _beside(self, name: str, wide: UInt64s, meeting: Bools) -> None:
        """Let some records of a crowd meet those that come next in it."""
        if len(wide):
            starts = _starts(np.diff(keys_of(wide)) != 0)
            place = np.arange(1, len(wide) + 1)
            ends = np.minimum(place + BESIDE, np.repeat(starts[1:], np.diff(starts)))
            everyone = np.ones(len(wide), np.bool_)
            self._add(name, rows_of(wide), place, np.where(meeting, ends, place), everyone)

    def _keep(self, name: str, entries: UInt64s, most: int) -> UInt64s:
        """Keep the keys that make few pairs; return the entries of the others."""
        rows, changes = rows_of(entries), np.diff(keys_of(entries)) != 0
        starts = _starts(changes)
        if name in APART:
            groups = _starts(changes | (np.diff(self._alike[rows]) != 0))
            sizes = np.diff(groups)
            inner = np.add.reduceat(sizes * sizes, np.searchsorted(groups, starts[:-1]))
            begins = np.repeat(groups[1:], sizes)
        else:
            inner, begins = np.diff(starts), np.arange(1, len(rows) + 1)
        sizes = np.diff(starts)
        pairs = (sizes * sizes - inner) // 2
        narrow = pairs <= most * most // 2
        chosen = np.repeat(narrow & (pairs > 0), sizes)
        self._add(name, rows[chosen], begins[chosen], np.repeat(starts[1:], sizes)[chosen], chosen)
        return entries[np.repeat(~narrow, sizes)]

    def _add(self, name: str, rows: Int64s, begins: Int64s, ends: Int64s, chosen: Bools) -> None:
        """Number the places anew, those alone that were chosen; whole buckets are."""
        moved = np.append(0, np.cumsum(chosen)) + self._size
        weak = np.full(len(rows), WEAK.get(name, 0), np.int8)
        self._found.append((rows.astype(np.int32), moved[begins].astype(np.int32), moved[ends].astype(np.int32), weak))
        self._size += len(rows)

    def _narrowed(self, wide: UInt64s, by: str) -> Iterator[tuple[UInt64s, str]]:
        rows, keys = rows_of(wide), keys_of(wide)
        for place, fact in enumerate(by if len(wide) else ""):
            found = []
            for column in self._further[fact].T:
                own = column[rows]
                there = own != NONE
                kind = np.full(int(there.sum()), ord(fact))
                found.append(packed(mixed(keys[there], kind, own[there]), rows[there]))
            yield distinct(np.concatenate(found)), by[place + 1 :]

    def buckets(self) -> Buckets:
        """Return what was kept."""
        if not self._found:
            none = np.empty(0, np.int32)
            return Buckets(none, none, none, np.empty(0, np.int8))
        return Buckets(*(np.concatenate([own[column] for own in self._found]) for column in range(4)))


def _best(columns: Columns, of_reading: Int32s) -> Int32s:
    """Return what the best reading of each row tells, NONE for the unnamed."""
    starts = columns.readings.starts
    there = np.where(np.diff(starts) > 0, starts[:-1], len(of_reading))
    found: Int32s = np.append(of_reading, np.int32(NONE))[there]
    return found


@dataclass(frozen=True, slots=True)
class Arranged:
    """Records side by side, numbered so that those of like names have numbers near each other.

    Attributes:
        buckets: the records by these numbers.
        glances: what a glance at each tells (`walking.glances_of`).
        order: the row of each number.
    """

    buckets: Buckets
    glances: Int32s
    order: Int32s


def arranged(columns: Columns) -> Arranged:
    """Put records side by side by their keys."""
    spelling = Spelling(columns)
    parts, known = spelling.of(columns.readings), facts(columns, spelling)
    bone, given, father = (
        _best(columns, column) for column in (parts.bones[:, 0], parts.classes[:, 0], parts.known_father)
    )
    surnamed = np.zeros(len(columns), np.bool_)
    surnamed[parts.row[parts.bones[:, 0] != NONE]] = True
    surnamed[parts.row[(parts.bones[:, 0] == NONE) & (parts.classes[:, 0] != NONE)]] = False
    alike = (bone.astype(np.int64) << _HALF) + given
    order = np.argsort(alike)
    first = {"f": parts.father, "c": parts.firsts[:, 0], "g": parts.classes[:, 0]}
    of_name = {letter: _best(columns, column)[order][:, None] for letter, column in first.items()}
    parts, known = in_order(parts, known, order)
    further = {**of_name, "y": known.years, "u": known.units, "h": known.homes, "m": known.months}
    bare = np.logical_and.reduce([(further[fact] == NONE).all(axis=1) for fact in "fyuhm"])
    alone = {"x": bare, "s": bare & (of_name["g"][:, 0] == NONE), "g": bare}
    gatherer = _Gatherer(further, alike[order], alone, generous(len(columns)))
    for kind in kinds(parts, known, spared(len(columns))):
        gatherer.gather(kind.name, kind.entries)
    return Arranged(gatherer.buckets(), glances_of(columns, father, surnamed)[order], order.astype(np.int32))


def blocks(columns: Columns, *, threads: int = 1, progress: Progress | None = None) -> Iterator[tuple[Int32s, Int32s]]:
    """Yield the pairs worth comparing, each once, the smaller row left; in no order, but like names beside each other.

    Args:
        columns: the records.
        threads: so many blocks are sought at once.
        progress: told how many records have all their pairs.
    """
    found = arranged(columns)
    buckets, order = found.buckets, found.order
    starts, places = places_of(buckets.rows, len(columns))
    parts = [(begin, min(begin + BLOCK, len(columns))) for begin in range(0, len(columns), BLOCK)]

    def pairs(part: tuple[int, int]) -> tuple[Int32s, Int32s]:
        one, other = walk(
            buckets.rows, buckets.begins, buckets.ends, buckets.weak, found.glances, starts, places, *part
        )
        left, right = order[one], order[other]
        return np.minimum(left, right), np.maximum(left, right)

    with ThreadPoolExecutor(threads) as pool:
        for (_, done), block in zip(parts, pool.map(pairs, parts), strict=True):
            if progress:
                progress("candidates", done, len(columns))
            yield block
