"""A proposal as the page draws it: two sides, reasons in words, and the chart of how the evidence adds up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tidings.register.shown import ComparisonShown, ProposalFile, ReportShown
from tidings.web import dates
from tidings.web.shaping import Fact, ReasonShown, facts_of, language_of_shown, name_of, reasons_shown, source_words
from tidings.web.waterfall import bits_in_words, waterfall

CERTAIN = 100


@dataclass(frozen=True, slots=True)
class Stated:
    """One report of a side, in the words of its source."""

    name: str
    language: str
    event: str
    when: str
    text: str
    source: str
    facts: tuple[Fact, ...]
    sealed: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A or B: the report compared, its person, and everything else stated there."""

    letter: str
    person: str
    shown: ReportShown
    language: str
    reports: tuple[Stated, ...]


def sides_of(file: ProposalFile) -> tuple[Side, Side]:
    """Return the two sides of a proposal."""
    comparison = file.comparison
    return (
        _side("A", file.left_person, comparison.left, file.left_reports),
        _side("B", file.right_person, comparison.right, file.right_reports),
    )


def _side(letter: str, person: str, shown: ReportShown, reports: Sequence[ReportShown]) -> Side:
    return Side(letter, person, shown, language_of_shown(shown), tuple(_stated(one) for one in reports))


def _stated(shown: ReportShown) -> Stated:
    report = shown.report
    return Stated(
        name=name_of(report),
        language=language_of_shown(shown),
        event=report.event if report else "",
        when=_when(shown),
        text=report.text if report else "",
        source=source_words(shown.source),
        facts=facts_of(report),
        sealed=report is None,
    )


def _when(shown: ReportShown) -> str:
    if shown.report is None:
        return ""
    return ", ".join(filter(None, (dates.in_words(shown.report.event_date, full=False), shown.report.event_place)))


def comparison_context(comparison: ComparisonShown, language: str) -> dict[str, Any]:
    """What the field table and the chart need of one comparison."""
    reasons = reasons_shown(comparison.reasons, language)
    steps = [(one.label, one.weight) for one in reasons]
    total = comparison.prior + comparison.weight
    return {
        "reasons": reasons,
        "chart": waterfall((_("Before any evidence"), comparison.prior), steps, _("Together")),
        "total_bits": bits_in_words(total),
        "chance": _in_a_hundred(comparison.probability),
        "description": _described(comparison, reasons, total),
    }


def _in_a_hundred(probability: float) -> str:
    same = round(probability * 100)
    if same == CERTAIN:
        return _("of 1000 pairs like this one, more than 990 are one person.")
    if same == 0:
        return _("of 1000 pairs like this one, fewer than 10 are one person.")
    return _("of 100 pairs like this one, about %(same)d are one person and %(other)d are not.") % {
        "same": same,
        "other": 100 - same,
    }


def _described(comparison: ComparisonShown, reasons: Sequence[ReasonShown], total: float) -> str:
    speaking_for = ", ".join(one.label for one in reasons if one.tone == "plus")
    against = ", ".join(one.label for one in reasons if one.tone == "minus")
    parts = [_("Starts at %(bits)s bits.") % {"bits": bits_in_words(comparison.prior)}]
    if speaking_for:
        parts.append(_("For one person: %(fields)s.") % {"fields": speaking_for})
    if against:
        parts.append(_("Against: %(fields)s.") % {"fields": against})
    parts.append(_("Together %(bits)s bits.") % {"bits": bits_in_words(total)})
    return " ".join(parts)
