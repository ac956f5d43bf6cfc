"""What settles most pairs at a glance: one line of memory a record, and how much two records can weigh at most.

Births and events are weighed from it exactly, surnames that are plainly others are told by their letters, and of all
else each record says how many bits it brings at most, whoever the other is. Most pairs cannot reach the least weight
that is kept, and are left alone after this.
"""

from typing import Final, NamedTuple

import numpy as np

from tidings.linkage.engines.batch.columns import NONE, Bools, Columns, Int32s, Int64s
from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.births import digits_of
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.events import Events
from tidings.linkage.engines.batch.scoring.further import Further
from tidings.linkage.engines.batch.scoring.levels import (
    BIRTH_PLACE_SAME,
    EVENT_PLACE_SAME,
    F_KIN,
    F_MARKS,
    F_NUMBER,
    F_POWER,
    F_SEX,
    F_SOURCE,
    HOME_SAME,
    NO_CHANCE,
    OTHERS_SAME,
    RANK_FAR,
    RANK_SAME,
    RESIDENCE_SAME,
    UNIT_OTHER,
    UNIT_SAME,
    Levels,
    bits_by_value,
    most_bits,
)
from tidings.linkage.engines.batch.scoring.names import Names, ReadingRows
from tidings.linkage.engines.batch.scoring.pointers import Record, f8, record_reader
from tidings.linkage.engines.batch.scoring.rows import POWERS, Rows, taken
from tidings.linkage.engines.batch.scoring.service import Service
from tidings.linkage.engines.batch.scoring.surnames import Surnames, surnames_at_most
from tidings.linkage.features import kin

SIGHT: Final = np.dtype(
    [
        ("stem_letters", np.uint64),
        ("unit_letters", np.uint64),
        ("birth_first", np.int32),
        ("birth_last", np.int32),
        ("birth_digits", np.uint32),
        ("event_first", np.int32),
        ("event_last", np.int32),
        ("stem", np.int32),
        ("first", np.int32),
        ("others", np.uint16),
        ("has", np.uint16),
        ("surname", np.uint8),
        ("given", np.uint8),
        ("patronymic", np.uint8),
        ("place", np.uint8),
        ("rank", np.uint8),
        ("unit", np.uint8),
        ("flags", np.uint8),
        ("event_place", np.uint8),
        ("event", np.int8),
        ("stem_length", np.int8),
        ("unit_length", np.int8),
        ("single", np.bool_),
        ("known", np.bool_),
        ("cyrillic", np.bool_),
        ("near", np.bool_),
    ],
    align=True,
)
"""As `Columns` and `surnames.GLANCE` have them; from `surname` to `unit`, in `event_place` and in `others` the
bits that these weigh at most, in eighths, and in `has` what there is of what."""

NUMBER, MARKS, KIN, ALIAS, POWER, BIRTH_PLACE, RESIDENCE, HOME, UNIT, RANK, LISTED, PLAIN = (
    1 << bit for bit in range(12)
)
"""Bits of `has`: fields that are filled; whether lists know the given names; whether there is one way to read the name,
with one surname."""

CONSTANT: Final = NUMBER | MARKS | KIN | ALIAS | POWER
REST: Final = NUMBER | MARKS | KIN
EVENT_PLACE_REGION: Final = EVENT_PLACE_SAME + 2
EIGHTH: Final = 0.125
LINE: Final = 64
"""Bytes of a line of memory."""

sight_at = record_reader(SIGHT)


class Sights(NamedTuple):
    """What is seen at a glance.

    Attributes:
        rows: of the records, in the order of `Model.rows`.
        constant: bits at most of the fields of `CONSTANT` that both fill, by these bits of `has`.
        kin: bits that relatives weigh at most.
        prefix: bits of a given name that begins another, where no list has one of the two.
    """

    rows: Record
    constant: Floats
    kin: float
    prefix: float


class Hung(NamedTuple):
    """What the bits hang on that records weigh at most: names, weights, places, ranks and units, columns, events."""

    names: Names
    levels: Levels
    homes: Floats
    service: Service
    further: Further
    events: Events


def in_lines(size: int) -> Record:
    """Return empty records, each in one line of memory."""
    room = np.zeros((size + 1) * LINE, np.uint8)
    start = -room.ctypes.data % LINE
    return room[start : start + size * LINE].view(SIGHT)


def sights_of(columns: Columns, order: Int64s, rows: Rows, readings: ReadingRows, names: Names) -> Record:
    """Lay out what is stated in the records, `order` by `order`; `sights_learned` adds what it weighs at most."""
    found = in_lines(len(rows))
    for field in ("birth_first", "birth_last", "event_first", "event_last"):
        found[field] = getattr(columns, field)[order]
    found["event"], found["flags"] = rows["event"], rows["flags"]
    found["birth_digits"] = digits_of(columns.birth_first)[order]
    one = (rows["readings"] == 1) & (len(readings) > 0)
    first = taken(readings, np.where(one, rows["reading"], 0)) if len(readings) else np.zeros(len(rows), readings.dtype)
    plain = one & (first["surname"] >= 0) & (first["surname_2"] < 0)
    plain &= _short(names.surnames)[first["surname"]]
    _see_surnames(found, names, np.where(plain, first["surname"], NONE), plain)
    _see_names(found, rows, readings, names)
    has = (
        (NUMBER, rows["service_number"] >= 0),
        (MARKS, columns.marks[order] >= 0),
        (KIN, rows["kin"] >= 0),
        (ALIAS, rows["alias"] >= 0),
        (POWER, (rows["flags"] & POWERS) != 0),
        (BIRTH_PLACE, rows["birth_place"] >= 0),
        (RESIDENCE, rows["residence"] >= 0),
        (HOME, (rows["birth_place"] >= 0) | (rows["residence"] >= 0)),
        (UNIT, (rows["unit"] >= 0) | (rows["unit_2"] >= 0)),
        (RANK, rows["rank"] >= 0),
        (PLAIN, plain),
    )
    for bit, there in has:
        found["has"] |= np.where(there, np.uint16(bit), np.uint16(0))
    return found


def _short(surnames: Surnames) -> Bools:
    """Say which words are short enough for their lengths to be noted; the last stands for none."""
    glances = surnames.glances
    return np.append(np.maximum(glances["stem_length"], glances["unit_length"]) <= np.iinfo(np.int8).max, np.bool_(0))


def _see_surnames(found: Record, names: Names, word: Int32s, plain: Bools) -> None:
    """Note the letters of the surname of each record that has one only."""
    glances = names.surnames.glances
    if len(glances):
        seen = taken(glances, np.maximum(word, 0))
        for field in ("stem_letters", "unit_letters", "stem", "first", "stem_length", "unit_length"):
            found[field] = np.where(plain, seen[field], 0)
        for field in ("single", "known", "cyrillic", "near"):
            found[field] = plain & seen[field]


def _see_names(found: Record, rows: Rows, readings: ReadingRows, names: Names) -> None:
    """Note what the parts of each name weigh at most by any of its readings, and whether lists know the given name."""
    if not len(readings):
        found["has"] |= np.uint16(LISTED)
        return
    second = names.terms.second_most
    surname = _at_most(names.surnames.rare, readings, ("surname", "surname_2", "whole"))
    given = _at_most(names.givens.most, readings, ("given", "given_2"))
    bits = {
        "surname": surname + np.where(readings["surname_2"] >= 0, second, 0.0),
        "given": given + np.where(readings["given_2"] >= 0, second, 0.0),
        "patronymic": _at_most(names.patronymics.most, readings, ("patronymic",)),
    }
    named = rows["readings"] > 0
    starts = rows["reading"][named]
    for part, most in bits.items():
        found[part][named] = _eighths(np.maximum.reduceat(most, starts))
    listed = np.append(names.givens.listed, np.bool_(1))
    unlisted = ~(listed[readings["given"]] & listed[readings["given_2"]])
    told = np.ones(len(rows), np.bool_)
    told[named] = ~np.logical_or.reduceat(unlisted, starts)
    found["has"] |= np.where(told, np.uint16(LISTED), np.uint16(0))


def _at_most(most: Floats, readings: ReadingRows, words: tuple[str, ...]) -> Floats:
    """Return what the words of each reading weigh at most, 0 without one."""
    padded = np.append(most, 0.0)
    found = padded[readings[words[0]]]
    for word in words[1:]:
        found = np.maximum(found, padded[readings[word]])
    return np.maximum(found, 0.0)


def _eighths(bits: Floats) -> Floats:
    return np.minimum(np.ceil(bits / EIGHTH), 255)


def sights_learned(seen: Record, place: Int32s, rows: Rows, hung: Hung) -> Sights:
    """Return what is stated in the records with what it weighs at most by the weights of now.

    Args:
        seen: what is stated (`sights_of`).
        place: where each record lies in `seen` and `rows`.
        rows: the records.
        hung: the weights, and what they hang on.
    """
    found, levels, events = in_lines(len(seen)), hung.levels, hung.events
    found.view(np.uint8)[:] = seen.view(np.uint8)
    at_home = _eighths(_homes_at_most(levels, hung.homes))
    found["place"] = np.maximum(_of(at_home, rows["birth_place"]), _of(at_home, rows["residence"]))
    units = _eighths(_most_by_value(levels, UNIT_SAME, UNIT_OTHER, hung.service.unit_chance))
    found["unit"] = np.maximum(_of(units, rows["unit"]), _of(units, rows["unit_2"]))
    ranks = _eighths(_most_by_value(levels, RANK_SAME, RANK_FAR, hung.service.rank_chance))
    found["rank"] = _of(ranks, rows["rank"])
    placed = np.append(events.placed, np.bool_(0))[rows["event"]]
    fronts = _eighths(_fronts_at_most(levels, events))
    found["event_place"] = np.where(placed, _of(fronts, rows["event_place"]), 0)
    others = np.ceil(_others_at_most(levels, hung.further) / EIGHTH)
    found["others"][place] = np.minimum(others, np.iinfo(np.uint16).max)
    relatives = most_bits(levels, F_KIN, kin.LEAST_CHANCE)
    return Sights(found, _constant(levels, hung.names, hung.further), relatives, hung.names.givens.terms.prefix)


def _of(values: Floats, numbers: Int32s) -> Floats:
    found: Floats = np.append(values, 0.0)[numbers]
    return found


def _most_by_value(levels: Levels, same: int, last: int, chance: Floats) -> Floats:
    """Return what a feature weighs at most by the value, whose chance `same` hangs on; 0 at least."""
    fixed = float(levels.bits[same + 1 : last + 1].max(initial=0.0))
    return np.maximum(bits_by_value(levels, same, chance, levels.shift[same]), fixed)


def _homes_at_most(levels: Levels, homes: Floats) -> Floats:
    found = np.maximum(
        _most_by_value(levels, BIRTH_PLACE_SAME, BIRTH_PLACE_SAME + 3, homes),
        _most_by_value(levels, RESIDENCE_SAME, RESIDENCE_SAME + 3, homes),
    )
    return np.maximum(found, _most_by_value(levels, HOME_SAME, HOME_SAME, homes))


def _fronts_at_most(levels: Levels, events: Events) -> Floats:
    """Return what the places of two losses weigh at most by either of them: their chance is the commoner one's."""
    region = bits_by_value(levels, EVENT_PLACE_REGION, events.front, levels.shift[EVENT_PLACE_REGION])
    chance = np.where(events.front < 0, events.front, events.front * events.same_place)
    same = bits_by_value(levels, EVENT_PLACE_SAME, chance, levels.shift[EVENT_PLACE_SAME])
    fixed = max(float(levels.bits[[EVENT_PLACE_SAME + 1, EVENT_PLACE_SAME + 3]].max()), 0.0)
    found = np.maximum(np.maximum(same, region), fixed)
    return np.where(events.front < 0, found.max(initial=0.0), found)


def _others_at_most(levels: Levels, further: Further) -> Floats:
    """Return what the further columns of each record weigh at most together."""
    found = np.zeros(len(further.columns))
    none = np.full(1, NO_CHANCE)
    for column, shifts in enumerate(levels.column_shift):
        same = bits_by_value(levels, OTHERS_SAME, further.chance, shifts[0])
        fixed = max(float(bits_by_value(levels, OTHERS_SAME + step, none, shifts[step])[0]) for step in (1, 2))
        found += _of(np.maximum(same, max(fixed, 0.0)), further.columns[:, column])
    return found


def _constant(levels: Levels, names: Names, further: Further) -> Floats:
    """Return what the fields of `CONSTANT` weigh at most that two records fill, and what needs no field."""
    most = {
        NUMBER: most_bits(levels, F_NUMBER, 1.0),
        MARKS: most_bits(levels, F_MARKS, further.least_mark),
        KIN: most_bits(levels, F_KIN, kin.LEAST_CHANCE),
        ALIAS: names.terms.alias,
        POWER: most_bits(levels, F_POWER, 1.0),
    }
    has = np.arange(CONSTANT + 1)
    always = most_bits(levels, F_SOURCE, 1.0) + most_bits(levels, F_SEX, 1.0)
    return always + np.array([np.where(has & bit, bits, 0.0) for bit, bits in most.items()]).sum(axis=0)


@bare
def _surnames_at_most(names: Names, a: Record, b: Record) -> float:
    """Return what two surnames weigh at most."""
    rare = EIGHTH * min(a["surname"], b["surname"])
    if a["has"] & b["has"] & PLAIN:
        rarer = EIGHTH * max(a["surname"], b["surname"])
        return surnames_at_most(names.surnames.terms, a, b, rare, rarer, names.edit)
    return rare


@bare
def names_at_most(sights: Sights, names: Names, a: Record, b: Record) -> float:
    """Return what two names weigh at most, aliases aside."""
    given = EIGHTH * min(a["given"], b["given"])
    if given > 0 and not a["has"] & b["has"] & LISTED:
        given = max(given, sights.prefix)
    return _surnames_at_most(names, a, b) + given + EIGHTH * min(a["patronymic"], b["patronymic"])


@bare
def _homes_of(a: Record, b: Record) -> float:
    """Return what places of birth and residence weigh at most: it hangs on those of the first."""
    both = a["has"] & b["has"]
    times = (1 if both & BIRTH_PLACE else 0) + (1 if both & RESIDENCE else 0)
    if times == 0:
        times = 1 if both & HOME else 0
    return EIGHTH * times * a["place"]


@bare
def _beside(a: Record, b: Record) -> float:
    """Return what the places of loss and further columns weigh at most."""
    return EIGHTH * (min(a["event_place"], b["event_place"]) + min(a["others"], b["others"]))


@bare
def rest_at_most(sights: Sights, a: Record, b: Record) -> float:
    """Return what places, service numbers, marks, further columns and relatives weigh at most together."""
    both = np.int64(a["has"] & b["has"])
    return f8(sights.constant, both & REST) + _homes_of(a, b) + _beside(a, b)


@bare
def all_at_most(sights: Sights, names: Names, a: Record, b: Record) -> float:
    """Return what two records weigh at most, births and events aside."""
    both = np.int64(a["has"] & b["has"])
    unit = EIGHTH * a["unit"] if both & UNIT else 0.0
    rank = EIGHTH * a["rank"] if both & RANK else 0.0
    rest = f8(sights.constant, both & CONSTANT) + _homes_of(a, b) + _beside(a, b)
    return rest + unit + rank + names_at_most(sights, names, a, b)
