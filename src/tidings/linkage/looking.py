"""Whom of a key table to open: what is read of each bucket, and in what order its people are worth comparing.

A bucket is read in three pieces: those whose birth nobody knows, those born about then, and some of the rest. Each
piece has an end, so that a question costs the same in a register of a million as in one of ten thousand. Who is read is
put in order by the rarest key in common and the sketch; the likeliest are opened and compared by the model itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from math import log2
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tidings.linkage.entries import entries_of
from tidings.linkage.keys import keys_of
from tidings.linkage.sketches import BIRTH_AT, FIRST_BIRTH, NEAR, SPANS, WIDTH, Numbers, Sketch, drawn, sketch_of
from tidings.linkage.subject import Subject

MOST: Final = 30
"""How many neighbours, the likeliest first, are compared in full."""

FLOOR: Final = -7.0
"""Bits of a guess, the prior included, below which a neighbour is not opened: of the pairs that the model would give a
tenth or more, fewer than one in a hundred has a lower guess (rehearsals; docs/benchmarks.md has what is missed)."""

UNKNOWN, ABOUT, OTHERS, ANYBODY = 80, 160, 30, 240
"""Entries read of a bucket: of unknown or earlier birth, born about then, born later; or if the birth is not known."""

FEW, FAR_BELOW = 8, 12.0
"""So many of the likeliest are opened even where their guess is lower, by these bits at most: who shares with others
but one common name is still compared with some of those who bear it."""

WIDE: Final = 2_000
"""So many people are believed to stand in a bucket of which a piece was not read to its end."""

Bits = NDArray[np.float64]

Piece = tuple[int, int, int]
"""From which sketch to which, both included, and how many entries at most."""

Entry = tuple[int, int, int]
"""A key, a sketch and a record that stand together in a table."""

# Bits of the guess: least squares of the model's own sum over pairs that share a key, in a million rehearsed reports.
BEFORE: Final = -8.6
RARITY: Final = 0.71
BIRTH: Final = {"same_day": 3.3, "overlap": 0.4, "near_days": -3.1, "near": -2.8, "far": -7.1}
OTHER_SEX: Final = -6.0
LOST: Final = (0.0, -1.0)
PARTS: Final = {"surname": (0.0, -6.8), "given": (0.5, -3.5), "father": (0.0, -5.9), "unit": (0.0, -1.0)}
"""Where both say it: bits if it agrees, bits if not."""
DAYS: Final = 30
FEWEST: Final = 40_000
"""A key is never believed commoner than among so many people: that a small table has it once tells little."""


@dataclass(frozen=True, slots=True)
class Look:
    """A report as it looks for its neighbours; `number` is its sketch as a table keeps it."""

    keys: frozenset[str]
    entries: tuple[int, ...]
    sketch: Sketch
    number: int

    def pieces(self) -> tuple[Piece, ...]:
        """Return what is read of each bucket."""
        birth, end = self.sketch.birth, (1 << WIDTH) - 1
        if birth is None:
            return ((0, end, ANYBODY),)
        low = max(birth.first - FIRST_BIRTH - NEAR, 1) << BIRTH_AT
        high = min((max(birth.last - FIRST_BIRTH + 366, 2)) << BIRTH_AT, end)
        return ((0, low - 1, UNKNOWN), (low, high, ABOUT), (high + 1, end, OTHERS))


def look_of(subject: Subject, *, more: frozenset[str] = frozenset()) -> Look:
    """Make ready to look for the neighbours of a prepared report, by `more` than its own keys where they are known.

    There are no entries where nobody is sought in it.
    """
    keys = keys_of(subject) | more
    sketch = sketch_of(subject, keys)
    return Look(keys, tuple(sorted(entries_of(keys))), sketch, sketch.number)


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
    rarity = _rarities(look, table, population)
    order = np.lexsort((-rarity, table[:, 2]))
    table, rarity = table[order], rarity[order]
    first = np.concatenate(([True], table[1:, 2] != table[:-1, 2]))
    records, bits = table[first, 2], BEFORE + RARITY * rarity[first] + guess(look.sketch, table[first, 1])
    best = np.lexsort((-records, -bits))[:MOST]
    lowest = np.where(np.arange(len(best)) < FEW, floor - FAR_BELOW, floor)
    return [int(record) for record in records[best[bits[best] >= lowest]]]


def _rarities(look: Look, table: Numbers, population: int) -> Bits:
    """Return for each entry how rare its key is, in bits; a bucket not read to its end is wide."""
    _, place, sizes = np.unique(table[:, 0], return_inverse=True, return_counts=True)
    wide = np.zeros(len(sizes), dtype=bool)
    for low, high, most in look.pieces():
        inside = (table[:, 1] >= low) & (table[:, 1] <= high)
        wide |= np.bincount(place[inside], minlength=len(sizes)) >= most
    sizes = np.where(wide, np.maximum(sizes, WIDE), sizes)
    found: Bits = np.maximum(log2(max(population, FEWEST)) - np.log2(sizes), 0.0)[place]
    return found


def guess(sketch: Sketch, numbers: Numbers) -> Bits:
    """Return what the sketches of others say about being this person, in bits."""
    values = drawn(numbers)
    bits = _births(sketch, values["birth"], values["lasts"])
    if sketch.sex:
        bits += OTHER_SEX * ((values["sex"] > 0) & (values["sex"] != sketch.sex))
    if sketch.lost:
        bits += _where_said(values["lost"], np.abs(values["lost"] - sketch.lost) <= DAYS, LOST)
    own = {"surname": sketch.surnames, "given": sketch.given, "father": sketch.fathers, "unit": sketch.units}
    for name, said in own.items():
        if said:
            bits += _where_said(values[name], np.isin(values[name], said), PARTS[name])
    return bits


def _where_said(value: Numbers, agrees: NDArray[np.bool], bits: tuple[float, float]) -> Bits:
    found: Bits = np.where(value == 0, 0.0, np.where(agrees, *bits))
    return found


def _births(sketch: Sketch, first: Numbers, lasts: Numbers) -> Bits:
    if sketch.birth is None:
        return np.zeros(len(first))
    own_first, own_last = sketch.birth.first - FIRST_BIRTH, sketch.birth.last - FIRST_BIRTH
    last = first + np.asarray(SPANS)[lasts]
    gap = np.maximum(np.maximum(first - own_last, own_first - last), 0)
    days = (lasts == 0) & (own_first == own_last)
    agree = np.where(days, BIRTH["same_day"], BIRTH["overlap"])
    near = np.where(days, BIRTH["near_days"], BIRTH["near"])
    bits: Bits = np.where(gap == 0, agree, np.where(gap <= NEAR, near, BIRTH["far"]))
    bits[first == 0] = 0.0
    return bits
