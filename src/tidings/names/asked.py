"""One reading of a query held against all given names and fathers of a register at once.

A register of 200,000 names has some hundreds of given names and as many fathers. Only those that share a class, a
beginning or most letters with the one asked for are weighed; every other weighs what two different names weigh.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from tidings.names.evidence import INITIAL_FLOOR, SHORTEST_PREFIX, father_initials, given_evidence, patronymic_evidence
from tidings.names.given import initials_of, read_given
from tidings.names.parse import Reading
from tidings.names.patronymic import read_patronymic
from tidings.names.postings import SIXTEENTHS, Numbered
from tidings.names.romanise import schemes
from tidings.names.shares import SHIPPED_FLOORS

SLIPS: Final = 3
"""Units by which a name may differ and still be weighed."""
NEAREST: Final = 32
"""Names near by their letters that are weighed at most."""
_LETTERS: Final = 0.02
"""Bits of one per cent of letters alike in the given name: what is left to tell Алексей from Олексій."""
_PRESS: Final = 2
_INITIAL: Final = "."

Weights = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.uint32]


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    """Return one word as the press would spell it in Latin letters."""
    return schemes()[_PRESS].spell(word)


def _given_keys(plain: str) -> tuple[str, Iterable[str], Iterable[str]]:
    """Return the sound of a given name, its initials and what it shares with other forms of it."""
    name = read_given(plain)
    return name.units, initials_of(name), (*map(str, name.kinds), f"^{name.units[:SHORTEST_PREFIX]}")


def _father_keys(plain: str) -> tuple[str, Iterable[str], Iterable[str]]:
    name = read_patronymic(plain)
    return name.stem, father_initials(name), (*name.fathers, f"={name.stem}")


def _given_weight(asked: str, held: str) -> float:
    weight = given_evidence(asked, held).weight
    return weight + _LETTERS * ratio(_plain(asked), _plain(held)) if weight > 0 and len(asked) > 1 else weight


def _father_weight(asked: str, held: str) -> float:
    return patronymic_evidence(asked, held).weight


class Vocabulary:
    """The distinct names of one part in a register, and which of them one asked for may be."""

    def __init__(self, words: Numbered, *, fathers: bool = False) -> None:
        self._words = words
        self._keys, self._weigh = (_father_keys, _father_weight) if fathers else (_given_keys, _given_weight)
        self._other = SHIPPED_FLOORS.patronymic if fathers else SHIPPED_FLOORS.given
        self._sounds: list[str] = []
        self._under = defaultdict[str, list[int]](list)

    def settle(self) -> None:
        """Read the words that came since the last time."""
        for number in range(len(self._sounds), len(self._words.words)):
            word = self._words.words[number]
            sound, initials, keys = self._keys(word)
            self._sounds.append(sound)
            for initial in initials if word else ():
                self._under[_INITIAL + initial].append(number)
            for key in (_INITIAL,) if len(word) == 1 else keys if word else ():
                self._under[key].append(number)

    def _likely(self, asked: str) -> set[int]:
        """Return the numbers of the names that may be one with the name asked for."""
        sound, initials, keys = self._keys(asked)
        if len(asked) == 1:
            return {number for initial in initials for number in self._under.get(_INITIAL + initial, ())}
        found = {number for key in (_INITIAL, *keys) for number in self._under.get(key, ())}
        far = cdist([sound], self._sounds, scorer=OSA.distance, score_cutoff=SLIPS, dtype=np.uint8)[0]
        near = np.flatnonzero(far <= min(SLIPS, max(len(sound) // 2, 1)))
        if len(near) > NEAREST:
            near = near[np.argpartition(far[near], NEAREST)[:NEAREST]]
        return found.union(near.tolist())

    def weights(self, asked: str) -> Weights:
        """Return what each name weighs beside the one asked for, by its number; 0 for a part that is not stated."""
        self.settle()
        if not asked:
            return np.zeros(len(self._sounds))
        found = np.full(len(self._sounds), INITIAL_FLOOR if len(asked) == 1 else self._other)
        for number in self._likely(asked):
            found[number] = self._weigh(asked, self._words.words[number])
        found[0] = 0.0
        return found


class Asked:
    """One reading of a query."""

    def __init__(self, reading: Reading, given: Vocabulary, fathers: Vocabulary) -> None:
        self.given = given.weights(reading.given[0] if reading.given else "")
        self._fathers = fathers.weights(reading.patronymic)
        self._cost = reading.cost

    def scores(self, found: Numbers, bits: Weights) -> Weights:
        """Return the bits of postings (rows: given name, father, row, cost) whose surnames weigh `bits`."""
        given, father, _, cost = found
        scored: Weights = bits + self.given[given] + self._fathers[father] - np.maximum(cost / SIXTEENTHS, self._cost)
        return scored


def best_of(rows: Numbers, scores: Weights, most: int) -> Iterable[tuple[int, float]]:
    """Return the `most` best rows with their scores, of equal ones the first; a row may stand there more than once."""
    if len(rows) > most:
        least = np.partition(scores, -most)[-most]
        above = scores > least
        level = np.sort(rows[scores == least])[: most - int(above.sum())]
        rows, scores = np.concatenate([rows[above], level]), np.concatenate([scores[above], np.full(len(level), least)])
    return zip(rows.tolist(), scores.tolist(), strict=True)
