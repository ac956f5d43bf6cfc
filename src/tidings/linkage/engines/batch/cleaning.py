"""Cells cleaned as `reports.row` cleans them, a whole column at once."""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tidings.linkage.engines.batch.cells import Cells
from tidings.linkage.engines.batch.columns import NONE
from tidings.reports import COLUMNS, nothing_words
from tidings.reports.row import read_cell

_UNUSUAL: Final = (
    "[\\x00-\\x1f\\x7f-\\x{a0}\\x{1680}\\x{2000}-\\x{200f}\\x{2028}-\\x{202f}\\x{205f}\\x{3000}\\x{feff}]|  "
)
"""Signs that Arrow's trimming and Python's may take differently: such cells are cleaned one by one."""


def cleaned(column: str, cells: pa.Array) -> pa.Array:
    """Return what each cell of a column says, "" where it says that nothing is known.

    The same as `reports.row.read_cell` cell by cell.
    """
    trimmed = pc.utf8_trim_whitespace(cells)
    plain = pc.utf8_rtrim(pc.utf8_lower(trimmed), characters=".")
    words = pa.array([*nothing_words(), ""], cells.type)
    doubtful = pc.or_(pc.is_in(plain, words), pc.match_substring_regex(cells, _UNUSUAL))
    places = np.flatnonzero(doubtful.to_numpy(zero_copy_only=False))
    if not len(places):
        return trimmed
    said = pa.array([read_cell(column, cells[place].as_py()) for place in places], cells.type)
    return pc.replace_with_mask(trimmed, doubtful, said)


def encoded(column: str, cells: pa.ChunkedArray) -> Cells:
    """Number the distinct cells of a column, those of the record table cleaned; missing ones are empty."""
    chunks = pc.dictionary_encode(cells)
    if not chunks.num_chunks:
        return Cells(np.empty(0, np.int32), ())
    codes = np.concatenate([pc.fill_null(chunk.indices, NONE).to_numpy() for chunk in chunks.chunks])
    dictionary = chunks.chunk(chunks.num_chunks - 1).dictionary
    said = pc.dictionary_encode(cleaned(column, dictionary) if column in COLUMNS else dictionary)
    values = said.dictionary.to_pylist()
    numbers = np.append(said.indices.to_numpy(), np.int32(NONE))
    if "" in values:
        silent = values.index("")
        numbers = np.where(numbers == silent, NONE, numbers - (numbers > silent)).astype(np.int32)
        del values[silent]
    return Cells(numbers[codes], tuple(values))
