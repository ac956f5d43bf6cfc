"""Queries: what came in, and one thing that came in with what was understood of it."""

from typing import Final

from django.db.models import Count

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.register.errors import Unknown
from tidings.register.linking import content_of
from tidings.register.models import BureauQuerySet, HeldRow, ReportRow, Standing, State, Taking
from tidings.register.showing import hidden, reports_shown, source_shown, with_all
from tidings.register.shown import HeldShown, Inbox, InboxLine, TakingFile

BLACK: Final = "█"


def inbox(*, actor: Actor, below: int | None = None, limit: int = 50) -> Inbox:
    """Return what came in, newest first.

    Args:
        actor: who asks.
        below: go on below this taking's id (`Inbox.more`).
        limit: how many, 200 at most.
    """
    require(actor, "inbox")
    most = min(limit, 200)
    rows = _rows(actor).order_by("-pk")
    if below is not None:
        rows = rows.filter(pk__lt=below)
    page = list(rows[: most + 1])
    more = page[most - 1].pk if len(page) > most else None
    return Inbox(_lines(actor, page[:most]), more)


def taking(*, actor: Actor, taking_id: int) -> TakingFile:
    """Return one thing that came in: its text, its reports and where they stand, its held rows.

    Raises:
        Unknown: no such thing in this bureau.
    """
    require(actor, "taking")
    row = _rows(actor).filter(pk=taking_id).first()
    if row is None:
        raise Unknown("Nothing of this number came in to this bureau.")
    standings = list(with_all(actor).filter(report__taking=row).order_by("report_id"))
    sealed = [row.report for row in standings if row.report.erased is None and hidden(actor, row.report)]
    return TakingFile(
        line=_lines(actor, [row])[0],
        sha256=row.sha256,
        kind=row.kind,
        language=row.language,
        text=_without(row.text, sealed),
        reports=reports_shown(actor, standings),
        held=tuple(map(_held, HeldRow.objects.seen_by(actor).filter(taking=row, mended=False).order_by("line"))),
        sealed=len(sealed),
    )


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


def _rows(actor: Actor) -> BureauQuerySet[Taking]:
    return Taking.objects.seen_by(actor).select_related("source", "by")


def _lines(actor: Actor, rows: list[Taking]) -> tuple[InboxLine, ...]:
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
