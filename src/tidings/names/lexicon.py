"""The Cyrillic words of a register in the order of the alphabet: which of them a Latin word may spell.

The learned groups of letters of `names.spelled` are followed from left to right, but only along beginnings that some
word of the register has; so `Kojin` leads to Кодзин and `Drzewicki` to Джевицкий, whatever language wrote them.
"""

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from heapq import nsmallest
from operator import itemgetter
from typing import Final

from tidings.names.edits import LONGEST_WORD
from tidings.names.spelled import END, LETTER, LONGEST_GROUP, bare, groups, russian_letters

WAYS: Final = 12
"""Beginnings that are followed at each letter, the likeliest."""
MOST: Final = 16
"""Words that are returned at most."""
DEAREST: Final = 9.0
"""Bits of the dearest group that is followed."""
BEYOND: Final = 14.0
"""Bits by which a beginning may be worse than the best and still be followed."""

Options = tuple[tuple[str, float], ...]
_Ways = dict[str, tuple[float, int]]
"""Beginning → bits, and the place of the first word that has it."""


@lru_cache(maxsize=1)
def _options() -> dict[str, Options]:
    """Return the groups that are followed: Latin letters → Cyrillic letters with their bits."""
    return {
        latin: tuple((cyrillic, bits) for cyrillic, bits in known.items() if bits < DEAREST)
        for latin, known in groups("ru").items()
    }


class Lexicon:
    """Cyrillic words with their numbers, searchable by how they are written in Latin letters."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        found = sorted((russian_letters(word), number) for word, number in words)
        self._words = [word + END for word, _ in found]
        self._numbers = [number for _, number in found]

    def __len__(self) -> int:
        return len(self._words)

    def spelled(self, latin: str) -> dict[int, float]:
        """Return the words that a lower-case Latin word may spell with the bits of the likeliest way."""
        word = bare(latin) + END
        if len(word) > LONGEST_WORD:
            return {}
        best: list[_Ways] = [{} for _ in range(len(word) + 1)]
        best[0][""] = 0.0, 0
        for start in range(len(word)):
            self._follow(word, start, best)
        whole = nsmallest(MOST, best[-1].items(), key=itemgetter(1))
        return {number: bits for _, (bits, place) in whole for number in self._alike(place)}

    def _follow(self, word: str, start: int, best: list[_Ways]) -> None:
        """Follow the likeliest beginnings by one group each, or leave one Latin letter out."""
        here, known = best[start], _options()
        if not here:
            return
        steps = [
            (best[end], known[word[start:end]])
            for end in range(start + 1, min(start + LONGEST_GROUP, len(word)) + 1)
            if word[start:end] in known
        ]
        likeliest = nsmallest(WAYS, here.items(), key=itemgetter(1))
        worst = likeliest[0][1][0] + BEYOND
        for way in likeliest:
            beginning, (bits, place) = way
            if bits > worst:
                break
            self._step(way, steps)
            for silent, price in known.get("", ()):
                longer = beginning + silent
                if longer not in here and (first := self._first(longer, place)) >= 0:
                    self._step((longer, (bits + price, first)), steps)
            if word[start] != END and bits + LETTER < best[start + 1].get(beginning, (LETTER + bits + 1, 0))[0]:
                best[start + 1][beginning] = bits + LETTER, place

    def _step(self, way: tuple[str, tuple[float, int]], steps: list[tuple[_Ways, Options]]) -> None:
        """Put down where every group leads from one beginning; only beginnings that some word has are kept."""
        beginning, (bits, place) = way
        for there, options in steps:
            for letters, price in options:
                longer = beginning + letters
                before = there.get(longer)
                if before is None:
                    if (first := self._first(longer, place)) >= 0:
                        there[longer] = bits + price, first
                elif bits + price < before[0]:
                    there[longer] = bits + price, before[1]

    def _first(self, beginning: str, after: int) -> int:
        """Return the place of the first word with a beginning, -1 where there is none."""
        place = bisect_left(self._words, beginning, after)
        return place if place < len(self._words) and self._words[place].startswith(beginning) else -1

    def _alike(self, place: int) -> list[int]:
        """Return the numbers of the words that are the same in Russian letters."""
        last = place
        while last < len(self._words) and self._words[last] == self._words[place]:
            last += 1
        return self._numbers[place:last]
