"""The words tables use for the closed vocabularies, in three languages (`vocabulary.toml`)."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from tidings.kernel.scripts import apostrophes_folded
from tidings.reports.words import EVENTS, RELATIONS

_NOTHING: Final = "nothing"
_LONGEST_NOTHING: Final = 30


@cache
def _table(field: str) -> dict[str, str]:
    listed = tomllib.loads(files("tidings.reports").joinpath("vocabulary.toml").read_text(encoding="utf-8"))[field]
    table = {word: value for value, words in listed.items() for word in words}
    known = {"event": EVENTS, "relation": RELATIONS}.get(field, ())
    return table | {word: word for word in known} | {word.replace("_", " "): word for word in known}


def word_for(field: str, text: str) -> str | None:
    """Find the word of a vocabulary for what a table says.

    Args:
        field: "sex", "event" or "relation".
        text: as the table has it, in any of the three languages and any case.

    Returns:
        The word a report uses, or None where it is not known.
    """
    return _table(field).get(_folded(text))


def nothing_words() -> frozenset[str]:
    """Return the words, in lower case and without a final stop, by which a cell says that nothing is known."""
    return frozenset(_table(_NOTHING))


def says_nothing(text: str) -> bool:
    """Tell whether a cell is empty or says no more than that nothing is known ("н/д", "unknown", "—")."""
    if len(text) > _LONGEST_NOTHING:
        return not text.strip()
    return not text.strip() or text.strip().lower() in _table(_NOTHING) or _folded(text) in _table(_NOTHING)


def _folded(text: str) -> str:
    return " ".join(apostrophes_folded(text).lower().split()).rstrip(".")
