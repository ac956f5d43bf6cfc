"""A proposal opened: both sides, the comparison made anew, the decision in force."""

from tidings.accounts.actor import Actor
from tidings.linkage import compare
from tidings.register import keytable
from tidings.register.errors import Unknown
from tidings.register.linking import content_of
from tidings.register.models import Pair, Person, Proposal, Standing, State
from tidings.register.proposals import around, queue
from tidings.register.showing import decision_shown, hidden, reports_shown, with_all
from tidings.register.shown import ComparisonShown, ProposalFile, ReportShown
from tidings.register.surroundings import prior_among


def comparison(actor: Actor, left: Standing, right: Standing) -> ComparisonShown:
    """Compare two reports. Where one is sealed for this actor the reasons, which quote it, are left out."""
    prior = prior_among(keytable.newest(actor))
    found = compare(content_of(left.report), content_of(right.report), prior=prior)
    closed = hidden(actor, left.report) or hidden(actor, right.report)
    one, other = reports_shown(actor, (left, right))
    return ComparisonShown(
        left=one,
        right=other,
        probability=found.probability,
        weight=found.weight,
        prior=found.prior,
        verdict=found.verdict,
        reasons=() if closed else found.reasons,
    )


def both_numbers(actor: Actor, row: Proposal) -> tuple[str, ...]:
    """Return the register numbers of both sides' files, and of the persons the sides are.

    Raises:
        Unknown: a side is not accepted (any more).
    """
    left, right = _sides(actor, row)
    persons = [standing.person for standing in (left, right) if standing.person]
    return tuple(number for person in persons for number in (person.number, (person.joined_into or person).number))


def proposal_file(actor: Actor, row: Proposal, entry: int) -> ProposalFile:
    """Show a proposal with everything the decider should see."""
    left, right = _sides(actor, row)
    pair = _pair(actor, left, right)
    waiting = queue(actor)
    before, behind = around(actor, row)
    return ProposalFile(
        proposal_id=row.pk,
        comparison=comparison(actor, left, right),
        left_person=_number(left.person),
        right_person=_number(right.person),
        left_reports=_file_reports(actor, left),
        right_reports=_file_reports(actor, right),
        decision=decision_shown(pair.decision) if pair and pair.decision else None,
        version=pair.version if pair else 0,
        position=before.count() + 1 if row.open else 0,
        total=waiting.count(),
        previous_id=before.reverse().values_list("pk", flat=True).first() if row.open else None,
        next_id=(behind if row.open else waiting).values_list("pk", flat=True).first(),
        entry=entry,
    )


def _sides(actor: Actor, row: Proposal) -> tuple[Standing, Standing]:
    found = with_all(actor).filter(report_id__in=(row.left_report_id, row.right_report_id), state=State.ACCEPTED)
    sides = {standing.report_id: standing for standing in found}
    if len(sides) != 2:  # noqa: PLR2004 -- a pair has two sides
        raise Unknown("One side of this proposal is not accepted, so there is nothing to decide yet.")
    return sides[row.left_report_id], sides[row.right_report_id]


def _pair(actor: Actor, left: Standing, right: Standing) -> Pair | None:
    one, other = sorted((left.person_id or 0, right.person_id or 0))
    pairs = Pair.objects.seen_by(actor).filter(left_id=one, right_id=other)
    return pairs.select_related("decision__left", "decision__right", "decision__by").first()


def _file_reports(actor: Actor, side: Standing) -> tuple[ReportShown, ...]:
    """Return every accepted report of the side's person as it was before any joining, oldest first."""
    rows = with_all(actor).filter(person=side.person, state=State.ACCEPTED).order_by("report_id")
    return reports_shown(actor, rows)


def _number(person: Person | None) -> str:
    return (person.joined_into or person).number if person else ""
