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
def _table(script: Script) -> tuple[re.Pattern[str], dict[str, str]]:
    found = {letters: unit for kind, letters, unit in rows("letters.tsv") if kind == script}
    longest_first = sorted(found, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), found


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
    pattern, known = _table("c" if is_cyrillic(token) else "l")
    bare = _bare(token, known)
    spelled, end = [], 0
    for found in pattern.finditer(bare):
        spelled.append("".join(letter for letter in bare[end : found.start()] if _counts(letter)))
        spelled.append(known[found[0]])
        end = found.end()
    spelled.append("".join(letter for letter in bare[end:] if _counts(letter)))
    sound = _DOUBLED.sub(r"\1", "".join(spelled))
    sound = _GLIDE_BEFORE_VOWEL.sub("", sound)
    sound = _FINAL_I.sub("i", _GLIDE.sub("j", sound))
    return _DOUBLED.sub(r"\1", sound)
