"""From shared keys to the pairs worth comparing, each once, in blocks.

A key that few records share puts them all side by side. One that many share is narrowed: the records are put side by
side that share something else as well (the father, the year of birth, a unit, a home, the month of loss), and once
more where that is still a crowd; who is left with nothing else meets his neighbours in the crowd. Nothing is dropped
for being common alone.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Final

import numpy as np

from tidings.linkage.engines.batch.columns import NONE, Bools, Columns, Int8s, Int32s
from tidings.linkage.engines.batch.keying import facts, kinds
from tidings.linkage.engines.batch.narrowing import Narrowing
from tidings.linkage.engines.batch.spelling import Spelled, Spelling
from tidings.linkage.engines.batch.walking import Meetings, fathers_near, glances_of, walk

Progress = Callable[[str, int, int], None]

LARGE: Final = 1_000_000
"""So many records are narrowed to the figures of `NARROWED`; with half as many a key may be twice as wide."""
MOST_GENEROUS: Final = 8
SPARED_FROM: Final = 300_000
SPARED: Final = frozenset({"sg", "sf", "e", "v", "w"})
"""Kinds of key that so many records do without: at a million they cost two fifths of the time, and bring 3 of 1,000
true pairs beyond those that the other kinds find."""
BLOCK: Final = 50_000
"""Records whose pairs make one block."""
AHEAD: Final = 2
"""Blocks a thread may be ahead of who asks for them."""

Pair = tuple[Int32s, Int32s]
"""A block: the rows of the left side and of the right."""


def spared(records: int) -> frozenset[str]:
    """Return the kinds of key that so many records do without."""
    return SPARED if records >= SPARED_FROM else frozenset()


def generous(records: int) -> int:
    """Return how many times the widths of `NARROWED` are allowed among so many records."""
    return min(max(LARGE // max(records, 1), 1), MOST_GENEROUS)


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
        meetings: who meets whom, by these numbers.
        glances: what a glance at each tells (`walking.glances_of`).
        near: which fathers may be one (`walking.fathers_near`).
        surnamed: whether a surname is plainly stated.
        order: the row of each number.
    """

    meetings: Meetings
    glances: Int32s
    near: Int8s
    surnamed: Bools
    order: Int32s


def _father(columns: Columns, parts: Spelled) -> Int32s:
    """Return the known father of each row, NONE where some reading of its name takes the word for something else."""
    found = _best(columns, parts.known_father)
    found[parts.row[parts.known_father != found[parts.row]]] = NONE
    return found


def _surnamed(parts: Spelled, size: int) -> Bools:
    """Say of so many rows whether a surname is plainly stated: no reading takes it for a given name."""
    found = np.zeros(size, np.bool_)
    found[parts.row[parts.bones[0] != NONE]] = True
    found[parts.row[(parts.bones[0] == NONE) & (parts.classes[0] != NONE)]] = False
    return found


def arranged(columns: Columns, *, threads: int = 1) -> Arranged:
    """Put records side by side by their keys."""
    spelling = Spelling(columns)
    parts, known = spelling.of(columns.readings), facts(columns, spelling)
    bone, given = _best(columns, parts.bones[0]), _best(columns, parts.classes[0])
    order = np.lexsort((given, bone)).astype(np.int32)
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    differ = (np.diff(bone[order]) != 0) | (np.diff(given[order]) != 0)
    of_name = {"f": parts.father, "c": parts.firsts[0], "g": parts.classes[0]}
    told = {letter: _best(columns, column)[None] for letter, column in of_name.items()}
    told |= {"y": known.years, "u": known.units, "h": known.homes, "m": known.months}
    further = {letter: np.take(column, order, axis=1) for letter, column in told.items()}
    bare = np.logical_and.reduce([(further[fact] == NONE).all(axis=0) for fact in "fyuhm"])
    alone = {"x": bare, "s": bare & (further["g"][0] == NONE), "g": bare}
    alike = np.append(np.int32(0), np.cumsum(differ, dtype=np.int32))[: len(order)]
    narrowing = Narrowing(further, alike, alone, generous(len(columns)))
    with ThreadPoolExecutor(threads) as pool:
        every = pool.map(narrowing.buckets, kinds(parts, known, rank, spared(len(columns))))
        buckets = [bucketed for own in every for bucketed in own]
    glances = np.take(glances_of(columns, _father(columns, parts)), order, axis=0)
    near = fathers_near(spelling.known_fathers)
    return Arranged(Meetings.of(buckets, len(order)), glances, near, _surnamed(parts, len(order))[order], order)


def _ahead(
    pool: Executor, work: Callable[[tuple[int, int]], Pair], parts: Iterable[tuple[int, int]], most: int
) -> Iterator[Pair]:
    """Yield what becomes of parts, in order; only so many are done before they are asked for."""
    waiting = deque[Future[Pair]]()
    for one in parts:
        waiting.append(pool.submit(work, one))
        if len(waiting) > most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def blocks(columns: Columns, *, threads: int = 1, progress: Progress | None = None) -> Iterator[Pair]:
    """Yield the pairs worth comparing, each once, the smaller row left; in no order, but like names beside each other.

    Args:
        columns: the records.
        threads: so many blocks are sought at once.
        progress: told how many records have all their pairs.
    """
    found = arranged(columns, threads=threads)
    met = found.meetings
    parts = [(begin, min(begin + BLOCK, len(columns))) for begin in range(0, len(columns), BLOCK)]
    memories = SimpleQueue[Int32s]()
    for _ in range(threads):
        memories.put(np.empty(len(columns), np.int32))

    def pairs(part: tuple[int, int]) -> Pair:
        seen = memories.get()
        one = walk(met.rows, met.starts, met.reaches, found.glances, found.near, found.surnamed, *part, seen)
        memories.put(seen)
        return one

    with ThreadPoolExecutor(threads) as pool:
        for (_, done), block in zip(parts, _ahead(pool, pairs, parts, AHEAD * threads), strict=True):
            if progress:
                progress("candidates", done, len(columns))
            yield block
