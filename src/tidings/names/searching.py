"""Search by files: the names of one table looked for among those of another (`tidings names search`)."""

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from tidings.kernel.errors import BadInput
from tidings.names.fold import NameTooLong
from tidings.names.parse import Name, parse
from tidings.names.search import NameIndex

PARTS: Final = ("surname", "given", "patronymic")
BETWEEN_ALIASES: Final = ";"
COLUMNS: Final = ("query_id", "rank", "record_id", "probability")

Row = dict[str, str]
Track = Callable[[list[Row]], Iterable[Row]]


def _rows(path: Path, needed: str) -> list[Row]:
    """Read a table with named columns.

    Raises:
        BadInput: it cannot be read, is not UTF-8 or lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            found = [{key: value or "" for key, value in row.items() if key} for row in rows]
            columns = set(rows.fieldnames or ())
    except OSError as error:
        raise BadInput(
            file=str(path), line=None, field=None, problem="cannot be read", advice=f"{error.strerror}."
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(
            file=str(path), line=None, field=None, problem="is no CSV in UTF-8", advice="Save it as CSV UTF-8."
        ) from error
    if needed not in columns or columns.isdisjoint({"name", *PARTS}):
        raise BadInput(
            file=str(path),
            line=1,
            field=None,
            problem=f"has no columns {needed} and name",
            advice="Name them in the first line.",
        )
    return found


def _name(row: Row, path: Path, line: int) -> Name:
    """Read the name of one row; its parts win where they are given."""
    parts = {part: row.get(part, "") for part in PARTS}
    aliases = tuple(filter(None, map(str.strip, row.get("alias", "").split(BETWEEN_ALIASES))))
    try:
        return parse(row.get("name", ""), alias=aliases, **parts)
    except NameTooLong as error:
        raise BadInput(
            file=str(path), line=line, field="name", problem="is too long", advice="Give the name alone."
        ) from error


def register_index(register: Path) -> NameIndex:
    """Index the names of a record table (`record_id` and `name` or its parts).

    Raises:
        BadInput: the table cannot be read, or a name is too long; says file and line.
    """
    index = NameIndex()
    for line, row in enumerate(_rows(register, "record_id"), 2):
        index.add(row["record_id"], _name(row, register, line))
    return index


def _answers(index: NameIndex, queries: Path, top: int, track: Track) -> Iterator[tuple[str, int, str, str]]:
    for line, row in enumerate(track(_rows(queries, "query_id")), 2):
        for rank, hit in enumerate(index.search(_name(row, queries, line), top=top), 1):
            yield row["query_id"], rank, hit.record_id, f"{hit.probability:.6f}"


def search_files(register: Path, queries: Path, top: int, out: Path, *, track: Track = iter) -> int:
    """Look for every name of one table among the names of another and write the likeliest records.

    Args:
        register: a record table: `record_id`, and `name` or `surname`, `given`, `patronymic`, `alias`.
        queries: `query_id,name`, or the parts.
        top: how many records a query is answered with at most.
        out: where `query_id,rank,record_id,probability` is written; rank counts from 1.
        track: wraps the queries, to show progress.

    Returns:
        The number of rows written.

    Raises:
        BadInput: a table cannot be read; says file and line.
    """
    index = register_index(register)
    with out.open("w", encoding="utf-8", newline="") as written:
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(COLUMNS)
        count = 0
        for answer in _answers(index, queries, top, track):
            writer.writerow(answer)
            count += 1
    return count
