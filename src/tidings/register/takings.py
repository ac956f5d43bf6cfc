"""One thing that came in, and which of its reports a page shows: for `deeds.open_taking`, which records it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count

from tidings.accounts.access import may
from tidings.accounts.actor import Actor
from tidings.register.entering import TEXT
from tidings.register.errors import Unknown
from tidings.register.linking import content_of
from tidings.register.models import BureauQuerySet, HeldRow, ReportRow, Standing, State, Taking
from tidings.register.searching import name_of
from tidings.register.showing import hidden, reports_shown, source_shown, with_all
from tidings.register.shown import HeldShown, InboxLine, TakingFile
from tidings.reports import Report

BLACK: Final = "█"
ORDERS: Final[Mapping[str, Callable[[Report | None], str]]] = {
    "name": lambda report: name_of(report).casefold(),
    "birth": lambda report: report.birth_date.edtf if report and report.birth_date else "9999",
    "event": lambda report: report.event if report else "",
}
"""How the reports of a table may be sorted; else they come as in the file."""


@dataclass(frozen=True, slots=True)
class Part:
    """Which reports of a table a page shows: where they stand ("" all but the mended), in which order, from where."""

    state: str
    order: str
    skip: int
    limit: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A taking, its text as this actor may read it, the reports that will be shown, and how many there are in all."""

    row: Taking
    text: str
    sealed: int
    standings: tuple[Standing, ...]
    listed: int


def opened(actor: Actor, taking_id: int, part: Part) -> Opened:
    """Find what a page shows of one taking: of a text everybody in it, of a table a part of its rows.

    Raises:
        Unknown: no such thing in this bureau.
    """
    row = rows_of(actor).filter(pk=taking_id).first()
    if row is None:
        raise Unknown("Nothing of this number came in to this bureau.")
    sealed = _sealed(actor, row)
    text = _without(row.text, sealed)
    rows = with_all(actor).filter(report__taking=row).order_by("report_id")
    standing = rows.filter(state=part.state) if part.state else rows.exclude(state=State.MENDED)
    if row.kind == TEXT and text:
        everybody = tuple(rows.exclude(state=State.MENDED))
        return Opened(row, text, len(sealed), everybody, len(everybody))
    return Opened(row, text, len(sealed), _page(actor, standing, part), standing.count())


def taking_file(actor: Actor, found: Opened, entry: int) -> TakingFile:
    """Show a taking to somebody whose opening is recorded at `entry`."""
    held = HeldRow.objects.seen_by(actor).filter(taking=found.row, mended=False).order_by("line")
    return TakingFile(
        line=lines_of(actor, [found.row])[0],
        sha256=found.row.sha256,
        kind=found.row.kind,
        language=found.row.language,
        text=found.text,
        reports=reports_shown(actor, found.standings),
        listed=found.listed,
        held=tuple(map(_held, held)),
        sealed=found.sealed,
        entry=entry,
    )


def _page(actor: Actor, rows: BureauQuerySet[Standing], part: Part) -> tuple[Standing, ...]:
    order = ORDERS.get(part.order)
    if order is None:
        return tuple(rows[part.skip : part.skip + part.limit])
    ordered = sorted(rows, key=lambda one: order(None if hidden(actor, one.report) else content_of(one.report)))
    return tuple(ordered[part.skip : part.skip + part.limit])


def _sealed(actor: Actor, row: Taking) -> list[ReportRow]:
    """Return the reports of this taking that are sealed for this actor."""
    if may(actor, "sealed_content"):
        return []
    return list(ReportRow.objects.seen_by(actor).filter(taking=row, handling="sealed", erased=None))


def _without(text: str, sealed: list[ReportRow]) -> str:
    """Black out the passages of sealed reports, letter for letter, so that other spans still fit.

    Where a sealed report does not say which passage it is, nothing of the text is shown.
    """
    for row in sealed:
        span = content_of(row).span
        if span is None:
            return ""
        start, end = span
        text = text[:start] + BLACK * len(text[start:end]) + text[end:]
    return text


def rows_of(actor: Actor) -> BureauQuerySet[Taking]:
    """Return what came in to the actor's bureau."""
    return Taking.objects.seen_by(actor).select_related("source", "by")


def lines_of(actor: Actor, rows: list[Taking]) -> tuple[InboxLine, ...]:
    """Return the line of each of these, with its counts."""
    standings = Standing.objects.seen_by(actor).filter(report__taking__in=rows)
    states = {
        (taking, state): number
        for taking, state, number in standings.values_list("report__taking", "state").annotate(Count("pk"))
    }
    held = HeldRow.objects.seen_by(actor).filter(taking__in=rows, mended=False)
    holding = dict(held.values_list("taking").annotate(Count("pk")))
    return tuple(
        _line(row, holding.get(row.pk, 0), {state: states.get((row.pk, state), 0) for state in State}) for row in rows
    )


def _line(row: Taking, held: int, states: dict[State, int]) -> InboxLine:
    return InboxLine(
        taking_id=row.pk,
        filename=row.filename,
        source=source_shown(row.source),
        moment=row.moment,
        by=row.by.display_name,
        new=row.new,
        known_before=row.known_before,
        held=held,
        waiting=states[State.WAITING],
        accepted=states[State.ACCEPTED],
        refused=states[State.REFUSED],
    )


def _held(row: HeldRow) -> HeldShown:
    cells = tuple((column, cell) for column, cell in row.row)
    return HeldShown(row.pk, row.line, cells, row.field, row.problem, row.advice)
