"""Registers' values put into the small shapes the templates draw; nothing here asks or decides anything."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tidings.names import Reason
from tidings.register.shown import ReportShown, SourceShown
from tidings.reports import Report
from tidings.web import dates
from tidings.web.words import FIELDS, RELATIONS, SEXES, SOURCE_KINDS, word

FACTS = ("alias", "birth_place", "residence", "nationality", "branch", "unit", "rank", "service_number", "marks")
"""Fields shown beside name, birth and event, in this order."""

DATED = frozenset({"birth", "birth_date", "age", "event", "event_date"})
"""Features whose reasons quote dates in EDTF."""
EDTF = re.compile(r"(?<![\d-])\d{4}-\d{2}(?:-\d{2})?[~?%]?(?:/\d{4}(?:-\d{2}){0,2}[~?%]?)?(?![\d-])")

ALMOST_NEVER, ALMOST_ALWAYS = 0.01, 0.99


@dataclass(frozen=True, slots=True)
class Fact:
    """One value with its field in words; `ours` where the value is in our words, not the source's."""

    label: str
    value: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """One reason of a comparison in words; tone is plus, minus or soft."""

    label: str
    left: str
    right: str
    words: str
    weight: float
    tone: str


def chance(probability: float) -> str:
    """A probability for staff: whole per cent, and no certainty that is not there."""
    if probability < ALMOST_NEVER:
        return f"<1{dates.NO_BREAK}%"
    if probability > ALMOST_ALWAYS:
        return f">99{dates.NO_BREAK}%"
    return f"{probability * 100:.0f}{dates.NO_BREAK}%"


def reasons_shown(reasons: Iterable[Reason], language: str) -> tuple[ReasonShown, ...]:
    """Put reasons into words of a language; dates in EDTF become words, too."""
    return tuple(_reason(one, language) for one in reasons)


def _reason(one: Reason, language: str) -> ReasonShown:
    told, left, right = one.words(language), one.left, one.right
    if one.feature in DATED:
        told, left, right = (EDTF.sub(_date_in_words, text) for text in (told, left, right))
    sentence = told[:1].upper() + told[1:].rstrip(".") + "."
    return ReasonShown(word(FIELDS, one.feature), left, right, sentence, one.weight, _tone(one.weight))


def _date_in_words(found: re.Match[str]) -> str:
    return dates.in_words(found[0], full=False)


def _tone(weight: float) -> str:
    rounded = round(weight, 1)
    return "soft" if rounded == 0 else "plus" if rounded > 0 else "minus"


def name_of(report: Report | None) -> str:
    """The name as stated: in one string, or its parts in the order of a list."""
    if report is None:
        return ""
    return report.name or " ".join(filter(None, (report.surname, report.given, report.patronymic)))


def birth_of(report: Report | None) -> str:
    """Birth as stated: a date, or an age and the day it was said of."""
    if report is None:
        return ""
    if report.birth_date is not None and not report.birth_date.inferred:
        return dates.in_words(report.birth_date, full=False)
    return age_of(report)


def age_of(report: Report) -> str:
    """An age as stated, "27 (20 Apr 2026)", or nothing."""
    if report.age is None:
        return ""
    low, high = report.age
    years = str(low) if low == high else f"{low}–{high}"
    return f"{years} ({dates.day_in_words(report.as_of)})" if report.as_of else years


def facts_of(report: Report | None, *, birth: bool = True) -> tuple[Fact, ...]:
    """What a report states beside name and event."""
    if report is None:
        return ()
    ours = [("birth", birth_of(report) if birth else ""), ("sex", word(SEXES, report.sex) if report.sex else "")]
    theirs = [(name, _text(getattr(report, name))) for name in FACTS]
    return (
        *(Fact(word(FIELDS, name), value, ours=True) for name, value in ours if value),
        *(Fact(word(FIELDS, name), value) for name, value in theirs if value),
        *(
            Fact(word(RELATIONS, one.relation).capitalize(), one.name or _("name not stated"))
            for one in report.relatives
        ),
        *(Fact(column, value) for column, value in report.extra if value),
    )


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def language_of_shown(shown: ReportShown) -> str:
    """The language a report was written in, "" if not known."""
    return shown.report.language if shown.report else ""


def source_words(source: SourceShown) -> str:
    """A source in a few words: its name, or its kind where the name adds nothing."""
    return source.name or word(SOURCE_KINDS, source.kind)
