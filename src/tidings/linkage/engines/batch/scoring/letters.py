"""Words as runs of letters in one array, so that kernels can read them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.compiled import bare, compiled
from tidings.linkage.engines.batch.scoring.pointers import i4, i8, ones_in

Letters = npt.NDArray[np.int32]
Masks = npt.NDArray[np.uint64]

Word = tuple[Letters, int, int]
"""Where a word lies: the letters of all words, its first letter, and how many it has."""


class Words(NamedTuple):
    """Words one after another.

    Attributes:
        starts: where each word begins, and one more.
        letters: code points, which sort as the strings do.
        masks: which letters a word holds, one bit for each code point modulo 64.
    """

    starts: npt.NDArray[np.int64]
    letters: Letters
    masks: Masks


def spell(words: Sequence[str]) -> Words:
    """Lay out words for the kernels."""
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    starts = np.zeros(len(words) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    letters = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.int32).copy()
    return Words(starts, letters, _masks(starts, letters))


@compiled
def _masks(starts: npt.NDArray[np.int64], letters: Letters) -> Masks:
    masks = np.zeros(len(starts) - 1, np.uint64)
    for word in range(len(masks)):
        for place in range(starts[word], starts[word + 1]):
            masks[word] |= np.uint64(1) << np.uint64(letters[place] & 63)
    return masks


@bare
def word_at(words: Words, number: int) -> Word:
    """Return one word."""
    start = i8(words.starts, number)
    return words.letters, start, i8(words.starts, number + 1) - start


@bare
def length_of(words: Words, number: int) -> int:
    """Return how many letters a word has."""
    return i8(words.starts, number + 1) - i8(words.starts, number)


@bare
def letter(word: Word, place: int) -> int:
    """Return one letter of a word."""
    return i4(word[0], word[1] + place)


@bare
def part_of(word: Word, start: int, end: int) -> Word:
    """Return a part of a word."""
    return word[0], word[1] + start, end - start


@bare
def only_in_first(first: np.uint64, second: np.uint64) -> int:
    """Return how many bits of one mask the other lacks: at least so many letters cannot be matched."""
    return ones_in(first & ~second)


@bare
def same(one: Word, other: Word) -> bool:
    """Say whether two words are the same."""
    if one[2] != other[2]:
        return False
    for place in range(one[2]):
        if letter(one, place) != letter(other, place):
            return False
    return True


@bare
def begins(part: Word, whole: Word) -> bool:
    """Say whether a word begins with another."""
    return part[2] <= whole[2] and same(part, part_of(whole, 0, part[2]))


@bare
def ends(part: Word, whole: Word) -> bool:
    """Say whether a word ends with another."""
    return part[2] <= whole[2] and same(part, part_of(whole, whole[2] - part[2], whole[2]))


@bare
def before(one: Word, other: Word) -> bool:
    """Say whether a word sorts before another."""
    for place in range(min(one[2], other[2])):
        if letter(one, place) != letter(other, place):
            return letter(one, place) < letter(other, place)
    return one[2] < other[2]
