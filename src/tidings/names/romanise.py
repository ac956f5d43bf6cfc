"""Cyrillic names in Latin letters, by the schemes people really meet; the schemes are data (romanise.tsv.gz)."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from tidings.kernel.scripts import language_of
from tidings.names.fold import tidy
from tidings.names.tables import rows

_APOSTROPHES: Final = "'ʼ’"
_NONE: Final[dict[str, str]] = {}


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
        letter, rules = word[place], self.rules
        found = None
        if not place and "first" in rules:
            found = rules["first"].get(letter)
        if found is None and place and "prev" in rules:
            found = rules["prev"].get(word[place - 1 : place + 1])
        if found is None and "next" in rules:
            found = rules["next"].get(word[place : place + 2])
        return rules["plain"].get(letter, "" if letter in _APOSTROPHES else letter) if found is None else found

    def spell(self, word: str) -> str:
        """Return one lower-case Cyrillic word in Latin letters."""
        ending = self.rules.get("end", _NONE).get(word[-2:]) if len(word) > len("ий") else None
        until = len(word) if ending is None else len(word) - 2
        pairs, spelled, place = self.rules.get("pair", _NONE), list[str](), 0
        while place < until:
            pair = pairs.get(word[place : place + 2]) if pairs else None
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
    words = clean.casefold().replace("-", " - ").split()
    return tuple(dict.fromkeys(_spelled(words, scheme) for scheme in fitting))


def _spelled(words: list[str], scheme: Scheme) -> str:
    spelled = {word: scheme.spell(word) for word in dict.fromkeys(words)}
    return " ".join(spelled[word][:1].upper() + spelled[word][1:] for word in words).replace(" - ", "-")
