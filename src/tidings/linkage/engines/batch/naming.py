"""The readings of all names: plain ones in columns, the rest by `linkage.subject.readings_of`, each once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tidings.linkage.engines.batch.cells import Cells, at, distinct
from tidings.linkage.engines.batch.columns import NONE, WORDS, Bools, Int8s, Int32s, Int64s, Readings
from tidings.linkage.engines.batch.gathered import IN_PLACE, UNTOLD, Gathered, parted, spread
from tidings.linkage.engines.batch.ways import LONGEST, FreeNames, stated_ways
from tidings.linkage.engines.batch.words import GENDERS, Vocabulary, genders_of, read_words
from tidings.linkage.subject import LONGEST_NAME, readings_of
from tidings.names.given import Given, read_given
from tidings.names.parse import Name, Reading
from tidings.names.patronymic import Patronymic, read_patronymic
from tidings.reports import Report

THREADS: Final = 2

_PLACES: Final = 1 << 16
"""More than a row has readings."""

_Flat = tuple[int, list[int], list[int], int, float, int]
"""One reading of one name: its place, surname, given name, patronymic, cost and the name's gender."""


@dataclass(frozen=True, slots=True)
class NameColumns:
    """The columns that state a name."""

    name: Cells
    surname: Cells
    given: Cells
    patronymic: Cells


@dataclass(frozen=True, slots=True)
class Named:
    """What names were read as.

    Attributes:
        readings: in the rows' order.
        surnames, givens, patronymics: the words that they number.
        odd: rows with more words or names than a reading holds.
    """

    readings: Readings
    surnames: tuple[str, ...]
    givens: tuple[str, ...]
    patronymics: tuple[str, ...]
    odd: Bools
    slow: int


@dataclass(frozen=True, slots=True)
class _Texts:
    """The words of distinct texts: where each text's words begin in `words`, and whether it needs the parser."""

    starts: Int64s
    words: Int32s
    context: Bools

    def counts(self) -> Int64s:
        return np.diff(self.starts)

    def first(self, texts: Int64s, most: int) -> Int32s:
        """Return the first words of some texts, (texts, most), NONE behind the last."""
        places = self.starts[texts][:, None] + np.arange(most)
        there = places < self.starts[texts + 1][:, None]
        padded = np.append(self.words, np.int32(NONE))
        return padded[np.where(there, places, len(self.words))]


def _texts(values: Sequence[str], vocabulary: Vocabulary) -> _Texts:
    """Cut texts at their spaces; each distinct chunk is cleaned once."""
    texts = pc.utf8_slice_codeunits(pa.array(values, pa.large_string()), 0, LONGEST_NAME)
    lists = pc.split_pattern(texts, " ")
    chunks = pc.dictionary_encode(lists.flatten())
    counts, words, context = vocabulary.chunks(chunks.dictionary.to_pylist())
    codes = chunks.indices.to_numpy(zero_copy_only=False)
    ends = np.asarray(lists.offsets) - np.asarray(lists.offsets)[0] if len(values) else np.zeros(1, np.int64)
    in_chunk = np.append(0, np.cumsum(counts))
    own = counts[codes] if len(codes) else np.empty(0, np.int32)
    upto = np.append(0, np.cumsum(own))
    places = np.repeat(in_chunk[codes] - upto[:-1], own) + np.arange(upto[-1]) if len(codes) else np.empty(0, np.int64)
    odd = np.append(0, np.cumsum(context[codes])) if len(codes) else np.zeros(1, np.int64)
    return _Texts(upto[ends], words[places] if len(words) else np.empty(0, np.int32), np.diff(odd[ends]) > 0)


_MORE: Final = (
    "[^\\p{Latin}\\p{Cyrillic}0-9 .'’ʼ-]|(?i)позывн|позивн|прозвищ|прізвис|псевдо|call|nickn|alias|aka"
    "|^(?:об?|обо|про|от|від|для|до|із?|изо?|со?|зі?|у|ко?) "
)
"""What tells that more than a name may stand in a text: a call sign, a nickname, a preposition (`names.parse`)."""


def _says_more(texts: Sequence[str]) -> Bools:
    """Say which texts must be read whole by the parser."""
    found: Bools = pc.match_substring_regex(pa.array(texts, pa.large_string()), _MORE).to_numpy(zero_copy_only=False)
    return found.astype(np.bool_)


class _Reader:
    """Reads the names of all rows."""

    def __init__(self, columns: NameColumns) -> None:
        self._columns = columns
        self._vocabulary = Vocabulary()
        cells = (columns.name, columns.surname, columns.given, columns.patronymic)
        self._name, *self._parts = (_texts(column.values, self._vocabulary) for column in cells)
        self._known = read_words(self._vocabulary)
        self._beside = _says_more(columns.name.values)
        self._found: list[Gathered] = []

    def read(self) -> Named:
        """Read them all."""
        columns = self._columns
        stated = columns.surname.filled | columns.given.filled | columns.patronymic.filled
        parts = np.flatnonzero(stated)
        middle = len(parts) // 2
        free = np.flatnonzero(~stated & columns.name.filled)
        # Mostly sums over arrays, which hold no lock of Python.
        with ThreadPoolExecutor(THREADS) as threads:
            tasks = (self._stated, parts[:middle]), (self._free, free), (self._stated, parts[middle:])
            rows = np.concatenate([task.result() for task in [threads.submit(read, own) for read, own in tasks]])
        odd = self._slow(rows)
        return self._named(odd, len(rows))

    def _free(self, rows: Int64s) -> Int64s:
        """Read names stated in one string, each distinct one once; return the rows left to the parser."""
        texts, places = distinct(self._columns.name.codes[rows], len(self._columns.name.values))
        counts, plain = self._name.counts()[texts], ~(self._name.context | self._beside)[texts]
        read = plain & (counts == 0)
        borne = _Borne(places, len(texts))
        for count in range(1, LONGEST + 1):
            own = np.flatnonzero(plain & (counts == count))
            words = self._name.first(texts[own].astype(np.int64), count)
            fits = self._known.plain[words].all(axis=1)
            ways = FreeNames(words[fits], self._vocabulary.words, self._known).ways()
            found = parted(ways, self._known, guess=False)
            kept = ~(ways.slow | found.over)
            read[own[fits][kept]] = True
            self._found.append(borne.by_rows(_kept(found.found, kept), own[fits], rows))
        left: Int64s = rows[~read[places]]
        return left

    def _stated(self, rows: Int64s) -> Int64s:
        """Read names stated by parts; return the rows left to the parser."""
        columns = self._columns
        cells = (columns.surname, columns.given, columns.patronymic)
        words, fits = [], np.ones(len(rows), np.bool_)
        for column, texts, most in zip(cells, self._parts, (WORDS, WORDS, 1), strict=True):
            codes = column.codes[rows].astype(np.int64)
            found = (
                texts.first(np.maximum(codes, 0), WORDS + 1) if len(column.values) else np.full((len(rows), 3), NONE)
            )
            found[codes == NONE] = NONE
            context = np.append(texts.context, np.bool_(0))[codes]
            silent = (codes != NONE) & (found[:, 0] == NONE)
            fits &= ~context & ~silent & (found[:, most] == NONE)
            fits &= (np.append(self._known.plain, np.bool_(1))[found] | (found == NONE)).all(axis=1)
            words.append(found[:, :most].astype(np.int32))
        surname, given, patronymic = words[0][fits], words[1][fits], words[2][fits][:, 0]
        read = np.zeros(len(rows), np.bool_)
        read[fits] = self._both_ways(rows[fits], surname, given, patronymic)
        return rows[~read]

    def _both_ways(self, rows: Int64s, surname: Int32s, given: Int32s, patronymic: Int32s) -> Bools:
        """Read stated parts and, where they plainly stand in each other's columns, the other way round too."""
        ways = stated_ways(surname, given, patronymic, self._known)
        swapped, slow = self._swapped(ways.surname[:, 0], ways.given[:, 0])
        both = (surname[:, 0] != NONE) & (given[:, 0] != NONE)
        odd, slow = np.flatnonzero(swapped & both), slow & both
        again = stated_ways(ways.given[odd, 0], ways.surname[odd, 0], ways.patronymic[odd, 0], self._known)
        first, second = parted(ways, self._known, guess=False), parted(again, self._known, guess=True)
        read: Bools = ~(slow | first.over)
        read[odd[second.over]] = False
        for one, mask, own in ((first.found, read, rows), (second.found, read[odd], rows[odd])):
            kept = _kept(one, mask)
            self._found.append(kept.taken(np.arange(len(kept)), own[kept.row]))
        return read

    def _swapped(self, surname: Int32s, given: Int32s) -> tuple[Bools, Bools]:
        """Say which parts read freely have the given name for a surname, and which only the parser can tell."""
        size = len(surname)
        swapped, slow = np.zeros(size, np.bool_), (surname == given).all(axis=1)
        counts = (surname != NONE).sum(axis=1), (given != NONE).sum(axis=1)
        for one in range(1, WORDS + 1):
            for other in range(1, WORDS + 1):
                own = np.flatnonzero((counts[0] == one) & (counts[1] == other))
                words = np.concatenate([surname[own, :one], given[own, :other]], axis=1)
                best, doubtful = FreeNames(words, self._vocabulary.words, self._known).best_surname()
                slow[own] |= doubtful | self._known.silent[words].any(axis=1)
                swapped[own] = (self._sound(best) == self._sound(given[own])).all(axis=1)
        return swapped, slow

    def _sound(self, words: Int32s) -> Int32s:
        found: Int32s = np.where(words == NONE, NONE, self._known.sound[words])
        return found

    def _slow(self, rows: Int64s) -> Bools:
        """Read the remaining rows by the scalar reader, each distinct name once; say which rows are odd."""
        columns = self._columns
        cells = (columns.name, columns.surname, columns.given, columns.patronymic)
        distinct, places = np.unique(
            np.stack([column.codes[rows] for column in cells], axis=1), axis=0, return_inverse=True
        )
        parsed = [
            self._parsed(*(cell.values[code] if code != NONE else "" for cell, code in zip(cells, key, strict=True)))
            for key in distinct
        ]
        odd = np.zeros(len(columns.name), np.bool_)
        odd[rows] = np.array([over for _, over in parsed], np.bool_)[places]
        read = [(number, *reading) for number, (readings, _) in enumerate(parsed) for reading in readings]
        found = _flat(read)
        self._found.append(_Borne(places, len(distinct)).by_rows(found, np.arange(len(distinct)), rows))
        return odd

    def _parsed(self, name: str, surname: str, given: str, patronymic: str) -> tuple[list[_Flat], bool]:
        """Read one name by the scalar reader; say whether it has more names or words than fit."""
        names = readings_of(Report(name=name, surname=surname, given=given, patronymic=patronymic))
        ways = [
            (guess, place, read, way) for guess, read in enumerate(names) for place, way in enumerate(read.readings)
        ]
        over = any(len(way.surname) > WORDS or len(way.given) > WORDS for _, _, _, way in ways)
        over |= any(read.alias for read in names)
        return [self._flattened(guess * IN_PLACE + place, read, way) for guess, place, read, way in ways], over

    def _flattened(self, place: int, read: Name, way: Reading) -> _Flat:
        surname, given = (
            [*map(self._vocabulary.number, part), NONE, NONE][:WORDS] for part in (way.surname, way.given)
        )
        father = self._vocabulary.number(way.patronymic) if way.patronymic else NONE
        return place, surname, given, father, way.cost, GENDERS[read.gender]

    def _named(self, odd: Bools, slow: int) -> Named:
        found = Gathered.joined(self._found)
        gender = np.where(found.gender == UNTOLD, self._genders(found), found.gender).astype(np.int8)
        # The gender is told by the best reading of each name and holds for all of its readings.
        order = np.argsort(found.row * _PLACES + found.place, kind="stable")
        row, place = found.row[order], found.place[order]
        first = np.maximum.accumulate(np.where(place % IN_PLACE == 0, np.arange(len(order)), 0))
        surname, surnames = self._compact(found.surname[order])
        given, givens = self._compact(found.given[order])
        patronymic, patronymics = self._compact(found.patronymic[order])
        readings = Readings(
            starts=np.searchsorted(row, np.arange(len(odd) + 1)),
            surname=surname,
            given=given,
            patronymic=patronymic,
            cost=found.cost[order].astype(np.float32),
            guess=place >= IN_PLACE,
            gender=gender[order][first] if len(order) else gender,
        )
        return Named(readings, surnames, givens, patronymics, odd, slow)

    def _genders(self, found: Gathered) -> Int8s:
        """Tell the gender by the patronymic, else by the given name, else by the surname's ending."""
        gender = np.zeros(len(found), np.int8)
        rows = np.flatnonzero((found.gender == UNTOLD) & (found.place % IN_PLACE == 0))
        told = self._told(found.patronymic[rows], read_patronymic)
        told = np.where(told == 0, self._told(np.where(told == 0, found.given[rows, 0], NONE), read_given), told)
        surname = np.where(found.surname[rows, 1] == NONE, found.surname[rows, 0], found.surname[rows, 1])
        gender[rows] = np.where(told == 0, at(self._known.surname_gender, surname, 0), told)
        return gender

    def _told(self, words: Int32s, read: Callable[[str], Given | Patronymic]) -> Int8s:
        """Return what words tell of the gender, each distinct one read once."""
        used = np.zeros(len(self._vocabulary.words) + 1, np.bool_)
        used[words] = True
        used[NONE] = False
        distinct = np.flatnonzero(used)
        table = np.zeros(len(used), np.int8)
        table[distinct] = genders_of((self._vocabulary.words[word] for word in distinct), read)
        found: Int8s = table[words]
        return found

    def _compact(self, words: Int32s) -> tuple[Int32s, tuple[str, ...]]:
        """Number the words of one part anew, those alone that stand in it."""
        used = np.zeros(len(self._vocabulary.words) + 1, np.bool_)
        used[words] = True
        used[NONE] = False
        numbers = np.where(used, np.cumsum(used) - 1, NONE).astype(np.int32)
        return numbers[words], tuple(self._vocabulary.words[word] for word in np.flatnonzero(used))


@dataclass(frozen=True, slots=True)
class _Borne:
    """Which rows bear each of some distinct names."""

    places: Int64s
    size: int

    def by_rows(self, found: Gathered, names: Int64s, rows: Int64s) -> Gathered:
        """Give the readings of names (`row` is a place in `names`) to all rows that bear them."""
        order = np.argsort(self.places, kind="stable")
        starts = np.searchsorted(self.places[order], np.arange(self.size + 1))
        own = names[found.row]
        counts = starts[own + 1] - starts[own]
        return found.taken(np.repeat(np.arange(len(found)), counts), rows[order[spread(counts, starts[own])]])


def _kept(found: Gathered, names: Bools) -> Gathered:
    places = np.flatnonzero(names[found.row])
    return found.taken(places, found.row[places])


def _flat(read: Sequence[tuple[int, int, list[int], list[int], int, float, int]]) -> Gathered:
    row, place, surname, given, father, cost, gender = zip(*read, strict=True) if read else ([], [], [], [], [], [], [])
    return Gathered(
        np.array(row, np.int64),
        np.array(place, np.int64),
        np.array(surname, np.int32).reshape(len(row), WORDS),
        np.array(given, np.int32).reshape(len(row), WORDS),
        np.array(father, np.int32),
        np.array(cost, np.float64),
        np.array(gender, np.int8),
    )


def read_names(columns: NameColumns) -> Named:
    """Read the names of all rows."""
    return _Reader(columns).read()
