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


def neighbours(actor: Actor, report: Report, *, accepted_only: bool = False) -> list[ReportRow]:
    """Return the reports that share most keys with this one, at most `CANDIDATES`."""
    found = KeyRow.objects.seen_by(actor).filter(key__in=keys(report))
    states = [State.ACCEPTED] if accepted_only else [State.ACCEPTED, State.WAITING]
    counted = (
        found.filter(report__standing__state__in=states)
        .values_list("report_id")
        .annotate(shared=Count("id"))
        .order_by("-shared", "report_id")[:CANDIDATES]
    )
    rows = ReportRow.objects.seen_by(actor).select_related("source", "standing").in_bulk([pk for pk, _ in counted])
    return [rows[pk] for pk, _ in counted if pk in rows]


def propose(doing: Doing, row: ReportRow, anchor_id: int) -> None:
    """Compare one report with its neighbours and keep the pairs worth a look, the best for each pair of subjects."""
    if not linkable(row):
        return
    report = content_of(row)
    for other in neighbours(doing.actor, report):
        other_anchor = other.standing.anchor_id
        if other_anchor != anchor_id:
            found = compare(content_of(other), report)
            if found.verdict != "different":
                _keep(doing, (row.pk, anchor_id), (other.pk, other_anchor), found.probability, found.verdict)


def _keep(doing: Doing, one: tuple[int, int], other: tuple[int, int], probability: float, verdict: str) -> None:
    (left_report, left), (right_report, right) = sorted((one, other), key=lambda side: side[1])
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
    elif probability > known.probability:
        known.left_report_id, known.right_report_id = left_report, right_report
        known.probability, known.verdict, known.moment = probability, verdict, doing.moment
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
    for sibling in siblings.exclude(report=row).select_related("report"):
        propose(doing, sibling.report, anchor)
    refresh(doing.actor, [anchor])


def standings_of(actor: Actor, report_ids: Iterable[int]) -> dict[int, Standing]:
    """Return where these reports stand, by report."""
    rows = Standing.objects.seen_by(actor).filter(report_id__in=set(report_ids)).select_related("report__source")
    return {row.report_id: row for row in rows}
