"""Days and partial dates in words, in the language of the page."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext, pgettext

from tidings.kernel.dates import PartialDate
from tidings.web.months import MONTHS_ALONE, MONTHS_OF_A_DAY, MONTHS_SHORT, SEASONS

NO_BREAK = "\N{NO-BREAK SPACE}"
_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<month>\d{2}|XX))?(?:-(?P<day>\d{2}|XX))?(?P<mark>[~?%]?)",
)


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a partial date as EDTF spells it: `year` keeps its X, month 21 to 24 are seasons, 0 is unknown."""

    year: str
    month: int
    day: int
    mark: str

    @property
    def known(self) -> str:
        """How much is said: day, month, season, year, decade, century or nothing."""
        if self.month > len(MONTHS_SHORT):
            return "season"
        if self.day and self.month and self.year.isdigit():
            return "day"
        if self.month:
            return "month"
        return {0: "year", 1: "decade", 2: "century"}.get(self.year.count("X"), "nothing")


def _number(digits: str | None) -> int:
    return int(digits) if digits and digits.isdigit() else 0


def _point(edtf: str) -> Point | None:
    found = _POINT.fullmatch(edtf)
    if not found:
        return None
    return Point(found["year"], _number(found["month"]), _number(found["day"]), found["mark"])


def day_in_words(day: date) -> str:
    """A day as the desk writes it: 21 Nov 2026."""
    return _day(day.day, day.month, str(day.year))


def family_day(day: date) -> str:
    """A day as families read it: 21 November 2026, 21 листопада 2026 року, 21 ноября 2026 года."""
    parts = {"day": day.day, "month": MONTHS_OF_A_DAY[day.month - 1], "year": day.year}
    return (pgettext("a day for families", "%(day)s %(month)s %(year)s") % parts).replace(" ", NO_BREAK, 1)


def moment_in_words(moment: datetime) -> str:
    """A moment at the desk in the installation's time zone: 21 Nov 2026, 09:31."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{day_in_words(local)}, {local:%H:%M}"


def in_words(when: PartialDate | str | None, *, full: bool = True) -> str:
    """A partial date in words; an unreadable EDTF text is shown as it stands.

    Args:
        when: the date, or its EDTF text; None and empty text give an empty answer.
        full: say what is not known ("April 2026, exact day not known"), as opposed to "April 2026".
    """
    edtf = when.edtf if isinstance(when, PartialDate) else (when or "")
    first, slash, last = edtf.partition("/")
    return _interval(first, last) if slash else _single(edtf, full=full)


def _interval(first: str, last: str) -> str:
    if first in {"", ".."}:
        return gettext("not after %(date)s") % {"date": _single(last, full=False)}
    if last in {"", ".."}:
        return gettext("not before %(date)s") % {"date": _single(first, full=False)}
    start, end = _point(first), _point(last)
    if start and end and start.known == end.known == "day" and start.year == end.year and not start.mark + end.mark:
        words = _close_days(start, end)
    else:
        words = (_single(first, full=False), _single(last, full=False))
    return gettext("%(first)s to %(last)s") % {"first": words[0], "last": words[1]}


def _close_days(start: Point, end: Point) -> tuple[str, str]:
    """Both ends in one year: the year, and the month where it is the same, are said once."""
    last = _day(end.day, end.month, end.year)
    if start.month == end.month:
        return str(start.day), last
    return f"{start.day}{NO_BREAK}{MONTHS_SHORT[start.month - 1]}", last


def _single(edtf: str, *, full: bool) -> str:
    point = _point(edtf)
    if point is None:
        return edtf
    words = _plain(point)
    if full:
        words = _with_the_unknown(point, words)
    if point.mark in {"~", "%"}:
        words = gettext("about %(date)s") % {"date": words}
    if point.mark in {"?", "%"}:
        words = gettext("perhaps %(date)s") % {"date": words}
    return words


def _plain(point: Point) -> str:
    if point.known == "day":
        return _day(point.day, point.month, point.year)
    if point.known == "season":
        return _season(point)
    if point.known == "month":
        name = str(MONTHS_ALONE[point.month - 1])
        return f"{name} {point.year}" if point.year.isdigit() else name
    if point.known == "decade":
        return gettext("the %(decade)ss") % {"decade": point.year.replace("X", "0")}
    if point.known == "century":
        return gettext("%(first)s to %(last)s") % {"first": f"{point.year[:2]}00", "last": f"{point.year[:2]}99"}
    return point.year if point.known == "year" else gettext("date not known")


def _season(point: Point) -> str:
    index = point.month - 21
    return f"{SEASONS[index]} {point.year}" if 0 <= index < len(SEASONS) else point.year


def _with_the_unknown(point: Point, words: str) -> str:
    if point.known == "month" and not point.year.isdigit():
        return gettext("%(month)s, year not known") % {"month": words}
    if point.known in {"month", "season"}:
        return gettext("%(month)s, exact day not known") % {"month": words}
    if point.known == "year":
        return gettext("%(year)s, day and month not known") % {"year": words}
    return words


def _day(day: int, month: int, year: str) -> str:
    return f"{day}{NO_BREAK}{MONTHS_SHORT[month - 1]} {year}"
