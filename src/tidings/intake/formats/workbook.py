"""XLSX, read so that no workbook can stop the machine: bounded before it is unpacked, no entities, no far corners."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final
from xml.etree import ElementTree as ET

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from tidings.intake.formats import limits
from tidings.intake.formats.raw import RawRow, RawTable
from tidings.kernel.errors import BadInput

_CELL: Final = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_PLACE: Final = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]+)([0-9]+)""")
_FAULTY: Final = re.compile(rb"""\bt\s*=\s*["']e["']""")
_FAULT: Final = re.compile(rb"<(?:\w+:)?v>([^<]{1,20})</")
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LARGEST_WHOLE: Final = 1e15
_MERGED: Final = 10_000
_NEEDED: Final = (".xml", ".rels")
_DAMAGE: Final = (NotImplementedError, EOFError, ValueError, OSError, RuntimeError)
"""What Python's zipfile raises on damaged files beside its own error."""

Place = tuple[int, int]
"""Row and column, both from 0."""


def read_workbook(data: bytes, *, file: str) -> list[RawTable]:
    """Read every visible sheet that holds something.

    Raises:
        BadInput: it is no workbook, is locked, or unpacks to more than is taken.
    """
    parts = _parts(data, file)
    faults = {sheet: _checked(parts[part], file) for sheet, part in _sheet_parts(parts) if part in parts}
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(_repacked(parts)))
        names = [one.name for one in workbook.sheets_metadata if str(one.visible).endswith("Visible")]
        sheets = [(name, workbook.get_sheet_by_name(name)) for name in names]
        tables = [_table(name, sheet, faults.get(name, {})) for name, sheet in sheets]
    except CalamineError as error:
        raise _bad(file, f"the workbook cannot be read ({error})", "Save it again as .xlsx or as CSV") from None
    return [table for table in tables if table.rows]


def _parts(data: bytes, file: str) -> dict[str, bytes]:
    """Unpack a workbook within bounds; each part's size is read before it is unpacked, and held to while it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            if len(entries) > limits.ENTRIES or sum(entry.file_size for entry in entries) > limits.UNPACKED_BYTES:
                raise _bad(file, "it unpacks to more than is taken: it may be built to do harm", "Save it as CSV")
            if any(entry.flag_bits & 1 for entry in entries):
                raise _bad(file, "it is locked with a password", "Save it without one")
            parts = {entry.filename: _part(packed, entry) for entry in entries if entry.filename.endswith(_NEEDED)}
    except (*_DAMAGE, zipfile.BadZipFile, zlib.error, struct.error) as error:
        raise _bad(file, f"it is damaged ({error})", "Ask for it again, or save it as CSV") from None
    for part in parts.values():
        if b"<!" in part.replace(b"<!--", b"").replace(b"<![CDATA[", b"") or b"\0" in part:
            raise _bad(file, "it declares a document type, as no honest workbook does", "Save it again as .xlsx")
    return parts


def _part(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack one part, and never more than it says it holds."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile("packed in a way no workbook is")
    with packed.open(entry) as part:
        return part.read(max(1, entry.file_size))


def _repacked(parts: dict[str, bytes]) -> bytes:
    """Pack the parts again, so that what is read is what was measured."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return whole.getvalue()


def _sheet_parts(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Say in which part each sheet stands."""
    try:
        book = ET.fromstring(parts.get("xl/workbook.xml", b"<none/>"))  # noqa: S314 -- no document type, see _parts
        links = ET.fromstring(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))  # noqa: S314 -- the same
    except ET.ParseError:
        return
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            target = targets.get(sheet.get(_RELATION, ""), "")
            yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _checked(part: bytes, file: str) -> dict[Place, str]:
    """Hold a sheet to its bounds and find the cells that show an error, which calamine gives as empty."""
    rows = columns = 0
    faults: dict[Place, str] = {}
    for cell in _CELL.finditer(part):
        place = _PLACE.search(cell[1])
        if place is None:
            continue
        row, column = int(place[2][:8]), _column(place[1])
        rows, columns = max(rows, row), max(columns, column)
        if _FAULTY.search(cell[1]) and (fault := _FAULT.search(part, cell.end(), cell.end() + 300)):
            faults[row - 1, column - 1] = fault[1].decode(errors="replace")
    if rows > limits.ROWS or columns > limits.COLUMNS or rows * columns > limits.CELLS:
        raise _bad(file, f"a sheet of {rows} rows and {columns} columns", "Delete what stands far outside the table")
    return faults


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + letter - 64
    return number


def _table(name: str, sheet: CalamineSheet, faults: dict[Place, str]) -> RawTable:
    grid = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), fault in faults.items():
        if row < len(grid) and column < len(grid[row]):
            grid[row][column] = fault
    merged = _fill_merged(grid, sheet)
    rows = (RawRow(line, tuple(cells)) for line, cells in enumerate(grid, 1) if any(map(str.strip, cells)))
    return RawTable(tuple(rows), sheet=name, warnings=(merged,) if merged else ())


def _fill_merged(grid: list[list[str]], sheet: CalamineSheet) -> str:
    """Give each cell of a merged block the block's value; say so where blocks reach over rows."""
    over_rows = 0
    for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[:_MERGED]:
        rows = grid[top : bottom + 1]
        value = rows[0][left] if rows and left < len(rows[0]) else ""
        for cells in rows if value else []:
            cells[left : right + 1] = [value] * len(cells[left : right + 1])
        over_rows += bottom > top and bool(value)
    return f"{over_rows} merged cells reach over several rows; each row was given the value" if over_rows else ""


def _text(cell: object) -> str:
    match cell:
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer() and abs(cell) < _LARGEST_WHOLE:
            return str(int(cell))
        case datetime() if cell.time() == time(0):
            return cell.date().isoformat()
        case datetime() | date():
            return cell.isoformat()
        case _:
            return "" if cell is None else str(cell)


def _bad(file: str, problem: str, advice: str) -> BadInput:
    return BadInput(file=file, line=None, field=None, problem=problem, advice=advice)
