"""What this room says to people, in English, Russian and Ukrainian: a code, the figures in it, and a table of words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

from tidings.exchange.rounds import Conflict

LANGUAGES: Final = ("en", "ru", "uk")
TRANSLATED: Final = ("criterion", "proof")
Table = dict[str, dict[str, str]]


@cache
def templates() -> Table:
    """Return the sentences: code → language → text with the values' names in braces."""
    return _table("sentences.json")


@cache
def terms() -> Table:
    """Return the words that stand in sentences for criteria, attributes and their values."""
    return _table("terms.json")


def _table(name: str) -> Table:
    found: Table = json.loads((files("tidings.exchange") / "words" / name).read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing to say.

    Attributes:
        code: the template of its words.
        values: the figures and names in it; those named in `TRANSLATED` are codes of `terms`.
    """

    code: str
    values: Mapping[str, int | str] = field(default_factory=dict)

    def words(self, language: str = "en") -> str:
        """Return the sentence without a full stop, in `en`, `ru` or `uk`."""
        return templates()[self.code][language].format(
            **{name: said(name, value, language) for name, value in self.values.items()}
        )

    def as_json(self) -> dict[str, object]:
        """Return code, values and English words, for machines."""
        return {"code": self.code, "values": dict(self.values), "words": self.words()}


def said(name: str, value: int | str, language: str) -> str:
    """Return a value as a sentence has it: a criterion in words, a number with its digits in threes."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", "," if language == "en" else "\u00a0")
    return terms()[value][language] if name in TRANSLATED and value in terms() else value


def of_conflict(conflict: Conflict) -> Sentence:
    """Return a term of an infeasible plan as a sentence of any language; its own English words where it has no code."""
    code = f"term_{conflict.code}"
    if code not in templates():
        return Sentence("verbatim", {"words": conflict.words})
    return Sentence(code, {"term": conflict.term, **conflict.values})
