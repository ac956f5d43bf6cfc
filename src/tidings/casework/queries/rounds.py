"""Query: the rounds somebody is admitted to. What is in a round is opened by a deed, because it is recorded."""

from django.db.models import Count, Q

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.casework.models import Round
from tidings.casework.rounds.shown import RoundLine


def rounds(*, actor: Actor) -> tuple[RoundLine, ...]:
    """Return the rounds the actor is admitted to now, newest first; of others not even the number is told."""
    require(actor, "rounds")
    mine = Q(members__user_id=actor.user_id, members__left=None)
    rows = Round.objects.seen_by(actor).filter(mine).values_list("pk", flat=True)
    counted = Round.objects.seen_by(actor).filter(pk__in=list(rows)).order_by("-pk")
    return tuple(
        RoundLine(row.pk, row.name, row.as_of, row.moment, row.now)
        for row in counted.annotate(now=Count("members", filter=Q(members__left=None)))
    )
