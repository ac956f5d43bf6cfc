"""From the rows of a table to Reports; a row that breaks a rule is held with its reason and the rest is taken."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from tidings.intake.formats import limits
from tidings.intake.formats.cells import problem_of
from tidings.intake.formats.header import Header, find_header, renamed
from tidings.intake.formats.hotline import refuse_contacts
from tidings.intake.formats.raw import RawRow, RawTable
from tidings.intake.reading import Held
from tidings.kernel.errors import BadInput
from tidings.kernel.scripts import language_of
from tidings.reports import Report, from_row

_DAY_COLUMNS: Final = ("birth_date", "event_date", "as_of")
_EXCEL_EPOCH: Final = date(1899, 12, 30)
_EXCEL_DAYS: Final = range(10_000, 60_000)
"""Day numbers that are taken for dates: 1927 to 2064."""
_SAYS_NOTHING: Final = frozenset({"record_id", "source", "origin", "sex", "nationality"})
"""Columns that alone do not make a row speak of a person."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever drops a file in says about it: its name, who says it, its day, its language ("" to be found).

    `columns` says what its column names mean where this program would not know: (name in the file, our column).
    """

    file: str
    source: str = ""
    as_of: date | None = None
    language: str = ""
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Taken:
    """What has been read so far; several sheets of one workbook add to the same."""

    reports: list[Report] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    identities: set[str] = field(default_factory=set)
    day_numbers: int = 0


def take_table(table: RawTable, asked: Asked, taken: Taken) -> None:
    """Read one table into `taken`.

    Raises:
        BadInput: it has no header, or holds contacts of a surrender hotline.
    """
    _check_size(table, asked.file)
    table = renamed(table, dict(asked.columns), file=asked.file)
    header = find_header(table, file=asked.file)
    _refuse_hotline(table, header, asked)
    if not table.rows[header.first :]:
        taken.warnings.append("No row stands below the header")
    sheet = f"Sheet “{table.sheet}”: " if table.sheet else ""
    taken.warnings += [sheet + warning for warning in (*table.warnings, *header.warnings)]
    for row in table.rows[header.first :]:
        if row.cells == header.cells:
            taken.warnings.append(f"{sheet}Line {row.line} repeats the header and was passed over")
            continue
        _take_row(row, header, asked, taken, cut_off=table.cut_off and row is table.rows[-1])


def add(report: Report, taken: Taken) -> None:
    """Add a report, telling it apart from an identical one of the same file."""
    while (identity := report.identity()) in taken.identities and not report.record_id:
        report = replace(report, occurrence=report.occurrence + 1)
    taken.identities.add(identity)
    taken.reports.append(report)


def _check_size(table: RawTable, file: str) -> None:
    rows, columns = len(table.rows), max((len(row.cells) for row in table.rows[:100]), default=0)
    if rows > limits.ROWS or columns > limits.COLUMNS:
        problem = (
            f"{rows} rows, {limits.ROWS} at most"
            if rows > limits.ROWS
            else f"{columns} columns, {limits.COLUMNS} at most"
        )
        raise BadInput(file=file, line=None, field=None, problem=problem, advice="Divide it")


def _refuse_hotline(table: RawTable, header: Header, asked: Asked) -> None:
    said = [index for index, name in enumerate(header.names) if name in ("source", "origin")]
    above = (cell for row in table.rows[: header.first] for cell in row.cells)
    in_rows = (row.cells[index] for row in table.rows[header.first :] for index in said if index < len(row.cells))
    refuse_contacts(
        file=asked.file,
        named=(asked.source, asked.file, table.sheet, *above, *in_rows),
        columns=header.names,
        cells=(cell for row in table.rows for cell in row.cells),
    )


def _take_row(row: RawRow, header: Header, asked: Asked, taken: Taken, *, cut_off: bool) -> None:
    cells = _named(row, header)
    try:
        _check_row(row, header, cells, cut_off=cut_off)
        _check_cells(row, cells)
        report = _report(row, cells, asked, taken)
        _check_person(row, report, taken)
    except BadInput as bad:
        kept = tuple((column, cell.replace("\0", "�")[: limits.CELL_LETTERS]) for column, cell in cells.items())
        taken.held.append(Held(row.line, kept, bad.field or "", bad.problem, bad.advice))
        return
    add(report, taken)


def _named(row: RawRow, header: Header) -> dict[str, str]:
    """Give each filled cell its column; cells beyond the header are kept under their number."""
    cells = {name: cell.strip() for name, cell in zip(header.names, row.cells, strict=False) if name and cell.strip()}
    beyond = enumerate(row.cells[len(header.names) : limits.COLUMNS], len(header.names) + 1)
    return cells | {f"column {number}": cell.strip() for number, cell in beyond if cell.strip()}


def _check_row(row: RawRow, header: Header, cells: dict[str, str], *, cut_off: bool) -> None:
    if row.broken:
        raise _bad(row, "", row.broken, "Close the quotation mark, or take it away")
    if any(map(str.strip, row.cells[len(header.names) :])):
        raise _bad(row, "", "more cells than the header has columns", "Put text with delimiters in quotation marks")
    if cut_off and len(row.cells) < len(header.names):
        raise _bad(row, "", "the file ends in the middle of this row", "Ask for the whole file")
    if not set(cells) - _SAYS_NOTHING:
        raise _bad(row, "", "it says nothing of a person", "Add what is known, or leave the row out")


def _check_cells(row: RawRow, cells: dict[str, str]) -> None:
    for column, cell in cells.items():
        if problem := problem_of(column, cell):
            raise _bad(row, column, *problem)


def _report(row: RawRow, cells: dict[str, str], asked: Asked, taken: Taken) -> Report:
    dated = cells | {column: _dated(cells[column], taken) for column in _DAY_COLUMNS if column in cells}
    report = from_row(dated, file=asked.file, line=row.line, source=asked.source, said_on=asked.as_of)
    return replace(report, language=asked.language or _language(cells))


def _dated(cell: str, taken: Taken) -> str:
    """Read the day number a spreadsheet keeps for a date."""
    if len(cell) != len("44652") or not cell.isdecimal() or int(cell) not in _EXCEL_DAYS:
        return cell
    taken.day_numbers += 1
    return (_EXCEL_EPOCH + timedelta(days=int(cell))).isoformat()


def _language(cells: dict[str, str]) -> str:
    stated = cells.get("language", "").lower()
    return stated if stated in ("en", "ru", "uk") else language_of(cells.get("text", "")[:1000])


def _check_person(row: RawRow, report: Report, taken: Taken) -> None:
    if report.record_id and report.record_id in taken.ids:
        problem = f"“{report.record_id[:60]}” stands already on line {taken.ids[report.record_id]}"
        raise _bad(row, "record_id", problem, "Give each row a number of its own")
    if report.record_id:
        taken.ids[report.record_id] = row.line


def _bad(row: RawRow, column: str, problem: str, advice: str) -> BadInput:
    return BadInput(file="", line=row.line, field=column or None, problem=problem, advice=advice)
