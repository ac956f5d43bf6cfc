"""A date as far as it is known, in EDTF (ISO 8601-2, the Library of Congress profile).

Levels 0 and 1 are read: days, months, years, seasons, decades and centuries (`199X`, `19XX`), unspecified months and
days (`1990-XX`), qualifiers (`~` about, `?` uncertain, `%` both), intervals with open (`..`) and unknown (empty) ends;
and of level 2 the date without a year (`XXXX-10`, `XXXX-10-05`). Years run from 0001 to 9999: no living person was
born before, so the `Y…` and negative years of level 1 are refused.
"""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar, Final, NamedTuple, Self

from tidings.kernel.errors import TidingsError

_DAY: Final = timedelta(days=1)
_LONGEST: Final = 60
_POINT: Final = re.compile(
    r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)(?:T[0-9:.+\-Z]{2,20})?)?)?(?P<mark>[~?%]?)"
)
_SPRING, _SUMMER, _AUTUMN, _WINTER = 21, 22, 23, 24


class BadDate(TidingsError):
    """A text that is no partial date."""

    code: ClassVar[str] = "kernel.bad_date"

    def __init__(self, text: str, problem: str) -> None:
        self.problem = problem
        shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        super().__init__(f"“{shown}” is no date: {problem}")


class _Span(NamedTuple):
    """What one end of an interval, or a date alone, stands for."""

    edtf: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known; two are compared by overlap, never by equality of text.

    Attributes:
        edtf: the canonical form; `PartialDate(p.edtf) == p` unless `p` is inferred.
        inferred: worked out (from "last March" and the day of the text) and not stated.
        earliest: the first possible day; None where there is no such bound or it is not known.
        latest: the last possible day; None likewise.
        approximate: marked as about (`~` or `%`).
    """

    edtf: str
    inferred: bool = False
    earliest: date | None = field(init=False)
    latest: date | None = field(init=False)
    approximate: bool = field(init=False)

    def __post_init__(self) -> None:
        span = _read(self.edtf)
        object.__setattr__(self, "edtf", span.edtf)
        object.__setattr__(self, "earliest", span.earliest)
        object.__setattr__(self, "latest", span.latest)
        object.__setattr__(self, "approximate", "~" in span.edtf or "%" in span.edtf)

    @classmethod
    def parse(cls, edtf: str) -> Self:
        """Read an EDTF text.

        Raises:
            BadDate: it is none, is an impossible day (31 February), or ends before it begins.
        """
        return cls(edtf)

    @classmethod
    def between(cls, first: date, last: date, *, inferred: bool = False) -> Self:
        """Make the shortest form that stands for all days from `first` to `last`, both included.

        Raises:
            BadDate: `last` lies before `first`.
        """
        return cls(_between(first, last), inferred)

    @property
    def uncertain(self) -> bool:
        """Whether the source is marked as not sure (`?` or `%`)."""
        return "?" in self.edtf or "%" in self.edtf

    @property
    def month_and_day(self) -> tuple[int, int | None] | None:
        """The month and, if known, the day of a date without a year; None for every other date."""
        if not self.edtf.startswith("XXXX-") or self.edtf.startswith("XXXX-XX"):
            return None
        day = self.edtf[8:10]
        return int(self.edtf[5:7]), int(day) if day.isdigit() else None

    @property
    def exact(self) -> date | None:
        """The day, where exactly one day is meant and nothing is uncertain about it."""
        return self.earliest if self.earliest == self.latest and not self.approximate and not self.uncertain else None

    def __str__(self) -> str:
        return self.edtf


def _between(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    whole_months = first.day == 1 and (last + _DAY).day == 1 if last < date.max else first.day == 1
    if not whole_months:
        return f"{first.isoformat()}/{last.isoformat()}"
    if (first.month, last.month) == (1, 12):
        return f"{first.year:04}" if first.year == last.year else f"{first.year:04}/{last.year:04}"
    start, end = first.isoformat()[:7], last.isoformat()[:7]
    return start if start == end else f"{start}/{end}"


def _read(text: str) -> _Span:
    if len(text) > _LONGEST:
        raise BadDate(text, "it is too long")
    start, slash, end = (part.strip().upper() for part in text.partition("/"))
    if not slash:
        return _point(start, text)
    return _interval(start, end, text)


def _interval(start: str, end: str, text: str) -> _Span:
    first, last = _end(start, text), _end(end, text)
    if first.edtf == last.edtf == "":
        raise BadDate(text, "neither end is known")
    if first.earliest is not None and last.latest is not None and first.earliest > last.latest:
        raise BadDate(text, "it ends before it begins")
    return _Span(f"{first.edtf}/{last.edtf}", first.earliest, last.latest)


def _end(part: str, text: str) -> _Span:
    if part in ("", ".."):
        return _Span(part, None, None)
    if part.startswith("XXXX"):
        raise BadDate(text, "an interval needs years")
    return _point(part, text)


def _point(part: str, text: str) -> _Span:
    found = _POINT.fullmatch(part)
    if found is None:
        raise BadDate(text, "write it as 1990-04-12, 1990-04, 1990, XXXX-10 or 1990-04-12/1990-05")
    year, month, day, mark = found["year"], found["month"], found["day"], found["mark"]
    edtf = "-".join(piece for piece in (year, month, day) if piece) + mark
    try:
        earliest, latest = _bounds(year, month, day)
    except ValueError:
        raise BadDate(text, "there is no such day, month or year") from None
    except _TooVague as vague:
        raise BadDate(text, str(vague)) from None
    return _Span(edtf, earliest, latest)


class _TooVague(Exception):
    """Digits left out where the profile does not allow it."""


def _bounds(year: str, month: str | None, day: str | None) -> tuple[date | None, date | None]:
    if month == "XX" and day not in (None, "XX"):
        raise _TooVague("a day needs its month")
    if year == "XXXX":
        return _yearless(month, day)
    if "X" in year:
        return _decade_or_century(year, month)
    return _with_year(int(year), month, day)


def _yearless(month: str | None, day: str | None) -> tuple[None, None]:
    if month not in (None, "XX"):
        date(2000, int(month), 1 if day in (None, "XX") else int(day))  # 2000 has a 29 February
    return None, None


def _decade_or_century(year: str, month: str | None) -> tuple[date, date]:
    if not re.fullmatch("[0-9]+X+", year):
        raise _TooVague("only the last digits of a year may be left out")
    if month is not None:
        raise _TooVague("a month needs its year")
    return date(max(1, int(year.replace("X", "0"))), 1, 1), date(int(year.replace("X", "9")), 12, 31)


def _with_year(year: int, month: str | None, day: str | None) -> tuple[date, date]:
    if month in (None, "XX"):
        return date(year, 1, 1), date(year, 12, 31)
    if day in (None, "XX"):
        return _month_or_season(year, int(month), has_day=day is not None)
    only = date(year, int(month), int(day))
    return only, only


def _month_or_season(year: int, month: int, *, has_day: bool) -> tuple[date, date]:
    if month == _WINTER and not has_day:
        # "winter 1990" is said of the one that ends in that year and of the one that begins in it
        return date(max(1, year - 1), 12, 1), _month_end(min(9999, year + 1), 2)
    if month in (_SPRING, _SUMMER, _AUTUMN) and not has_day:
        opening = (month - _SPRING) * 3 + 3
        return date(year, opening, 1), _month_end(year, opening + 2)
    return date(year, month, 1), _month_end(year, month)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
