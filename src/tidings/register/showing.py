"""Rows turned into what is shown: sealed content is left out here, at the one place every view passes."""

from collections import Counter
from collections.abc import Iterable

from tidings.accounts.access import may
from tidings.accounts.actor import Actor
from tidings.register.linking import content_of
from tidings.register.models import BureauQuerySet, Decision, Proposal, ReportRow, Source, Standing, Taking
from tidings.register.shown import DecisionShown, ReportShown, SourceShown


def source_shown(source: Source) -> SourceShown:
    """Show who says it."""
    return SourceShown(source.pk, source.name, source.kind, source.reliability, source.origin)


def hidden(actor: Actor, row: ReportRow) -> bool:
    """Whether this report's content may not reach this actor."""
    return row.erased is not None or (row.handling == "sealed" and not may(actor, "sealed_content"))


def reports_shown(actor: Actor, standings: Iterable[Standing]) -> tuple[ReportShown, ...]:
    """Show reports; the standings must come with their report, its source and taking, and their person's root."""
    rows = list(standings)
    proposals = _open_proposals(actor, {row.anchor_id for row in rows})
    return tuple(_shown(actor, row, proposals[row.anchor_id]) for row in rows)


def with_all(actor: Actor) -> BureauQuerySet[Standing]:
    """Return the bureau's standings with everything that showing a report needs."""
    return Standing.objects.seen_by(actor).select_related("report__source", "report__taking", "person__joined_into")


def decision_shown(decision: Decision) -> DecisionShown:
    """Show a decision; it must come with both persons, who decided, and its undoing."""
    undoing = getattr(decision, "undoing", None)
    return DecisionShown(
        decision.pk,
        decision.left.number,
        decision.right.number,
        decision.verdict,
        decision.reason,
        decision.by.display_name,
        decision.moment,
        undoing.moment if undoing else None,
    )


def _shown(actor: Actor, row: Standing, proposals: int) -> ReportShown:
    report = row.report
    taking: Taking | None = report.taking
    person = row.person
    return ReportShown(
        report_id=report.pk,
        report=None if hidden(actor, report) else content_of(report),
        handling=report.handling,
        state=row.state,
        source=source_shown(report.source),
        origin=report.origin,
        person=(person.joined_into or person).number if person else "",
        subject=row.anchor_id,
        taking_id=report.taking_id,
        moment=taking.moment if taking else (person.opened if person else None),
        reason=row.reason,
        request=report.request,
        proposals=proposals,
    )


def _open_proposals(actor: Actor, anchors: set[int]) -> Counter[int]:
    counted: Counter[int] = Counter()
    for side in ("left_id", "right_id"):
        found = Proposal.objects.seen_by(actor).filter(**{f"{side}__in": anchors}, open=True)
        counted.update(found.values_list(side, flat=True))
    return counted
