"""How a Cyrillic word is written in Latin letters, learned from pairs of spellings: what it costs, and the way back.

`letter_groups.tsv.gz` (tools/letter_costs.py) holds groups of letters that stand for each other (`щ` – `shch`, `ский` –
`sky`), by language, with their counts. Where `names.edits` hears sounds, this reads letters: it tells `Pulaski` from
`Pulawski`, ж written rz from ж written zh, a Japanese j from a Croatian one.
"""

import unicodedata
from functools import lru_cache
from math import log2
from typing import Final

from tidings.names.tables import rows

END: Final = "$"
LONGEST_GROUP: Final = 5
"""Letters of the longest group on either side."""
LETTER: Final = 12.0
"""Bits of a letter that answers to nothing on the other side."""
FARTHEST: Final = 80.0
_UNKNOWN: Final = 9.0
_READINGS: Final = 4
_RUSSIAN_ONLY: Final = str.maketrans("іїєґў", "ииегу")

Groups = dict[str, dict[str, float]]
"""Latin letters → Cyrillic letters → bits."""
_NONE: Final[dict[str, float]] = {}


@lru_cache(maxsize=1)
def _counted() -> dict[str, dict[tuple[str, str], int]]:
    found: dict[str, dict[tuple[str, str], int]] = {}
    for language, latin, cyrillic, count in rows("letter_groups.tsv.gz"):
        found.setdefault(language, {})[latin, cyrillic] = int(count)
    return found


@lru_cache(maxsize=2)
def groups(language: str) -> Groups:
    """Return the bits of each group, the mean of both directions; with nothing on one side against all groups."""
    counted = _counted()[language]
    total, latin, cyrillic = sum(counted.values()), dict[str, int](), dict[str, int]()
    for (left, right), count in counted.items():
        latin[left] = latin.get(left, 0) + count
        cyrillic[right] = cyrillic.get(right, 0) + count
    found: Groups = {}
    for (left, right), count in counted.items():
        written = log2((cyrillic[right] if right else total) / count)
        read = log2((latin[left] if left else total) / count)
        found.setdefault(left, {})[right] = (written + read) / 2
    return found


@lru_cache(maxsize=2)
def _joint(language: str) -> Groups:
    """Return the bits of each group among all groups, the four likeliest of each Latin group only."""
    counted = _counted()[language]
    total, found = sum(counted.values()), Groups()
    for (left, right), count in sorted(counted.items(), key=lambda group: -group[1]):
        if left and len(known := found.setdefault(left, {})) < _READINGS:
            known[right] = log2(total / count)
    return found


def bare(latin: str) -> str:
    """Take the accents off the letters that were never learned with them."""
    if latin.isascii():
        return latin
    known = groups("ru")
    return "".join(
        letter
        if letter in known
        else "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
        for letter in latin
    )


def russian_letters(cyrillic: str) -> str:
    """Return a word with the letters that only Ukrainian or Belarusian has put into Russian ones."""
    return cyrillic.translate(_RUSSIAN_ONLY)


class Written:
    """One Latin word, ready to be held against many Cyrillic ones."""

    def __init__(self, latin: str) -> None:
        self._latin = bare(latin) + END
        known = groups("ru")
        ends = range(len(self._latin) + 1)
        self._at = [
            [
                (end, known[self._latin[start:end]])
                for end in ends[start : start + LONGEST_GROUP + 1]
                if self._latin[start:end] in known
            ]
            for start in ends
        ]

    def cost(self, cyrillic: str, most: float = FARTHEST) -> float:
        """Return the bits it costs to take the Latin word for a spelling of a Cyrillic one; `most` where it is more."""
        word = russian_letters(cyrillic) + END
        width, height = len(word), len(self._latin)
        chunks = [[(end, word[j:end]) for end in range(j, min(j + LONGEST_GROUP, width) + 1)] for j in range(width + 1)]
        best: list[dict[int, float]] = [{} for _ in range(height + 1)]
        best[0][0] = 0.0
        for start, here in enumerate(best):
            for j in range(width + 1):
                bits = here.get(j, most)
                if bits >= most:
                    continue
                for end, known in self._at[start]:
                    there = best[end]
                    for right, letters in chunks[j]:
                        price = known.get(letters)
                        if price is not None and bits + price < there.get(right, most):
                            there[right] = bits + price
                if start < height and bits + LETTER < best[start + 1].get(j, most):
                    best[start + 1][j] = bits + LETTER
                if bits + LETTER < here.get(j + 1, most):
                    here[j + 1] = bits + LETTER
        return best[height].get(width, most)


def cyrillic_of(latin: str, *, language: str = "ru", top: int = 4) -> tuple[tuple[str, float], ...]:
    """Return the likeliest Cyrillic spellings of one lower-case Latin word with their bits, the likeliest first."""
    word, known = latin + END, _joint(language)
    best: list[dict[str, float]] = [{} for _ in range(len(word) + 1)]
    best[0][""] = 0.0
    for start in range(len(word)):
        for spelled, bits in sorted(best[start].items(), key=lambda way: way[1])[: 2 * top]:
            for end in range(start + 1, min(start + LONGEST_GROUP, len(word)) + 1):
                for right, price in known.get(word[start:end], _NONE).items():
                    longer = spelled + right
                    if bits + price < best[end].get(longer, FARTHEST):
                        best[end][longer] = bits + price
            letter = word[start]
            if letter not in known and bits + _UNKNOWN < best[start + 1].get(spelled, FARTHEST):
                best[start + 1][spelled] = bits + _UNKNOWN
    found = sorted(best[len(word)].items(), key=lambda way: way[1])[:top]
    return tuple((spelled.removesuffix(END), bits) for spelled, bits in found)
