"""A report made ready to be compared: every field read once."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tidings import forces, names, places
from tidings.kernel import BadDate, PartialDate, birth_from_age
from tidings.reports import Report

YEARS_AROUND_ABOUT = 2
"""A birth given as "about 1990" is believed within this many years."""

LONGEST_NAME = 200
"""Letters of a name that are read; what is longer is a pasted page, and its beginning tells as much."""


@dataclass(frozen=True, slots=True)
class Birth:
    """The days on which the person may have been born, counted from 0001-01-01, and the words that say so."""

    first: int
    last: int
    stated: bool
    words: str

    @property
    def exact(self) -> bool:
        """Say whether the very day is stated."""
        return self.stated and self.first == self.last

    @property
    def day(self) -> date:
        """Return the first possible day."""
        return date.fromordinal(self.first)

    @property
    def last_day(self) -> date:
        """Return the last possible day."""
        return date.fromordinal(self.last)


@dataclass(frozen=True, slots=True)
class Happening:
    """The event a report asserts, with the first and last day it may have happened on (None: open)."""

    kind: str
    first: int | None
    last: int | None
    place: places.Reading | None
    date_words: str
    place_words: str


@dataclass(frozen=True, slots=True)
class Kin:
    """One relative of the person: what they are to the person, their name, and its candidate keys."""

    relation: str
    name: names.Name
    words: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything of a report that is compared."""

    report: Report
    readings: tuple[names.Name, ...]
    name_keys: frozenset[str]
    birth: Birth | None
    happening: Happening | None
    birth_place: places.Reading | None
    residence: places.Reading | None
    rank: forces.Rank | None
    units: tuple[forces.Unit, ...]
    service_number: str
    kin: tuple[Kin, ...]


def stated_name(report: Report) -> str:
    """Return the name as a person would say it: the string as stated, or its parts in order."""
    return report.name or " ".join(filter(None, (report.surname, report.given, report.patronymic)))


def readings_of(report: Report) -> tuple[names.Name, ...]:
    """Return every reading of the name as stated, the stated one first; none for an unnamed person.

    A reading that leaves out a part is filled up from the stated name: "Pavlo" beside "Pavlo Nebylenko" is no other.
    """
    stated = names.parse(
        report.name[:LONGEST_NAME],
        surname=report.surname[:LONGEST_NAME],
        given=report.given[:LONGEST_NAME],
        patronymic=report.patronymic[:LONGEST_NAME],
        alias=report.alias,
    )
    named = bool(stated_name(report) or report.alias)
    others = (_filled(names.parse(other[:LONGEST_NAME]), stated) for other in report.name_alternatives if other.strip())
    return tuple(dict.fromkeys((*((stated,) if named else ()), *_swapped(report, stated), *others)))


def _swapped(report: Report, stated: names.Name) -> tuple[names.Name, ...]:
    """Read the parts the other way round where they were plainly put into each other's columns."""
    if not (report.surname and report.given):
        return ()
    free = names.parse(f"{stated.surname} {stated.given}"[:LONGEST_NAME])
    if names.fold(free.surname) != names.fold(stated.given):
        return ()
    swapped = names.parse(surname=stated.given, given=stated.surname, patronymic=stated.patronymic, alias=report.alias)
    return (swapped,)


def _filled(reading: names.Name, stated: names.Name) -> names.Name:
    if (reading.surname and reading.given) or not (stated.surname and stated.given):
        return reading
    return names.parse(
        surname=reading.surname or stated.surname,
        given=reading.given or stated.given,
        patronymic=reading.patronymic or stated.patronymic,
        alias=stated.alias,
    )


def birth_of(report: Report) -> Birth | None:
    """Return when the person may have been born: by the date stated, else by the age and the day it was said of."""
    stated = report.birth_date
    if stated is not None and stated.earliest and stated.latest:
        slack = 365 * YEARS_AROUND_ABOUT if stated.approximate else 0
        first, last = stated.earliest.toordinal() - slack, stated.latest.toordinal() + slack
        return Birth(max(first, 1), min(last, date.max.toordinal()), not stated.inferred, stated.edtf)
    return _birth_by_age(report)


def _birth_by_age(report: Report) -> Birth | None:
    """Work the birth out from the age; with no day it was said of, from the days of the event, give or take a year."""
    when = report.event_date
    first = report.as_of or (when.earliest if when else None)
    last = report.as_of or (when.latest if when else None)
    if not report.age or not first or not last:
        return None
    low, high = report.age
    slack = 0 if report.as_of else 1
    try:
        oldest = birth_from_age(low, high + slack, first).earliest
        youngest = birth_from_age(max(low - slack, 0), high, last).latest
    except BadDate:
        return None
    if not oldest or not youngest:
        return None
    words = f"{low}" if low == high else f"{low}–{high}"
    said = report.as_of.isoformat() if report.as_of else when.edtf if when else ""
    return Birth(oldest.toordinal(), youngest.toordinal(), stated=False, words=f"{words} ({said})")


def _day(bound: date | None) -> int | None:
    return bound.toordinal() if bound else None


def _happening(report: Report) -> Happening | None:
    if not report.event:
        return None
    when: PartialDate | None = report.event_date
    return Happening(
        kind=report.event,
        first=_day(when.earliest) if when else None,
        last=_day(when.latest) if when else None,
        place=_place(report.event_place),
        date_words=when.edtf if when else "",
        place_words=report.event_place,
    )


def _place(words: str) -> places.Reading | None:
    return places.read(words) if words.strip() else None


def _kin(report: Report) -> tuple[Kin, ...]:
    named = (relative for relative in report.relatives if relative.name)
    read = ((relative, names.parse(relative.name[:LONGEST_NAME])) for relative in named)
    return tuple(Kin(relative.relation, name, relative.name, names.keys(name)) for relative, name in read)


def read_subject(report: Report) -> Subject:
    """Read every field of a report once."""
    readings = readings_of(report)
    return Subject(
        report=report,
        readings=readings,
        name_keys=frozenset(key for name in readings for key in names.keys(name)),
        birth=birth_of(report),
        happening=_happening(report),
        birth_place=_place(report.birth_place),
        residence=_place(report.residence),
        rank=forces.read_rank(report.rank),
        units=forces.read_units(report.unit),
        service_number="".join(sign for sign in report.service_number.upper() if sign.isalnum()),
        kin=_kin(report),
    )


@lru_cache(maxsize=4096)
def subject_of(report: Report) -> Subject:
    """Return the prepared form of a report, remembered: a caseworker compares the same few again and again."""
    return read_subject(report)
