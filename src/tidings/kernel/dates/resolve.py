"""From the parts of a phrase to a partial date; what is said of a day ("last March") is worked out from it."""

import calendar
from datetime import date, timedelta
from typing import Final

from tidings.kernel.dates.partial import BadDate, PartialDate
from tidings.kernel.dates.slots import Slots

_DAY: Final = timedelta(days=1)
_THIRDS_OF_MONTH: Final = {"begin": (1, 10), "mid": (11, 20), "end": (21, 31)}
_THIRDS_OF_YEAR: Final = {"begin": (1, 4), "mid": (5, 8), "end": (9, 12)}
_WEEK_EITHER_WAY: Final = timedelta(days=3)


def resolve(slots: Slots, as_of: date | None, *, past: bool) -> PartialDate | None:
    """Work out the date.

    Args:
        slots: what the phrase says.
        as_of: the day it was said; without it "last year" is no date, and "in October" is `XXXX-10`.
        past: whether a month without a year is the last one before `as_of`, or the next one after it.

    Returns:
        None where the parts make no date.
    """
    try:
        when = _relative(slots, as_of) if _is_relative(slots) else _absolute(slots, as_of, past=past)
        when = _narrowed(when, slots.said.get("part")) if when is not None else None
        when = _bounded(when, slots.said.get("bound")) if when is not None else None
        return _marked(when, slots.mark) if when is not None else None
    except (BadDate, ValueError, OverflowError):
        return None


def settled(when: PartialDate, as_of: date | None, *, past: bool) -> PartialDate:
    """Give a date without a year the one it has as seen from `as_of`; any other date stays."""
    if when.month_and_day is None or as_of is None:
        return when
    return _nearest(when.edtf[len("XXXX-") :], as_of, None, past=past) or when


def _is_relative(slots: Slots) -> bool:
    said = slots.said
    if "shift" in said or "days" in said:
        return True
    return (
        "turn" in said
        and said.get("unit") in ("day", "week", "month")
        and not {"month", "season", "weekday"} & set(said)
    )


def _relative(slots: Slots, as_of: date | None) -> PartialDate | None:
    said = slots.said
    if as_of is None or slots.year or slots.day or slots.figures:
        return None
    if "days" in said:
        return PartialDate((as_of + int(said["days"]) * _DAY).isoformat(), inferred=True)
    if "shift" in said:
        count = slots.count if slots.count is not None else int(said.get("number", "1"))
        return _shifted(as_of, int(said["shift"]) * count, said.get("unit"))
    if said["unit"] == "week":
        monday = as_of + (7 * int(said["turn"]) - as_of.weekday()) * _DAY
        return PartialDate.between(monday, monday + 6 * _DAY, inferred=True)
    return _shifted(as_of, int(said["turn"]), said["unit"])


def _shifted(as_of: date, count: int, unit: str | None) -> PartialDate | None:
    """Go some units from a day; the result is as exact as the unit, and a month or year is about."""
    if unit == "day":
        return PartialDate((as_of + count * _DAY).isoformat(), inferred=True)
    if unit == "week":
        middle = as_of + 7 * count * _DAY
        return PartialDate.between(middle - _WEEK_EITHER_WAY, middle + _WEEK_EITHER_WAY, inferred=True)
    months = as_of.year * 12 + as_of.month - 1 + count * (12 if unit == "year" else 1)
    if unit == "month":
        return PartialDate(f"{months // 12:04}-{months % 12 + 1:02}", inferred=True)
    return PartialDate(f"{months // 12:04}~", inferred=True) if unit == "year" else None


def _absolute(slots: Slots, as_of: date | None, *, past: bool) -> PartialDate | None:
    if slots.figures or slots.decade:
        return _alone(slots)
    year, inferred = _year(slots, as_of)
    pattern = _pattern(slots)
    if year is not None:
        return PartialDate(f"{year:04}-{pattern}" if pattern else f"{year:04}", inferred=inferred)
    if not pattern:
        return _weekday(slots, as_of, past=past)
    if as_of is None:
        return PartialDate(f"XXXX-{pattern}")
    return _nearest(pattern, as_of, slots.said.get("turn"), past=past)


def _alone(slots: Slots) -> PartialDate | None:
    """Take a date in figures or a decade, where nothing else speaks of another."""
    if slots.year or slots.day or {"month", "season", "turn", "years", "days"} & set(slots.said):
        return None
    if slots.figures and slots.decade:
        return None
    return slots.figures or PartialDate(slots.decade)


def _year(slots: Slots, as_of: date | None) -> tuple[int | None, bool]:
    if slots.year is not None:
        return slots.year, False
    said = slots.said
    offset = said.get("years", said.get("turn") if said.get("unit") == "year" else None)
    return (as_of.year + int(offset), True) if offset is not None and as_of is not None else (None, False)


def _pattern(slots: Slots) -> str:
    if "season" in slots.said:
        return "" if "month" in slots.said or slots.day else slots.said["season"]
    month = f"{int(slots.said['month']):02}" if "month" in slots.said else ""
    return f"{month}-{slots.day:02}" if month and slots.day is not None else month


def _nearest(pattern: str, as_of: date, turn: str | None, *, past: bool) -> PartialDate | None:
    """Find the year of a month, day or season: the last one begun by `as_of`, or the next one after it."""
    step = 1 if turn == "1" or (turn is None and not past) else -1
    for offset in range(9):
        try:
            found = PartialDate(f"{as_of.year + step * offset:04}-{pattern}", inferred=True)
        except BadDate:  # 29 February of a common year
            continue
        if turn == "0" or _fits(found, as_of, step, whole=turn == "-1"):
            return found
    return None


def _fits(found: PartialDate, as_of: date, step: int, *, whole: bool) -> bool:
    if found.earliest is None or found.latest is None:
        return False
    if step > 0:
        return found.earliest > as_of
    return found.latest < as_of if whole else found.earliest <= as_of


def _weekday(slots: Slots, as_of: date | None, *, past: bool) -> PartialDate | None:
    if "weekday" not in slots.said or as_of is None:
        return None
    turn = slots.said.get("turn")
    back = (as_of.weekday() - int(slots.said["weekday"])) % 7
    if turn == "1" or (turn is None and not past):
        return PartialDate((as_of + (7 - back) * _DAY).isoformat(), inferred=True)
    return PartialDate((as_of - (7 if turn == "-1" and back == 0 else back) * _DAY).isoformat(), inferred=True)


def _narrowed(when: PartialDate, part: str | None) -> PartialDate:
    """Take the beginning, middle or end, a third each, of a month or a year; of anything else the whole."""
    if part is None or when.earliest is None or when.latest is None or "/" in when.edtf:
        return when
    year, month = when.earliest.year, when.earliest.month
    if (when.earliest.day, when.latest) == (1, date(year, month, calendar.monthrange(year, month)[1])):
        first, last = _THIRDS_OF_MONTH[part]
        return PartialDate.between(
            date(year, month, first), min(when.latest, _day_in(year, month, last)), inferred=when.inferred
        )
    if len(when.edtf) == 4:  # noqa: PLR2004 -- a year
        opening, closing = _THIRDS_OF_YEAR[part]
        return PartialDate.between(date(year, opening, 1), _day_in(year, closing, 31), inferred=when.inferred)
    return when


def _day_in(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _bounded(when: PartialDate, bound: str | None) -> PartialDate | None:
    if bound is None:
        return when
    if when.earliest is None or when.latest is None:
        return None
    match bound:
        case "before":
            edtf = f"../{(when.earliest - _DAY).isoformat()}"
        case "until":
            edtf = f"../{when.latest.isoformat()}"
        case "after":
            edtf = f"{(when.latest + _DAY).isoformat()}/.."
        case _:
            edtf = f"{when.earliest.isoformat()}/.."
    return PartialDate(edtf, inferred=when.inferred)


def _marked(when: PartialDate, mark: str) -> PartialDate:
    if not mark or when.approximate or when.uncertain:
        return when
    sign = "%" if len(mark) > 1 else mark
    ends = (end + sign if end not in ("", "..") else end for end in when.edtf.split("/"))
    return PartialDate("/".join(ends), inferred=when.inferred)
