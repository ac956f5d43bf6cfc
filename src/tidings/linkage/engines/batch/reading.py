"""Record tables read as columns: by Arrow where a file is plain, row by row where it is not."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tidings.kernel import BadInput
from tidings.linkage.engines.batch.cells import Cells
from tidings.linkage.engines.batch.cleaning import cleaned, encoded
from tidings.linkage.engines.batch.columns import Int64s
from tidings.linkage.engines.layout import layout_of
from tidings.linkage.engines.plain import plain_csv
from tidings.linkage.engines.tables import LEFT_OUT, TYPED, Row, notes_of, rows_of

Progress = Callable[[str, int, int], None]

THREADS: Final = 2

_BATCH: Final = 50_000
_FIRST_LINE: Final = 2


@dataclass(frozen=True, slots=True)
class _Read:
    """One file: its rows as columns of text, and the line of each (None: one line a row)."""

    file: Path
    table: pa.Table
    lines: Int64s | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of all files in the order of their ids.

    Attributes:
        ids: the cleaned `record_id`s, ascending.
        columns: every column but those left out, cleaned where the record table knows it.
        warnings: what a person should look at.
    """

    ids: tuple[str, ...]
    columns: Mapping[str, Cells]
    warnings: tuple[str, ...]
    _order: Int64s
    _files: tuple[_Read, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def column(self, name: str) -> Cells:
        """Return a column, an empty one where no file has it."""
        return self.columns.get(name) or Cells(np.full(len(self.ids), -1, np.int32), ())

    def place(self, row: int) -> tuple[int, str]:
        """Return where a row stands: its number over all files as read, and file:line."""
        return int(self._order[row]), _place(self._files, int(self._order[row]))


def read_tables(files: Sequence[Path], progress: Progress | None = None) -> Tables:
    """Read record tables.

    Raises:
        BadInput: a file is no table, a row has no `record_id`, or a `record_id` stands twice among all files.
    """
    read = []
    for done, file in enumerate(files, start=1):
        one = _read(file)
        read.append(_with_source(one) if len(files) > 1 else one)
        if progress:
            progress("reading", done, len(files))
    names = dict.fromkeys(name for one in read for name in one.table.column_names if name != "record_id")
    with ThreadPoolExecutor(THREADS) as threads:
        numbered = [threads.submit(encoded, name, _joined(name, read)) for name in names]
        ids = cleaned("record_id", _joined("record_id", read).combine_chunks())
        order = pc.array_sort_indices(ids).to_numpy().astype(np.int64)
        _once(ids, order, read)
        columns = {name: _ordered(cells.result(), order) for name, cells in zip(names, numbered, strict=True)}
    warnings = tuple(warning for one in read for warning in one.warnings)
    return Tables(tuple(ids.take(pa.array(order)).to_pylist()), columns, warnings, order, tuple(read))


def _with_source(read: _Read) -> _Read:
    """Take the file itself for the source of its rows where it has no such column."""
    if "source" in read.table.column_names:
        return read
    named = pa.array([read.file.stem]).take(pa.array(np.zeros(read.table.num_rows, np.int64)))
    return replace(read, table=read.table.append_column("source", pa.chunked_array([named], pa.string())))


def _ordered(cells: Cells, order: Int64s) -> Cells:
    return Cells(cells.codes[order], cells.values)


def _joined(name: str, read: Sequence[_Read]) -> pa.ChunkedArray:
    parts: list[pa.Array] = []
    for one in read:
        there = name in one.table.column_names
        parts += one.table[name].chunks if there else [pa.nulls(one.table.num_rows, pa.string())]
    return pa.chunked_array(parts, pa.string())


def _place(read: Iterable[_Read], number: int) -> str:
    """Return file:line of a row by its number over all files."""
    for one in read:
        if number < one.table.num_rows:
            return f"{one.file}:{number + _FIRST_LINE if one.lines is None else one.lines[number]}"
        number -= one.table.num_rows
    raise IndexError(number)


def _once(ids: pa.Array, order: Int64s, read: Sequence[_Read]) -> None:
    """Refuse the first row whose id is empty or stands already in a row above."""
    same = np.zeros(len(order), np.bool_)
    if len(order) > 1:
        following = ids.take(pa.array(order))
        same[1:] = pc.equal(following[1:], following[:-1]).to_numpy(zero_copy_only=False)
    empty = pc.equal(ids, "").to_numpy(zero_copy_only=False)
    wrong = [*order[same][:].tolist(), *np.flatnonzero(empty)[:1].tolist()]
    if not wrong:
        return
    row = min(wrong)
    file, _, line = _place(read, row).rpartition(":")
    first = pc.index(ids, ids[row]).as_py()
    problem = "is empty" if empty[row] else f"“{ids[row]}” stands already in {_place(read, first)}"
    raise BadInput(
        file=file, line=int(line), field="record_id", problem=problem, advice="Every record needs an id of its own"
    )


def _read(file: Path) -> _Read:
    layout = None if file.suffix.casefold() in TYPED else layout_of(file)
    plain = plain_csv(file, layout, LEFT_OUT) if layout else None
    read = _row_by_row(file, rows_of(file)) if plain is None else _Read(file, plain, None, ())
    return replace(read, warnings=tuple(notes_of(file, layout, read.table.column_names)))


def _row_by_row(file: Path, rows: Iterator[Row]) -> _Read:
    batches, lines = [], []
    names: dict[str, None] = {"record_id": None}
    while batch := list(islice(rows, _BATCH)):
        lines += [line for line, _ in batch]
        names.update(dict.fromkeys(name for _, row in batch for name in row if name not in LEFT_OUT))
        batches.append({name: pa.array([row.get(name) for _, row in batch], pa.string()) for name in names})
    whole = [{name: one.get(name, pa.nulls(len(one["record_id"]), pa.string())) for name in names} for one in batches]
    table = (
        pa.concat_tables([pa.table(one) for one in whole])
        if whole
        else pa.table({"record_id": pa.array([], pa.string())})
    )
    return _Read(file, table, np.array(lines, np.int64), ())
