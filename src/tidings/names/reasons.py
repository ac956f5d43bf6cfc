"""Reasons in words: why two names weigh for or against one person, in English, Russian and Ukrainian."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tidings.names.tables import text_of

LANGUAGES: Final = ("en", "ru", "uk")
_THOUSANDS: Final = {"en": ",", "ru": "\u00a0", "uk": "\u00a0"}


@lru_cache(maxsize=1)
def templates() -> dict[str, dict[str, str]]:
    """Return the templates of all reasons: code → language → text with the values' names in braces."""
    found: dict[str, dict[str, str]] = json.loads(text_of("words.json"))
    return found


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a comparison.

    Attributes:
        feature: the part it is about: surname, given, patronymic, sex, alias, order, parts.
        weight: bits; positive speaks for one person, negative against.
        left: what the left side says.
        right: what the right side says.
        code: the template of its words.
        values: what the template needs beyond `left` and `right`.
    """

    feature: str
    weight: float
    left: str
    right: str
    code: str
    values: tuple[tuple[str, str], ...] = ()

    def words(self, language: str = "en") -> str:
        """Return the reason as a sentence without a full stop, in `en`, `ru` or `uk`."""
        return said(self.code, language, left=self.left, right=self.right, **dict(self.values))


def said(code: str, language: str, /, **values: str) -> str:
    """Return a template's words with its values, numbers written as the language writes them."""
    shown = {
        key: f"{int(value):,}".replace(",", _THOUSANDS[language]) if key == "one_in" else value
        for key, value in values.items()
    }
    return templates()[code][language].format(**shown)


@lru_cache(maxsize=10_000)
def one_in(share: float) -> str:
    """Return the rounded n of "1 in n people" for a share.

    >>> one_in(0.000026)
    '40000'
    """
    count = max(round(1 / share), 1)
    digits = max(len(str(count)) - 1, 0)
    return str(round(count / 10**digits) * 10**digits)
