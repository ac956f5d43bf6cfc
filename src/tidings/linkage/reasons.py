"""Reasons of fields other than the name, in the words of three languages."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tidings.names import Reason

Templates = dict[str, dict[str, str]]


@cache
def templates() -> Templates:
    """Return the sentence of every reason: code → language → template."""
    return _table("reasons.json")


@cache
def terms() -> Templates:
    """Return the words for events and relations that stand in the sentences."""
    return _table("terms.json")


def _table(name: str) -> Templates:
    found: Templates = json.loads((files("tidings.linkage") / "words" / name).read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class FieldReason(Reason):
    """A reason of this room; shown, stored and sorted like those of the name."""

    def words(self, language: str = "en") -> str:
        """Return the reason as a sentence without a full stop, in `en`, `ru` or `uk`."""
        values = {key: terms()[value][language] for key, value in self.values}
        return templates()[self.code][language].format(left=self.left, right=self.right, **values)


def reason_of(
    feature: str, weight: float, sides: tuple[str, str], code: str, values: tuple[tuple[str, str], ...]
) -> Reason:
    """Return the reason behind stored values, of the name or of another field."""
    kind = FieldReason if code in templates() else Reason
    return kind(feature, weight, *sides, code, values)
