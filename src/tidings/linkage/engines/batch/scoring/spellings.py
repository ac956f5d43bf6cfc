"""Foreign names in two scripts held against each other by letters: `names.spelled.Written` over numbered words."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.pointers import f8, i2, i8
from tidings.names import spelled
from tidings.names.edits import LONGEST_WORD

Groups = npt.NDArray[np.int16]

LANGUAGE: Final = "ru"
WIDE: Final = spelled.LONGEST_GROUP + 1
"""Groups that may begin at a letter: of none to so many letters."""

SIGNS: Final = 7
"""Bits of a letter in a group's code."""

NO_GROUP: Final = -1

SHEET: Final = 10
"""First row of the room to work in that holds the costs of the beginnings of two words."""

LINES: Final = LONGEST_WORD + 3
"""How many such rows there are."""


class Spellings(NamedTuple):
    """The groups of letters that may begin at each letter of each word.

    Attributes:
        starts: where the letters of each word begin, its end counted as one letter more; empty for words not read.
        groups: for each letter and length the number of the group, Latin or Cyrillic as the word is.
        prices: bits of each Latin group for each Cyrillic one, infinite where they never answer to each other.
        cyrillic: how many Cyrillic groups there are.
        letter: bits of a letter that answers to nothing.
        extra: bits put on a name that only fits by its letters.
    """

    starts: npt.NDArray[np.int64]
    groups: Groups
    prices: Floats
    cyrillic: int
    letter: float
    extra: float


def spelling_table(
    words: Sequence[str], cyrillic: npt.NDArray[np.bool_], wanted: npt.NDArray[np.bool_], extra: float
) -> Spellings:
    """Find the groups in every word that is wanted."""
    known = spelled.groups(LANGUAGE)
    latin_groups, cyrillic_groups = list(known), sorted({right for row in known.values() for right in row})
    prices = np.full((len(latin_groups), len(cyrillic_groups)), np.inf)
    places = {right: at for at, right in enumerate(cyrillic_groups)}
    for at, left in enumerate(latin_groups):
        for right, bits in known[left].items():
            prices[at, places[right]] = bits
    ended = [_ended(word, own) if there else "" for word, own, there in zip(words, cyrillic, wanted, strict=True)]
    lengths = np.array([len(word) for word in ended], np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths + (lengths > 0))])
    letters = np.frombuffer("".join(word + " " if word else "" for word in ended).encode("utf-32-le"), np.int32)
    of_cyrillic = np.repeat(cyrillic, lengths + (lengths > 0))
    found = np.where(of_cyrillic[:, None], _found(letters, cyrillic_groups), _found(letters, latin_groups))
    return Spellings(starts, np.ascontiguousarray(found, np.int16), prices, len(cyrillic_groups), spelled.LETTER, extra)


def _ended(word: str, cyrillic: bool) -> str:
    return (spelled.russian_letters(word) if cyrillic else spelled.bare(word)) + spelled.END


def _found(letters: npt.NDArray[np.int32], groups: Sequence[str]) -> Groups:
    """Return for each place and length the number of the group that stands there; a space ends every word."""
    signs = {sign: number for number, sign in enumerate(sorted(set("".join(groups))), start=1)}
    table = np.zeros(max(map(ord, signs)) + 2, np.int64)
    for sign, number in signs.items():
        table[ord(sign)] = number
    own = table[np.minimum(letters, len(table) - 1)]
    codes = np.array([_code([signs[sign] for sign in group]) for group in groups], np.int64)
    order = np.argsort(codes)
    found = np.full((len(letters), WIDE), NO_GROUP, np.int16)
    code, whole = np.zeros(len(letters), np.int64), np.ones(len(letters), np.bool_)
    for length in range(WIDE):
        if length:
            following = np.append(own, np.zeros(WIDE, np.int64))[length - 1 : length - 1 + len(own)]
            whole &= following > 0
            code = (code << SIGNS) | following
        at = np.minimum(np.searchsorted(codes[order], code), len(codes) - 1)
        hit = whole & (codes[order][at] == code)
        found[hit, length] = order[at[hit]]
    return found


def _code(numbers: Sequence[int]) -> int:
    code = 0
    for number in numbers:
        code = (code << SIGNS) | number
    return code


@bare
def _spread(table: Spellings, at: tuple[int, int], place: tuple[int, int], best: Floats) -> None:
    """Take every pair of groups that begins at a letter of both words."""
    bits = best[SHEET + place[0], place[1]]
    for long in range(WIDE):
        group = i2(table.groups, (at[0] + place[0]) * WIDE + long)
        if group < 0:
            continue
        for long_ in range(WIDE):
            group_ = i2(table.groups, (at[1] + place[1]) * WIDE + long_)
            if group_ >= 0:
                price = bits + f8(table.prices, group * table.cyrillic + group_)
                row, column = SHEET + place[0] + long, place[1] + long_
                best[row, column] = min(best[row, column], price)


@bare
def spelled_cost(table: Spellings, latin: int, cyrillic: int, most: float, work: Floats) -> float:
    """Return the bits it costs to take a Latin word for a spelling of a Cyrillic one; `most` where it is more."""
    at = i8(table.starts, latin), i8(table.starts, cyrillic)
    height, width = i8(table.starts, latin + 1) - at[0] - 1, i8(table.starts, cyrillic + 1) - at[1] - 1
    if height >= LINES or width >= LINES:
        return most
    for row in range(SHEET, SHEET + height + 1):
        for column in range(width + 1):
            work[row, column] = most
    work[SHEET, 0] = 0.0
    for row in range(height + 1):
        for column in range(width + 1):
            bits = work[SHEET + row, column]
            if bits >= most:
                continue
            _spread(table, at, (row, column), work)
            if row < height:
                work[SHEET + row + 1, column] = min(work[SHEET + row + 1, column], bits + table.letter)
            if column < width:
                work[SHEET + row, column + 1] = min(work[SHEET + row, column + 1], bits + table.letter)
    return work[SHEET + height, width]
