"""Birth: exact days, partial dates and ages as intervals that overlap or do not."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from tidings.linkage.finding import Finding
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.subject import Birth, Subject

YEAR: Final = 365
FEW_YEARS: Final = 3


def compare_births(left: Subject, right: Subject, frequencies: Frequencies) -> Iterator[Finding]:
    """Say how two births agree; silent where one of them is not known."""
    if left.birth is None or right.birth is None:
        return
    level, chance = _level(left.birth, right.birth, frequencies)
    yield Finding(level, left.birth.words, right.birth.words, chance)


def _level(a: Birth, b: Birth, frequencies: Frequencies) -> tuple[str, float | None]:
    if a.exact and b.exact and (found := slip(a, b)):
        return found, frequencies.birthday(a.day) if found == "exact" else None
    gap = max(0, b.first - a.last, a.first - b.last)
    if gap == 0:
        span = (a.last - a.first + 1) + (b.last - b.first + 1) - 1
        return "overlap", span / (frequencies.birth_days + span)
    days = a.exact and b.exact
    if gap <= YEAR:
        return ("other_day" if days else "near"), None
    if gap <= FEW_YEARS * YEAR:
        return ("other_year" if days else "few_years"), None
    return "many_years", None


def slip(a: Birth, b: Birth) -> str:
    """Name the way one exact date may be a slip of the other, "" where it is none."""
    if a.first == b.first:
        return "exact"
    one, other = a.day, b.day
    if (one.month, one.day) == (other.day, other.month) and one.year == other.year:
        return "swapped"
    if (one.month, one.day) == (other.month, other.day):
        return "year_slip" if abs(one.year - other.year) == 1 else "same_day"
    return "digit" if _digits(one, other) == 1 else ""


def one_slip(a: Birth, b: Birth) -> bool:
    """Say whether one exact date is the other with one digit wrong, or with day and month swapped."""
    return _digits(a.day, b.day) <= 1 or slip(a, b) == "swapped"


def _digits(one: date, other: date) -> int:
    """Count the digits in which two days differ, as they are written."""
    return sum(x != y for x, y in zip(one.isoformat(), other.isoformat(), strict=True))
