"""What each word of a date means (`words.toml`)."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from tidings.kernel.scripts import apostrophes_folded

_TOKEN: Final = re.compile(
    r"(?P<number>\d+)(?P<ending>-?(?:st|nd|rd|th|го|ого|му|ому|м|ом|е|те|є|х|их|ті|і|s|'s)(?![^\W\d_]))?"
    r"|(?P<word>[^\W\d_]+(?:['-][^\W\d_]+)*)|(?P<sign>[^\s\w])|(?P<other>_)"
)
DECADE_ENDINGS: Final = frozenset({"s", "'s", "х", "-х", "-их", "их", "-ті", "-е"})


class Token(NamedTuple):
    """One word, number or sign of a date.

    Attributes:
        kind: a table of `words.toml`, "count" for digits, "decade" for "90s", or "" for what is not known.
        value: what the table says, or the digits.
    """

    kind: str
    value: str


@cache
def _words() -> dict[str, Token]:
    listed = tomllib.loads(files("tidings.kernel.dates").joinpath("words.toml").read_text(encoding="utf-8"))
    return {
        form: Token(kind, value)
        for kind, values in reversed(listed.items())
        for value, words in values.items()
        for word in words
        for form in _forms(word)
    }


def _forms(word: str) -> list[str]:
    stem, bar, endings = word.partition("|")
    return [stem + ending.replace("+", "") for ending in endings.split()] if bar else [word]


def tokens_of(text: str) -> list[Token]:
    """Tell a phrase apart into words, numbers and signs, each with what it means."""
    folded = apostrophes_folded(text).lower().replace("ё", "е")
    return [_token(found) for found in _TOKEN.finditer(_PHRASES.sub(lambda phrase: f" {_PHRASE[phrase[0]]} ", folded))]


def _token(found: re.Match[str]) -> Token:
    if digits := found["number"]:
        return Token("decade" if found["ending"] in DECADE_ENDINGS else "count", digits)
    return _words().get(found[0], Token("", found[0]))


_PHRASE: Final = {
    "mid-": "mid",
    "end-": "end",
    "early-": "early",
    "late-": "late",
    "не позднее": "until",
    "не позже": "until",
    "не пізніше": "until",
    "not later than": "until",
    "no later than": "until",
    "в течение": "in",
    "того же": "same",
    "того ж": "same",
    "тот же": "same",
}
_PHRASES: Final = re.compile(r"\b(?:" + "|".join(_PHRASE) + r")(?!\w(?<!-\w))")
