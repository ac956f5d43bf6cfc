"""Cleaning what people type: one name in any dress becomes plain tokens, and each token becomes units.

Folded are: composed letters (NFC), apostrophes, look-alike letters of the other script, capitals, glued words,
initials, digits,
emoji, control and direction marks. Order and commas are the business of `names.parse`.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final

from tidings.kernel.errors import TidingsError
from tidings.names.letters import units

LONGEST_NAME: Final = 200
"""Letters in the longest name that is read; anything longer is no name but a pasted page."""

_APOSTROPHES: Final = re.compile("['’‘ʼʻʿ`´ʹ′ʺ″]")
_NOT_NAME: Final = re.compile(r"[^\w\s,.;()\"«»„“”'-]|_")
_TOKEN: Final = re.compile(r"[^\W\d_][\w'-]*", re.UNICODE)
_GLUED: Final = re.compile(r"(?<=[a-zа-яёіїєґ]{3})(?=[A-ZА-ЯЁІЇЄҐ][a-zа-яёіїєґ]{2})")
_UNSEEN: Final = frozenset({"Cf", "Cc", "Co", "Cs", "Mn", "Me"})
"""Categories of characters that a name does not need: control and direction marks, accents that no letter takes up."""
_DASHES: Final = re.compile(r"[\u2010-\u2015\u2212]")
_PAIRS: Final = "aаeеoоpрcсxхyуiіjјsѕhһkкmмtтbвnнAАBВCСEЕHНIІJЈKКMМOОPРSЅTТXХYУ"
_TO_CYRILLIC: Final = str.maketrans(_PAIRS[0::2], _PAIRS[1::2])
_TO_LATIN: Final = str.maketrans(_PAIRS[1::2], _PAIRS[0::2])


class NameTooLong(TidingsError):
    """A name of more than `LONGEST_NAME` letters."""

    code: ClassVar[str] = "names.too_long"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name.

    Attributes:
        text: as written, cleaned of marks that belong to no name.
        plain: lower case, without apostrophes; what `names.letters.units` reads.
        initial: whether it stands for a whole name by its first letter ("М." or "М").
    """

    text: str
    plain: str
    initial: bool


def _one_script(token: str) -> str:
    """Turn look-alike letters of the other script into those of the script that the token is written in."""
    cyrillic = sum("\u0400" <= letter <= "\u052f" for letter in token)
    latin = sum(letter.isalpha() and letter < "\u0250" for letter in token)
    if not cyrillic or not latin:
        return token
    to_cyrillic, to_latin = token.translate(_TO_CYRILLIC), token.translate(_TO_LATIN)
    if not any(letter.isalpha() and letter < "\u0250" for letter in to_cyrillic):
        # Both ways may be open (every letter has a twin): the script of the majority wins.
        both = not any("\u0400" <= letter <= "\u052f" for letter in to_latin)
        return to_latin if both and latin > cyrillic else to_cyrillic
    return to_latin if not any("\u0400" <= letter <= "\u052f" for letter in to_latin) else token


@lru_cache(maxsize=100_000)
def tidy(text: str) -> str:
    """Return a name as written, but clean: composed, one kind of apostrophe and dash, no emoji, no control marks.

    Raises:
        NameTooLong: the text has more than `LONGEST_NAME` characters.
    """
    composed = unicodedata.normalize("NFKC", text[: LONGEST_NAME + 1])
    if (letters := max(len(text), len(composed))) > LONGEST_NAME:
        raise NameTooLong(
            f"A name of {letters} letters is too long; {LONGEST_NAME} at most are read. Give the name alone."
        )
    composed = _APOSTROPHES.sub("'", _DASHES.sub("-", composed))
    visible = "".join(c for c in composed if unicodedata.category(c) not in _UNSEEN or c in "\t\n")
    return " ".join(_GLUED.sub(" ", _NOT_NAME.sub(" ", visible)).split())


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a tidy text, each in one script."""
    found = []
    for match in _TOKEN.finditer(text):
        word = _one_script(match[0].strip("'-"))
        plain = word.casefold().replace("'", "")
        if plain:
            found.append(Token(word, plain, len(plain) == 1))
    return tuple(found)


def fold(text: str) -> str:
    """Return a name in units (see `names.letters`): the same for both scripts and for most romanisations.

    >>> fold("Чистый, Пётр") == fold("Chistyi Petr")
    True

    Raises:
        NameTooLong: the text has more than `LONGEST_NAME` characters.
    """
    return " ".join(filter(None, (units(token.plain) for token in tokens(tidy(text)))))
