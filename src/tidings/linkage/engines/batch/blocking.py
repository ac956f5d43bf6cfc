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

from tidings.linkage.engines.batch.columns import NONE, Columns, Int32s, Int64s
from tidings.linkage.engines.batch.keying import Facts, UInt64s, distinct, facts, keys_of, kinds, mixed, packed, rows_of
from tidings.linkage.engines.batch.spelling import Spelled, spelled
from tidings.linkage.engines.batch.walking import glances_of, walk

Progress = Callable[[str, int, int], None]

DEEPEST: Final = 3
"""So many further facts narrow a key, one after the other."""
LARGE: Final = 2_000_000
"""So many records are narrowed to the figures of `_NARROWED`; with half as many a key may be twice as wide."""
MOST_GENEROUS: Final = 8
BLOCK: Final = 50_000
"""Records whose pairs make one block."""

_WEAK: Final = {"y": 1, "u": 2, "p": 4, "e": 8, "v": 16, "w": 32}
"""The kinds of `linkage.keys.WITHOUT_SURNAME`, a bit for each."""
_NARROWED: Final = {
    "s": (32, "fyuhm"), "sg": (32, "fyuhm"), "d": (128, "fyuhm"), "sf": (60, "yuhm"), "gf": (24, "yuhmc"),
    "g": (32, "uhm"), "n": (60, "c"), "b": (16, "gch"), "y": (16, "uhmc"), "u": (60, "mc"), "p": (32, "umc"),
    "e": (16, "c"), "v": (32, "ymg"), "w": (12, "ymg"),
}  # fmt: skip
"""For each kind of key: so many records that share it are all compared, and the facts that narrow it where more do:
father, year, unit, home, month of loss, first consonant, given name.
"""


@dataclass(frozen=True, slots=True)
class Buckets:
    """The keys that put records side by side.

    Attributes:
        rows: the records, bucket after bucket, ascending within each.
        ends: for each place in `rows` where its bucket ends.
        weak: for each place the bit of its kind, 0 where sharing the key is enough by itself.
    """

    rows: Int32s
    ends: Int64s
    weak: Int32s


def _runs(entries: UInt64s) -> Int64s:
    """Return where the runs of one key begin, and the end of the last."""
    keys = keys_of(entries)
    return np.concatenate([[0], np.flatnonzero(keys[1:] != keys[:-1]) + 1, [len(keys)]]) if len(keys) else np.zeros(1, np.int64)


class _Gatherer:
    """Collects the keys that are narrow enough."""

    def __init__(self, further: Mapping[str, Int32s], generous: int) -> None:
        self._further = further
        self._generous = generous
        self.rows: list[Int32s] = []
        self.sizes: list[Int64s] = []
        self.weak: list[int] = []

    def gather(self, name: str, entries: UInt64s) -> None:
        """Take the keys of one kind, the wide ones narrowed by further facts."""
        most, further = _NARROWED[name]
        open_ = [(entries, further)]
        for _ in range(DEEPEST + 1):
            following = []
            for own, by in open_:
                following += self._narrowed(self._keep(own, _WEAK.get(name, 0), most * self._generous), by)
            open_ = following

    def _keep(self, entries: UInt64s, weak: int, most: int) -> UInt64s:
        """Keep the narrow keys; return the entries of the others."""
        starts = _runs(entries)
        sizes = np.diff(starts)
        narrow = (sizes > 1) & (sizes <= most)
        chosen = np.repeat(narrow, sizes)
        self._add(rows_of(entries[chosen]), sizes[narrow], weak)
        return entries[np.repeat(sizes > most, sizes)]

    def _add(self, rows: Int64s, sizes: Int64s, weak: int) -> None:
        self.rows.append(rows.astype(np.int32))
        self.sizes.append(sizes)
        self.weak.append(weak)

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
        sizes = np.concatenate(self.sizes)
        weak = np.repeat(np.array(self.weak, np.int32), [int(own.sum()) for own in self.sizes])
        return Buckets(np.concatenate(self.rows), np.repeat(np.cumsum(sizes), sizes), weak)


def _best(columns: Columns, of_reading: Int32s) -> Int32s:
    """Return what the best reading of each row tells, NONE for the unnamed."""
    starts = columns.readings.starts
    there = np.where(np.diff(starts) > 0, starts[:-1], len(of_reading))
    found: Int32s = np.append(of_reading, np.int32(NONE))[there]
    return found


def _further(columns: Columns, parts: Spelled, known: Facts) -> Mapping[str, Int32s]:
    """Return the facts that narrow keys, by their letters; of names those of the best reading."""
    of_name = {"f": parts.father, "c": parts.firsts[:, 0], "g": parts.classes[:, 0]}
    first = {letter: _best(columns, column)[:, None] for letter, column in of_name.items()}
    return {**first, "y": known.years, "u": known.units, "h": known.homes, "m": known.months}


def side_by_side(columns: Columns) -> tuple[Buckets, Int32s]:
    """Put records side by side by their keys; return the glances at them too (`walking.glances_of`)."""
    parts, known = spelled(columns), facts(columns)
    generous = min(max(LARGE // max(len(columns), 1), 1), MOST_GENEROUS)
    gatherer = _Gatherer(_further(columns, parts, known), generous)
    for kind in kinds(parts, known):
        gatherer.gather(kind.name, kind.entries)
    surnamed = np.zeros(len(columns), np.bool_)
    surnamed[parts.row[parts.bones[:, 0] != NONE]] = True
    surnamed[parts.row[(parts.bones[:, 0] == NONE) & (parts.classes[:, 0] != NONE)]] = False
    return gatherer.buckets(), glances_of(columns, _best(columns, parts.known_father), surnamed)


def blocks(columns: Columns, *, threads: int = 1, progress: Progress | None = None) -> Iterator[tuple[Int32s, Int32s]]:
    """Yield the pairs worth comparing, each once, the smaller row left, ascending by it.

    Args:
        columns: the records.
        threads: so many blocks are sought at once.
        progress: told how many records have all their pairs.
    """
    buckets, glances = side_by_side(columns)
    order = np.argsort(buckets.rows, kind="stable")
    starts = np.searchsorted(buckets.rows[order], np.arange(len(columns) + 1))
    parts = [(begin, min(begin + BLOCK, len(columns))) for begin in range(0, len(columns), BLOCK)]

    def found(part: tuple[int, int]) -> tuple[Int32s, Int32s]:
        return walk(buckets.rows, buckets.ends, buckets.weak, glances, order, starts, *part)

    with ThreadPoolExecutor(threads) as pool:
        for (_, done), pairs in zip(parts, pool.map(found, parts), strict=True):
            if progress:
                progress("candidates", done, len(columns))
            yield pairs
