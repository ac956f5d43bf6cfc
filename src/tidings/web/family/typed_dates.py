"""Dates as families type them: day, month and year in three boxes, each of them optional; months in words or digits."""

import calendar
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tidings.kernel.dates import PartialDate, read_date

EARLIEST: Final = 1900
MONTHS: Final = 12
LEAP: Final = 2000
"""A year with a 29 February, for a day whose year is not known."""


def typed_date(day: str, month: str, year: str, *, today: date) -> PartialDate | None:
    """Read what stands in the three boxes; None where all are empty.

    Raises:
        ValidationError: with what to do about it.
    """
    if not (day or month or year):
        return None
    years, months = _year(year, today), _month(month)
    if day and not months:
        raise ValidationError(_("Write the month too, or leave the day empty."))
    days = _day(day, months, years or LEAP)
    _not_ahead(years, months, days, today)
    parts = (f"{years:04}" if years else "XXXX", f"{months:02}" if months else "", f"{days:02}" if days else "")
    return PartialDate.parse("-".join(filter(None, parts)))


def _year(text: str, today: date) -> int:
    if not text:
        return 0
    if not (text.isdecimal() and EARLIEST <= int(text) <= today.year):
        raise ValidationError(_("Write the year in four digits, for example %(year)s.") % {"year": today.year})
    return int(text)


def _month(text: str) -> int:
    if not text:
        return 0
    if text.isdecimal():
        number = int(text)
    else:
        read = read_date(f"{text.strip('. ')} {LEAP}")
        number = read.earliest.month if read and read.earliest and len(read.edtf) == len("2000-01") else 0
    if not 1 <= number <= MONTHS:
        raise ValidationError(_("Write the month as a word or as a number from 1 to 12."))
    return number


def _day(text: str, month: int, year: int) -> int:
    if not text:
        return 0
    last = calendar.monthrange(year, month)[1]
    if not text.isdecimal() or int(text) < 1:
        raise ValidationError(_("Write the day as a number, for example 9."))
    if int(text) > last:
        words = ngettext(
            "There is no such day: this month has %(number)s day.",
            "There is no such day: this month has %(number)s days.",
            last,
        )
        raise ValidationError(words % {"number": last})
    return int(text)


def _not_ahead(year: int, month: int, day: int, today: date) -> None:
    if year and date(year, month or 1, day or 1) > today:
        raise ValidationError(_("This day has not come yet. Please check the date."))
