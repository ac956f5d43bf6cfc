"""Cyrillic names in Latin letters, by the schemes people really meet."""

from tidings.names.fold import tidy
from tidings.names.tables import rows


def romanise(text: str) -> tuple[str, ...]:
    """Return the likely Latin spellings of a Cyrillic name, the commonest first."""
    tables: dict[str, dict[str, str]] = {}
    for scheme, letter, latin in rows("romanise.tsv"):
        tables.setdefault(scheme, {})[letter] = latin
    return tuple(dict.fromkeys(_spelled(tidy(text), table) for table in tables.values()))


def _spelled(text: str, table: dict[str, str]) -> str:
    spelled = "".join(table.get(letter, letter) for letter in text.lower())
    return spelled.title()
