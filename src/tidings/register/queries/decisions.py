"""Query: one decision, for the note that offers to take it back."""

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.register.errors import Unknown
from tidings.register.models import Decision
from tidings.register.showing import decision_shown
from tidings.register.shown import DecisionShown


def decision(*, actor: Actor, decision_id: int) -> DecisionShown:
    """Return one decision, and whether it was taken back.

    Raises:
        Unknown: no such decision in this bureau.
    """
    require(actor, "decision")
    rows = Decision.objects.seen_by(actor).select_related("left", "right", "by", "undoing")
    row = rows.filter(pk=decision_id).first()
    if row is None:
        raise Unknown("There is no such decision in this bureau.")
    return decision_shown(row)
