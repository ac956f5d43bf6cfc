"""What was worked out of two numbers once is remembered: a table of fixed size that two threads may share.

A slot is one machine word, so that it is read and written whole: the pair's mark, and the value in fixed point.
The pair decides its slot and mark by a reversible mixing, hence no two pairs can be taken for one another; a pair that
finds its slot taken overwrites it and is worked out again when it comes back.
"""

from math import nan
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.pointers import f4, fetch, put_f4, put_u8, u8

TAKEN: Final = np.uint64(1 << 63)
HALF: Final = np.uint64(0xFFFFFFFF)
SHIFT: Final = np.uint64(32)
ODD: Final = np.uint64(0x9E3779B97F4A7C15)
"""2^64 divided by the golden ratio."""

MARK: Final = 31
"""Bits of a mark."""

FEWEST: Final = 12
"""Bits of the smallest table."""

SIDE: Final = 1024
"""So many numbers are common: words and places are numbered as they come, so that common ones come first."""

UNIT: Final = float(1 << 20)
"""Values are kept in millionths; whole numbers and nought exactly."""

SIGN: Final = 1 << 31


class Memory(NamedTuple):
    """Values of pairs of numbers.

    Attributes:
        slots: as many as a power of two.
        bits: that power.
        among: the numbers are below this.
        square: the values of the pairs of the first numbers, which are met most often, side by side.
        side: how many these are.
    """

    slots: npt.NDArray[np.uint64]
    bits: int
    among: int
    square: npt.NDArray[np.float32]
    side: int


def memory(among: int, slots: int) -> Memory:
    """Return an empty table with at least so many slots, for pairs of numbers below `among`."""
    bits = max(FEWEST, (slots - 1).bit_length(), 2 * max(among, 1).bit_length() - MARK)
    side = min(among, SIDE)
    return Memory(np.zeros(1 << bits, np.uint64), bits, among, np.full(side * side, nan, np.float32), side)


def emptied(table: Memory) -> Memory:
    """Return an empty table as large as another."""
    return table._replace(slots=np.zeros_like(table.slots), square=np.full_like(table.square, nan))


@bare
def _mixed(table: Memory, one: int, other: int) -> np.uint64:
    """Mix a pair into one number, reversibly: its low bits are the slot, the rest the mark."""
    size = table.bits + MARK
    whole = (np.uint64(1) << np.uint64(size)) - np.uint64(1)
    number = np.uint64(one) * np.uint64(table.among) + np.uint64(other)
    for _ in range(2):
        number = (number * ODD) & whole
        number ^= number >> np.uint64(size // 2)
    return number


@bare
def _slot(table: Memory, number: np.uint64) -> int:
    return np.int64(number & ((np.uint64(1) << np.uint64(table.bits)) - np.uint64(1)))


@bare
def recalled(table: Memory, one: int, other: int) -> float:
    """Return what was remembered of a pair, not a number where nothing was."""
    if one < table.side and other < table.side:
        return f4(table.square, one * table.side + other)
    number = _mixed(table, one, other)
    found = u8(table.slots, _slot(table, number))
    if found & ~HALF != TAKEN | ((number >> np.uint64(table.bits)) << SHIFT):
        return nan
    value = np.int64(found & HALF)
    return (value if value < SIGN else value - 2 * SIGN) / UNIT


@bare
def ask_for(table: Memory, one: int, other: int) -> None:
    """Ask for what may be remembered of a pair, some steps before it is recalled."""
    if one < table.side and other < table.side:
        fetch(table.square, 4 * (one * table.side + other))
    else:
        fetch(table.slots, 8 * _slot(table, _mixed(table, one, other)))


@bare
def remember(table: Memory, one: int, other: int, value: float) -> float:
    """Remember the value of a pair; return it as it will be recalled."""
    if one < table.side and other < table.side:
        short = np.float32(value)
        put_f4(table.square, one * table.side + other, short)
        return np.float64(short)
    number = _mixed(table, one, other)
    fixed = np.int64(np.rint(value * UNIT))
    mark = TAKEN | ((number >> np.uint64(table.bits)) << SHIFT)
    put_u8(table.slots, _slot(table, number), mark | (np.uint64(fixed) & HALF))
    return fixed / UNIT
