"""From record tables to rows of small integers: every distinct value is read once, by the scalar readers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from tidings import forces, names, places
from tidings.linkage.engines.batch.beside import People, further_columns, marks_of, read_people
from tidings.linkage.engines.batch.cells import Cells, at, numbered
from tidings.linkage.engines.batch.columns import NONE, UNITS, Bools, Columns, Int8s, Int32s
from tidings.linkage.engines.batch.days import Births, Dates, DayReader, Problems, births, read_each
from tidings.linkage.engines.batch.reading import Progress, Tables, read_tables
from tidings.linkage.engines.batch.words import GENDERS
from tidings.linkage.features.service import POWERS
from tidings.linkage.subject import LONGEST_NAME
from tidings.reports import Report, from_row
from tidings.reports.row import read_word

STEPS: Final = 4
_DAYS: Final = ("as_of", "age", "birth_date", "event_date", "sex", "event")


@dataclass(frozen=True, slots=True)
class Encoded:
    """The records of some tables.

    Attributes:
        columns: the records as columns.
        warnings: cells and columns that were left out, as file:line: column: problem.
    """

    columns: Columns
    warnings: tuple[str, ...]
    _tables: Tables
    _left_out: frozenset[tuple[int, str]]

    def report(self, row: int) -> Report:
        """Return the record of a row as a report, but for its free text; cells that cannot be read are left out."""
        stated = {
            name: cells.values[cells.codes[row]]
            for name, cells in self._tables.columns.items()
            if cells.codes[row] != NONE and (row, name) not in self._left_out
        }
        return from_row({"record_id": self.columns.ids[row], **stated})


def encode(files: Sequence[Path], *, progress: Progress | None = None) -> Encoded:
    """Read record tables into columns.

    Args:
        files: tables as CSV, XLSX or Parquet.
        progress: told how far the work is.

    Raises:
        BadInput: a file is no table, or a `record_id` is missing or stands twice; says file and line.
    """
    tables = read_tables(files, progress)
    told: Callable[[int], None] = lambda done: progress("encoding", done, STEPS) if progress else None  # noqa: E731 -- one line twice
    problems = Problems()
    people = read_people(tables)
    told(1)
    reader = DayReader(tables.column("as_of"), problems)
    born = reader.dates("birth_date", tables.column("birth_date"))
    happened = reader.dates("event_date", tables.column("event_date"))
    lived = births(born, reader.ages(tables.column("age")), reader.as_of, happened)
    told(2)
    columns = _columns(tables, people, lived, happened, problems)
    told(STEPS)
    ordered = sorted((tables.place(row), place, column, problem) for row, place, column, problem in problems.found)
    warnings = (f"{where}: {column}: {problem}. The cell was left out" for (_, where), _, column, problem in ordered)
    left_out = frozenset((row, column) for row, _, column, _ in problems.found)
    return Encoded(columns, (*tables.warnings, *warnings), tables, left_out)


def _columns(tables: Tables, people: People, lived: Births, happened: Dates, problems: Problems) -> Columns:
    sexes, (event, events) = _words("sex", tables, problems), _event(tables, problems)
    homes, where = _places(tables, event)
    units, unit_values, many = _units(tables.column("unit"))
    rank, ranks = tables.column("rank").numbered(forces.read_rank)
    service_number, service_numbers = tables.column("service_number").numbered(_number)
    alias, aliases, called = _aliases(tables.column("alias"), tables.column("name").filled | _parts(tables))
    marks, mark_sets = marks_of(tables)
    extras, extra_columns, extra_values = further_columns(tables)
    named = people.named
    there = event != NONE
    return Columns(
        ids=tables.ids,
        readings=named.readings,
        surnames=named.surnames,
        givens=named.givens,
        patronymics=named.patronymics,
        sex=sexes,
        birth_first=lived.first,
        birth_last=lived.last,
        birth_stated=lived.stated,
        event=event,
        events=events,
        event_first=np.where(there, happened.bound("earliest"), 0).astype(np.int32),
        event_last=np.where(there, happened.bound("latest"), 0).astype(np.int32),
        **homes,
        places=where,
        rank=rank,
        ranks=ranks,
        units=units,
        unit_values=unit_values,
        power=_powers(tables.column("nationality")),
        service_number=service_number,
        service_numbers=service_numbers,
        source=tables.column("source").codes,
        sources=tables.column("source").values,
        origin=tables.column("origin").codes,
        alias=alias,
        aliases=aliases,
        kin=people.kin,
        kins=people.kins,
        kin_readings=people.kin_readings,
        marks=marks,
        mark_sets=mark_sets,
        extras=extras,
        extra_columns=extra_columns,
        extra_values=extra_values,
        traced=np.ones(len(tables), np.bool_),
        odd=named.odd | many | called,
    )


def _parts(tables: Tables) -> Bools:
    found: Bools = np.logical_or.reduce([tables.column(name).filled for name in ("surname", "given", "patronymic")])
    return found


def _words(column: str, tables: Tables, problems: Problems) -> Int8s:
    cells = tables.column(column)
    read = read_each(cells, column, lambda text: read_word(column, text), problems)
    table = np.array([GENDERS[str(word or "")] for word in read], np.int8)
    found: Int8s = at(table, cells.codes, 0)
    return found


def _event(tables: Tables, problems: Problems) -> tuple[Int8s, tuple[str, ...]]:
    cells = tables.column("event")
    read = read_each(cells, "event", lambda text: read_word("event", text), problems)
    numbers, events = numbered(str(word) if word else None for word in read)
    return at(numbers.astype(np.int8), cells.codes, NONE), events


def _places(tables: Tables, event: Int8s) -> tuple[Mapping[str, Int32s], tuple[places.Reading, ...]]:
    """Read the three columns of places; where something happened counts only with what happened."""
    known: dict[places.Reading, int] = {}
    found: dict[str, Int32s] = {}
    for column in ("birth_place", "residence", "event_place"):
        cells = tables.column(column)
        read = (places.read(text) for text in cells.values)
        table = np.array([known.setdefault(place, len(known)) for place in read], np.int32)
        found[column] = at(table, cells.codes, NONE)
    found["event_place"][event == NONE] = NONE
    return found, tuple(known)


def _units(cells: Cells) -> tuple[Int32s, tuple[forces.Unit, ...], Bools]:
    known: dict[forces.Unit, int] = {}
    read = [[known.setdefault(unit, len(known)) for unit in forces.read_units(text)] for text in cells.values]
    table = np.array([[*units, *[NONE] * UNITS][:UNITS] for units in read], np.int32).reshape(-1, UNITS)
    found = np.stack([at(column, cells.codes, NONE) for column in table.T], axis=1)
    many = at(np.array([len(units) > UNITS for units in read], np.bool_), cells.codes, otherwise=False)
    return found, tuple(known), many


def _powers(cells: Cells) -> Int8s:
    table = np.array([_power(value) for value in cells.values], np.int8)
    found: Int8s = at(table, cells.codes, 0)
    return found


def _power(words: str) -> int:
    """Return the number of the power that the words begin with: 0 neither, then in the order of `POWERS`."""
    plain = words.casefold()
    return next((number for number, (_, starts) in enumerate(POWERS, start=1) if plain.startswith(starts)), 0)


def _number(text: str) -> str | None:
    return "".join(sign for sign in text.upper() if sign.isalnum()) or None


def _aliases(cells: Cells, called: Bools) -> tuple[Int32s, tuple[frozenset[str], ...], Bools]:
    """Fold the other names; say which rows have nothing but such a name."""
    numbers, aliases = cells.numbered(_alias)
    return numbers, aliases, cells.filled & ~called


def _alias(text: str) -> frozenset[str] | None:
    folded = (names.fold(alias.strip()[:LONGEST_NAME]) for alias in text.split(";"))
    return frozenset(filter(None, folded)) or None
