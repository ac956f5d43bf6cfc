# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""Days, months and seasons in figures: from the parts of a date phrase to a partial date."""

import calendar
from datetime import date, timedelta
from typing import Final

from tidings.kernel.dates import PartialDate

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep",  # noqa: E501 -- one rule stays on one line
            "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
WEEKDAYS: Final = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_LAST_MONTH_OF: Final = {21: 5, 22: 8, 23: 11, 24: 12}
_PARTS: Final = {"early": (1, 10), "middle": (10, 20), "late": (20, 31), "first half": (1, 15), "second half": (16, 31)}
_PARTS_OF_YEAR: Final = {
    "early": (1, 4),
    "middle": (5, 8),
    "late": (10, 12),
    "first half": (1, 6),
    "second half": (7, 12),
}


def day(year: int | None, month: int, number: int) -> str:
    """Return EDTF for a day, without a year where it is not known; "" where there is no such day."""
    if not 1 <= month <= 12 or not 1 <= number <= calendar.monthrange(year or 2024, month)[1]:
        return ""
    return f"{year:04}-{month:02}-{number:02}" if year else f"XXXX-{month:02}-{number:02}"


def month(year: int | None, number: int, part: str = "") -> str:
    """Return EDTF for a month or a named part of it; the beginning and the end of a month are the month itself."""
    if not year:
        return f"XXXX-{number:02}"
    if part in ("middle", "first half", "second half"):
        first, last = _PARTS[part]
        return f"{year:04}-{number:02}-{first:02}/{year:04}-{number:02}-{min(last, calendar.monthrange(year, number)[1]):02}"  # noqa: E501 -- one rule stays on one line
    return f"{year:04}-{number:02}"


def year_part(year: int, part: str) -> str:
    """Return EDTF for a year or a named part of it."""
    if not part:
        return f"{year:04}"
    first, last = _PARTS_OF_YEAR[part]
    return f"{year:04}-{first:02}/{year:04}-{last:02}"


def year_of_day(as_of: date | None, month_number: int, number: int) -> int | None:
    """Return the latest year in which that day was not after the day of the text."""
    if as_of is None:
        return None
    return as_of.year if (month_number, number) <= (as_of.month, as_of.day) else as_of.year - 1


def year_of_season(as_of: date | None, season: int) -> int | None:
    """Return the latest year whose season had begun by the day of the text."""
    if as_of is None:
        return None
    begins = {21: 3, 22: 6, 23: 9, 24: 12}[season]
    return as_of.year if begins <= as_of.month else as_of.year - 1


def season_is_over(as_of: date, season: int) -> bool:
    """Say whether this year's season lies behind the day of the text."""
    return as_of.month > _LAST_MONTH_OF[season]


def last_weekday(as_of: date, weekday: int) -> date:
    """Return the latest such weekday before, or on, the day of the text."""
    return as_of - timedelta((as_of.weekday() - weekday) % 7)


def earlier(as_of: date, count: int, unit: str) -> str:
    """Return EDTF for `count` units before a day, no finer than the unit."""
    if unit.startswith("day"):
        return (as_of - timedelta(count)).isoformat()
    if unit.startswith("week"):
        monday = as_of - timedelta(7 * count + as_of.weekday())
        return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"
    if unit.startswith("month"):
        months = as_of.year * 12 + as_of.month - 1 - count
        return f"{months // 12:04}-{months % 12 + 1:02}" if months >= 12 else ""
    return f"{as_of.year - count:04}" if as_of.year > count else ""


def later(base: PartialDate | None, count: int, unit: str) -> str:
    """Return EDTF for `count` units after a date; "" where that date is not known to the day."""
    if base is None or base.earliest is None or base.earliest != base.latest:
        return ""
    if unit.startswith(("day", "week")):
        return (base.earliest + timedelta(count * (7 if unit.startswith("week") else 1))).isoformat()
    if unit.startswith("month"):
        months = base.earliest.year * 12 + base.earliest.month - 1 + count
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{base.earliest.year + count:04}"
