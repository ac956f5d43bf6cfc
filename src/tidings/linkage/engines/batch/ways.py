"""The ways to read a name that `names.parse` weighs, for all names of one number of words at a time.

The same rules in the same order of sums, so that the bits agree to the last digit (tested); what is not plain (a comma,
glued words, oblique cases, more words than a row holds) is told apart for the parser itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from tidings.linkage.engines.batch.columns import NONE, Bools, Int32s
from tidings.linkage.engines.batch.words import Float64s, Words, masks_of_use
from tidings.names.parse import AS_STATED, GIVEN_FIRST, MOST_READINGS, NO_SURNAME, SURNAME_FIRST

LONGEST: Final = 4
"""Words of the longest name that is read here."""
_IMPOSSIBLE: Final = -np.inf
_INITIALS: Final = 2
_PAIR: Final = 2


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways to read some names, the best first; words by their numbers.

    Attributes:
        surname: (names, ways, WORDS), NONE where there is none.
        given: the same.
        patronymic: (names, ways).
        bits: (names, ways), minus infinity where there is no such way.
        slow: whether a name must be read by `names.parse`.
    """

    surname: Int32s
    given: Int32s
    patronymic: Int32s
    bits: Float64s
    slow: Bools


@dataclass(frozen=True, slots=True)
class _Way:
    bits: Float64s
    surname: Sequence[Int32s]
    given: Sequence[Int32s]
    patronymic: Int32s | None


def _two(words: Sequence[Int32s], size: int) -> Int32s:
    none = np.full(size, NONE, np.int32)
    return np.stack([*words[:_PAIR], none, none][:_PAIR], axis=1)


def _sorted(ways: Sequence[_Way], slow: Bools) -> Ways:
    """Put the ways of each name in order, the best first, as a stable sort does."""
    size = len(slow)
    none = np.full(size, NONE, np.int32)
    bits = np.stack([way.bits for way in ways], axis=1)
    order = np.argsort(-bits, axis=1, kind="stable")[:, :MOST_READINGS]
    surname = np.stack([_two(way.surname, size) for way in ways], axis=1)
    given = np.stack([_two(way.given, size) for way in ways], axis=1)
    patronymic = np.stack([none if way.patronymic is None else way.patronymic for way in ways], axis=1)
    return Ways(
        np.take_along_axis(surname, order[:, :, None], axis=1),
        np.take_along_axis(given, order[:, :, None], axis=1),
        np.take_along_axis(patronymic, order, axis=1),
        np.take_along_axis(bits, order, axis=1),
        slow,
    )


def _mean(bits: Sequence[Float64s]) -> Float64s | float:
    """Return the mean of none, one or more columns, summed from the left as Python's `sum` does."""
    if not bits:
        return 0.0
    total = bits[0]
    for more in bits[1:]:
        total = total + more
    return total / len(bits)


class FreeNames:
    """Names in one string, all of one number of words.

    Args:
        words: (names, number of words), the words by their numbers.
        vocabulary: the words themselves.
        known: what the lists say of them.
    """

    def __init__(self, words: Int32s, vocabulary: Sequence[str], known: Words) -> None:
        self._columns = [np.ascontiguousarray(column) for column in words.T]
        self._vocabulary = vocabulary
        self._known = known
        self._size, self._count = words.shape
        self._initial = known.initial[words]

    def ways(self) -> Ways:
        """Return the ways to read each name."""
        return _sorted(*self._every())

    def best_surname(self) -> tuple[Int32s, Bools]:
        """Return the surname of the best way to read each name, and which must be read by `names.parse`."""
        ways, slow = self._every()
        most, best = ways[0].bits, _two(ways[0].surname, self._size)
        for way in ways[1:]:
            better = way.bits > most
            most = np.where(better, way.bits, most)
            best[better] = _two(way.surname, self._size)[better]
        return best, slow

    def _every(self) -> tuple[list[_Way], Bools]:
        initials = self._initial.sum(axis=1)
        abridged = (initials > 0) & (initials <= _INITIALS) & (self._count - initials == 1)
        with_patronymic = [self._with_patronymic(place) for place in range(1, self._count)]
        found = np.zeros(self._size, np.bool_)
        for way in with_patronymic:
            found |= way.bits > _IMPOSSIBLE
        open_ = np.ones_like(found) if self._count <= _PAIR else ~found
        ways = [*with_patronymic, *self._without_patronymic(open_)]
        whole = [_Way(np.where(abridged, _IMPOSSIBLE, w.bits), w.surname, w.given, w.patronymic) for w in ways]
        too_long = open_ if self._count >= LONGEST else np.zeros_like(found)
        return [self._abridged(abridged), *whole], ~abridged & (self._bent() | too_long)

    def _abridged(self, abridged: Bools) -> _Way:
        """Read `Surname I. O.` and `I. O. Surname`."""
        none = np.full(self._size, NONE, np.int32)
        surname, first, second = none.copy(), none.copy(), none.copy()
        for column, initial in zip(self._columns, self._initial.T, strict=True):
            surname = np.where(initial, surname, column)
            second = np.where(initial & (first != NONE) & (second == NONE), column, second)
            first = np.where(initial & (first == NONE), column, first)
        return _Way(np.where(abridged, 0.0, _IMPOSSIBLE), [surname], [first], second)

    def _weighed(self, order: float, surname: Sequence[int], given: Sequence[int]) -> Float64s:
        bits = order + _mean([self._known.as_surname[self._columns[place]] for place in surname])
        return bits + _mean([self._known.as_given[self._columns[place]] for place in given]) + np.zeros(self._size)

    def _with_patronymic(self, place: int) -> _Way:
        known, column = self._known, self._columns[place]
        rest = [other for other in range(self._count) if other not in (place - 1, place)]
        order = SURNAME_FIRST[True] if place > 1 else GIVEN_FIRST[True]
        bits = self._weighed(order if rest else NO_SURNAME, rest, [place - 1]) + known.as_patronymic[column]
        fits = known.looks[column] | known.ends[column] if self._count > _PAIR else known.looks[column]
        possible = fits & ~known.initial[column]
        return _Way(np.where(possible, bits, _IMPOSSIBLE), self._at(rest), self._at([place - 1]), column)

    def _without_patronymic(self, possible: Bools) -> list[_Way]:
        every = list(range(self._count))
        if self._count == 1:
            return [
                _Way(self._weighed(0.0, every, []), self._at(every), [], None),
                _Way(self._weighed(0.0, [], every), [], self._at(every), None),
            ]
        cyrillic = self._any(self._known.cyrillic)
        return [
            self._arranged(GIVEN_FIRST, cyrillic, every[-1:], every[:-1], possible),
            self._arranged(SURNAME_FIRST, cyrillic, every[:1], every[1:], possible),
        ]

    def _arranged(
        self, order: dict[bool, float], cyrillic: Bools, surname: list[int], given: list[int], possible: Bools
    ) -> _Way:
        bits = np.where(
            cyrillic, self._weighed(order[True], surname, given), self._weighed(order[False], surname, given)
        )
        return _Way(np.where(possible, bits, _IMPOSSIBLE), self._at(surname), self._at(given), None)

    def _at(self, places: Sequence[int]) -> list[Int32s]:
        return [self._columns[place] for place in places]

    def _any(self, says: Bools) -> Bools:
        found: Bools = np.logical_or.reduce([says[column] for column in self._columns])
        return found

    def _all(self, says: Bools) -> Bools:
        found: Bools = np.logical_and.reduce([says[column] for column in self._columns])
        return found

    def _bent(self) -> Bools:
        """Say which names may be read in another way that only the parser finds: glued, or in an oblique case."""
        known = self._known
        if self._count == 1:
            lone: Bools = known.lone[self._columns[0]]
            return lone
        usual = self._any(known.formal) & ~self._any(known.bent)
        doubtful = ~usual & self._all(known.cyrillic) & ~self._any(known.initial)
        return self._agreeing(doubtful) if self._count in _PARTS_OF else np.zeros_like(doubtful)

    def _agreeing(self, doubtful: Bools) -> Bools:
        """Say which of the doubtful names have a language, gender and case that all their words may stand in."""
        rows = np.flatnonzero(doubtful)
        columns = [column[rows] for column in self._columns]
        distinct, places = np.unique(np.concatenate([*columns, np.empty(0, np.int32)]), return_inverse=True)
        masks = masks_of_use([self._vocabulary[word] for word in distinct])
        by_part = {part: mask[places].reshape(self._count, len(rows)) for part, mask in masks.items()}
        fits = np.zeros(len(rows), np.bool_)
        for parts in _PARTS_OF[self._count]:
            together = np.full(len(rows), -1, np.int64)
            for place, part in enumerate(parts):
                together &= by_part[part][place]
            fits |= together != 0
        found = np.zeros(self._size, np.bool_)
        found[rows[fits]] = True
        return found


_PARTS_OF: Final = {2: ("gs", "sg", "gp", "pg"), 3: ("gsp", "gps", "sgp", "spg", "pgs", "psg")}
"""The parts that words of an oblique name may be: one given name, at most one surname and patronymic."""


def stated_ways(surname: Int32s, given: Int32s, patronymic: Int32s, known: Words) -> Ways:
    """Return the ways to read stated parts: as stated, and surname and given name the other way round.

    Args:
        surname: (names, WORDS) words by their numbers, NONE behind the last.
        given: the same.
        patronymic: one word each, or NONE.
        known: what the lists say of the words.
    """
    size = len(patronymic)
    first_surname, first_given = surname[:, 0], given[:, 0]
    alone = (first_surname == NONE) | (first_given == NONE)
    alone |= known.initial[first_surname] | known.initial[first_given]
    last = np.where(patronymic == NONE, 0.0, known.as_patronymic[patronymic])
    as_stated = _sum(AS_STATED, known.as_surname, surname) + _average(known.as_given, given) + last
    swapped = _sum(0.0, known.as_surname, given) + _average(known.as_given, surname) + last
    ways = [
        _Way(np.where(alone, 0.0, as_stated), list(surname.T), list(given.T), patronymic),
        _Way(np.where(alone, _IMPOSSIBLE, swapped), list(given.T), list(surname.T), patronymic),
    ]
    return _sorted(ways, np.zeros(size, np.bool_))


def _sum(order: float, bits: Float64s, words: Int32s) -> Float64s:
    found: Float64s = order + _average(bits, words)
    return found


def _average(bits: Float64s, words: Int32s) -> Float64s:
    one, two = bits[words[:, 0]], bits[words[:, 1]]
    found: Float64s = np.where(words[:, 0] == NONE, 0.0, np.where(words[:, 1] == NONE, one, (one + two) / 2))
    return found
