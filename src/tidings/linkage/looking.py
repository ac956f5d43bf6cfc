"""Whom of a key table to open: what is read of each bucket, and in what order its people are worth comparing.

A bucket is read in two pieces: those whose birth nobody knows, and those born about then. Each piece has an end, so
that a question costs the same in a register of a million as in one of ten thousand. Who is read is put in order by the
rarest key in common, by what the keys in common show, and by the sketch; the likeliest are opened and compared by the
model itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from math import log2
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tidings.linkage.entries import Shown, entries_of
from tidings.linkage.guessing import guess
from tidings.linkage.keys import keys_of
from tidings.linkage.sketches import BIRTH_AT, FIRST_BIRTH, NEAR, WIDTH, Numbers, Sketch, sketch_of
from tidings.linkage.subject import Subject

MOST: Final = 32
"""How many neighbours, the likeliest first, are compared in full."""

FLOOR: Final = -7.0
"""Bits of a guess below which a neighbour is not opened: fewer than one such in a hundred would be worth a look."""

FEW, FAR_BELOW = 6, 12.0
"""So many of the likeliest are opened even where their guess is lower, by these bits at most: who shares with others
but one common name is still compared with some of those who bear it."""

UNKNOWN, ABOUT, ANYBODY = 80, 160, 240
"""Entries read of a bucket: of unknown or earlier birth, born about then; or if the birth is not known."""

CROWDED: Final = 4
"""Of a bucket that is not `TELLING` a part is read: of true pairs worth a look, one in a thousand has only such a
bucket in common, and stands further on in it (rehearsals; docs/benchmarks.md has what is missed)."""

WIDE: Final = 2_000
"""So many people are believed to stand in a bucket of which a piece was not read to its end."""

FEWEST: Final = 40_000
"""A key is never believed commoner than among so many people: that a small table has it once tells little."""

_TELLING: Final = Shown.TELLING.value

Bits = NDArray[np.float64]

Piece = tuple[int, int, int]
"""From which sketch to which, both included, and how many entries at most."""

Entry = tuple[int, int, int]
"""A key, a sketch and a record that stand together in a table."""


@dataclass(frozen=True, slots=True)
class Look:
    """A report as it looks for its neighbours; `number` is its sketch as a table keeps it.

    `shown` says of each of the `entries` what it shows to share it.
    """

    keys: frozenset[str]
    entries: tuple[int, ...]
    shown: tuple[int, ...]
    sketch: Sketch
    number: int

    def asked(self) -> Iterator[tuple[int, tuple[Piece, ...]]]:
        """Yield each entry with what is read of its bucket."""
        far, near = self._pieces(1), self._pieces(CROWDED)
        for entry, shown in zip(self.entries, self.shown, strict=True):
            yield entry, far if shown & _TELLING else near

    def _pieces(self, part: int) -> tuple[Piece, ...]:
        birth, end = self.sketch.birth, (1 << WIDTH) - 1
        if birth is None:
            return ((0, end, ANYBODY // part),)
        low = max(birth.first - FIRST_BIRTH - NEAR, 1) << BIRTH_AT
        high = min((max(birth.last - FIRST_BIRTH + 366, 2)) << BIRTH_AT, end)
        return ((0, low - 1, UNKNOWN // part), (low, high, ABOUT // part))


def look_of(subject: Subject, *, more: frozenset[str] = frozenset()) -> Look:
    """Make ready to look for the neighbours of a prepared report, by `more` than its own keys where they are known.

    There are no entries where nobody is sought in it.
    """
    keys = keys_of(subject) | more
    sketch, found = sketch_of(subject, keys), sorted(entries_of(keys).items())
    return Look(keys, tuple(entry for entry, _ in found), tuple(shown for _, shown in found), sketch, sketch.number)


def likeliest(
    look: Look, read: Iterable[Entry], population: int, *, itself: int = -1, floor: float = FLOOR
) -> list[int]:
    """Return the records worth comparing in full, the likeliest first.

    Args:
        look: who looks.
        read: what stands in the table under its entries, piece by piece.
        population: how many records the table holds.
        itself: the record of whoever looks, if the table holds it.
        floor: bits of the guess below which only a few are returned.
    """
    table = np.fromiter(chain.from_iterable(read), dtype=np.int64).reshape(-1, 3)
    table = table[table[:, 2] != itself]
    if not len(table):
        return []
    place = np.searchsorted(np.array(look.entries), table[:, 0])
    rarity = _rarities(look, table, place, population)
    order = np.argsort(table[:, 2], kind="stable")
    table, rarity, shown = table[order], rarity[order], np.array(look.shown)[place[order]]
    starts = np.nonzero(np.concatenate(([True], table[1:, 2] != table[:-1, 2])))[0]
    records = table[starts, 2]
    rarest, together = np.maximum.reduceat(rarity, starts), np.bitwise_or.reduceat(shown, starts)
    bits = guess(look.sketch, table[starts, 1], rarest, together)
    best = np.lexsort((-records, -bits))[:MOST]
    lowest = np.where(np.arange(len(best)) < FEW, floor - FAR_BELOW, floor)
    return [int(record) for record in records[best[bits[best] >= lowest]]]


def _rarities(look: Look, table: Numbers, place: Numbers, population: int) -> Bits:
    """Return for each entry how rare its key is, in bits; a bucket not read to its end is wide."""
    entries = len(look.entries)
    sizes, wide = np.bincount(place, minlength=entries), np.zeros(entries, dtype=bool)
    for piece in zip(*(pieces for _, pieces in look.asked()), strict=True):
        low, high, most = np.array(piece).T
        inside = (table[:, 1] >= low[place]) & (table[:, 1] <= high[place])
        wide |= np.bincount(place[inside], minlength=entries) >= most
    sizes = np.where(wide, np.maximum(sizes, WIDE), np.maximum(sizes, 1))
    found: Bits = np.maximum(log2(max(population, FEWEST)) - np.log2(sizes), 0.0)[place]
    return found
