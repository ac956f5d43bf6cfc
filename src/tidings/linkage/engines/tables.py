"""Reading the record tables of `tidings link`."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from pyarrow.lib import ArrowException
from pyarrow.parquet import ParquetFile
from python_calamine import CalamineError, CalamineWorkbook

from tidings.kernel import BadInput
from tidings.linkage.engines.layout import Layout, layout_of, no_table
from tidings.linkage.engines.plain import LONGEST_CELL, plain_csv
from tidings.reports import COLUMNS, REQUEST_COLUMNS, Report, from_row

MOST_CELLS_MENDED: Final = 8
"""A row with more unreadable cells than this is no record."""

LEFT_OUT: Final = frozenset({"text", ""})
"""Columns that are not compared and may be long."""

TYPED: Final = frozenset({".xlsx", ".parquet"})
"""Ends of the names of tables whose cells have types; all others are CSV."""

Row = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Records:
    """The records of some tables.

    Attributes:
        reports: one a row, in the order read; a `record_id` stands once.
        warnings: cells that could not be read and were left out, as file:line: column: problem.
    """

    reports: tuple[Report, ...]
    warnings: tuple[str, ...]


def read_records(files: Sequence[Path]) -> Records:
    """Read the records of CSV, XLSX and Parquet files.

    A cell that cannot be read is left out with a warning; the record stays.

    Raises:
        BadInput: a file is no table, a row has no `record_id`, or a `record_id` stands twice among all files.
    """
    reports: list[Report] = []
    notes: list[str] = []
    warnings: list[str] = []
    places: dict[str, str] = {}
    for file in files:
        layout = None if file.suffix.casefold() in TYPED else layout_of(file)
        columns = dict.fromkeys(layout.columns if layout else ())
        for line, row in rows_of(file):
            columns |= dict.fromkeys(row)
            stated = {"source": file.stem, **row} if len(files) > 1 else row
            report, mended = mended_report(stated, file, line)
            _once(report.record_id, places, file, line)
            reports.append(report)
            warnings += mended
        notes += notes_of(file, layout, columns)
    return Records(tuple(reports), (*notes, *warnings))


def notes_of(file: Path, layout: Layout | None, columns: Iterable[str]) -> list[str]:
    """Return what a person should look at in a table as a whole: a guessed encoding, columns that are not known."""
    known = {*COLUMNS, *REQUEST_COLUMNS, *LEFT_OUT}
    unknown = [f"{file}:1: {name}: is no column of the record table" for name in columns if name not in known]
    return [*([layout.warning] if layout and layout.warning else []), *unknown]


def read_truth(file: Path) -> dict[str, str]:
    """Read which person each record is of.

    Raises:
        BadInput: the file is no table with `record_id` and `person_id`, or a record stands twice.
    """
    if found := _plain_truth(file):
        return found
    truth: dict[str, str] = {}
    for line, row in rows_of(file):
        record, person = row.get("record_id", ""), row.get("person_id", "")
        if not record or not person or record in truth:
            raise BadInput(
                file=str(file),
                line=line,
                field="record_id" if not record or record in truth else "person_id",
                problem="is empty or stands twice",
                advice="Give every record once, with its person",
            )
        truth[record] = person
    return truth


def _plain_truth(file: Path) -> dict[str, str]:
    """Read the truth at once where the file is plain and nothing is wrong with it; else nothing."""
    if file.suffix.casefold() in TYPED:
        return {}
    layout = layout_of(file)
    both = ("record_id", "person_id")
    table = plain_csv(file, layout, set(layout.columns) - {*both}) if {*both} <= {*layout.columns} else None
    if table is None:
        return {}
    records, persons = (table[name].to_pylist() for name in both)
    truth = dict(zip(records, persons, strict=True))
    return truth if len(truth) == len(records) and "" not in truth and "" not in set(persons) else {}


def rows_of(file: Path) -> Iterator[Row]:
    """Yield the rows of a table with their lines, from 1; cells as text, by column.

    Raises:
        BadInput: the file is no record table.
    """
    match file.suffix.casefold():
        case ".xlsx":
            return _sheet_rows(file)
        case ".parquet":
            return _parquet_rows(file)
        case _:
            return _csv_rows(file, layout_of(file))


def _sheet_rows(file: Path) -> Iterator[Row]:
    """Read the first sheet of a workbook; its first row names the columns."""
    try:
        header, *rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python() or [[]]
    except (CalamineError, OSError) as problem:
        raise no_table(file, str(problem)) from problem
    columns = [cell_text(cell) for cell in header]
    if "record_id" not in columns:
        raise no_table(file, "there is no column record_id")
    for line, row in enumerate(rows, start=2):
        yield line, {column: cell_text(cell) for column, cell in zip(columns, row, strict=False) if column}


def _parquet_rows(file: Path) -> Iterator[Row]:
    """Read a Parquet file; its first row counts as line 2, as in a CSV file."""
    try:
        table = ParquetFile(file)
        if "record_id" not in table.schema_arrow.names:
            raise no_table(file, "there is no column record_id")
        rows = (row for batch in table.iter_batches() for row in batch.to_pylist())
        for line, row in enumerate(rows, start=2):
            yield line, {column: cell_text(cell) for column, cell in row.items()}
    except (OSError, ArrowException) as problem:
        raise no_table(file, str(problem)) from problem


def cell_text(cell: object) -> str:
    """Return a cell of a typed table as its CSV would have it: days in ISO form, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell)) if whole and isinstance(cell, float) else str(cell).strip()


def _csv_rows(file: Path, layout: Layout) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    try:
        with file.open(encoding=layout.encoding, newline="") as stream:
            reader = csv.DictReader(stream, restkey="", delimiter=layout.delimiter)
            for row in reader:
                yield reader.line_num, {column: cell for column, cell in row.items() if isinstance(cell, str)}
    except UnicodeError as problem:
        raise no_table(file, "its encoding is damaged") from problem
    except (OSError, csv.Error) as problem:
        raise no_table(file, str(problem)) from problem


def mended_report(row: dict[str, str], file: Path, line: int) -> tuple[Report, list[str]]:
    """Read a report from a row; cells that cannot be read are left out, each with a warning."""
    warnings: list[str] = []
    cells = dict(row)
    for _ in range(MOST_CELLS_MENDED):
        try:
            return from_row(cells, file=str(file), line=line), warnings
        except BadInput as bad:
            if not bad.field or not cells.get(bad.field):
                raise
            warnings.append(f"{file}:{line}: {bad.field}: {bad.problem}. The cell was left out")
            cells[bad.field] = ""
    return from_row(cells, file=str(file), line=line), warnings


def _once(record_id: str, places: dict[str, str], file: Path, line: int) -> None:
    problem = "is empty" if not record_id else f"“{record_id}” stands already in {places.get(record_id)}"
    if not record_id or record_id in places:
        raise BadInput(
            file=str(file), line=line, field="record_id", problem=problem, advice="Every record needs an id of its own"
        )
    places[record_id] = f"{file}:{line}"
