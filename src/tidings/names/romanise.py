"""Cyrillic names in Latin letters, by the schemes people really meet; the schemes are data (romanise.tsv.gz)."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from tidings.kernel.scripts import language_of
from tidings.names.fold import tidy
from tidings.names.tables import rows

_APOSTROPHES: Final = "'ʼ’"


@dataclass(slots=True)
class Scheme:
    """One way to write Cyrillic in Latin letters.

    Attributes:
        name: as in the table.
        language: `ru` or `uk`.
        cost: bits; how much rarer it is met than the commonest one.
        rules: context → letters → Latin. The contexts: `plain`, `first` (opens a word), `prev` (a letter and the one
        before it),
            `next` (a letter and the one after it), `end` (two letters that close a word), `pair` (two letters
            anywhere).
    """

    name: str
    language: str
    cost: float
    rules: dict[str, dict[str, str]] = field(default_factory=dict)

    def _letter(self, word: str, place: int) -> str:
        letter, before, after = word[place], word[place - 1 : place] if place else "", word[place + 1 : place + 2]
        for context, letters in (
            ("first", "" if place else letter),
            ("prev", before + letter),
            ("next", letter + after),
        ):
            latin = self.rules.get(context, {}).get(letters)
            if letters and latin is not None:
                return latin
        return self.rules["plain"].get(letter, "" if letter in _APOSTROPHES else letter)

    def spell(self, word: str) -> str:
        """Return one lower-case Cyrillic word in Latin letters."""
        ending = self.rules.get("end", {}).get(word[-2:], None) if len(word) > len("ий") else None
        until = len(word) if ending is None else len(word) - 2
        spelled, place = [], 0
        while place < until:
            pair = self.rules.get("pair", {}).get(word[place : place + 2])
            spelled.append(self._letter(word, place) if pair is None else pair)
            place += 1 if pair is None else 2
        return "".join(spelled) + (ending or "")


@lru_cache(maxsize=1)
def schemes() -> tuple[Scheme, ...]:
    """Return all schemes, the commonest first."""
    found: dict[str, Scheme] = {}
    for name, language, cost, context, letters, latin in rows("romanise.tsv.gz"):
        scheme = found.setdefault(name, Scheme(name, language, float(cost)))
        scheme.rules.setdefault(context, {})[letters] = latin
    return tuple(sorted(found.values(), key=lambda scheme: (scheme.cost, scheme.name)))


def romanise(text: str, *, language: str = "") -> tuple[str, ...]:
    """Return the Latin spellings in which a Cyrillic name may be met, the commonest first, each once.

    Args:
        text: the name; Latin words in it stay as they are.
        language: `ru` or `uk`; read from the letters where empty, and both are tried where they do not tell.

    Raises:
        NameTooLong: the text has more than 200 characters.
    """
    clean = tidy(text)
    told = language or language_of(clean)
    fitting = [scheme for scheme in schemes() if told not in {"ru", "uk"} or scheme.language == told]
    return tuple(dict.fromkeys(_spelled(clean, scheme) for scheme in fitting))


def _spelled(text: str, scheme: Scheme) -> str:
    words = (scheme.spell(word) for word in text.casefold().replace("-", " - ").split())
    return " ".join(word[:1].upper() + word[1:] for word in words).replace(" - ", "-")
