"""What a person types to find somebody, as a report: a name, and whatever else of it is no name."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tidings import forces, names, places
from tidings.kernel import PartialDate
from tidings.kernel.dates import read_date
from tidings.names.given import is_formal
from tidings.reports import Report

SAID_WITHIN: Final = 5
"""Years: an age that is typed was said of the person at some time in these last years."""

PIVOT: Final = 30
"""A two-digit year above this is of the last century: nobody sought was born after 2030."""

OLDEST: Final = 100
LEAST_WORDS: Final = 2

_DAY: Final = re.compile(r"(?<!\d)(?:\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d|(?:19|20)\d\d-\d\d(?:-\d\d)?)(?!\d)")
_AGE: Final = re.compile(
    r"(?<!\d)(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?\s*(?:лет|года|год|років|роки|рік|years?(?:\s+old)?|y\.?\s?o\.?)(?!\w)",
    re.IGNORECASE,
)
_BORN: Final = r"\s*(?:г\.?\s?р\.?|р\.?\s?н\.?|г\.|р\.|года\s+рождения|року\s+народження)?(?!\w)"
_YEAR: Final = re.compile(rf"(?<!\d)((?:19|20)\d\d){_BORN}", re.IGNORECASE)
_SHORT_YEAR: Final = re.compile(rf"(?<=\s)(\d\d){_BORN}\s*$", re.IGNORECASE)
_UNIT: Final = re.compile(
    r"(?:(?:в/ч|вч)\s*\w?-?\d{2,6}|(?<!\d)\d{1,4}(?:-?[^\W\d]{1,3})?\s+[^\W\d]{2,})", re.IGNORECASE
)
_BEFORE_PLACE: Final = frozenset({"из", "с", "со", "з", "із", "зі", "г", "м", "from", "in", "of"})


@dataclass
class _Rest:
    """What of the typed text nobody has read yet."""

    text: str
    taken: list[str] = field(default_factory=list)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take the first match out of the text."""
        found = pattern.search(self.text)
        if found:
            self.text = f"{self.text[: found.start()]} {self.text[found.end() :]}"
        return found


def question(text: str, today: date) -> Report:
    """Read a question: "чистяк кирил 19 лет харьков" is a name, an age and a place.

    Args:
        text: what was typed, on one line.
        today: the day it is asked on; an age was said of the person within `SAID_WITHIN` years before.
    """
    rest = _Rest(f" {text} ")
    birth = _birth(rest)
    age = _age(rest)
    unit = _unit(rest)
    birth = birth or _year(rest)
    words = [word.strip(",;") for word in rest.text.split() if word.strip(",;.")]
    rank = _rank(words)
    place = _place(words)
    said = PartialDate.between(today.replace(year=today.year - SAID_WITHIN, day=1), today) if age else None
    return Report(
        name=" ".join(words), birth_date=birth, age=age, event_date=said, residence=place, unit=unit, rank=rank
    )


def _birth(rest: _Rest) -> PartialDate | None:
    found = _DAY.search(rest.text)
    read = read_date(found[0]) if found else None
    if read is not None:
        rest.take(_DAY)
    return read


def _year(rest: _Rest) -> PartialDate | None:
    """Read a year, whole or of two digits at the end, beside at least one other word."""
    if len(rest.text.split()) < LEAST_WORDS:
        return None
    if found := rest.take(_YEAR):
        return PartialDate.parse(found[1])
    if found := rest.take(_SHORT_YEAR):
        year = int(found[1])
        return PartialDate.parse(f"{year + (1900 if year > PIVOT else 2000):04}")
    return None


def _age(rest: _Rest) -> tuple[int, int] | None:
    found = _AGE.search(rest.text)
    if not found:
        return None
    low, high = int(found[1]), int(found[2] or found[1])
    if not low <= high <= OLDEST:
        return None
    rest.take(_AGE)
    return low, high


def _unit(rest: _Rest) -> str:
    found = _UNIT.search(rest.text)
    if not found or not any(unit.kind or unit.code for unit in forces.read_units(found[0])):
        return ""
    rest.take(_UNIT)
    return found[0].strip()


def _rank(words: list[str]) -> str:
    """Take a rank out of the words, where two others are left for the name."""
    place = next((place for place, word in enumerate(words) if forces.read_rank(word)), None)
    return words.pop(place) if place is not None and len(words) > LEAST_WORDS else ""


def _place(words: list[str]) -> str:
    """Take a place out of the words behind the surname: the last that is one and no given name."""
    behind = range(len(words) - 1, 0, -1)
    at = next((at for at in behind if places.read(words[at]).known and not is_formal(names.fold(words[at]))), 0)
    if not at:
        return ""
    found = words[at]
    start = at
    while start > 1 and words[start - 1].casefold().strip(".") in _BEFORE_PLACE:
        start -= 1
    del words[start : at + 1]
    return found
