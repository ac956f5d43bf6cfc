"""Records as rows of 64 bytes: what a pair needs of each side is read from memory at once."""

from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.columns import NONE, Columns, Int64s
from tidings.linkage.engines.batch.scoring.numbering import Numbering
from tidings.linkage.engines.batch.scoring.pointers import record_reader
from tidings.names.surname import read_surname

ROW: Final = np.dtype(
    [
        ("event_first", np.int32),
        ("event_last", np.int32),
        ("event_place", np.int32),
        ("birth_place", np.int32),
        ("residence", np.int32),
        ("service_number", np.int32),
        ("unit", np.int32),
        ("unit_2", np.int32),
        ("source", np.int32),
        ("origin", np.int32),
        ("kin", np.int32),
        ("alias", np.int32),
        ("reading", np.int32),
        ("rank", np.int8),
        ("event", np.int8),
        ("readings", np.uint8),
        ("flags", np.uint8),
    ]
)
"""As `Columns` has them; `reading` is the first of `readings` ways to read the name."""

MAN, WOMAN, RUSSIAN, UKRAINIAN, STATED, EXACT, ODD, TRACED = (1 << bit for bit in range(8))
"""Flags of a row."""

SEXES: Final = MAN | WOMAN
POWERS: Final = RUSSIAN | UKRAINIAN

MOST_READINGS: Final = 255

WORD_BITS: Final = 32

Rows = npt.NDArray[np.void]

row_at = record_reader(ROW)


def beside_each_other(columns: Columns) -> Int64s:
    """Return an order of the rows in which those of like names lie together, as the pairs to be weighed do."""
    starts, readings = columns.readings.starts, columns.readings
    first = np.minimum(starts[:-1], max(len(readings.surname) - 1, 0))
    named = np.diff(starts) > 0
    if not named.any():
        return np.arange(len(columns))
    stems = Numbering().column(read_surname(word).stem for word in columns.surnames)
    surname = np.where(named, np.append(stems, np.int32(NONE))[readings.surname[first, 0]], NONE)
    given = np.where(named, readings.given[first, 0], NONE)
    order: Int64s = np.argsort((surname.astype(np.int64) << WORD_BITS) + given, kind="stable")
    return order


def taken(records: Rows, places: Int64s) -> Rows:
    """Return the records at some places: as bytes, for numpy moves records field by field."""
    lines = records.view(np.uint8).reshape(len(records), records.dtype.itemsize)
    found: Rows = np.take(lines, places, axis=0).view(records.dtype).reshape(len(places))
    return found


def in_order(rows: Rows, readings: Rows, order: Int64s) -> tuple[Rows, Rows]:
    """Return rows in another order, and their readings in the order of the rows."""
    moved = taken(rows, order)
    counts, starts = moved["readings"].astype(np.int64), moved["reading"].astype(np.int64)
    begins = np.concatenate([[0], np.cumsum(counts)])
    own = np.arange(begins[-1]) - np.repeat(begins[:-1] - starts, counts)
    moved["reading"] = begins[:-1]
    return moved, taken(readings, own)


def pack(columns: Columns) -> Rows:
    """Lay out the records for the kernels."""
    rows = np.zeros(len(columns), ROW)
    for field in ("event_first", "event_last", "event_place", "birth_place", "residence", "service_number"):
        rows[field] = getattr(columns, field)
    for field in ("source", "origin", "kin", "alias", "rank", "event"):
        rows[field] = getattr(columns, field)
    rows["unit"], rows["unit_2"] = columns.units[:, 0], columns.units[:, 1]
    starts = columns.readings.starts
    rows["reading"] = starts[:-1]
    rows["readings"] = np.minimum(np.diff(starts), MOST_READINGS)
    rows["flags"] = _flags(columns)
    return rows


def _flags(columns: Columns) -> npt.NDArray[np.uint8]:
    exact = columns.birth_stated & (columns.birth_first == columns.birth_last) & (columns.birth_first > 0)
    told = (
        columns.sex == 1,
        columns.sex == 2,  # noqa: PLR2004 -- as the columns say it
        columns.power == 1,
        columns.power == 2,  # noqa: PLR2004 -- likewise
        columns.birth_stated,
        exact,
        columns.odd,
        columns.traced,
    )
    flags = np.zeros(len(columns), np.uint8)
    for bit, holds in enumerate(told):
        flags |= (holds.astype(np.uint8) << bit).astype(np.uint8)
    return flags
