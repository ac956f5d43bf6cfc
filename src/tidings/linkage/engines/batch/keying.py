"""The candidate keys of all records as numbers: two share one here where they share one by `linkage.keys`.

A key and its record are packed into one 64-bit number, the key's hash above the record's row, so that sorting puts the
records of a key beside each other in the order of the rows. Two keys of five million fall on one hash about once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.columns import NONE, Columns, Int32s, Int64s
from tidings.linkage.engines.batch.compiled import compiled
from tidings.linkage.engines.batch.spelling import Numbers, Spelled, Spelling
from tidings.linkage.features.events import LOSS, SLACK
from tidings.linkage.keys import MONTH, SHORTEST_NUMBER, YEARS_AT_MOST
from tidings.names.keys import alias_key

UInt64s = npt.NDArray[np.uint64]

ROW_BITS: Final = 25
"""Bits of the row: 33 million records."""
_ROWS: Final = np.uint64((1 << ROW_BITS) - 1)
_SHIFT: Final = np.uint64(ROW_BITS)
_EPOCH: Final = date(1970, 1, 1).toordinal()
_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xFF51AFD7ED558CCD)
_SECOND: Final = np.uint64(0xC4CEB9FE1A85EC53)
_HALF: Final = np.uint64(33)


@compiled
def mixed(before: np.uint64, number: int) -> np.uint64:
    """Return a hash of a hash and a number (the finaliser of MurmurHash3)."""
    found = before * _GOLDEN + np.uint64(number)
    found = (found ^ (found >> _HALF)) * _FIRST
    found = (found ^ (found >> _HALF)) * _SECOND
    return found ^ (found >> _HALF)


@compiled
def pack(kind: int, one: Int32s, other: Int32s, rows: Int32s, entries: UInt64s, size: int) -> int:
    """Put the keys of one kind behind `size` others, none where a column has nothing; return how many there are."""
    first = mixed(_GOLDEN, kind)
    for place in range(len(rows)):
        if one[place] != NONE and other[place] != NONE:
            key = mixed(mixed(first, one[place]), other[place])
            entries[size] = (key & ~_ROWS) | np.uint64(rows[place])
            size += 1
    return size


@compiled
def part(wide: UInt64s, fact: int, column: Int32s, entries: UInt64s, size: int) -> int:
    """Put entries, their keys narrowed by what a fact's column says of their rows, behind `size` others."""
    for entry in wide:
        own = column[np.int64(entry & _ROWS)]
        if own != NONE:
            key = mixed(mixed(entry >> _SHIFT, fact), own)
            entries[size] = (key & ~_ROWS) | (entry & _ROWS)
            size += 1
    return size


@compiled
def once(entries: UInt64s) -> int:
    """Move sorted numbers together, each once; return how many there are."""
    size = 0
    for entry in entries:
        if size == 0 or entry != entries[size - 1]:
            entries[size] = entry
            size += 1
    return size


def distinct(entries: UInt64s) -> UInt64s:
    """Return numbers in ascending order, each once; they are moved."""
    entries.sort()
    return entries[: once(entries)]


def rows_of(entries: UInt64s) -> Int64s:
    """Return the rows of packed keys."""
    return (entries & _ROWS).astype(np.int64)


def keys_of(entries: UInt64s) -> UInt64s:
    """Return the hashes of packed keys."""
    return entries >> _SHIFT


@dataclass(frozen=True, slots=True)
class Facts:
    """What besides the name makes up keys: (columns, rows) each, NONE behind the last of a row.

    Attributes:
        years: years of birth.
        units: number or code of each unit.
        homes: places of birth and residence, unless a whole region.
        months: months of loss.
        born: the exact day of birth.
        number: the service number.
        aliases: skeletons of other names.
        kin_starts: beginnings of a relative's surname, one for each given name in `kin_classes`.
        kin_classes: classes of a relative's given name.
    """

    years: Int32s
    units: Int32s
    homes: Int32s
    months: Int32s
    born: Int32s
    number: Int32s
    aliases: Int32s
    kin_starts: Int32s
    kin_classes: Int32s


def facts(columns: Columns, spelling: Spelling) -> Facts:
    """Return what besides the name makes up keys."""
    starts, classes = _of_kin(columns, spelling.of(columns.kin_readings))
    told = Numbers()
    units_ = np.array([*(told[f"{unit.number}{unit.code}"] for unit in columns.unit_values), NONE], np.int32)
    towns = Numbers()
    homes = [towns[place.folded] if place.folded and not place.names_region else NONE for place in columns.places]
    home = np.array([*homes, NONE], np.int32)
    long_ = np.array([*(len(number) >= SHORTEST_NUMBER for number in columns.service_numbers), False], np.bool_)
    exact = columns.birth_stated & (columns.birth_first == columns.birth_last) & (columns.birth_first > 0)
    return Facts(
        years=_years(columns),
        units=_once(units_[np.ascontiguousarray(columns.units.T)]),
        homes=_once(np.stack([home[columns.birth_place], home[columns.residence]])),
        months=_months(columns),
        born=np.where(exact, columns.birth_first, NONE).astype(np.int32)[None],
        number=np.where(long_[columns.service_number], columns.service_number, NONE).astype(np.int32)[None],
        aliases=_aliases(columns),
        kin_starts=starts,
        kin_classes=classes,
    )


def _aliases(columns: Columns) -> Int32s:
    numbers = Numbers()
    bones = [[numbers[alias_key(alias)] for alias in sorted(aliases)] for aliases in columns.aliases]
    whose = np.repeat(np.arange(len(bones)), [len(own) for own in bones])
    told = np.array([bone for own in bones for bone in own], np.int32)
    return np.take(_wide(whose, told, len(bones)), columns.alias, axis=1)


def _wide(whose: Int64s, told: Int32s, size: int) -> Int32s:
    """Put numbers, in the order of whose they are, into columns, NONE behind; one more has none."""
    starts = np.searchsorted(whose, np.arange(size + 1))
    width = max(1, int(np.diff(starts).max(initial=0)))
    found = np.full((width, size + 1), NONE, np.int32)
    found[np.arange(len(told)) - starts[whose], whose] = told
    return found


def _of_kin(columns: Columns, parts: Spelled) -> tuple[Int32s, Int32s]:
    """Return the beginnings and the classes of given names by which the relative of each row is found."""
    starts = np.repeat(parts.starts, len(parts.classes))
    classes, whose = parts.classes.T.ravel(), np.repeat(parts.row, len(parts.classes)).astype(np.int64)
    there = (starts != NONE) & (classes != NONE)
    starts, classes = (
        np.take(_wide(whose[there], own[there], len(columns.kins)), columns.kin, axis=1) for own in (starts, classes)
    )
    return starts, classes


def _once(pair: Int32s) -> Int32s:
    """Take the second of two away where it is the first again."""
    pair[1, pair[0] == pair[1]] = NONE
    return pair


def _calendar(days: Int32s, unit: str) -> Int32s:
    """Return the year or month that days lie in, counted from the first that there can be."""
    first, last = int(days.min(initial=1)), int(days.max(initial=1))
    every = np.append(1, np.arange(first, last + 1)) - _EPOCH
    told = every.astype("datetime64[D]").astype(f"datetime64[{unit}]").astype(np.int32)
    found: Int32s = (told[1:] - told[0])[days - first]
    return found


def _years(columns: Columns) -> Int32s:
    first, last = _calendar(columns.birth_first, "Y"), _calendar(columns.birth_last, "Y")
    known = (columns.birth_first > 0) & (last - first < YEARS_AT_MOST)
    years = [np.where(known & (first + more <= last), first + more, NONE) for more in range(YEARS_AT_MOST)]
    return np.stack(years).astype(np.int32)


def _months(columns: Columns) -> Int32s:
    first, last = columns.event_first, columns.event_last
    losses = np.array([*(kind in LOSS for kind in columns.events), False], np.bool_)
    known = losses[columns.event] & (first > 0) & (last > 0) & (last - first <= MONTH)
    slack = np.where(first == last, SLACK["loss"] // 2, 0)
    months = [_calendar(np.maximum(day, 1), "M") for day in (first - slack, last + slack)]
    return _once(np.stack([np.where(known, month, NONE) for month in months]).astype(np.int32))


Side = tuple[Int32s, Int32s]
"""Two columns that together make one key of a record; one alone stands twice."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of key, as `linkage.keys` calls it.

    Attributes:
        name: the letters before the colon; `x` for the full keys of kind `d`, which hold whole skeletons.
        rows: the rows that the columns tell of.
        sides: the columns.
    """

    name: str
    rows: Int32s
    sides: Sequence[Side]

    def entries(self) -> UInt64s:
        """Return the keys of all records, packed with their rows, ascending, each once."""
        number = int.from_bytes(self.name.encode(), "little")
        found, size = np.empty(len(self.rows) * len(self.sides), np.uint64), 0
        for one, other in self.sides:
            size = pack(number, np.ascontiguousarray(one), np.ascontiguousarray(other), self.rows, found, size)
        return distinct(found[:size])


def kinds(parts: Spelled, known: Facts, rank: Int32s, spared: frozenset[str] = frozenset()) -> list[Kind]:
    """Return the kinds of key, but for those that are spared.

    Args:
        parts: what the names are made of.
        known: what else makes up keys.
        rank: the row that each record is to have in the entries.
        spared: left out.
    """
    of_reading = rank[parts.row]
    found = [Kind(name, of_reading, sides) for name, sides in _of_names(parts)]
    found += [Kind(name, rank, sides) for name, sides in _of_facts(known)]
    found += [Kind(name, of_reading, sides) for name, sides in _of_both(parts, known, spared)]
    return [kind for kind in found if kind.name not in spared]


def _of_facts(known: Facts) -> Iterator[tuple[str, list[Side]]]:
    """Yield the kinds of key that need no name of the person's own."""
    for name, columns in (("n", known.number), ("b", known.born), ("a", known.aliases)):
        yield name, [(column, column) for column in columns]
    yield "k", list(zip(known.kin_starts, known.kin_classes, strict=True))


def _of_both(parts: Spelled, known: Facts, spared: frozenset[str]) -> Iterator[tuple[str, list[Side]]]:
    """Yield the kinds of key for names without a readable surname: what there is of the name, with a fact."""
    given, first = parts.classes, parts.firsts
    of_given = (("y", known.years), ("u", known.units), ("p", known.homes), ("e", known.months))
    of_first = (("v", known.units), ("w", known.homes))
    for own, beside in ((given, of_given), (first, of_first)):
        for name, columns in beside:
            if name not in spared:
                yield name, list(product(np.take(columns, parts.row, axis=1), own))


def _of_names(parts: Spelled) -> Iterator[tuple[str, list[Side]]]:
    """Yield the kinds of key that names alone give, with the columns that make them up."""
    classes = parts.classes
    yield "x", [(parts.variants[0], classes[0])]
    yield "s", [(bone, bone) for bone in parts.bones]
    yield "sg", [(parts.starts, one) for one in classes]
    yield "sf", [(parts.starts, parts.father)]
    yield "gf", [(one, parts.father) for one in classes]
    yield "d", [(variant, classes[0]) for variant in parts.variants]
    alone = np.where(parts.bones[0] == NONE, classes, np.int32(NONE))
    yield "g", [(one, one) for one in alone]
