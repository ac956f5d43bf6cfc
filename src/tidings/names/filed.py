"""Tables of names in files: every row with its line, whatever delimiter and line ends it was saved with."""

import csv
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tidings.kernel.errors import BadInput

DELIMITERS: Final = (",", ";", "\t", "|")

Row = dict[str, str]
Decode = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as stated.

    Attributes:
        columns: the names of the columns in their order, as written.
        rows: of every row the line it begins in, counted from 1, and its cells.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def by_column(self, cells: tuple[str, ...]) -> Row:
        """Return the cells of one row by their columns; those it lacks are empty."""
        filled = (*cells, *[""] * (len(self.columns) - len(cells)))
        return {column.strip().casefold(): cell for column, cell in zip(self.columns, filled, strict=False)}


def utf_8(data: bytes) -> str:
    """Decode UTF-8, with or without a mark.

    Raises:
        UnicodeDecodeError: it is none.
    """
    return data.decode("utf-8-sig")


def _bad(path: Path, problem: str, advice: str, line: int | None = None) -> BadInput:
    return BadInput(file=str(path), line=line, field=None, problem=problem, advice=advice)


def _parted(line: str, delimiter: str) -> tuple[str, ...]:
    return tuple(next(csv.reader([line], delimiter=delimiter), ()))


def read_table(path: Path, wanted: Callable[[AbstractSet[str]], bool], asked: str, decode: Decode = utf_8) -> Table:
    """Read a table whose first line names its columns.

    Args:
        path: the file.
        wanted: whether the columns named, in small letters, are enough; also tells which delimiter parts them.
        asked: the columns wanted, in words.
        decode: how bytes become text.

    Raises:
        BadInput: the file cannot be read, is empty, or lacks a column; says file and line.
    """
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        raise _bad(path, "cannot be read", f"{error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise _bad(path, "is no CSV in UTF-8", "Save it as CSV UTF-8.") from error
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise _bad(path, "is empty", f"The first line must name the columns {asked}.")
    first = text.lstrip("\r\n").splitlines()[0]
    for delimiter in DELIMITERS:
        if wanted({cell.strip().casefold() for cell in _parted(first, delimiter)}):
            return _read(path, text, delimiter)
    raise _bad(path, f"has no columns {asked}", "Name them in the first line.", 1)


def _read(path: Path, text: str, delimiter: str) -> Table:
    lines = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    found: list[tuple[int, tuple[str, ...]]] = []
    begins = 1
    try:
        for cells in lines:
            if any(cells):
                found.append((begins, tuple(cells)))
            begins = lines.line_num + 1
    except csv.Error as error:
        raise _bad(path, f"is no CSV ({error})", "Save it as CSV UTF-8.", begins) from error
    return Table(found[0][1], tuple(found[1:]))
