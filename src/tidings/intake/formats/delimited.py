"""CSV as people save it: any usual delimiter, quotes that do not close, lines that were cut."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from tidings.intake.formats import limits
from tidings.intake.formats.raw import RawRow, RawTable

_DELIMITERS: Final = (",", ";", "\t", "|")
_LOOKED_AT: Final = 40
_UNCLOSED: Final = "a quotation mark opens a cell and is never closed"


def read_delimited(text: str, known: Callable[[str], bool]) -> RawTable:
    """Tell a text apart into rows and cells.

    Args:
        text: the decoded file.
        known: whether a text is the name of a column; decides between delimiters that fit equally well.
    """
    cut_off = bool(text) and not text.endswith(("\n", "\r"))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    named = lines[0].strip().lower()
    declared = named[4:] if named.startswith("sep=") else ""
    start = 1 if declared in _DELIMITERS else 0
    delimiter = declared if start else delimiter_of(lines, known)
    filled = (row for row in _records(lines, start, delimiter) if row.broken or any(map(str.strip, row.cells)))
    warnings = (f"The cells are parted by “{delimiter}”".replace("\t", "tab"),) if delimiter in ("|", "\t") else ()
    return RawTable(tuple(filled), warnings=warnings, cut_off=cut_off)


def delimiter_of(lines: list[str], known: Callable[[str], bool]) -> str:
    """Choose the delimiter under which most cells are column names, then the one that parts most rows alike."""
    sample = [line for line in lines[: _LOOKED_AT * 5] if line.strip()][:_LOOKED_AT]

    def fitness(delimiter: str) -> tuple[int, int]:
        rows = [_cells(line, delimiter) for line in sample]
        names = max((sum(map(known, row)) for row in rows), default=0)
        widths = Counter(map(len, rows))
        width, alike = widths.most_common(1)[0] if widths else (1, 0)
        return names, (width > 1) * alike

    return max(_DELIMITERS, key=fitness)


def _records(lines: list[str], start: int, delimiter: str) -> Iterator[RawRow]:
    at = start
    while at < len(lines):
        if '"' not in lines[at]:
            yield RawRow(at + 1, tuple(lines[at].split(delimiter)))
            at += 1
            continue
        row, taken = _quoted(lines, at, delimiter)
        yield row
        at += taken


def _quoted(lines: list[str], at: int, delimiter: str) -> tuple[RawRow, int]:
    """Read one record with quotes; it may run over several lines."""
    window = lines[at : at + limits.RECORD_LINES]
    reader = csv.reader((line + "\n" for line in window), delimiter=delimiter, strict=True)
    try:
        cells = next(reader)
    except csv.Error:
        return _loosely_quoted(lines[at], at, delimiter), 1
    # csv ends the last cell of a record that ran over lines without the line end, as it should
    return RawRow(at + 1, tuple(cells)), max(1, reader.line_num)


def _loosely_quoted(line: str, at: int, delimiter: str) -> RawRow:
    """Read one line whose quotes keep no rule: one that opens a cell and never closes is broken, others are text."""
    cells = _cells(line, delimiter)
    if line.count('"') % 2 and any(cell.startswith('"') for cell in line.split(delimiter)):
        return RawRow(at + 1, tuple(line.split(delimiter)), _UNCLOSED)
    return RawRow(at + 1, cells)


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader([line], delimiter=delimiter), ()))
    except csv.Error:
        return tuple(line.split(delimiter))
