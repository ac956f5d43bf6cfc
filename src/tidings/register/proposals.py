"""Which proposals are open: two accepted subjects in different files whom nobody has decided to be different.

A pair somebody was unsure about waits, and is open again as soon as anything new is compared for it.

Worked out anew, inside the deed that changes it, for the proposals that the deed touches; kept in `Proposal.open`.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db.models import Q

from tidings.accounts.actor import Actor
from tidings.register.batches import batches
from tidings.register.models import BureauQuerySet, Pair, Person, Proposal, Standing, State
from tidings.register.standing import members_of, root_id

TOGETHER: Final = 200
"""Subjects worked out in one go: each may stand in dozens of proposals, whose other sides are read with it."""


def queue(actor: Actor) -> BureauQuerySet[Proposal]:
    """Return the open proposals, the ones that touch a family's request first, then the likeliest."""
    return Proposal.objects.seen_by(actor).filter(open=True).order_by("-request", "-probability", "pk")


def around(actor: Actor, row: Proposal) -> tuple[BureauQuerySet[Proposal], BureauQuerySet[Proposal]]:
    """Return the open proposals before this one in the queue, and those behind it."""
    alike = Q(request=row.request)
    level = alike & Q(probability=row.probability)
    before = (alike & Q(probability__gt=row.probability)) | (level & Q(pk__lt=row.pk))
    behind = (alike & Q(probability__lt=row.probability)) | (level & Q(pk__gt=row.pk))
    if row.request:
        behind |= Q(request=False)
    else:
        before |= Q(request=True)
    return queue(actor).filter(before), queue(actor).filter(behind)


def touching(actor: Actor, anchors: Iterable[int]) -> BureauQuerySet[Proposal]:
    """Return the proposals of which one of these subjects is a side."""
    wanted = set(anchors)
    return Proposal.objects.seen_by(actor).filter(Q(left_id__in=wanted) | Q(right_id__in=wanted))


def refresh_persons(actor: Actor, person_ids: Iterable[int]) -> None:
    """Work out anew which proposals of these persons are open."""
    standings = Standing.objects.seen_by(actor).filter(person_id__in=set(person_ids))
    refresh(actor, standings.values_list("anchor_id", flat=True))


def refresh(actor: Actor, anchors: Iterable[int]) -> None:
    """Work out anew which proposals of these subjects are open."""
    for batch in batches(dict.fromkeys(anchors), TOGETHER):
        _refresh(actor, batch)


def _refresh(actor: Actor, anchors: list[int]) -> None:
    rows = list(touching(actor, anchors))
    sides = accepted_sides(actor, {anchor for row in rows for anchor in (row.left_id, row.right_id)})
    persons = [person for person, _ in sides.values()]
    apart, unsure = _decided_apart(actor, persons), _unsure(actor, persons)
    changed = []
    for row in rows:
        left, right = sides.get(row.left_id), sides.get(row.right_id)
        before = row.open, row.request
        row.open = False
        if left is not None and right is not None:
            files = frozenset((root_id(left[0]), root_id(right[0])))
            waits = unsure.get(frozenset((left[0].pk, right[0].pk)))
            row.open = len(files) > 1 and files not in apart and (waits is None or row.moment > waits)
            row.request = left[1] or right[1]
        if before != (row.open, row.request):
            changed.append(row)
    for batch in batches(changed):
        Proposal.objects.seen_by(actor).bulk_update(batch, ["open", "request"])


def accepted_sides(actor: Actor, anchors: Iterable[int]) -> dict[int, tuple[Person, bool]]:
    """Return the person of each accepted subject, and whether it is a tracing request."""
    standings = (
        Standing.objects.seen_by(actor)
        .filter(anchor_id__in=set(anchors), state=State.ACCEPTED, person__isnull=False, report__erased=None)
        .select_related("person__joined_into", "report")
    )
    return {row.anchor_id: (row.person, row.report.request) for row in standings if row.person}


def _unsure(actor: Actor, persons: Iterable[Person]) -> dict[frozenset[int], datetime]:
    """Return the pairs of persons somebody was unsure about, and since when: they wait for something new."""
    ids = {person.pk for person in persons}
    pairs = Pair.objects.seen_by(actor).filter(verdict="unsure", left_id__in=ids, right_id__in=ids)
    return {
        frozenset((pair.left_id, pair.right_id)): pair.decision.moment
        for pair in pairs.select_related("decision")
        if pair.decision
    }


def _decided_apart(actor: Actor, persons: Iterable[Person]) -> set[frozenset[int]]:
    """Return the pairs of files between which a person decided "different"."""
    groups = members_of(actor, {root_id(person) for person in persons})
    root_of = {person.pk: root for root, group in groups.items() for person in group}
    pairs = Pair.objects.seen_by(actor).filter(verdict="different", left_id__in=root_of, right_id__in=root_of)
    return {frozenset((root_of[pair.left_id], root_of[pair.right_id])) for pair in pairs}
