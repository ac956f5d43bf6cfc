"""Queries: the review queue, the numbers of the rail."""

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.register.census import people
from tidings.register.models import Confirmation, HeldRow, Proposal, ReportRow, Standing, State
from tidings.register.proposals import accepted_sides, queue
from tidings.register.shown import Counts, ProposalLine, ReviewQueue
from tidings.register.standing import files, root_id
from tidings.register.status import lacking


def review_queue(*, actor: Actor, skip: int = 0, limit: int = 50) -> ReviewQueue:
    """Return proposals nobody has decided, the ones that touch a family's request first, then the likeliest."""
    require(actor, "review_queue")
    waiting = queue(actor)
    rows = list(waiting[skip : skip + min(limit, 200)])
    sides = accepted_sides(actor, {anchor for row in rows for anchor in (row.left_id, row.right_id)})
    numbers = {anchor: (person.joined_into or person).number for anchor, (person, _) in sides.items()}
    return ReviewQueue(tuple(_line(row, numbers[row.left_id], numbers[row.right_id]) for row in rows), waiting.count())


def _line(row: Proposal, left: str, right: str) -> ProposalLine:
    return ProposalLine(
        proposal_id=row.pk,
        left=left,
        right=right,
        probability=row.probability,
        verdict=row.verdict,
        request=row.request,
        moment=row.moment,
    )


def counts(*, actor: Actor) -> Counts:
    """Return what waits where: things with waiting reports, held rows, proposals, confirmations wanting a signature."""
    require(actor, "counts")
    waiting = Standing.objects.seen_by(actor).filter(state=State.WAITING)
    return Counts(
        inbox=waiting.exclude(report__taking=None).values("report__taking").distinct().count(),
        held=HeldRow.objects.seen_by(actor).filter(mended=False).count(),
        review=queue(actor).count(),
        confirmations=_unsigned(actor),
        people=people(actor),
        requests=ReportRow.objects.seen_by(actor).filter(request=True, erased=None).count(),
    )


def _unsigned(actor: Actor) -> int:
    rows = list(Confirmation.objects.seen_by(actor).select_related("person"))
    loaded = files(actor, {root_id(row.person) for row in rows})
    return sum(
        "second_signer" in lacking(part.signed(loaded.requests[root]), loaded.facts[root]) and bool(part.signatures)
        for root, parts in loaded.confirmations.items()
        for part in parts
    )
