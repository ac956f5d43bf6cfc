"""Nominatives: what name an oblique one may come from (`Терещука Олексія` → `Терещук Олексій`), all readings kept.

The endings are data (cases.tsv). A name is read as oblique only where one case and one gender fit all its words and one
of them comes from a given name that the lists know.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from math import prod
from typing import Final, NamedTuple

from tidings.names.fold import Token, tidy, tokens
from tidings.names.given import class_of, is_listed, read_given
from tidings.names.letters import is_cyrillic, units
from tidings.names.patronymic import ends_patronymic
from tidings.names.surname import read_surname, share_of, split_gender
from tidings.names.tables import rows

MOST_READINGS: Final = 6
MOST_TOKENS: Final = 4
MOST_COMBINED: Final = 200
SPELLED: Final = 8.0
"""How much likelier a given name is that is spelled as its formal form, letter by letter."""
_SHORTEST: Final = 1
_LONGEST_ENDING: Final = 5
_VOWELS: Final = frozenset("аеёиіїоуыэюяє")
_UNBENDING: Final = ("о", "е", "и", "ых", "их", "у", "ю", "э", "є")
_ADJECTIVE: Final = ("ый", "ий", "ій")
_RARE: Final = 2**-19


class _Use(NamedTuple):
    """In which language, gender and case a word may stand."""

    language: str
    gender: str
    case: str


class _Bent(NamedTuple):
    """A word as it may stand in the nominative: the part it then is, the word, how usual it is."""

    part: str
    word: str
    share: float


@lru_cache(maxsize=1)
def _endings() -> dict[str, list[tuple[_Use, str, str]]]:
    found = defaultdict[str, list[tuple[_Use, str, str]]](list)
    for language, part, gender, case, ending, nominative in rows("cases.tsv"):
        found[ending].append((_Use(language, gender, case), part, nominative))
    return dict(found)


def _share(part: str, word: str, gender: str) -> float:
    """Return how usual a word is as a nominative of that part and gender; 0 where it is none."""
    if part == "p":
        return 1.0 if ends_patronymic(word) else 0.0
    if part == "g":
        if not is_listed(word):
            return 0.0
        read = read_given(word)
        formal = [class_of(number) for number, kind in read.kinds.items() if kind in "rus"]
        spelled = (
            found.share * (SPELLED if word in {found.russian, found.ukrainian} else 1.0)
            for found in formal
            if found.sex in {gender, ""}
        )
        return max(spelled, default=0.0)
    surname = read_surname(word)
    if surname.gender and surname.gender != gender:
        return 0.0
    share = share_of(split_gender(units(word))[0]) or 0.0
    return max(share, _RARE if surname.gender or word.endswith(_ADJECTIVE) else 0.0)


def _unbent(token: Token) -> Iterator[tuple[_Use, _Bent]]:
    """Yield the surname as it stands where it is one that does not bend: women's in a consonant, Петренко, Черных."""
    word = token.plain
    surname = read_surname(word)
    if surname.known:
        for language, case in product(("ru", "uk"), ("gen", "dat", "acc", "ins", "loc")):
            if word[-1] not in _VOWELS:
                yield _Use(language, "f", case), _Bent("s", token.text, surname.share)
            if word.endswith(_UNBENDING):
                for gender in "mf" if language == "ru" or not word.endswith("о") else "f":
                    yield _Use(language, gender, case), _Bent("s", token.text, surname.share)


def _bent(token: Token) -> Iterator[tuple[_Use, _Bent]]:
    """Yield every nominative behind one word."""
    word = token.plain
    for width in range(min(_LONGEST_ENDING, len(word) - _SHORTEST) + 1):
        stem, ending = word[: len(word) - width], word[len(word) - width :]
        for use, part, nominative in _endings().get(ending, ()):
            if share := _share(part, stem + nominative, use.gender):
                yield use, _Bent(part, token.text[: len(token.text) - width] + nominative, share)
    yield from _unbent(token)


def _agreeing(words: list[list[tuple[_Use, _Bent]]]) -> Iterator[tuple[_Bent, ...]]:
    """Yield one nominative of every word, all of one language, gender and case."""
    by_use: list[dict[_Use, list[_Bent]]] = []
    for ways in words:
        found = defaultdict[_Use, list[_Bent]](list)
        for use, bent in ways:
            found[use].append(bent)
        by_use.append(found)
    for use in set(by_use[0]).intersection(*by_use[1:]):
        yield from islice(product(*(found[use] for found in by_use)), MOST_COMBINED)


@lru_cache(maxsize=50_000)
def uses(plain: str) -> frozenset[tuple[str, str]]:
    """Return in which parts ("s", "g", "p") and in which language, gender and case a cleaned word may stand.

    A name has no nominatives unless all its words share a language, gender and case.
    """
    return frozenset((bent.part, "".join(use)) for use, bent in _bent(Token(plain, plain, initial=False)))


@lru_cache(maxsize=20_000)
def nominatives(text: str) -> tuple[str, ...]:
    """Return what a Cyrillic name may be in the nominative if it stands in another case, the likeliest first.

    Args:
        text: the name in any order, with a given name among its words.

    Returns:
        The name's words in the nominative, order kept; empty where no case fits all of them.

    Raises:
        NameTooLong: the text has more than 200 characters.
    """
    words = tokens(tidy(text))
    if not 0 < len(words) <= MOST_TOKENS or not all(is_cyrillic(word.plain) and not word.initial for word in words):
        return ()
    weighed: dict[str, float] = {}
    for bents in _agreeing([list(_bent(token)) for token in words]):
        parts = [bent.part for bent in bents]
        if parts.count("g") == 1 and parts.count("p") <= 1 and parts.count("s") <= 1:
            name = " ".join(bent.word for bent in bents)
            weighed[name] = max(weighed.get(name, 0.0), prod(bent.share for bent in bents))
    heard: dict[str, str] = {}
    # Of like ones the adjective in -ый before the one in -ой, which is rarer.
    for name in sorted(weighed, key=lambda name: (-weighed[name], "ой" in name, name)):
        heard.setdefault(" ".join(map(units, name.casefold().split())), name)
    return tuple(heard.values())[:MOST_READINGS]
