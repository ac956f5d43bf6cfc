"""The distinct surnames of a register: which of them a word may be a spelling of, the likeliest first.

A register of 200,000 names has some 60,000 surnames; only these are searched by their letters. Three ways lead to a
word, each tried only where the one before it found nothing near: the skeleton of consonants with at most one left out,
shared pairs and triples of units (in numpy), and for a Latin word the Cyrillic ones it may spell in any language
(`names.lexicon`). What is found is ranked by the learned edits of `names.edits` and, for a Latin word against Cyrillic
ones, by the learned spellings of `names.spelled`.
"""

import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from tidings.names.edits import FARTHEST, edit_cost
from tidings.names.keys import skeleton
from tidings.names.letters import is_cyrillic
from tidings.names.lexicon import Lexicon
from tidings.names.spelled import Written
from tidings.names.surname import Surname, read_surname

NEAR: Final = 2.0
"""Bits within which the best word must be for the search to stop at skeletons."""
SAME_LETTERS: Final = 240
"""Words of like skeletons that are looked at; the others have fewer of the same letters."""
ALIGNED: Final = 26
"""Words whose edits are weighed; the others differ by more letters."""
ALIGNED_BY_GRAMS: Final = 160
SPELLED: Final = 10
"""Words of which the letters are weighed too."""
SPELLED_UNSURE: Final = 16
"""The same where no word sounds like the one asked for."""
LONGEST_SPELLED: Final = 24
"""Letters of the longest word whose spelling is weighed; longer ones are several words, or none."""
PLAINLY: Final = 3.0
"""Bits of spelling above which a word that only sounds right is not enough: other languages are tried."""
UNWEIGHED: Final = 8.0
"""Bits of spelling, beside the best word's, that are put on words not weighed."""
FOREIGN: Final = 8.0
"""Bits of sound that a word costs at most whose letters fit (Kojin, Кодзин), and what each bit of its letters adds."""
FOREIGN_LETTERS: Final = 0.3
MOST_LETTERS: Final = 30.0
BEYOND: Final = 12.0
"""Bits by which a word may be worse than the best and still be ranked by its letters."""
GENDERED: Final = 3.0
LETTERS: Final = 0.6
"""What a bit of spelling counts beside a bit of sound; chosen on the development split of Wikidata's tokens."""
GRAMS: Final = 0.5
"""What one unit of n-gram likeness is worth in bits, likewise."""
_GRAM_BUCKETS: Final = 1 << 16
_MOST_PENDING: Final = 2000
_MASK_BITS: Final = 63
_SHORTEST_BONE: Final = 3

Numbers = npt.NDArray[np.uint32]
Masks = npt.NDArray[np.uint64]
Weights = npt.NDArray[np.float32]


class Near(NamedTuple):
    """One word of the register and the bits it costs to take the word asked for as a spelling of it."""

    word: int
    cost: float


def bone_keys(stem: str) -> set[int]:
    """Return the hashed skeleton of a stem, and the skeletons with one consonant left out."""
    bone = skeleton(stem)
    found = {bone}
    if len(bone) >= _SHORTEST_BONE:
        found |= {bone[:place] + bone[place + 1 :] for place in range(len(bone))}
    return {zlib.crc32(key.encode()) for key in found}


@lru_cache(maxsize=20_000)
def grams(sound: str) -> tuple[int, ...]:
    """Return the hashed pairs and triples of a word's units and of its skeleton."""
    whole, bones = f"^{sound}$", f"<{skeleton(sound)}>"
    found = {text[i : i + size] for text in (whole, bones) for size in (2, 3) for i in range(len(text) - size + 1)}
    return tuple(zlib.crc32(gram.encode()) % _GRAM_BUCKETS for gram in found)


def _mask(stem: str) -> np.uint64:
    """Return which units a word has, one bit each."""
    bits = 0
    for unit in stem:
        bits |= 1 << (ord(unit) & _MASK_BITS)
    return np.uint64(bits)


def _filed(keys: list[Iterable[int]]) -> tuple[Numbers, Numbers]:
    """Return the keys of all words in order, and beside each the word."""
    counts = [len(tuple(found)) for found in keys]
    flat = np.fromiter((key for found in keys for key in found), dtype=np.uint32, count=sum(counts))
    words = np.repeat(np.arange(len(keys), dtype=np.uint32), counts)
    order = np.argsort(flat, kind="stable")
    return flat[order], words[order]


class Words:
    """Distinct cleaned surnames, numbered in the order they came."""

    def __init__(self, plain: Iterable[str] = ()) -> None:
        self.plain: list[str] = []
        self._numbers: dict[str, int] = {}
        self._stems: list[str] = []
        self._sounds: list[str] = []
        self._lexicon = Lexicon(())
        self._settled = 0
        for word in plain:
            self.number(word)

    def __len__(self) -> int:
        return len(self.plain)

    def number(self, plain: str) -> int:
        """Return the number of a word, a new one where it is not known yet."""
        known = self._numbers.get(plain)
        if known is not None:
            return known
        read = read_surname(plain)
        self._numbers[plain] = number = len(self.plain)
        self.plain.append(plain)
        self._stems.append(read.stem)
        self._sounds.append(read.stem if read.stem == read.units else read.units)
        return number

    def settle(self) -> None:
        """File all words under their keys; until then new words are looked through one by one."""
        if self._settled == len(self):
            return
        self._bones, self._bone_words = _filed([bone_keys(stem) for stem in self._stems])
        self._masks: Masks = np.fromiter(map(_mask, self._stems), dtype=np.uint64, count=len(self))
        keys, self._gram_words = _filed([grams(sound) for sound in self._sounds])
        self._starts = np.searchsorted(keys, np.arange(_GRAM_BUCKETS + 1, dtype=np.uint32))
        met = np.diff(self._starts)
        self._worth: Weights = np.log(len(self) / np.maximum(met, 1)).astype(np.float32) ** 2
        lengths = np.zeros(len(self), dtype=np.float32)
        np.add.at(lengths, self._gram_words, self._worth[keys])
        self._lengths: Weights = np.sqrt(np.maximum(lengths, 1e-6))
        self._lexicon = Lexicon((word, number) for number, word in enumerate(self.plain) if is_cyrillic(word))
        self._settled = len(self)

    def _by_bones(self, asked: Surname) -> list[int]:
        """Return the words that share a skeleton, and those not filed yet."""
        if len(self) - self._settled > _MOST_PENDING or not self._settled:
            self.settle()
        keys = np.fromiter(bone_keys(asked.stem), dtype=np.uint32)
        first, last = np.searchsorted(self._bones, keys, "left"), np.searchsorted(self._bones, keys, "right")
        found = np.concatenate([self._bone_words[start:end] for start, end in zip(first, last, strict=True)])
        found = np.unique(found)
        if len(found) > SAME_LETTERS:
            apart = np.bitwise_count(self._masks[found] ^ _mask(asked.stem))
            found = found[np.argpartition(apart, SAME_LETTERS)[:SAME_LETTERS]]
        return [*found.tolist(), *range(self._settled, len(self))]

    def _by_grams(self, sound: str) -> dict[int, float]:
        """Return the words that share most pairs and triples, with their likeness."""
        asked = [gram for gram in grams(sound) if self._starts[gram] < self._starts[gram + 1]]
        if not asked:
            return {}
        slices = [self._gram_words[self._starts[gram] : self._starts[gram + 1]] for gram in asked]
        worth = np.repeat(self._worth[asked], [len(words) for words in slices])
        shared = np.bincount(np.concatenate(slices), weights=worth, minlength=self._settled)
        likeness = shared / self._lengths
        most = min(ALIGNED_BY_GRAMS, len(likeness))
        best = np.argpartition(-likeness, most - 1)[:most]
        return dict(zip(best.tolist(), likeness[best].tolist(), strict=True))

    def _cost(self, asked: Surname, word: int) -> float:
        """Return the edit cost against one word as it stands, the gendered ending included."""
        stem, sound, cyrillic = self._stems[word], self._sounds[word], is_cyrillic(self.plain[word])
        if sound == asked.units:
            return 0.0
        whole = edit_cost(asked.units, sound, left_cyrillic=asked.cyrillic, right_cyrillic=cyrillic)
        if stem == sound and asked.stem == asked.units:
            return whole
        return min(whole, GENDERED + edit_cost(asked.stem, stem, left_cyrillic=asked.cyrillic, right_cyrillic=cyrillic))

    def near(self, plain: str, *, letters: bool = True) -> list[Near]:
        """Return the words that a cleaned surname may be a spelling of, the likeliest first.

        Args:
            plain: the surname asked for.
            letters: whether the letters of a Latin word are weighed too, not only its sound.
        """
        if not len(self):
            return []
        asked = read_surname(plain)
        words = self._by_bones(asked)
        if len(words) > ALIGNED:
            far = cdist([asked.stem], [self._stems[word] for word in words], scorer=OSA.distance, dtype=np.uint8)[0]
            words = [words[place] for place in np.argpartition(far, ALIGNED)[:ALIGNED].tolist()]
        found = [Near(word, self._cost(asked, word)) for word in words]
        if min((near.cost for near in found), default=NEAR) >= NEAR:
            alike = self._by_grams(asked.units)
            costs = {**dict(found), **{word: self._cost(asked, word) for word in alike}}
            found = [Near(word, cost - GRAMS * alike.get(word, 0.0)) for word, cost in costs.items()]
        found.sort(key=lambda near: near.cost)
        weighed = letters and not asked.cyrillic and len(plain) <= LONGEST_SPELLED
        return self._spelled(plain, found) if weighed else found

    def _spelled(self, latin: str, found: list[Near]) -> list[Near]:
        """Weigh the letters of the best words too, where a Latin word meets Cyrillic ones."""
        sure = found and found[0].cost < NEAR
        if not self._lexicon or (sure and (len(found) == 1 or found[1].cost > found[0].cost + BEYOND)):
            return found
        letters = self._letters(latin, found[: SPELLED if sure else SPELLED_UNSURE])
        if not sure or min(letters.values(), default=PLAINLY) > PLAINLY:
            letters = {**self._lexicon.spelled(latin), **letters}
        if not letters:
            return found
        costs, asked = dict(found), read_surname(latin)
        least = min(letters.values())
        weighed = [
            Near(word, _together(costs[word] if word in costs else self._cost(asked, word), bits, least))
            for word, bits in letters.items()
        ]
        weighed += [Near(word, cost + LETTERS * UNWEIGHED) for word, cost in found if word not in letters]
        weighed.sort(key=lambda near: near.cost)
        return weighed

    def _letters(self, latin: str, found: list[Near]) -> dict[int, float]:
        """Return the bits of spelling of words found by their sound, as long as they may still come first."""
        written, letters = Written(latin), dict[int, float]()
        least, winning = MOST_LETTERS, FARTHEST
        for near in found:
            if near.cost > winning:
                break
            if is_cyrillic(self.plain[near.word]):
                letters[near.word] = bits = written.cost(self.plain[near.word], least + BEYOND)
                least, winning = min(least, bits), min(winning, near.cost + LETTERS * bits)
        return letters


def _together(sound: float, letters: float, least: float) -> float:
    """Return what a word costs by its sound and by its letters; letters alone may outweigh any sound."""
    return min(sound, FOREIGN + FOREIGN_LETTERS * letters) + LETTERS * (letters - least)
