"""How a report finds its neighbours: linkage keys in a table, looked up inside the deed's own transaction."""

from collections.abc import Iterable
from typing import Final

from django.db.models import Count

from tidings.accounts.actor import Actor
from tidings.linkage import compare, keys
from tidings.register.doing import Doing
from tidings.register.models import KeyRow, Proposal, ReportRow, Standing, State
from tidings.register.proposals import refresh
from tidings.reports import Report, from_json

CANDIDATES: Final = 100
"""How many neighbours, those with most keys in common first, are compared with one report."""


def content_of(row: ReportRow) -> Report:
    """Return the report as the reader wrote it."""
    return from_json(row.content)


def linkable(row: ReportRow) -> bool:
    """Whether this row is a report about a subject with content: only those are ever candidates."""
    return row.role == "subject" and row.erased is None and row.content.get("kind", "report") == "report"


def index(doing: Doing, rows: Iterable[ReportRow]) -> None:
    """Write the keys of these reports."""
    KeyRow.objects.put_all(
        KeyRow(bureau_id=doing.actor.bureau_id, key=key, report=row)
        for row in rows
        if linkable(row)
        for key in sorted(keys(content_of(row)))
    )


def neighbours(actor: Actor, report: Report) -> list[ReportRow]:
    """Return the accepted reports that share most keys with this one, at most `CANDIDATES`."""
    near = _nearest(actor, report, [State.ACCEPTED])
    rows = ReportRow.objects.seen_by(actor).in_bulk(near)
    return [rows[pk] for pk in near]


def _nearest(actor: Actor, report: Report, states: list[State]) -> list[int]:
    found = KeyRow.objects.seen_by(actor).filter(key__in=keys(report), report__standing__state__in=states)
    counted = found.values_list("report_id").annotate(shared=Count("id")).order_by("-shared", "report_id")
    return [pk for pk, _ in counted[:CANDIDATES]]


Side = tuple[int, int, Report]
"""A report's row, its subject's anchor, its content."""


def propose_all(doing: Doing, standings: Iterable[Standing]) -> None:
    """Compare reports with their neighbours and keep the pairs worth a look, the best for each pair of subjects."""
    new = [standing for standing in standings if linkable(standing.report)]
    known = {row.report_id: (row.report_id, row.anchor_id, content_of(row.report)) for row in new}
    for standing in new:
        _propose(doing, known[standing.report_id], known)
    refresh(doing.actor, [standing.anchor_id for standing in new])


def _propose(doing: Doing, side: Side, known: dict[int, Side]) -> None:
    near = _nearest(doing.actor, side[2], [State.ACCEPTED, State.WAITING])
    missing = [pk for pk in near if pk not in known]
    for row in standings_of(doing.actor, missing).values() if missing else ():
        known[row.report_id] = (row.report_id, row.anchor_id, content_of(row.report))
    for other in (known[pk] for pk in near):
        if other[1] != side[1]:
            found = compare(other[2], side[2])
            if found.verdict != "different":
                _keep(doing, side, other, found.probability, found.verdict)


def _keep(doing: Doing, one: Side, other: Side, probability: float, verdict: str) -> None:
    (left_report, left, _), (right_report, right, _) = sorted((one, other), key=lambda side: side[1])
    known = Proposal.objects.seen_by(doing.actor).filter(left_id=left, right_id=right).first()
    if known is None:
        Proposal.objects.put(
            doing.actor,
            left_id=left,
            right_id=right,
            left_report_id=left_report,
            right_report_id=right_report,
            probability=probability,
            verdict=verdict,
            moment=doing.moment,
        )
    else:
        if probability > known.probability:
            known.left_report_id, known.right_report_id = left_report, right_report
            known.probability, known.verdict = probability, verdict
        known.moment = doing.moment
        known.save()


def forget(doing: Doing, row: ReportRow) -> None:
    """Take a report out of the index and of the proposals it was compared for; its subject's others step in."""
    KeyRow.objects.seen_by(doing.actor).filter(report=row).delete()
    for side in ("left_report", "right_report"):
        Proposal.objects.seen_by(doing.actor).filter(**{side: row}).delete()
    anchor = row.standing.anchor_id
    siblings = Standing.objects.seen_by(doing.actor).filter(
        anchor_id=anchor, state__in=[State.ACCEPTED, State.WAITING], report__erased=None
    )
    propose_all(doing, siblings.exclude(report=row).select_related("report"))
    refresh(doing.actor, [anchor])


def standings_of(actor: Actor, report_ids: Iterable[int]) -> dict[int, Standing]:
    """Return where these reports stand, by report."""
    rows = Standing.objects.seen_by(actor).filter(report_id__in=set(report_ids)).select_related("report__source")
    return {row.report_id: row for row in rows}
