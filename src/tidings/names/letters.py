"""From letters to units: one token of a name, in either script, written in one small alphabet of sounds.

A *unit* is one character: lower case for plain sounds, capitals for those that Latin writes with several letters
(`S` ш, `Z` ж, `C` ч, `W` щ, `A` я, `U` ю, `O` ё spoken as yo). `Shchavelskaya`, `Shchavelskaia` and the Cyrillic
spelling all become `WavelskaA`. What differs between languages (г as g or h) is left to the costs of `names.edits`.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

from tidings.names.tables import rows

VOWELS: Final = frozenset("aeiouAUO")

Script = Literal["c", "l"]

# After a vowel i is a glide (Nikolai, Mykhailo, Раиса); between consonants it stays.
_GLIDE: Final = re.compile(r"(?<=[aeouAUO])[ij](?![aeouAUOij])")
_FINAL_I: Final = re.compile(r"[ij]{2,}$|(?<=[^aeiouAUO])j$")
_DOUBLED: Final = re.compile(r"(.)\1+")
_GLIDE_BEFORE_VOWEL: Final = re.compile(r"(?<=[aeouAUO])[ij](?=[eo])")


@lru_cache(maxsize=2)
def _table(script: Script) -> tuple[dict[str, str], dict[str, int]]:
    """Return the unit of every group of letters, and the length of the longest group that begins with a letter."""
    found = {letters: unit for kind, letters, unit in rows("letters.tsv") if kind == script}
    longest: dict[str, int] = {}
    for letters in found:
        longest[letters[0]] = max(longest.get(letters[0], 1), len(letters))
    return found, longest


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"


def is_cyrillic(token: str) -> bool:
    """Say whether the first letter of a token is Cyrillic."""
    return any(map(_is_cyrillic, token[:1]))


def _counts(letter: str) -> bool:
    """Say whether a letter of a third script is kept; marks that only colour another letter are not."""
    return letter.isalnum() and unicodedata.category(letter) != "Lm"


def _bare(token: str, known: dict[str, str]) -> str:
    """Take the accents off every letter that the table does not know with them."""
    if token.isascii():
        return token
    return "".join(
        letter
        if letter in known
        else "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
        for letter in token
    )


@lru_cache(maxsize=200_000)
def units(token: str) -> str:
    """Return one cleaned, lower-case token as units.

    Args:
        token: letters of one script, as `names.fold` cleans them; hyphens and apostrophes are dropped.

    Returns:
        The units; empty where no letter of either script is known (other scripts stay as they are, letter by letter).
    """
    known, longest = _table("c" if is_cyrillic(token) else "l")
    bare = _bare(token, known)
    spelled, place = [], 0
    while place < len(bare):
        letter = bare[place]
        size = longest.get(letter, 1)
        while size > 1 and bare[place : place + size] not in known:
            size -= 1
        unit = known.get(bare[place : place + size])
        spelled.append(unit if unit is not None else letter if _counts(letter) else "")
        place += size
    sound = _DOUBLED.sub(r"\1", "".join(spelled))
    sound = _GLIDE_BEFORE_VOWEL.sub("", sound)
    sound = _FINAL_I.sub("i", _GLIDE.sub("j", sound))
    return _DOUBLED.sub(r"\1", sound)
