"""Latin names in Cyrillic letters: the way back of `romanise`, with every word looked up in the lists of its part."""

import re
from functools import lru_cache
from itertools import islice, product
from math import log2
from typing import Final

from tidings.kernel.scripts import script_of
from tidings.names.edits import edit_cost
from tidings.names.given import class_of, read_given
from tidings.names.letters import is_cyrillic, units
from tidings.names.parse import parse
from tidings.names.spelled import cyrillic_of
from tidings.names.surname import read_surname

LANGUAGES: Final = ("ru", "uk")
MOST: Final = 6
WORDS_EACH: Final = 3
MOST_WORDS: Final = 8
"""Words of the longest name that is spelled the other way; what has more is no name."""
LONGEST_WORD: Final = 30
"""Letters of the longest word that is spelled the other way, likewise."""
_LISTED: Final = 8.0
"""Bits in favour of a surname that some list has."""
_SOUND: Final = 1.0
_READ: Final = 12
_UNWRITTEN: Final = re.compile(
    "[аеёиоуыэюяіїєґгкх]ь|ь[аеёиоуыьэіс]|[иаоуеы]и(?!$)|ии$|[йґг]{2}|й[аеиіу]|[гкх]ы|^[ьы]|шч|тс|кс$"
)
_BOTH: Final = (
    (re.compile("[иійь]а"), "я"),
    (re.compile("[иійь]у"), "ю"),
    (re.compile("[шщ]ч"), "щ"),
    (re.compile("[иійы]{2}$"), "ий"),
)
_USUAL: Final = {
    "ru": (*_BOTH, (re.compile("(?<=[сцз])ька$|(?<=[сц]к)а$"), "ая"), (re.compile("ь(?=ск)"), "")),
    "uk": (*_BOTH, (re.compile("(?<=[сц])к(?=а$|ий$)"), "ьк")),
}
"""What two letters side by side stand for."""
_UNWRITTEN_BITS: Final = 6.0
"""Bits against letters that hardly ever stand together in a surname."""

Weighed = tuple[tuple[str, float], ...]


def _given(word: str, language: str) -> Weighed:
    """Return the formal names of the classes of a given name, the commonest first."""
    read = read_given(word)
    formal = [(class_of(number), kind) for number, kind in read.kinds.items() if kind != "n"]
    named = [
        (
            found.russian if language == "ru" else found.ukrainian or found.russian,
            -log2(found.share) + 4.0 * (kind in "st"),
        )
        for found, kind in formal
        if is_cyrillic(found.russian)
    ]
    return tuple(sorted(named, key=lambda way: way[1])[:WORDS_EACH])


def _surname(word: str, language: str) -> Weighed:
    """Return the likeliest spellings; a listed surname and one that sounds like the Latin word come first."""
    found = []
    for spelled, bits in cyrillic_of(word, language=language, top=_READ):
        for pattern, usual in _USUAL[language]:
            spelled = pattern.sub(usual, spelled)  # noqa: PLW2901 -- mended step by step
        read = read_surname(spelled)
        heard = edit_cost(read.units, units(word), left_cyrillic=True, right_cyrillic=False)
        odd = _UNWRITTEN_BITS * len(_UNWRITTEN.findall(spelled.replace("ьськ", "")))
        found.append((spelled, bits + _SOUND * heard + odd - _LISTED * read.known))
    best = dict(sorted(found, key=lambda way: -way[1]))  # of like spellings the likeliest is kept
    return tuple(sorted(best.items(), key=lambda way: way[1])[:WORDS_EACH])


@lru_cache(maxsize=10_000)
def cyrillise(text: str, *, language: str = "") -> tuple[str, ...]:
    """Return the Cyrillic spellings that may stand behind a Latin name, the likeliest first, each once.

    Args:
        text: the name; Cyrillic words in it stay as they are. The order of the words is kept.
        language: `ru` or `uk`; both where empty.

    Raises:
        NameTooLong: the text has more than 200 characters.
    """
    name = parse(text)
    if not name.readings or script_of(name.text) == "cyrillic" or len(name.text.split()) > MOST_WORDS:
        return (name.text,) if name.text else ()
    found: list[tuple[str, float]] = []
    for wanted in (language,) if language else LANGUAGES:
        found += _combined(name.text, frozenset(name.readings[0].given), wanted)
    found.sort(key=lambda way: way[1])
    return tuple(dict.fromkeys(spelled for spelled, _ in found))[: MOST * (1 if language else 2)]


def _combined(text: str, given: frozenset[str], language: str) -> list[tuple[str, float]]:
    """Return the likeliest spellings of a whole name in one language."""
    words: list[Weighed] = []
    for written in text.split():
        plain = written.casefold().replace("'", "").strip('.,;()-"')
        if not plain or len(plain) > LONGEST_WORD or is_cyrillic(plain) or not plain.isalpha():
            words.append(((written, 0.0),))
            continue
        ways = _given(plain, language) if plain in given else ()
        words.append(ways or _surname(plain, language) or ((written, 0.0),))
    best = [
        (
            " ".join(word[:1].upper() + word[1:] for word, _ in ways),
            sum(bits - words[i][0][1] for i, (_, bits) in enumerate(ways)),
        )
        for ways in islice(product(*words), 200)
    ]
    return sorted(best, key=lambda way: way[1])[:MOST]
