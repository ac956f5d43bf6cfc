"""Dates in figures: 12.04.1998, 4/12/1998, 1998/04/12, 04.2022. Ambiguous ones become intervals."""

import re
from datetime import date
from typing import Final

from tidings.kernel.dates.partial import BadDate, PartialDate

_TIME: Final = r"(?:[T\s,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})" + _TIME, re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,2})" + _TIME, re.ASCII)
_MONTH_AND_YEAR: Final = re.compile(r"(\d{1,2})\s*[./]\s*(\d{4})", re.ASCII)
_DAY_AND_MONTH: Final = re.compile(r"(\d{1,2})\.(\d{2})\.?", re.ASCII)
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
_YEARS: Final = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})", re.ASCII)
FIGURES: Final = re.compile(r"\b(?:\d{1,4}([./-])\d{1,2}\1\d{1,4}|\d{1,2}[./]\d{4})\b", re.ASCII)
"""A date in figures among words."""
_PIVOT: Final = 30
"""Two digits up to this are a year of our century, where the day they were written is not known."""


def full_year(digits: str, as_of: date | None) -> int:
    """Complete a year of two digits: the last such year before `as_of`, or by `_PIVOT` where that is not known."""
    if len(digits) != 2:  # noqa: PLR2004 -- two digits
        return int(digits)
    latest = as_of.year if as_of else 2000 + _PIVOT
    century = latest - latest % 100
    return century + int(digits) if century + int(digits) <= latest else century - 100 + int(digits)


def read_figures(text: str, *, month_first: bool | None, as_of: date | None) -> PartialDate | None:
    """Read a date in figures.

    Args:
        text: without space around it.
        month_first: how 03/04 is meant; None where it is not known, and both are kept as an interval.
        as_of: the day it was written, for years of two digits.
    """
    try:
        return _full(text, month_first, as_of) or _partial(text)
    except (BadDate, ValueError):
        return None


def _full(text: str, month_first: bool | None, as_of: date | None) -> PartialDate | None:  # noqa: FBT001 -- three-valued
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        year, *_, month, day = found.groups()
        return _day(int(year), int(month), int(day))
    if not (found := _DAY_FIRST.fullmatch(text)):
        return None
    first, sign, second, digits = int(found[1]), found[2], int(found[3]), found[4]
    year = full_year(digits, as_of)
    if sign == "." or month_first is False or first == second:
        return _day(year, second, first)
    readings = [
        date(year, month, day) for month, day in ((first, second), (second, first)) if _exists(year, month, day)
    ]
    chosen = readings[:1] if month_first and len(readings) > 1 else sorted(readings)
    return PartialDate.between(chosen[0], chosen[-1]) if chosen else None


def _partial(text: str) -> PartialDate | None:
    if found := _MONTH_AND_YEAR.fullmatch(text):
        return PartialDate(f"{found[2]}-{int(found[1]):02}") if int(found[1]) <= 12 else None  # noqa: PLR2004 -- months
    if found := _DAY_AND_MONTH.fullmatch(text):
        return PartialDate(f"XXXX-{found[2]}-{int(found[1]):02}")
    if found := _YEARS.fullmatch(text):
        return PartialDate(f"{found[1]}/{found[2]}")
    return None


def _day(year: int, month: int, day: int) -> PartialDate:
    return PartialDate(date(year, month, day).isoformat())


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
