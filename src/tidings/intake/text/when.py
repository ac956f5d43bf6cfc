# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""When: the date phrases of a sentence, read against the day of the text.

What hangs on the day of the text is marked inferred; without that day a month stays a month without a year, and
"last week" stays words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from tidings.intake.text.calendars import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    day,
    earlier,
    last_weekday,
    later,
    month,
    season_is_over,
    year_of_day,
    year_of_season,
    year_part,
)
from tidings.kernel.dates import BadDate, PartialDate

_M: Final = r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"  # noqa: E501 -- one rule stays on one line
_Y: Final = r"(?P<year>(?:19|20)\d\d)\b"
_N: Final = r"(?P<count>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|sixteen|eighteen|twenty|thirty|forty|a|an)"  # noqa: E501 -- one rule stays on one line
_S: Final = r"(?P<season>spring|summer|autumn|fall|winter)\b"
_PART: Final = r"(?:(?P<part>early|mid|middle|late|end|ending|beginning|start|first half|second half|first days|last days|turn)(?: |-)(?:in |of )?(?:the )?)?"  # noqa: E501 -- one rule stays on one line
_REL: Final = r"(?:,? (?:of )?(?P<rel>last year|this year|the same year|that year|the year before|the previous year|the following year|the next year))"  # noqa: E501 -- one rule stays on one line
NUMBERS: Final = {
    name: value
    for value, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS: Final = (
    {
        name: value
        for value, name in enumerate(
            [
                "first",
                "second",
                "third",
                "fourth",
                "fifth",
                "sixth",
                "seventh",
                "eighth",
                "ninth",
                "tenth",
                "eleventh",
                "twelfth",
                "thirteenth",
                "fourteenth",
                "fifteenth",
                "sixteenth",
                "seventeenth",
                "eighteenth",
                "nineteenth",
                "twentieth",
            ],
            1,
        )
    }
    | {
        f"twenty-{name}": 20 + value
        for value, name in enumerate(
            ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"], 1
        )
    }
    | {"thirtieth": 30, "thirty-first": 31}
)
_THIS_WAR: Final = 2014  # an older year in a sentence is a birth, and no month hangs on it
_PARTS: Final = {
    "early": "early", "beginning": "early", "start": "early", "first days": "early", "mid": "middle", "middle": "middle", "late": "late", "end": "late",  # noqa: E501 -- one rule stays on one line
    "ending": "late", "last days": "late", "turn": "late", "first half": "first half", "second half": "second half",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative dates hang on: the day of the text, the date told last, and the one with its year told before in the sentence."""  # noqa: E501 -- one rule stays on one line

    as_of: date | None
    last: PartialDate | None = None
    here: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class When:
    """One date phrase: where it stands in the original, its words, and the date if it can be told."""

    start: int
    end: int
    date: PartialDate | None
    lead: str


_Made = tuple[str, bool]
"""EDTF and whether it was inferred."""
_Rule = Callable[[re.Match[str], Anchor], _Made]


def _year(found: re.Match[str]) -> int | None:
    return int(found["year"]) if found["year"] else None


def _relative_year(found: re.Match[str], anchor: Anchor) -> int | None:
    words = found.groupdict().get("rel") or ""
    if words in ("last year", "this year"):
        return anchor.as_of.year - (words == "last year") if anchor.as_of else None
    told = anchor.last.earliest if anchor.last else None
    shift = {
        "the same year": 0,
        "that year": 0,
        "the year before": -1,
        "the previous year": -1,
        "the following year": 1,
        "the next year": 1,
    }
    return told.year + shift[words] if told else None


def _day_month(found: re.Match[str], anchor: Anchor) -> _Made:
    number, which = _ORDINALS.get(found["day"], 0) or int(found["day"]), MONTHS[found["month"]]
    if found["year"]:
        return day(int(found["year"]), which, number), False
    if found["rel"]:
        return day(_relative_year(found, anchor), which, number), True
    year = _year_after(anchor, which) or year_of_day(anchor.as_of, which, number)
    return day(year, which, number), year is not None


def _year_after(anchor: Anchor, which: int) -> int | None:
    """As in "captured in May 2022 and released in September": the first such month behind the date told before it."""
    told = anchor.here.earliest if anchor.here else None
    if told is None:
        return None
    year = told.year + (which < told.month)
    return year if anchor.as_of is None or (year, which) <= (anchor.as_of.year, anchor.as_of.month) else None


def _figures(found: re.Match[str], _anchor: Anchor) -> _Made:
    first, second, year = int(found["first"]), int(found["second"]), int(found["year4"])
    year += 2000 if year < 100 else 0
    readings = sorted({reading for reading in (day(year, second, first), day(year, first, second)) if reading})
    if found["sign"] == "." or len(readings) < 2:
        return day(year, second, first) or (readings[0] if readings else ""), False
    return "/".join(readings), False


def _roman(found: re.Match[str], _anchor: Anchor) -> _Made:
    months = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    which = months.index(found["roman"]) + 1 if found["roman"] in months else 0
    return (day(int(found["year"]), which, int(found["day"])) if which else ""), False


def _iso(found: re.Match[str], _anchor: Anchor) -> _Made:
    return day(int(found["year"]), int(found["m"]), int(found["day"])), False


def _month_only(found: re.Match[str], anchor: Anchor) -> _Made:
    which, part = MONTHS[found["month"]], _PARTS.get(found["part"] or "", "")
    if found["year"]:
        return month(int(found["year"]), which, part), False
    if found["rel"]:
        return month(_relative_year(found, anchor), which, part), True
    told = anchor.last.earliest if anchor.last else None
    if (found["last"] or "").startswith(("that", "the")) and told:
        return month(told.year + (which < told.month), which, part), True
    year = _year_after(anchor, which) or year_of_day(anchor.as_of, which, 1)
    if found["last"] and anchor.as_of and year == anchor.as_of.year and which == anchor.as_of.month:
        year -= 1
    return month(year, which, part), year is not None


def _months(found: re.Match[str], anchor: Anchor) -> _Made:
    first, last = MONTHS[found["month"]], MONTHS[found["second"]]
    year = _year(found) or year_of_day(anchor.as_of, last, 1)
    if year is None:
        return month(None, first), False
    return f"{month(year - (first > last), first)}/{month(year, last)}", not found["year"]


def _season(found: re.Match[str], anchor: Anchor) -> _Made:
    which, told = SEASONS[found["season"]], anchor.last.earliest if anchor.last else None
    if found["year"]:
        return f"{found['year']}-{which}", False
    if found["rel"]:
        year = _relative_year(found, anchor)
    elif found["which"] in ("that", "the same") and told:
        year = told.year
    else:
        year = year_of_season(anchor.as_of, which)
        if (
            found["which"] == "last"
            and year
            and anchor.as_of
            and not season_is_over(anchor.as_of, which)
            and year == anchor.as_of.year
        ):
            year -= 1
    return (f"{year}-{which}", True) if year else ("", True)


def _bare_year(found: re.Match[str], _anchor: Anchor) -> _Made:
    return year_part(int(found["year"]), _PARTS.get(found["part"] or "", "")), False


def _named_year(found: re.Match[str], anchor: Anchor) -> _Made:
    year = _relative_year(found, anchor)
    return (year_part(year, _PARTS.get(found["part"] or "", "")), True) if year else ("", True)


def _unit_before(found: re.Match[str], anchor: Anchor) -> _Made:
    if not anchor.as_of:
        return "", True
    if found["which"] == "this":
        return (
            f"{anchor.as_of:%Y-%m}" if found["unit"] == "month" else f"{earlier(anchor.as_of, 6, 'day')}/{anchor.as_of}"
        ), True
    return earlier(anchor.as_of, 1, found["unit"]), True


def _ago(found: re.Match[str], anchor: Anchor) -> _Made:
    return (earlier(anchor.as_of, _count(found), found["unit"]) if anchor.as_of else ""), True


def _later(found: re.Match[str], anchor: Anchor) -> _Made:
    return later(anchor.last, _count(found), found["unit"]), True


def _count(found: re.Match[str]) -> int:
    words = found["count"]
    return int(words) if words.isdigit() else NUMBERS.get(words, 1)


def _near_day(found: re.Match[str], anchor: Anchor) -> _Made:
    shift = {"yesterday": 1, "the day before yesterday": 2}.get(found[0].strip(), 0)
    return (earlier(anchor.as_of, shift, "day") if anchor.as_of else ""), True


def _weekday(found: re.Match[str], anchor: Anchor) -> _Made:
    return (last_weekday(anchor.as_of, WEEKDAYS[found["weekday"]]).isoformat() if anchor.as_of else ""), True


def _told(_found: re.Match[str], anchor: Anchor) -> _Made:
    return (anchor.last.edtf if anchor.last else ""), True


def _next_day(_found: re.Match[str], anchor: Anchor) -> _Made:
    return later(anchor.last, 1, "day"), True


_WEEKDAY: Final = "(?P<weekday>" + "|".join(WEEKDAYS) + ")"
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_AFTER_YEAR: Final = rf"(?:(?:,|'s)? (?:of )?{_Y}|{_REL})?"
_RULES: Final[tuple[tuple[re.Pattern[str], _Rule], ...]] = tuple(
    (re.compile(rf"(?<![\w.,/-])(?:{pattern})(?!\w)"), rule)
    for pattern, rule in (
        (rf"{_Y}-(?P<m>\d\d)-(?P<day>\d\d)", _iso),
        (r"(?P<first>\d{1,2})(?P<sign>[./-])(?P<second>\d{1,2})(?P=sign)(?P<year4>(?:19|20)?\d\d)", _figures),
        (rf"(?:the )?{_DAY} (?:day )?(?:of )?{_M}{_AFTER_YEAR}", _day_month),
        (rf"(?:the )?(?P<day>{'|'.join(_ORDINALS)}) (?:day )?(?:of )?{_M}{_AFTER_YEAR}", _day_month),
        (r"(?P<day>[0-3]?\d)[. /]?(?P<roman>[ivx]{1,4})[. /]?(?P<year>(?:19|20)\d\d)", _roman),
        (rf"{_M} (?:the )?{_DAY}(?! ?%){_AFTER_YEAR}", _day_month),
        (rf"(?:between |from )?{_M} (?:and|to|–|-|—) (?P<second>{'|'.join(MONTHS)})\.?(?:,? {_Y})?", _months),
        (rf"{_PART}(?P<last>last |past |that |that same |the same )?{_M}{_AFTER_YEAR}", _month_only),
        (
            rf"{_PART}(?P<which>that|this|last|the same|the)? ?{_S}(?:,? (?:of )?{_Y}(?:[-–/]\d\d(?:\d\d)?)?|{_REL})?",
            _season,
        ),
        (
            rf"{_PART}(?P<rel>last year|this year|the same year|that year|the previous year|the following year|the year before)",  # noqa: E501 -- one rule stays on one line
            _named_year,
        ),
        (r"(?:earlier |later )?(?P<which>this|last|past|the previous) (?P<unit>week|month)", _unit_before),
        (rf"{_N} (?P<unit>days?|weeks?|months?|years?) (?:ago|earlier|before)", _ago),
        (rf"{_N} (?P<unit>days?|weeks?|months?|years?) (?:later|after that|afterwards|on)", _later),
        (r"the day before yesterday|yesterday|today|this morning|tonight|last night", _near_day),
        (rf"(?:last |this |on )?{_WEEKDAY}(?!,? (?:the )?\d{{1,2}}\b)(?!,? {_M.replace('?P<month>', '?:')})", _weekday),
        (
            r"(?:the |on the )?(?:very )?same (?:day|time|week|month)|the very day|that (?:day|week|month|night|morning)|(?<=since )then|(?<=after )that(?= he| she| they|,)",  # noqa: E501 -- one rule stays on one line
            _told,
        ),
        (r"the (?:next|following) (?:day|morning)|a day later", _next_day),
        (rf"{_PART}{_Y}", _bare_year),
    )
)
_LEAD: Final = re.compile(
    r"\b(since|before|until|till|by|after|between|from|about|around|circa|on or about|approximately|as of)\s+(?:the |about |around )?$"  # noqa: E501 -- one rule stays on one line
)
_FIGURE_IN: Final = re.compile(
    r"\d|month|year|week|day|spring|summer|autumn|fall|winter|morning|night|time|" + "|".join(m[:3] for m in MONTHS)
)


def dates_in(text: str, start: int, end: int, anchor: Anchor) -> list[When]:
    """Find the date phrases between two positions of a cleaned text, in their order.

    Args:
        text: the cleaned text, lower-cased, as long as the original.
        start: where to begin.
        end: where to stop.
        anchor: what relative dates hang on.
    """
    passage = text[start:end].replace("\n", " ")
    if not _FIGURE_IN.search(passage):
        return []
    matched: list[tuple[re.Match[str], _Rule]] = []
    taken = bytearray(len(passage))
    for pattern, rule in _RULES:
        for match in pattern.finditer(passage):
            if any(taken[match.start() : match.end()]) or _is_modal_may(match, passage):
                continue
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            matched.append((match, rule))
    found: list[When] = []
    for match, rule in sorted(matched, key=lambda pair: pair[0].start()):
        when = _when(match, rule, start, passage, anchor)
        found.append(when)
        anchor = Anchor(anchor.as_of, when.date or anchor.last, when.date if _has_year(when.date) else anchor.here)
    return found


def _has_year(told: PartialDate | None) -> bool:
    return told is not None and told.earliest is not None and not told.inferred and told.earliest.year >= _THIS_WAR


def _is_modal_may(match: re.Match[str], passage: str) -> bool:
    words = match[0].strip()
    if words in ("may", "march"):
        before = passage[: match.start()].rstrip().rsplit(" ", 1)[-1]
        return before not in (
            "in",
            "since",
            "by",
            "until",
            "till",
            "of",
            "last",
            "this",
            "from",
            "before",
            "after",
            "during",
            "to",
            "and",
            "between",
            "around",
            "about",
        )
    return words in ("mar", "sep", "fall", "sept", "the fall", "spring") and not re.search(r"\d", words)


def _when(match: re.Match[str], rule: _Rule, start: int, passage: str, anchor: Anchor) -> When:
    edtf, inferred = rule(match, anchor)
    before = _LEAD.search(passage[: match.start()])
    lead = before[1] if before else ""
    if edtf and lead in ("about", "around", "circa", "on or about", "approximately") and "/" not in edtf:
        edtf += "~"
    try:
        told = PartialDate(edtf, inferred) if edtf else None
    except BadDate:
        told = None
    return When(start + match.start(), start + match.end(), told, lead)
