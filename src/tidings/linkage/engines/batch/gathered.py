"""Readings as they are found, before they are put in the order of the rows."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final, Self

import numpy as np

from tidings.linkage.engines.batch.columns import NONE, WORDS, Bools, Int8s, Int32s, Int64s
from tidings.linkage.engines.batch.ways import Ways
from tidings.linkage.engines.batch.words import Float64s, Words
from tidings.names.parse import DEAREST_READING

IN_PLACE: Final = 4
"""The second name of a row has its readings from this place on."""

UNTOLD: Final = -1
"""Stands where the gender is still to be told from the words."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Some readings, one a place in each array; words by their numbers in the vocabulary."""

    row: Int64s
    place: Int64s
    surname: Int32s
    given: Int32s
    patronymic: Int32s
    cost: Float64s
    gender: Int8s

    def __len__(self) -> int:
        return len(self.row)

    @classmethod
    def joined(cls, several: Sequence[Self]) -> Self:
        """Put several together."""
        return cls(*(np.concatenate([getattr(one, field.name) for one in several]) for field in fields(cls)))

    def taken(self, places: Int64s, rows: Int64s) -> "Gathered":
        """Return the readings at some places, as those of other rows."""
        others = (getattr(self, field.name)[places] for field in fields(self)[1:])
        return Gathered(rows, *others)


def spread(counts: Int64s, starts: Int64s) -> Int64s:
    """Return for each of several runs, given by start and length, all its places, one run after the other."""
    upto = np.append(0, np.cumsum(counts))
    return np.repeat(starts - upto[:-1], counts) + np.arange(upto[-1])


@dataclass(frozen=True, slots=True)
class Parted:
    """The ways of some names with their words parted at hyphens.

    Attributes:
        found: their readings; `row` is the place of the name among them.
        over: which names have more words in a part than a reading holds.
    """

    found: Gathered
    over: Bools


def parted(ways: Ways, known: Words, *, guess: bool) -> Parted:
    """Turn the ways of names into readings, those that cost too much left out."""
    cost = ways.bits.max(axis=1, keepdims=True, initial=-np.inf) - ways.bits
    row, way = np.nonzero(cost <= DEAREST_READING)
    surname, many = _pieces(ways.surname[row, way], known)
    given, more = _pieces(ways.given[row, way], known)
    father = ways.patronymic[row, way]
    pieces = known.pieces[father]
    over = np.zeros(len(cost), np.bool_)
    over[row[many | more | ((father != NONE) & (pieces[:, 1] != NONE))]] = True
    gender = np.full(len(row), UNTOLD, np.int8)
    found = Gathered(row, way + IN_PLACE * guess, surname, given, father, cost[row, way], gender)
    return Parted(found, over)


def _pieces(words: Int32s, known: Words) -> tuple[Int32s, Bools]:
    """Part the words of one part at hyphens; say where there are more pieces than fit."""
    one, two = (np.where((words[:, [place]]) == NONE, NONE, known.pieces[words[:, place]]) for place in range(WORDS))
    alone = two[:, 0] == NONE
    second = np.where(alone, one[:, 1], two[:, 0])
    over = ~alone & ((one[:, 1] != NONE) | (two[:, 1] != NONE))
    return np.stack([one[:, 0], second], axis=1).astype(np.int32), over
