"""Which proposals are open: two accepted subjects in different files whose pair nobody has decided firmly."""

from collections.abc import Iterable
from dataclasses import dataclass

from tidings.accounts.actor import Actor
from tidings.register.models import Pair, Person, Proposal, Standing, State
from tidings.register.standing import members_of, root_id


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """A proposal with the persons of its two sides, and whether a tracing request is among them."""

    row: Proposal
    left: Person
    right: Person
    request: bool
    pair: Pair | None


def open_proposals(actor: Actor, *, only: Iterable[Proposal] | None = None) -> list[OpenProposal]:
    """Return the open proposals, the ones that touch a family's request first, then the likeliest.

    Args:
        only: look at these only (already of this bureau).
    """
    rows = Proposal.objects.seen_by(actor).order_by("-probability", "pk") if only is None else only
    rows = list(rows)
    standings = _sides(actor, rows)
    files_apart = _decided_apart(actor, standings.values())
    pairs = _pairs(actor, standings.values())
    found = []
    for row in rows:
        left, right = standings.get(row.left_id), standings.get(row.right_id)
        if left is None or right is None or left.person is None or right.person is None:
            continue
        sides = frozenset((root_id(left.person), root_id(right.person)))
        if len(sides) == 1 or sides in files_apart:
            continue
        request = left.report.request or right.report.request
        pair = pairs.get((min(left.person.pk, right.person.pk), max(left.person.pk, right.person.pk)))
        found.append(OpenProposal(row, left.person, right.person, request, pair))
    return sorted(found, key=lambda proposal: (not proposal.request, -proposal.row.probability, proposal.row.pk))


def _sides(actor: Actor, rows: list[Proposal]) -> dict[int, Standing]:
    """Return one accepted standing with its person for each anchor."""
    anchors = {anchor for row in rows for anchor in (row.left_id, row.right_id)}
    standings = (
        Standing.objects.seen_by(actor)
        .filter(anchor_id__in=anchors, state=State.ACCEPTED, person__isnull=False)
        .select_related("person__joined_into", "report")
        .order_by("-report_id")
    )
    return {standing.anchor_id: standing for standing in standings}


def _pairs(actor: Actor, standings: Iterable[Standing]) -> dict[tuple[int, int], Pair]:
    persons = {standing.person_id for standing in standings}
    rows = Pair.objects.seen_by(actor).filter(left_id__in=persons, right_id__in=persons)
    return {(row.left_id, row.right_id): row for row in rows}


def _decided_apart(actor: Actor, standings: Iterable[Standing]) -> set[frozenset[int]]:
    """Return the pairs of files between which a person decided "different"."""
    roots = {root_id(standing.person) for standing in standings if standing.person}
    root_of = {person.pk: root for root, group in members_of(actor, roots).items() for person in group}
    pairs = Pair.objects.seen_by(actor).filter(verdict="different", left_id__in=root_of, right_id__in=root_of)
    return {frozenset((root_of[pair.left_id], root_of[pair.right_id])) for pair in pairs}
