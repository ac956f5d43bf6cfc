"""What this room says to people, in English, Russian and Ukrainian: a code, the figures in it, and a table of words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final, Union

LANGUAGES: Final = ("en", "ru", "uk")
TRANSLATED: Final = ("criterion", "proof", "attribute")
Table = dict[str, dict[str, str]]
Said = Union[int, str, "Sentence", tuple["Sentence", ...]]


@cache
def templates() -> Table:
    """Return the sentences: code → language → text with the values' names in braces."""
    return _table("sentences.json")


@cache
def terms() -> Table:
    """Return the words that stand in sentences for criteria, attributes and proofs."""
    return _table("terms.json")


def _table(name: str) -> Table:
    found: Table = json.loads((files("tidings.exchange") / "words" / name).read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing to say.

    Attributes:
        code: the template of its words.
        values: the figures and names in it; those named in `TRANSLATED` are codes of `terms`, others may be sentences
            themselves, or several of them.
    """

    code: str
    values: Mapping[str, Said] = field(default_factory=dict)

    def words(self, language: str = "en") -> str:
        """Return the sentence without a full stop, in `en`, `ru` or `uk`."""
        return templates()[self.code][language].format(
            **{name: said(name, value, language) for name, value in self.values.items()}
        )

    def as_json(self) -> dict[str, object]:
        """Return code, values and English words, for machines."""
        return {
            "code": self.code,
            "values": {name: _plain(one) for name, one in self.values.items()},
            "words": self.words(),
        }


def said(name: str, value: Said, language: str) -> str:
    """Return a value as a sentence has it: a criterion in words, a number with its digits in threes."""
    match value:
        case int():
            return f"{value:,}".replace(",", "," if language == "en" else "\u00a0").replace("-", "−")
        case Sentence():
            return value.words(language)
        case tuple():
            return ", ".join(one.words(language) for one in value)
        case str():
            return terms()[value][language] if name in TRANSLATED and value in terms() else value


def _plain(value: Said) -> object:
    match value:
        case Sentence():
            return value.as_json()
        case tuple():
            return [one.as_json() for one in value]
        case _:
            return value
