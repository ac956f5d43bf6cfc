"""What the candidate keys are made of, by number: skeletons of surnames, classes of given names, fathers."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from tidings.linkage.engines.batch.cells import at
from tidings.linkage.engines.batch.columns import NONE, Columns, Int32s, Readings
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
        bones: skeletons of the surname's words, (WORDS, readings); their numbers ascend as they do.
        starts: first consonants of the first word.
        firsts: first consonant of each word, (WORDS, readings).
        variants: the first word's skeleton and those with one consonant left out, (VARIANTS, readings).
        classes: likeliest classes of the given name, (CLASSES, readings); their numbers ascend as they do.
        father: the father's name.
        known_father: the same, NONE where no list knows him.
    """

    row: Int32s
    bones: Int32s
    starts: Int32s
    firsts: Int32s
    variants: Int32s
    classes: Int32s
    father: Int32s
    known_father: Int32s


class Spelling:
    """What the keys are made of, for every distinct word of some columns.

    Attributes:
        known_fathers: the fathers' names that `Spelled.known_father` numbers.
    """

    def __init__(self, columns: Columns) -> None:
        told = [skeleton(read_surname(word).stem) if len(word) > 1 else None for word in columns.surnames]
        bones, self._bones = _ranked([told])
        self._starts = _of_rank([bone[:START] for bone in bones], self._bones[0])
        self._firsts = _of_rank([bone[:1] for bone in bones], self._bones[0])
        self._variants = _rows_at(_variants(bones), self._bones[0])
        likely = [(*given_ids(word), None, None)[:CLASSES] for word in columns.givens]
        _, self._classes = _ranked([[own[place] for own in likely] for place in range(CLASSES)])
        fathers = [father_id(word) if len(word) > 1 else None for word in columns.patronymics]
        self._fathers = _ranked([fathers])[1][0]
        known, (self._known_fathers,) = _ranked([[one if one and one[0] != "~" else None for one in fathers]])
        self.known_fathers = tuple(known)

    def of(self, readings: Readings) -> Spelled:
        """Return what the keys of some readings are made of."""
        surname = self._without_initials(readings.surname)
        given = np.ascontiguousarray(readings.given[:, 0])
        return Spelled(
            row=np.repeat(np.arange(len(readings.starts) - 1, dtype=np.int32), np.diff(readings.starts)),
            bones=np.stack([at(self._bones[0], words, NONE) for words in surname]),
            starts=at(self._starts, surname[0], NONE),
            firsts=np.stack([at(self._firsts, words, NONE) for words in surname]),
            variants=_rows_at(self._variants, surname[0]),
            classes=_rows_at(self._classes, given),
            father=at(self._fathers, readings.patronymic, NONE),
            known_father=at(self._known_fathers, readings.patronymic, NONE),
        )

    def _without_initials(self, surname: Int32s) -> tuple[Int32s, Int32s]:
        """Take single letters out of surnames; the words, first and second."""
        first, second = np.ascontiguousarray(surname.T)
        whole = at(self._bones[0], first, NONE) != NONE
        return np.where(whole, first, second), np.where(whole, second, np.int32(NONE))


def _rows_at(table: Int32s, codes: Int32s) -> Int32s:
    return np.stack([at(column, codes, NONE) for column in table])


def _ranked(columns: Sequence[Sequence[str | None]]) -> tuple[list[str], Int32s]:
    """Return distinct words in ascending order, and the rank of every word of some columns; None is NONE."""
    words = sorted({word for column in columns for word in column if word is not None})
    rank = {word: place for place, word in enumerate(words)} | {None: NONE}
    return words, np.array([[rank[word] for word in column] for column in columns], np.int32)


def _of_rank(words: Sequence[str], ranks: Int32s) -> Int32s:
    """Number words anew, and return their numbers for ranks in their list."""
    numbers = Numbers()
    return at(np.array([numbers[word] for word in words], np.int32), ranks, NONE)


def _variants(bones: Sequence[str]) -> Int32s:
    """Number each skeleton and those with one consonant left out: (VARIANTS, skeletons)."""
    numbers = Numbers()
    rows = [
        [*(numbers[bone[:place] + bone[place + 1 :]] for place in range(len(bone), -1, -1)), *[NONE] * VARIANTS]
        for bone in bones
    ]
    return np.array([row[:VARIANTS] for row in rows], np.int32).reshape(-1, VARIANTS).T
