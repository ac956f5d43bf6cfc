"""The distinct words of all names, each looked at once by the readers of `tidings.names`, as columns."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log2
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.columns import NONE, Bools, Int8s, Int32s
from tidings.linkage.engines.batch.halves import halved
from tidings.names.cases import uses
from tidings.names.fold import tidy, tokens
from tidings.names.given import Given, is_formal, read_given
from tidings.names.letters import is_cyrillic
from tidings.names.parse import BENT, PARTICLES, UNKNOWN_PATRONYMIC, given_bits, may_be_glued, surname_bits
from tidings.names.patronymic import Patronymic, ends_patronymic, looks_patronymic, read_patronymic
from tidings.names.surname import read_surname

Float64s = npt.NDArray[np.float64]

GENDERS: Final = {"": 0, "m": 1, "f": 2}
_SIMPLE: Final = re.compile(r"[А-ЯЁІЇЄҐ]?[а-яёіїєґ]+|[А-ЯЁІЇЄҐ]+|[A-Z]?[a-z]+|[A-Z]+")
"""A word that cleaning leaves as it is, but for its capitals."""


class Vocabulary:
    """The distinct cleaned words, numbered as they come, and the words in each chunk of text between two spaces."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.words: list[str] = []

    def number(self, word: str) -> int:
        """Return the number of a cleaned word, a new one where it was not met before."""
        found = self._numbers.setdefault(word, len(self.words))
        if found == len(self.words):
            self.words.append(word)
        return found

    def chunks(self, texts: Iterable[str]) -> tuple[Int32s, Int32s, Bools]:
        """Read chunks of text that hold no space.

        Returns:
            How many words each has, all their words, and whether a chunk must be read with what stands around it: it
            has a comma, or a word that cleaning changes again.
        """
        counts, found, plain = [], [], []
        for text in texts:
            if _SIMPLE.fullmatch(text):
                counts.append(1)
                found.append(self.number(text.lower()))
                plain.append(False)
                continue
            clean = tidy(text)
            own = tokens(clean)
            counts.append(len(own))
            found += [self.number(token.plain) for token in own]
            again = tokens(tidy(" ".join(token.text for token in own)))
            plain.append("," in clean or again != own)
        return np.array(counts, np.int32), np.array(found, np.int32), np.array(plain, np.bool_)


@dataclass(frozen=True, slots=True)
class Words:
    """What the lists and endings say of every word of a vocabulary; bits as `names.parse` weighs them.

    Attributes:
        as_surname: log2 of its share as a surname.
        as_given: the same as a given name.
        as_patronymic: the same as a patronymic.
        looks: whether it looks like a patronymic (`looks_patronymic`).
        ends: whether it ends like one.
        initial: whether it is one letter.
        cyrillic: whether it begins with a Cyrillic letter.
        formal: whether it is a usual given name as it stands.
        bent: whether its ending tells an oblique case.
        lone: whether, standing alone, it may be a given name glued to a surname.
        silent: whether it has no units at all.
        sound: number of its units; two words of one number are spelled alike.
        pieces: numbers of the words it is made of, parted at hyphens, (words, 2); NONE behind the last.
        plain: whether it has at most two pieces and no particle among them.
        surname_gender: what its ending tells as a surname: 0, 1 man, 2 woman.
    """

    as_surname: Float64s
    as_given: Float64s
    as_patronymic: Float64s
    looks: Bools
    ends: Bools
    initial: Bools
    cyrillic: Bools
    formal: Bools
    bent: Bools
    lone: Bools
    silent: Bools
    sound: Int32s
    pieces: Int32s
    plain: Bools
    surname_gender: Int8s


@dataclass(frozen=True, slots=True)
class _Said:
    """What the lists and endings say of some words, one number a word: bits, then yes or no, then the rest."""

    bits: Float64s
    says: Bools
    gender: Int8s
    sounds: list[str]


def read_words(vocabulary: Vocabulary) -> Words:
    """Read every word of a vocabulary; pieces of hyphened words are added to it and read too."""
    pieces = _pieces(vocabulary)
    _load()
    read = halved(_said, vocabulary.words)
    sounds: dict[str, int] = {}
    numbers = [sounds.setdefault(sound, len(sounds)) for one in read for sound in one.sounds]
    as_surname, as_given, as_patronymic = np.concatenate([one.bits for one in read], axis=1)
    looks, ends, initial, cyrillic, formal, bent, lone, silent, plain = np.concatenate(
        [one.says for one in read], axis=1
    )
    return Words(
        as_surname=as_surname,
        as_given=as_given,
        as_patronymic=as_patronymic,
        looks=looks,
        ends=ends,
        initial=initial,
        cyrillic=cyrillic,
        formal=formal,
        bent=bent,
        lone=lone,
        silent=silent,
        sound=np.array(numbers, np.int32),
        pieces=pieces,
        plain=plain,
        surname_gender=np.concatenate([one.gender for one in read]),
    )


def _load() -> None:
    """Load the lists of names, so that a second process need not load them again."""
    surname_bits("а"), given_bits("а"), looks_patronymic("а"), read_patronymic("а"), read_given("а")


def _said(words: Sequence[str]) -> _Said:
    looks = [looks_patronymic(word) for word in words]
    surnames = [read_surname(word) for word in words]
    says = [
        looks,
        [ends_patronymic(word) for word in words],
        [len(word) == 1 for word in words],
        [is_cyrillic(word) for word in words],
        [is_formal(word) for word in words],
        [BENT.search(word) is not None for word in words],
        [may_be_glued(word) for word in words],
        [not surname.units for surname in surnames],
        [_is_plain(word) for word in words],
    ]
    fathers = [
        log2(read_patronymic(word).share) if own else UNKNOWN_PATRONYMIC for word, own in zip(words, looks, strict=True)
    ]
    bits = [[surname_bits(word) for word in words], [given_bits(word) for word in words], fathers]
    told = [GENDERS[surname.gender if surname.known or surname.slavic else ""] for surname in surnames]
    sounds = [surname.units for surname in surnames]
    return _Said(np.array(bits, np.float64), np.array(says, np.bool_), np.array(told, np.int8), sounds)


def _parts(word: str) -> list[str]:
    return [part for part in word.split("-") if part]


def _is_plain(word: str) -> bool:
    parts = _parts(word)
    return len(parts) <= 2 and PARTICLES.isdisjoint(parts)  # noqa: PLR2004 -- as many as a row holds


def _pieces(vocabulary: Vocabulary) -> Int32s:
    rows: list[tuple[int, int]] = []
    place = 0
    while place < len(vocabulary.words):
        word = vocabulary.words[place]
        parts = [word] if "-" not in word else [*_parts(word), ""]
        second = vocabulary.number(parts[1]) if len(parts) > 1 and parts[1] else NONE
        rows.append((vocabulary.number(parts[0]) if "-" in word else place, second))
        place += 1
    return np.array(rows, np.int32).reshape(len(rows), 2)


def genders_of(words: Iterable[str], read: Callable[[str], Given | Patronymic]) -> Int8s:
    """Return the sex that each of some words tells as a given name or patronymic: 0, 1 man, 2 woman; initials none."""
    return np.array([GENDERS[read(word).gender] if len(word) > 1 else 0 for word in words], np.int8)


def masks_of_use(words: Sequence[str]) -> dict[str, npt.NDArray[np.int64]]:
    """Return for each part ("s", "g", "p") the languages, genders and cases each word may stand in, a bit for each."""
    bits: dict[str, int] = {}
    found = {part: np.zeros(len(words), np.int64) for part in "sgp"}
    for place, word in enumerate(words):
        for part, use in uses(word) if is_cyrillic(word) and len(word) > 1 else ():
            found[part][place] |= 1 << bits.setdefault(use, len(bits))
    return found
