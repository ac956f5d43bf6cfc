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

from tidings.linkage.engines.batch.columns import NONE, Bools, Columns, Int32s, Int64s
from tidings.linkage.engines.batch.keying import Facts, UInt64s, facts, keys_of, kinds, mixed, packed, rows_of
from tidings.linkage.engines.batch.spelling import spelled
from tidings.linkage.engines.batch.walking import walk

Progress = Callable[[str, int, int], None]

WIDE: Final = 60
"""So many records of one key are all compared with each other."""
DEEPEST: Final = 3
"""So many further facts narrow a key, one after the other."""
BLOCK: Final = 50_000
"""Records whose pairs make one block."""

_WEAK: Final = {"y": 1, "u": 2, "p": 4, "e": 8, "v": 16, "w": 32}
"""The kinds of `linkage.keys.WITHOUT_SURNAME`, a bit for each."""
_FURTHER: Final = {
    "s": "fyuhm", "sg": "fyuhm", "d": "fyuhm", "sf": "yuhm", "gf": "yuhmc", "g": "uhm", "n": "c", "b": "gch",
    "y": "uhmc", "u": "mc", "p": "umc", "e": "c", "v": "ymg", "w": "ymg",
}  # fmt: skip
"""The facts that narrow each kind of key: father, year, unit, home, month of loss, first consonant, given name."""


@dataclass(frozen=True, slots=True)
class Buckets:
    """The keys that put records side by side.

    Attributes:
        rows: the records, bucket after bucket, ascending within each.
        ends: for each place in `rows` where its bucket ends.
        weak: for each place the bit of its kind, 0 where sharing the key is enough by itself.
        surnamed: whether each record plainly states a surname.
    """

    rows: Int32s
    ends: Int64s
    weak: Int32s
    surnamed: Bools


def _runs(entries: UInt64s) -> Int64s:
    """Return where the runs of one key begin, and the end of the last."""
    keys = keys_of(entries)
    return np.concatenate([[0], np.flatnonzero(keys[1:] != keys[:-1]) + 1, [len(keys)]]) if len(keys) else np.zeros(1, np.int64)


class _Gatherer:
    """Collects the keys that are narrow enough."""

    def __init__(self, columns: Columns) -> None:
        self._further = _further(columns, facts(columns))
        self.rows: list[Int32s] = []
        self.sizes: list[Int64s] = []
        self.weak: list[int] = []

    def gather(self, name: str, entries: UInt64s) -> None:
        """Take the keys of one kind, the wide ones narrowed by further facts."""
        open_ = [(entries, _FURTHER[name])]
        for depth in range(DEEPEST + 1):
            following = []
            for own, by in open_:
                wide = self._keep(own, _WEAK.get(name, 0), last=depth == DEEPEST or not by)
                following += self._narrowed(wide, by)
            open_ = following

    def _keep(self, entries: UInt64s, weak: int, *, last: bool) -> UInt64s:
        """Keep the narrow keys; return the entries of the others."""
        starts = _runs(entries)
        sizes = np.diff(starts)
        narrow = (sizes > 1) & (sizes <= WIDE)
        chosen = np.repeat(narrow, sizes)
        self._add(rows_of(entries[chosen]), sizes[narrow], weak)
        del last
        return entries[np.repeat(sizes > WIDE, sizes)]

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
            yield np.unique(np.concatenate(found)), by[place + 1 :]

    def buckets(self, surnamed: Bools) -> Buckets:
        """Return what was kept."""
        sizes = np.concatenate(self.sizes)
        weak = np.repeat(np.array(self.weak, np.int32), [int(own.sum()) for own in self.sizes])
        return Buckets(np.concatenate(self.rows), np.repeat(np.cumsum(sizes), sizes), weak, surnamed)


def _further(columns: Columns, known: Facts) -> Mapping[str, Int32s]:
    """Return the facts that narrow keys, by the letters of `_FURTHER`; of names those of the best reading."""
    parts = spelled(columns)
    named = np.diff(columns.readings.starts) > 0
    best = np.where(named, columns.readings.starts[:-1], len(parts.row))
    of_name = {"f": parts.father, "c": parts.firsts[:, 0], "g": parts.classes[:, 0]}
    first = {letter: np.append(column, np.int32(NONE))[best][:, None] for letter, column in of_name.items()}
    return {**first, "y": known.years, "u": known.units, "h": known.homes, "m": known.months}


def buckets_of(columns: Columns) -> Buckets:
    """Put records side by side by their keys."""
    gatherer = _Gatherer(columns)
    surnamed, alone = np.zeros(len(columns), np.bool_), np.zeros(len(columns), np.bool_)
    for kind in kinds(columns):
        gatherer.gather(kind.name, kind.entries)
        if kind.name in ("s", "g"):
            (surnamed if kind.name == "s" else alone)[rows_of(kind.entries)] = True
    return gatherer.buckets(surnamed & ~alone)


def blocks(columns: Columns, *, threads: int = 1, progress: Progress | None = None) -> Iterator[tuple[Int32s, Int32s]]:
    """Yield the pairs worth comparing, each once, the smaller row left, ascending by it.

    Args:
        columns: the records.
        threads: so many blocks are sought at once.
        progress: told how many records have all their pairs.
    """
    buckets = buckets_of(columns)
    order = np.argsort(buckets.rows, kind="stable")
    starts = np.searchsorted(buckets.rows[order], np.arange(len(columns) + 1))
    parts = [(begin, min(begin + BLOCK, len(columns))) for begin in range(0, len(columns), BLOCK)]
    with ThreadPoolExecutor(threads) as pool:
        found = pool.map(lambda part: walk(buckets.rows, buckets.ends, buckets.weak, buckets.surnamed, order, starts, *part), parts)
        for (_, done), (left, right) in zip(parts, found, strict=True):
            if progress:
                progress("candidates", done, len(columns))
            yield left, right
