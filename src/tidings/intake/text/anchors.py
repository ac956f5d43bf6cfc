# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""The day of a text, from its own dateline, by-line or closing line."""

import re
from datetime import date
from typing import Final

from tidings.intake.text.calendars import MONTHS, day
from tidings.intake.text.when import Anchor, dates_in

OLDEST_YEAR: Final = 2014
"""The war of these texts began then: what was earlier is history."""
_HEAD_LINES: Final = 12
_TAIL_LINES: Final = 6
_LONGEST_LINE: Final = 160  # a dateline is short, or stands before a dash
_DASH: Final = re.compile(r"\s[—–-]\s|\s--\s")
_DAY_MONTH: Final = re.compile(
    r"\b(\d{1,2}) (" + "|".join(MONTHS) + r")\b(?! \d)|\b(" + "|".join(MONTHS) + r")\.? (\d{1,2})\b(?!,? \d)"
)
_NOT_ITS_DAY: Final = re.compile(
    r"\b(born|birth|captured|missing|since|until|killed|died|disappeared|released|exchanged|contact|signed the|buried)\b"  # noqa: E501 -- one rule stays on one line
)


def day_of_text(text: str) -> date | None:
    """Return the day a text says it was written or published, None where it says none.

    Args:
        text: the plain text, lower-cased, page furniture still in it: a by-line often holds the only date.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in lines[:_HEAD_LINES]:
        found = _whole_day(_dateline(line)) or (_whole_day(line) if len(line) < _LONGEST_LINE // 2 else None)
        if found:
            return found
    for line in reversed(lines[-_TAIL_LINES:]):
        found = _whole_day(line) if len(line) <= _LONGEST_LINE // 2 else None
        if found:
            return found
    return _with_year_of(lines[:_HEAD_LINES], text)


def _dateline(line: str) -> str:
    """Return the part of a line that may be a dateline: a short line, or what stands before the first dash."""
    head = _DASH.split(line[:_LONGEST_LINE], maxsplit=1)[0]
    if len(line) > _LONGEST_LINE or (head.count(" ") <= 9 and len(head) < len(line)):
        return head if len(head) < _LONGEST_LINE // 2 else ""
    return line


def _whole_day(line: str) -> date | None:
    if not line or _NOT_ITS_DAY.search(line) or len(line.split()) > 16:
        return None
    for when in dates_in(line, 0, len(line), Anchor(None)):
        if when.date is not None and when.date.exact and when.date.exact.year >= OLDEST_YEAR:
            return when.date.exact
    return None


def _with_year_of(lines: list[str], text: str) -> date | None:
    """Read a dateline without a year ("29 Nov (Agency) —") with the latest year that the text names."""
    years = [int(year) for year in re.findall(r"\b(20[0-4]\d)\b", text)]
    for line in lines if years else ():
        head = _dateline(line)
        found = _DAY_MONTH.search(head) if _DASH.search(line) and len(head) < _LONGEST_LINE // 2 else None
        if found and not _NOT_ITS_DAY.search(head):
            edtf = day(max(years), MONTHS[found[2] or found[3]], int(found[1] or found[4]))
            return date.fromisoformat(edtf) if edtf else None
    return None
