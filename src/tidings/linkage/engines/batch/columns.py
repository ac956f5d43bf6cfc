"""Records as columns of small integers; what a value means is kept once, in the list of distinct values."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings import forces, places

Int8s = npt.NDArray[np.int8]
Int32s = npt.NDArray[np.int32]
Int64s = npt.NDArray[np.int64]
Float32s = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

NONE: Final = -1
"""Stands where a record says nothing of a field."""

WORDS: Final = 2
"""Words of one part of a name that a row holds; a name with more is odd."""

UNITS: Final = 2
"""Units that a row holds; a record with more is odd."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The ways to read the records' names, those of one record beside each other, the best of its stated name first.

    Attributes:
        starts: where each row's readings begin, and one more; an unnamed record has none.
        surname: numbers of cleaned surname words, (readings, WORDS), NONE where there is none.
        given: the same of given names and initials.
        patronymic: number of the cleaned patronymic or its initial.
        cost: bits against the best reading of its name (`names.Reading.cost`).
        guess: whether the name is not the stated one but a second guess (`linkage.subject`: swapped columns).
        gender: of the name this is a reading of: 0 unknown, 1 man, 2 woman.
    """

    starts: Int64s
    surname: Int32s
    given: Int32s
    patronymic: Int32s
    cost: Float32s
    guess: Bools
    gender: Int8s


@dataclass(frozen=True, slots=True)
class Columns:
    """All records, in ascending order of their ids, so that `left < right` among rows is so among ids.

    Attributes:
        ids: record ids.
        readings: their names.
        surnames: the distinct cleaned surname words that `readings.surname` numbers.
        givens: the same of given names.
        patronymics: the same of patronymics.
        sex: as stated: 0 unknown, 1 man, 2 woman.
        birth_first: first possible day of birth (ordinal), 0 where it is not known.
        birth_last: last possible day.
        birth_stated: whether the day or interval itself is stated, not worked out from an age.
        event: number in `events`, NONE without one.
        events: the kinds of event.
        event_first: first possible day of the event, 0 where open.
        event_last: last possible day, 0 where open.
        event_place: number in `places`, NONE where there is none.
        birth_place: likewise.
        residence: likewise.
        places: the distinct places as read.
        rank: number in `ranks`.
        ranks: the distinct ranks.
        units: numbers in `unit_values`, (rows, UNITS).
        unit_values: the distinct units.
        power: 0 unknown, 1 RU, 2 UA.
        service_number: number in `service_numbers`, NONE where there is none.
        service_numbers: the distinct numbers, cleaned.
        source: number in `sources`, NONE where it is empty.
        sources: the distinct sources.
        origin: number of the stated origin, NONE where it is empty.
        alias: number in `aliases`, NONE where there is none.
        aliases: the distinct sets of other names, folded.
        kin: number in `kins`, NONE where no relative is named.
        kins: the distinct relatives: what they are to the person, and their name as stated.
        kin_readings: the names of the relatives, the words numbered as those of the people.
        marks: number in `mark_sets`, NONE where no marks are told.
        mark_sets: the distinct sets of words that tell of marks.
        extras: numbers in `extra_values`, (rows, columns).
        extra_columns: the columns that are not known here and may tell people apart.
        extra_values: of each of them its distinct values, folded.
        traced: whether somebody is traced in the record (role "subject", kind "report"); others stay alone.
        odd: whether the record holds what columns cannot (several relatives, other readings, no name but an alias, more
            words or units than fit): pairs with it are weighed by the scalar model wherever they are not hopeless.
    """

    ids: tuple[str, ...]
    readings: Readings
    surnames: tuple[str, ...]
    givens: tuple[str, ...]
    patronymics: tuple[str, ...]
    sex: Int8s
    birth_first: Int32s
    birth_last: Int32s
    birth_stated: Bools
    event: Int8s
    events: tuple[str, ...]
    event_first: Int32s
    event_last: Int32s
    event_place: Int32s
    birth_place: Int32s
    residence: Int32s
    places: tuple[places.Reading, ...]
    rank: Int32s
    ranks: tuple[forces.Rank, ...]
    units: Int32s
    unit_values: tuple[forces.Unit, ...]
    power: Int8s
    service_number: Int32s
    service_numbers: tuple[str, ...]
    source: Int32s
    sources: tuple[str, ...]
    origin: Int32s
    alias: Int32s
    aliases: tuple[frozenset[str], ...]
    kin: Int32s
    kins: tuple[tuple[str, str], ...]
    kin_readings: Readings
    marks: Int32s
    mark_sets: tuple[frozenset[str], ...]
    extras: Int32s
    extra_columns: tuple[str, ...]
    extra_values: tuple[tuple[str, ...], ...]
    traced: Bools
    odd: Bools

    def __len__(self) -> int:
        return len(self.ids)
