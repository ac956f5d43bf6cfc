"""Which fields of a misread report can be mended at the desk, and what a sent form says of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tidings.kernel.dates import PartialDate
from tidings.reports import EVENTS as EVENT_CODES
from tidings.reports import ROLES as PART_CODES
from tidings.reports import Report
from tidings.web.words import EVENTS, PARTS, SEXES, Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

TEXTS = (
    "name",
    "birth_date",
    "age",
    "as_of",
    "birth_place",
    "residence",
    "unit",
    "rank",
    "event_date",
    "event_place",
    "certainty",
)
CHOICES: Mapping[str, tuple[Words, tuple[str, ...]]] = {
    "event": (EVENTS, ("", *EVENT_CODES)),
    "role": (PARTS, PART_CODES),
    "sex": (SEXES, ("", "m", "f")),
}


@dataclass(frozen=True, slots=True)
class Box:
    """One input: a text, or a choice of codes with their words."""

    name: str
    value: str
    choices: tuple[tuple[str, "str | Promise"], ...] = ()


def boxes(report: Report) -> tuple[Box, ...]:
    """The inputs that mend a report, filled with what was understood."""
    texts = [Box(name, _written(getattr(report, name))) for name in TEXTS]
    chosen = [
        Box(name, getattr(report, name), tuple((code, words.get(code, "–")) for code in codes))
        for name, (words, codes) in CHOICES.items()
    ]
    return (texts[0], *chosen, *texts[1:])


def fields_sent(sent: Mapping[str, str]) -> dict[str, str]:
    """What the form says of each field it has; the deed leaves out what is as it was."""
    return {name: sent[name].strip() for name in (*TEXTS, *CHOICES) if name in sent}


def _written(value: object) -> str:
    """A value as the record table writes it."""
    if isinstance(value, PartialDate):
        return value.edtf
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        low, high = value
        return str(low) if low == high else f"{low}-{high}"
    return str(value or "")
