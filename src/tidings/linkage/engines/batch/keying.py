"""The candidate keys of all records as numbers: two share one here where they share one by `linkage.keys`.

A key and its record are packed into one 64-bit number, the key's hash above the record's row, so that sorting puts the
records of a key beside each other in the order of the rows. Two keys of five million fall on one hash about once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import product
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.columns import NONE, Columns, Int32s, Int64s
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


def mixed(*numbers: npt.NDArray[np.integer]) -> UInt64s:
    """Return a hash of several numbers, column by column (the finaliser of MurmurHash3 after each)."""
    found = np.zeros(len(numbers[0]), np.uint64)
    for column in numbers:
        found = found * np.uint64(0x9E3779B97F4A7C15) + column.astype(np.int64).astype(np.uint64)
        found ^= found >> np.uint64(33)
        found *= np.uint64(0xFF51AFD7ED558CCD)
        found ^= found >> np.uint64(33)
        found *= np.uint64(0xC4CEB9FE1A85EC53)
        found ^= found >> np.uint64(33)
    return found


def packed(key: UInt64s, rows: Int64s) -> UInt64s:
    """Put the row below the upper bits of the key."""
    return (key & ~_ROWS) | rows.astype(np.uint64)


def distinct(entries: UInt64s) -> UInt64s:
    """Return numbers in ascending order, each once (numpy's `unique` hashes them, which takes forty times as long)."""
    entries.sort()
    first = np.ones(len(entries), np.bool_)
    np.not_equal(entries[1:], entries[:-1], out=first[1:])
    return entries[first]


def rows_of(entries: UInt64s) -> Int64s:
    """Return the rows of packed keys."""
    return (entries & _ROWS).astype(np.int64)


def keys_of(entries: UInt64s) -> UInt64s:
    """Return the hashes of packed keys."""
    return entries >> _SHIFT


@dataclass(frozen=True, slots=True)
class Facts:
    """What besides the name makes up keys: per row, NONE behind the last of each kind.

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
        units=_once(units_[columns.units]),
        homes=_once(np.stack([home[columns.birth_place], home[columns.residence]], axis=1)),
        months=_months(columns),
        born=np.where(exact, columns.birth_first, NONE).astype(np.int32),
        number=np.where(long_[columns.service_number], columns.service_number, NONE).astype(np.int32),
        aliases=_aliases(columns),
        kin_starts=starts,
        kin_classes=classes,
    )


def _wide(rows: Sequence[Sequence[int]]) -> Int32s:
    """Return lists of numbers as rows of one width, NONE behind the last; one row of NONE more for who has none."""
    width = max([1, *map(len, rows)])
    return np.array([[*row, *[NONE] * width][:width] for row in (*rows, ())], np.int32)


def _aliases(columns: Columns) -> Int32s:
    numbers = Numbers()
    bones = [[numbers[alias_key(alias)] for alias in sorted(aliases)] for aliases in columns.aliases]
    return _wide(bones)[columns.alias]


def _of_kin(columns: Columns, parts: Spelled) -> tuple[Int32s, Int32s]:
    """Return the beginnings and the classes of given names by which the relative of each row is found."""
    pairs: list[list[tuple[int, int]]] = [[] for _ in columns.kins]
    for kin, start, classes in zip(parts.row.tolist(), parts.starts.tolist(), parts.classes.tolist(), strict=True):
        pairs[kin] += [(start, one) for one in classes if NONE not in {start, one}]
    starts, classes = (_wide([[pair[side] for pair in own] for own in pairs]) for side in (0, 1))
    return starts[columns.kin], classes[columns.kin]


def in_order(parts: Spelled, known: Facts, order: Int64s) -> tuple[Spelled, Facts]:
    """Number the rows by an order of theirs: row 0 is the first of it."""
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    moved = (getattr(known, field.name)[order] for field in fields(Facts))
    return replace(parts, row=rank[parts.row]), Facts(*moved)


def _once(pair: Int32s) -> Int32s:
    """Take the second of two away where it is the first again."""
    pair[pair[:, 0] == pair[:, 1], 1] = NONE
    return pair


def _calendar(days: Int32s, unit: str) -> Int64s:
    """Return the year or month that days lie in, counted from the first that there can be."""
    start = np.array([1], np.int64)
    one, other = (
        (day.astype(np.int64) - _EPOCH).astype("datetime64[D]").astype(f"datetime64[{unit}]").astype(np.int64)
        for day in (days, start)
    )
    return one - other


def _years(columns: Columns) -> Int32s:
    first, last = _calendar(columns.birth_first, "Y"), _calendar(columns.birth_last, "Y")
    known = (columns.birth_first > 0) & (last - first < YEARS_AT_MOST)
    years = [np.where(known & (first + more <= last), first + more, NONE) for more in range(YEARS_AT_MOST)]
    return np.stack(years, axis=1).astype(np.int32)


def _months(columns: Columns) -> Int32s:
    first, last = columns.event_first, columns.event_last
    losses = np.array([*(kind in LOSS for kind in columns.events), False], np.bool_)
    known = losses[columns.event] & (first > 0) & (last > 0) & (last - first <= MONTH)
    slack = np.where(first == last, SLACK["loss"] // 2, 0)
    months = [_calendar(np.maximum(day, 1), "M") for day in (first - slack, last + slack)]
    return _once(np.stack([np.where(known, month, NONE) for month in months], axis=1).astype(np.int32))


Side = tuple[Int32s, ...]
"""Columns that together make one key of a record."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of key, as `linkage.keys` calls it.

    Attributes:
        name: the letters before the colon; `x` for the full keys of kind `d`, which hold whole skeletons.
        entries: the keys of all records, packed with their rows, ascending, each once.
    """

    name: str
    entries: UInt64s


def kinds(parts: Spelled, known: Facts, spared: frozenset[str] = frozenset()) -> Iterator[Kind]:
    """Yield the keys of all records, kind by kind, but for the kinds that are spared."""
    every = np.arange(len(known.born))
    found = [(name, parts.row, sides) for name, sides in _of_names(parts)]
    found += [(name, every, sides) for name, sides in _of_facts(known)]
    found += [(name, parts.row, sides) for name, sides in _of_both(parts, known)]
    for name, rows, sides in found:
        if name not in spared:
            yield Kind(name, _entries(name, rows, sides))


def _of_facts(known: Facts) -> Iterator[tuple[str, list[Side]]]:
    """Yield the kinds of key that need no name of the person's own."""
    yield "n", [(known.number,)]
    yield "b", [(known.born,)]
    yield "a", [(column,) for column in known.aliases.T]
    yield "k", list(zip(known.kin_starts.T, known.kin_classes.T, strict=True))


def _of_both(parts: Spelled, known: Facts) -> Iterator[tuple[str, list[Side]]]:
    """Yield the kinds of key for names without a readable surname: what there is of the name, with a fact."""
    beside = (("y", known.years), ("u", known.units), ("p", known.homes), ("e", known.months))
    for name, column in beside:
        yield name, list(product(column[parts.row].T, parts.classes.T))
    for name, column in (("v", known.units), ("w", known.homes)):
        yield name, list(product(column[parts.row].T, parts.firsts.T))


def _of_names(parts: Spelled) -> Iterator[tuple[str, list[Side]]]:
    """Yield the kinds of key that names alone give, with the columns that make them up."""
    classes = list(parts.classes.T)
    yield "x", [(parts.variants[:, 0], classes[0])]
    yield "s", [(bone,) for bone in parts.bones.T]
    yield "sg", [(parts.starts, one) for one in classes]
    yield "sf", [(parts.starts, parts.father)]
    yield "gf", [(one, parts.father) for one in classes]
    yield "d", [(variant, classes[0]) for variant in parts.variants.T]
    alone = parts.bones[:, 0] == NONE
    yield "g", [(np.where(alone, one, NONE),) for one in classes]


def _entries(name: str, rows: Int64s, sides: Sequence[Side]) -> UInt64s:
    """Pack the keys that columns give; a key with nothing in one of its columns is none."""
    kind = np.int64(int.from_bytes(name.encode(), "little"))
    packs = []
    for columns in sides:
        there = np.logical_and.reduce([column != NONE for column in columns])
        own = [column[there] for column in columns]
        packs.append(packed(mixed(np.full(int(there.sum()), kind), *own), rows[there]))
    return distinct(np.concatenate(packs))
