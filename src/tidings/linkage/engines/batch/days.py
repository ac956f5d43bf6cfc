"""Days of birth and of events: each distinct date, or date with the day it hangs on, is read once."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.kernel import BadDate, PartialDate, read_date
from tidings.linkage.engines.batch.cells import Cells, at
from tidings.linkage.engines.batch.columns import NONE, Bools, Int32s, Int64s
from tidings.linkage.subject import birth_of
from tidings.reports import BadReport, Report
from tidings.reports.row import read_age, read_day, read_when

Problem = tuple[int, int, str, str]
"""A cell that could not be read: its row, its place among the cells of a row, its column, what is wrong."""

_ORDER: Final = ("as_of", "age", "birth_date", "event_date", "sex", "event")
"""The order in which the cells of a row are read."""


class Problems:
    """The cells that could not be read, each of which is left out."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def note(self, column: str, rows: Int64s, problem: str, *, late: bool = False) -> None:
        """Note that a cell of these rows was left out; `late` where that shows only beside the whole report."""
        self.found += [(row, late * len(_ORDER) + _ORDER.index(column), column, problem) for row in rows.tolist()]


def read_each(cells: Cells, column: str, read: Callable[[str], object], problems: Problems) -> list[object]:
    """Read every distinct cell of a column; what cannot be read is noted and None."""
    found: list[object] = []
    for code, value in enumerate(cells.values):
        try:
            found.append(read(value))
        except BadReport as bad:
            problems.note(column, np.flatnonzero(cells.codes == code), bad.problem)
            found.append(None)
    return found


@dataclass(frozen=True, slots=True)
class Dates:
    """A column of dates: each row's number in `values`, NONE without a date."""

    codes: Int32s
    values: tuple[PartialDate, ...]

    def bound(self, name: str) -> Int32s:
        """Return the `earliest` or `latest` day of each row, counted from 0001-01-01; 0 where it is not known."""
        days = [getattr(value, name) for value in self.values]
        table = np.array([day.toordinal() if day else 0 for day in days], np.int32)
        found: Int32s = at(table, self.codes, 0)
        return found


@dataclass(slots=True)
class DayReader:
    """Reads the columns of days.

    Attributes:
        as_of: the day of each row, NONE without one.
        problems: where cells that cannot be read are noted.
    """

    as_of_cells: Cells
    problems: Problems
    as_of: Int32s = field(init=False)

    def __post_init__(self) -> None:
        days = read_each(self.as_of_cells, "as_of", read_day, self.problems)
        table = np.array([day.toordinal() if isinstance(day, date) else NONE for day in days], np.int32)
        self.as_of = at(table, self.as_of_cells.codes, NONE)

    def dates(self, column: str, cells: Cells) -> Dates:
        """Read a column of dates; those that hang on the day they were said of are read with it."""
        alone = [_alone(value) for value in cells.values]
        hangs = at(np.array([when is None for when in alone], np.bool_), cells.codes, otherwise=False)
        rows = np.flatnonzero(hangs)
        pairs, places = np.unique(np.stack([cells.codes[rows], self.as_of[rows]], axis=1), axis=0, return_inverse=True)
        numbers: dict[PartialDate, int] = {}
        table = [NONE if when is None else numbers.setdefault(when, len(numbers)) for when in alone]
        codes = at(np.array(table, np.int32), cells.codes, NONE)
        order = np.argsort(places, kind="stable")
        borne = np.split(rows[order], np.searchsorted(places[order], np.arange(1, len(pairs))))
        for (code, day), own in zip(pairs, borne, strict=False):
            when = self._hanging(column, cells.values[code], int(day), own)
            codes[own] = NONE if when is None else numbers.setdefault(when, len(numbers))
        return Dates(codes, tuple(numbers))

    def _hanging(self, column: str, text: str, day: int, rows: Int64s) -> PartialDate | None:
        try:
            return read_when(column, text, date.fromordinal(day) if day != NONE else None)
        except BadReport as bad:
            self.problems.note(column, rows, bad.problem)
            return None

    def ages(self, cells: Cells) -> tuple[Int32s, tuple[tuple[int, int], ...]]:
        """Read the column of ages: each row's number, and the distinct ages."""
        found = read_each(cells, "age", read_age, self.problems)
        values = [
            self._believed(cells, code, age) if isinstance(age, tuple) else None for code, age in enumerate(found)
        ]
        distinct = tuple(dict.fromkeys(age for age in values if age is not None))
        numbers = {age: number for number, age in enumerate(distinct)}
        table = np.array([NONE if age is None else numbers[age] for age in values], np.int32)
        return at(table, cells.codes, NONE), distinct

    def _believed(self, cells: Cells, code: int, age: tuple[int, int]) -> tuple[int, int] | None:
        try:
            Report(age=age)
        except BadReport as bad:
            self.problems.note("age", np.flatnonzero(cells.codes == code), bad.problem, late=True)
            return None
        return age


def _alone(text: str) -> PartialDate | None:
    """Read a date that needs no other day to be understood; None where it may hang on one, or is none."""
    try:
        return PartialDate.parse(text)
    except BadDate:
        ways = {read_date(text, as_of=day) for day in _PROBES} if _YEAR.search(text) else {None}
        return ways.pop() if len(ways) == 1 else None


@dataclass(frozen=True, slots=True)
class Births:
    """When each row's person may have been born: first and last possible day, 0 unknown; whether that is stated."""

    first: Int32s
    last: Int32s
    stated: Bools


def births(stated: Dates, ages: tuple[Int32s, tuple[tuple[int, int], ...]], as_of: Int32s, events: Dates) -> Births:
    """Work out the birth of every row as `linkage.subject.birth_of` does, each distinct case once."""
    table = [birth_of(Report(birth_date=when)) for when in stated.values]
    bounds = np.array([(b.first, b.last, b.stated) if b else (0, 0, 0) for b in table], np.int32).reshape(-1, 3)
    found = np.stack([at(column, stated.codes, 0) for column in bounds.T], axis=1)
    rows = np.flatnonzero((found[:, 0] == 0) & (ages[0] != NONE) & ((as_of != NONE) | (events.codes != NONE)))
    event = np.where(as_of[rows] != NONE, NONE, events.codes[rows])
    cases, places = np.unique(np.stack([ages[0][rows], as_of[rows], event], axis=1), axis=0, return_inverse=True)
    found[rows] = _by_age(cases, ages[1], events.values)[places]
    first, last = (np.ascontiguousarray(column) for column in found.T[:2])
    return Births(first, last, found[:, 2] != 0)


def _by_age(cases: Int32s, ages: tuple[tuple[int, int], ...], events: tuple[PartialDate, ...]) -> Int32s:
    found = np.zeros((len(cases), 3), np.int32)
    plain = cases[:, 1] != NONE
    days = cases[plain, 1]
    low, high = (np.array([age[side] for age in ages], np.int64)[cases[plain, 0]] for side in (0, 1))
    years = (days - _EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + _EPOCH_YEAR
    alive = years - high - 1 >= 1
    found[plain, 0] = np.where(alive, _birthday(days, high + 1, after=True), 0)
    found[plain, 1] = np.where(alive, _birthday(days, low, after=False), 0)
    for place in np.flatnonzero(~plain):
        age, _, event = cases[place]
        birth = birth_of(Report(age=ages[age], event_date=events[event]))
        found[place, :2] = (birth.first, birth.last) if birth else (0, 0)
    return found


_PROBES: Final = (None, date(1996, 5, 17), date(2022, 2, 28), date(2024, 12, 1))
"""A date with its year that reads alike for all of these hangs on no day."""
_YEAR: Final = re.compile(r"\b\d{4}\b")
_EPOCH_YEAR: Final = 1970
_EPOCH: Final = date(1970, 1, 1).toordinal()


def _birthday(days: Int32s, years: npt.NDArray[np.int64], *, after: bool) -> Int64s:
    """Return the same day so many years before; with `after` the day after it.

    29 February falls on the 28th, or before 1 March, as `kernel.dates.birth_from_age` has it.
    """
    day = (days - _EPOCH).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    earlier = (month - 12 * years.astype("timedelta64[M]")).astype("datetime64[D]")
    then = earlier + (day - month.astype("datetime64[D]"))
    slipped = then.astype("datetime64[M]") != earlier.astype("datetime64[M]")
    found: Int64s = (then + np.where(slipped, 0 if after else -1, 1 if after else 0)).astype(np.int64) + _EPOCH
    return found
