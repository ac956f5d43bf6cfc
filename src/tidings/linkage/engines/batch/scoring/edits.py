"""The cheapest alignment of two words in units (`tidings.names.edits`), for kernels."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.letters import Word, before, letter, part_of, same
from tidings.linkage.engines.batch.scoring.pointers import f8, lowest_of
from tidings.names import edits

MASK_BITS: Final = 64
"""Bits of a mask of letters (`letters.Words`)."""

UNITS: Final = 128
"""Units that are costed one by one are ASCII letters; 0 stands for every other sign."""

GAP: Final = ord(edits.GAP)

CYRILLIC_LATIN, LATIN, CYRILLIC, FOREIGN = range(4)
"""Which table of costs: by the scripts of the two words."""

KINDS: Final = ("cl", "ll", "cc", "cf")

Floats = npt.NDArray[np.float64]


class Edits(NamedTuple):
    """The learned costs, and the bounds of an alignment.

    Attributes:
        costs: bits by kind, left unit and right unit.
        typo: bits of one slip.
        exchanged: bits of two letters, not neighbours, that changed places.
        farthest: bits beyond which two words are simply different.
        longest: units of the longest word that is aligned.
        least: bits that a letter costs at least which the other word lacks, by kind and bit of `Words.masks`.
    """

    costs: Floats
    typo: float
    exchanged: float
    farthest: float
    longest: int
    least: Floats


def edit_costs() -> Edits:
    """Lay out the learned costs for the kernels."""
    costs = np.full((len(KINDS), UNITS, UNITS), edits.TYPO)
    for kind, table in edits.tables().items():
        for left, row in table.items():
            for right, cost in row.items():
                costs[KINDS.index(kind), ord(left), ord(right)] = cost
    return Edits(costs, edits.TYPO, edits.EXCHANGED, edits.FARTHEST, edits.LONGEST_WORD, _least(costs))


def _least(costs: Floats) -> Floats:
    """Return for each kind and bit of a mask what a letter of that bit costs at least, dropped or taken for another."""
    others = costs.copy()
    for unit in range(UNITS):
        others[:, unit, unit] = edits.TYPO
    of_unit = np.minimum(others.min(axis=1), others.min(axis=2))
    of_bit = np.minimum(of_unit[:, :MASK_BITS], of_unit[:, MASK_BITS:])
    return np.ascontiguousarray(np.minimum(of_bit, edits.TYPO))


@bare
def _cost_of(edit: Edits, kind: int, letters: np.uint64) -> float:
    bits = 0.0
    while letters:
        bits += f8(edit.least, kind * MASK_BITS + lowest_of(letters))
        letters &= letters - np.uint64(1)
    return bits


@bare
def cost_at_least(here: np.uint64, there: np.uint64, kind: int, edit: Edits) -> float:
    """Return what two words cost at least by the masks of their letters: each that the other lacks is changed."""
    found = max(_cost_of(edit, kind, here & ~there), _cost_of(edit, kind, there & ~here))
    return min(found, edit.farthest)


@bare
def _unit(sign: int) -> int:
    return sign if sign < UNITS else 0


@bare
def _crossed(one: Word, row: int, other: Word, column: int) -> bool:
    """Say whether two neighbouring letters changed places."""
    return letter(one, row) == letter(other, column - 1) and letter(one, row - 1) == letter(other, column)


@bare
def _by_rows(one: Word, other: Word, work: Floats) -> int:
    """Return the restricted Damerau-Levenshtein distance of words of any length."""
    older, above, line = work[0], work[1], work[2]
    for column in range(other[2] + 1):
        above[column] = column
    for row in range(one[2]):
        line[0] = row + 1
        for column in range(other[2]):
            differs = 1.0 if letter(one, row) != letter(other, column) else 0.0
            step = min(above[column] + differs, above[column + 1] + 1.0, line[column] + 1.0)
            if row and column and _crossed(one, row, other, column):
                step = min(step, older[column - 1] + 1.0)
            line[column + 1] = step
        older, above, line = above, line, older
    return int(above[other[2]])


@bare
def distance(one: Word, other: Word, work: Floats) -> int:
    """Return the restricted Damerau-Levenshtein distance, 64 letters at a time (Hyyrö 2003)."""
    size = one[2]
    if size == 0 or other[2] == 0:
        return size + other[2]
    if size > 64:  # noqa: PLR2004 -- the bits of a machine word
        return _by_rows(one, other, work)
    zero, unit = np.uint64(0), np.uint64(1)
    up, down, diagonal, older = ~zero, zero, zero, zero
    last, steps = unit << np.uint64(size - 1), size
    for column in range(other[2]):
        equal, sign = zero, letter(other, column)
        for place in range(size):
            if letter(one, place) == sign:
                equal |= unit << np.uint64(place)
        swapped = (((~diagonal) & equal) << unit) & older
        diagonal = (((equal & up) + up) ^ up) | equal | down | swapped
        right, left = down | ~(diagonal | up), diagonal & up
        if right & last:
            steps += 1
        if left & last:
            steps -= 1
        right = (right << unit) | unit
        up, down = (left << unit) | ~(diagonal | right), right & diagonal
        older = equal
    return steps


@bare
def _cost(edit: Edits, kind: int, left: int, right: int) -> float:
    """Return the bits of one unit for another; `GAP` stands for none."""
    return f8(edit.costs, (kind * UNITS + left) * UNITS + right)


@bare
def _aligned(left: Word, right: Word, kind: int, edit: Edits, work: Floats) -> float:
    """Align two words left after their common beginning and end."""
    width = right[2]
    two_before, above, line, added = work[0], work[1], work[2], work[3]
    above[0] = 0.0
    for column in range(width):
        added[column] = _cost(edit, kind, GAP, _unit(letter(right, column)))
        above[column + 1] = above[column] + added[column]
    for row in range(left[2]):
        here = letter(left, row)
        dropped = _cost(edit, kind, _unit(here), GAP)
        least = line[0] = above[0] + dropped
        for column in range(width):
            there = letter(right, column)
            step = above[column] if here == there else above[column] + _cost(edit, kind, _unit(here), _unit(there))
            step = min(step, above[column + 1] + dropped, line[column] + added[column])
            if row and column and here != there and _crossed(left, row, right, column):
                step = min(step, two_before[column - 1] + edit.typo)
            line[column + 1] = step
            least = min(least, step)
        if least > edit.farthest:
            return edit.farthest
        two_before, above, line = above, line, two_before
    return min(above[width], edit.farthest)


@bare
def _exchanged(one: Word, other: Word) -> bool:
    """Say whether two words without their common ends differ by two units that changed places."""
    last = one[2] - 1
    if other[2] != last + 1 or last < 2:  # noqa: PLR2004 -- neighbours that changed places are a common typo
        return False
    if letter(one, 0) != letter(other, last) or letter(one, last) != letter(other, 0):
        return False
    return same(part_of(one, 1, last), part_of(other, 1, last))


@bare
def edit_cost(
    left: Word,
    right: Word,
    left_cyrillic: bool,
    right_cyrillic: bool,
    foreign: bool,
    edit: Edits,
    work: Floats,
) -> float:
    """Return the bits of `names.edits.edit_cost`."""
    if same(left, right):
        return 0.0
    longer = max(left[2], right[2])
    steps, most = distance(left, right, work), max(3, longer // 2)
    if steps > most:
        return edit.farthest
    if longer > edit.longest:
        return min(edit.typo * steps, edit.farthest)
    start, most = 0, min(left[2], right[2])
    while start < most and letter(left, start) == letter(right, start):
        start += 1
    end = 0
    while end < most - start and letter(left, left[2] - 1 - end) == letter(right, right[2] - 1 - end):
        end += 1
    one, other = part_of(left, start, left[2] - end), part_of(right, start, right[2] - end)
    if _exchanged(one, other):
        return edit.exchanged
    if left_cyrillic != right_cyrillic:
        if not left_cyrillic:
            one, other = other, one
        return _aligned(one, other, CYRILLIC_LATIN, edit, work)
    if not before(one, other):
        one, other = other, one
    kind = (FOREIGN if foreign else CYRILLIC) if left_cyrillic else LATIN
    return _aligned(one, other, kind, edit, work)
