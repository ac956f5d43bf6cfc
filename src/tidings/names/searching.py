"""Search by files: the names of one table looked for among those of another (`tidings names search`)."""

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from tidings.kernel.errors import BadInput
from tidings.names.filed import Decode, Row, read_table, utf_8
from tidings.names.fold import LONGEST_NAME, NameTooLong
from tidings.names.parse import Name, parse
from tidings.names.search import NameIndex

PARTS: Final = ("surname", "given", "patronymic")
BETWEEN_ALIASES: Final = ";"
COLUMNS: Final = ("query_id", "rank", "record_id", "probability")

Line = tuple[int, Row]
"""The number of a row's first line and its cells by column."""
Track = Callable[[list[Line]], Iterable[Line]]
Held = Callable[[BadInput], None]


def _rows(path: Path, needed: str, decode: Decode) -> list[Line]:
    """Read a table with one needed column and the name or its parts.

    Raises:
        BadInput: it cannot be read or lacks a column.
    """
    table = read_table(
        path,
        lambda columns: needed in columns and not columns.isdisjoint({"name", *PARTS}),
        f"{needed} and name",
        decode,
    )
    return [(line, table.by_column(cells)) for line, cells in table.rows]


def refuse(error: BadInput) -> None:
    """Give up at the first bad row.

    Raises:
        BadInput: always.
    """
    raise error


def _name(row: Row, path: Path, line: int, held: Held) -> Name | None:
    """Read the name of one row, whose parts win where they are given; None where the row is held."""
    parts = {part: row.get(part, "") for part in PARTS}
    aliases = tuple(filter(None, map(str.strip, row.get("alias", "").split(BETWEEN_ALIASES))))
    try:
        return parse(row.get("name", ""), alias=aliases, **parts)
    except NameTooLong:
        advice = f"{LONGEST_NAME} letters at most are read: give the name alone."
        held(BadInput(file=str(path), line=line, field="name", problem="is too long", advice=advice))
        return None


def register_index(register: Path, *, decode: Decode = utf_8, held: Held = refuse) -> NameIndex:
    """Index the names of a record table (`record_id` and `name` or its parts).

    Args:
        register: the table.
        decode: how its bytes become text.
        held: what becomes of a row whose name is too long; unless given, it ends the work.

    Raises:
        BadInput: the table cannot be read; says file and line.
    """
    index = NameIndex()
    for line, row in _rows(register, "record_id", decode):
        if (name := _name(row, register, line, held)) is not None:
            index.add(row["record_id"], name)
    return index


def _answers(
    index: NameIndex, queries: Path, rows: Iterable[Line], top: int, held: Held
) -> Iterator[tuple[str, int, str, str]]:
    for line, row in rows:
        if (name := _name(row, queries, line, held)) is not None:
            for rank, hit in enumerate(index.search(name, top=top), 1):
                yield row["query_id"], rank, hit.record_id, f"{hit.probability:.6f}"


def search_files(
    register: Path,
    queries: Path,
    top: int,
    out: Path,
    *,
    track: Track = iter,
    decode: Decode = utf_8,
    held: Held = refuse,
) -> int:
    """Look for every name of one table among the names of another and write the likeliest records.

    Args:
        register: a record table: `record_id`, and `name` or `surname`, `given`, `patronymic`, `alias`.
        queries: `query_id,name`, or the parts.
        top: how many records a query is answered with at most.
        out: where `query_id,rank,record_id,probability` is written; rank counts from 1.
        track: wraps the queries, to show progress.
        decode: how the bytes of both tables become text.
        held: what becomes of a row whose name is too long; unless given, it ends the work.

    Returns:
        The number of rows written.

    Raises:
        BadInput: a table cannot be read; says file and line.
    """
    asked = _rows(queries, "query_id", decode)
    index = register_index(register, decode=decode, held=held)
    with out.open("w", encoding="utf-8", newline="") as written:
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(COLUMNS)
        count = 0
        for answer in _answers(index, queries, track(asked), top, held):
            writer.writerow(answer)
            count += 1
    return count
