"""What the candidate keys are made of, by number: skeletons of surnames, classes of given names, fathers."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from tidings.linkage.engines.batch.cells import at
from tidings.linkage.engines.batch.columns import NONE, Columns, Int32s, Int64s, Readings
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


class Spelling:
    """What the keys are made of, for every distinct word of some columns."""

    def __init__(self, columns: Columns) -> None:
        bones = [skeleton(read_surname(word).stem) if len(word) > 1 else None for word in columns.surnames]
        numbers = Numbers()
        self._bones = _numbered(bones, numbers)
        self._starts = _numbered([bone and (START, bone[:START]) for bone in bones], numbers)
        self._firsts = _numbered([bone and (1, bone[:1]) for bone in bones], numbers)
        self._variants = _variants(bones, numbers)
        named = Numbers()
        classes = [[*(named[one] for one in given_ids(word)), NONE, NONE][:CLASSES] for word in columns.givens]
        self._classes = np.array(classes, np.int32).reshape(-1, CLASSES)
        fathers = [father_id(word) if len(word) > 1 else None for word in columns.patronymics]
        self._fathers = _numbered(fathers, Numbers())
        unknown = np.array([not one or one.startswith("~") for one in fathers], np.bool_)
        self._known_fathers = np.where(unknown, NONE, self._fathers)

    def of(self, readings: Readings) -> Spelled:
        """Return what the keys of some readings are made of."""
        surname = self._without_initials(readings.surname)
        return Spelled(
            row=np.repeat(np.arange(len(readings.starts) - 1), np.diff(readings.starts)),
            bones=at(self._bones, surname, NONE),
            starts=at(self._starts, surname[:, 0], NONE),
            firsts=at(self._firsts, surname, NONE),
            variants=_rows_at(self._variants, surname[:, 0]),
            classes=_rows_at(self._classes, readings.given[:, 0]),
            father=at(self._fathers, readings.patronymic, NONE),
            known_father=at(self._known_fathers, readings.patronymic, NONE),
        )

    def _without_initials(self, surname: Int32s) -> Int32s:
        """Take single letters out of surnames."""
        whole = np.append(self._bones, np.int32(NONE))[surname] != NONE
        first = np.where(whole[:, 0], surname[:, 0], surname[:, 1])
        return np.stack([first, np.where(whole[:, 0], surname[:, 1], NONE)], axis=1)


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
