"""Which row names the columns, and what each name means: title rows, headers of two lines, three languages."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import ClassVar, Final

from tidings.intake.formats.raw import RawRow, RawTable
from tidings.kernel.errors import BadInput
from tidings.kernel.scripts import apostrophes_folded
from tidings.reports import COLUMNS

_LOOKED_AT: Final = 30
_PUNCTUATION: Final = re.compile(r"[\s_.,:;()/\\*\"«»-]+")
NUMBER: Final = "number"
"""The column that only counts the rows."""


class NoHeader(BadInput):
    """A table none of whose rows names a column we know."""

    code: ClassVar[str] = "intake.no_header"


@dataclass(frozen=True, slots=True)
class Header:
    """What the columns of one table mean.

    Attributes:
        names: for each cell of a row, the column of the record table or the name as it stands; "" is not kept.
        first: the index of the first row below it in `RawTable.rows`.
        cells: the header as it stands, to know it again where it is repeated further down.
        warnings: what was passed over or is not known.
    """

    names: tuple[str, ...]
    first: int
    cells: tuple[str, ...]
    warnings: tuple[str, ...]


@cache
def _synonyms() -> dict[str, str]:
    listed = tomllib.loads(files("tidings.intake.formats").joinpath("columns.toml").read_text(encoding="utf-8"))
    table = {_folded(word): column for column, words in listed.items() for word in words}
    return table | {_folded(column): column for column in (*COLUMNS, *listed)}


def _folded(label: str) -> str:
    return _PUNCTUATION.sub(" ", apostrophes_folded(label).lower()).strip()


def column_for(label: str) -> str | None:
    """Find the column of the record table for what a header cell says; None where it is not known."""
    if len(label) > 100:  # noqa: PLR2004 -- no header cell is that long
        return None
    folded = _folded(label)
    return _synonyms().get(folded) or _synonyms().get(label.strip())


def renamed(table: RawTable, columns: Mapping[str, str], *, file: str) -> RawTable:
    """Return the table with the names its owner mapped written as our own columns.

    Args:
        table: as it was read.
        columns: from a name in the file to a column of the record table; none leaves the table as it is.
        file: for the error.

    Raises:
        BadInput: a mapped name stands in no row near the top.
    """
    if not columns:
        return table
    wanted = {_folded(name): column for name, column in columns.items()}
    for index, row in enumerate(table.rows[:_LOOKED_AT]):
        if wanted.keys() <= {_folded(cell) for cell in row.cells}:
            cells = tuple(wanted.get(_folded(cell), cell) for cell in row.cells)
            return replace(table, rows=(*table.rows[:index], replace(row, cells=cells), *table.rows[index + 1 :]))
    raise BadInput(
        file=file,
        line=None,
        field=None,
        problem=f"no row near the top holds all the mapped columns ({', '.join(columns)})",
        advice="Write them in the mapping as they stand in the file",
    )


def find_header(table: RawTable, *, file: str) -> Header:
    """Find the row or two rows that name the columns.

    Raises:
        NoHeader: no row near the top names a column we know.
    """
    best, best_count, best_height = 0, 0, 1
    for index in range(min(len(table.rows), _LOOKED_AT)):
        count, height = _named_from(table, index)
        if count > best_count:
            best, best_count, best_height = index, count, height
    if not best_count:
        raise NoHeader(
            file=file,
            line=table.rows[0].line if table.rows else None,
            field=None,
            problem="no row names a column that is known",
            advice="Put names above the columns: name, birth_date, event, event_date … (ПІБ, дата народження, подія …)",
        )
    labels = table.rows[best].cells if best_height == 1 else _joined(table.rows[best].cells, table.rows[best + 1].cells)
    return _header(table, best, best_height, tuple(label.strip() for label in labels))


def _named_from(table: RawTable, index: int) -> tuple[int, int]:
    """Count the columns named by a header that begins at a row, and say over how many lines it goes."""
    alone = _count(table.rows[index].cells)
    if index + 1 == len(table.rows):
        return alone, 1
    below = table.rows[index + 1].cells
    has_data = any(character.isdigit() for cell in below for character in cell)
    both = 0 if has_data else _count(_joined(table.rows[index].cells, below))
    return (both, 2) if both > max(alone, _count(below)) else (alone, 1)


def _count(labels: Sequence[str]) -> int:
    return len({column_for(label) for label in labels} - {None, NUMBER})


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Join a header of two lines: "Дата" over "події" and "народження" is two columns."""
    joined, group = [], ""
    for index in range(max(len(above), len(below))):
        top = above[index].strip() if index < len(above) else ""
        sub = below[index].strip() if index < len(below) else ""
        group = top or group
        joined.append(_label(top, sub, group))
    return joined


def _label(top: str, sub: str, group: str) -> str:
    if not sub or sub == top:
        return top
    whole = f"{group} {sub}".strip()
    return whole if column_for(whole) or not column_for(sub) else sub


def _header(table: RawTable, index: int, height: int, labels: tuple[str, ...]) -> Header:
    warnings = [
        f"Line {row.line} stands above the header and was passed over: {_shown(row)}" for row in table.rows[:index]
    ]
    columns = [column_for(label) for label in labels]
    split_names = "surname" in columns
    names: list[str] = []
    for label, column in zip(labels, columns, strict=True):
        # "имя" alone is the whole name; beside a surname it is the given name
        meant = "name" if column == "given" and not split_names and "name" not in columns else column
        names.append(_unused(label, meant, names, warnings))
    return Header(tuple(names), index + height, table.rows[index].cells, tuple(warnings))


def _shown(row: RawRow) -> str:
    return " ".join(filter(None, dict.fromkeys(row.cells)))[:200]


def _unused(label: str, column: str | None, names: list[str], warnings: list[str]) -> str:
    """Name a column that has not been named yet, and warn where it is not kept under a name we know."""
    if column == NUMBER:
        warnings.append(f"The column “{label}” counts the rows; it was not kept")
        return ""
    if column and column not in names:
        return column
    if column:
        warnings.append(f"The column “{label}” means {column} like one before it; it was kept as an unknown column")
    elif label:
        warnings.append(f"The column “{label}” is not known; it was kept with each report")
    return _numbered(label or "column", names, always=not label or column == label)


def _numbered(label: str, names: list[str], *, always: bool) -> str:
    number = len(names) + 1
    return f"{label} ({number})" if always or label in names else label
