"""What the candidate keys are made of, by number: skeletons of surnames, classes of given names, fathers."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from tidings.linkage.engines.batch.cells import at
from tidings.linkage.engines.batch.columns import NONE, Columns, Int32s, Int64s
from tidings.names.keys import father_id, given_ids, skeleton
from tidings.names.surname import read_surname

VARIANTS: Final = 8
"""A skeleton of seven consonants and the seven with one left out."""
CLASSES: Final = 2
START: Final = 3


class Numbers(defaultdict[Hashable, int]):
    """Gives every new thing the next number."""

    def __missing__(self, thing: Hashable) -> int:
        self[thing] = len(self)
        return self[thing]


@dataclass(frozen=True, slots=True)
class Spelled:
    """The parts of every reading, by number; NONE where there is none.

    Attributes:
        row: whose reading it is.
        bones: skeletons of the surname's words, (readings, WORDS).
        starts: first consonants of the first word.
        firsts: first consonant of each word, (readings, WORDS).
        variants: the first word's skeleton and those with one consonant left out, (readings, VARIANTS).
        classes: likeliest classes of the given name, (readings, CLASSES).
        father: the father's name.
        known_father: the same, NONE where no list knows him.
    """

    row: Int64s
    bones: Int32s
    starts: Int32s
    firsts: Int32s
    variants: Int32s
    classes: Int32s
    father: Int32s
    known_father: Int32s


def spelled(columns: Columns) -> Spelled:
    """Number what the keys of all readings are made of; each distinct word is looked at once."""
    readings = columns.readings
    bones = [skeleton(read_surname(word).stem) if len(word) > 1 else None for word in columns.surnames]
    numbers = Numbers()
    whole = _numbered([bone for bone in bones], numbers)
    starts = _numbered([bone and (START, bone[:START]) for bone in bones], numbers)
    firsts = _numbered([bone and (1, bone[:1]) for bone in bones], numbers)
    variants = _variants(bones, numbers)
    named = Numbers()
    classes = [[*(named[one] for one in given_ids(word)), NONE, NONE][:CLASSES] for word in columns.givens]
    ids = [father_id(word) if len(word) > 1 else None for word in columns.patronymics]
    fathers = _numbered(ids, Numbers())
    unknown = np.array([not one or one.startswith("~") for one in ids], np.bool_)
    return Spelled(
        row=np.repeat(np.arange(len(columns)), np.diff(readings.starts)),
        bones=at(whole, readings.surname, NONE),
        starts=at(starts, readings.surname[:, 0], NONE),
        firsts=at(firsts, readings.surname, NONE),
        variants=_rows_at(variants, readings.surname[:, 0]),
        classes=_rows_at(np.array(classes, np.int32).reshape(-1, CLASSES), readings.given[:, 0]),
        father=at(fathers, readings.patronymic, NONE),
        known_father=at(np.where(unknown, NONE, fathers), readings.patronymic, NONE),
    )


def _rows_at(table: Int32s, codes: Int32s) -> Int32s:
    return np.stack([at(column, codes, NONE) for column in table.T], axis=1)


def _numbered(things: Sequence[Hashable | None], numbers: Numbers) -> Int32s:
    return np.array([NONE if thing is None else numbers[thing] for thing in things], np.int32)


def _variants(bones: Sequence[str | None], numbers: Numbers) -> Int32s:
    """Number each skeleton and those with one consonant left out; each distinct skeleton once."""
    distinct = {bone: place for place, bone in enumerate(dict.fromkeys(bones))}
    rows = [[NONE] * VARIANTS if bone is None else _without(bone, numbers) for bone in distinct]
    return np.array(rows, np.int32).reshape(-1, VARIANTS)[[distinct[bone] for bone in bones]]


def _without(bone: str, numbers: Numbers) -> list[int]:
    found = [numbers["without", bone[:place] + bone[place + 1 :]] for place in range(len(bone), -1, -1)]
    return [*found, *[NONE] * VARIANTS][:VARIANTS]
