"""Two partial dates: may they mean one day, and if not, how far apart are they?"""

import calendar
from datetime import date
from typing import Final

from tidings.kernel.dates.partial import PartialDate

_YEARS_TO_MEET_A_LEAP_DAY: Final = 8


def overlaps(left: PartialDate, right: PartialDate) -> bool | None:
    """Say whether some day fits both dates.

    An open end has no bound on its side. A date without a year overlaps where its month and day occur in the other.

    Returns:
        None where nothing can be said: one of them is wholly unknown (`XXXX`, `../..`), or they miss each other only by
        as much as an approximate date may be off, which is its own length on either side (`1990~` and `1991`).
    """
    if _says_nothing(left) or _says_nothing(right):
        return None
    if left.month_and_day or right.month_and_day:
        return _yearless_overlap(left, right)
    gap = _gap(left, right)
    if gap == 0:
        return True
    leeway = max(_leeway(left), _leeway(right))
    return None if gap <= leeway else False


def days_apart(left: PartialDate, right: PartialDate) -> int | None:
    """Count the days from the end of one date to the start of the other; 0 where they overlap.

    Returns:
        None where one of them has no year or is wholly unknown.
    """
    if _says_nothing(left) or _says_nothing(right) or left.month_and_day or right.month_and_day:
        return None
    return _gap(left, right)


def _says_nothing(one: PartialDate) -> bool:
    return one.earliest is None and one.latest is None and one.month_and_day is None


def _gap(left: PartialDate, right: PartialDate) -> int:
    return max(0, _days_between(left.latest, right.earliest), _days_between(right.latest, left.earliest))


def _days_between(end: date | None, start: date | None) -> int:
    return (start - end).days if end is not None and start is not None else 0


def _leeway(one: PartialDate) -> int:
    if not one.approximate or one.earliest is None or one.latest is None:
        return 0
    return (one.latest - one.earliest).days + 1


def _yearless_overlap(left: PartialDate, right: PartialDate) -> bool:
    ours, theirs = left.month_and_day, right.month_and_day
    if ours and theirs:
        return ours[0] == theirs[0] and (None in (ours[1], theirs[1]) or ours[1] == theirs[1])
    if ours is None:
        return _yearless_overlap(right, left)
    return _occurs(ours, right)


def _occurs(month_and_day: tuple[int, int | None], span: PartialDate) -> bool:
    if span.earliest is None or span.latest is None:
        return True
    years = range(span.earliest.year, min(span.latest.year, span.earliest.year + _YEARS_TO_MEET_A_LEAP_DAY) + 1)
    return any(
        first <= span.latest and last >= span.earliest
        for first, last in (_bounds_in(year, *month_and_day) for year in years)
    )


def _bounds_in(year: int, month: int, day: int | None) -> tuple[date, date]:
    """Give the first and last day of a month or day in one year; an empty span for 29 February of a common year."""
    month_end = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, month_end)
    return (date(year, month, day),) * 2 if day <= month_end else (date.max, date.min)
