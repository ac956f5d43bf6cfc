"""Queries: what came in, and which reports of one thing still wait. No name is shown here: `deeds.open_taking` does."""

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.register.models import Standing, State
from tidings.register.shown import Inbox
from tidings.register.takings import lines_of, rows_of


def inbox(*, actor: Actor, below: int | None = None, limit: int = 50) -> Inbox:
    """Return what came in, newest first.

    Args:
        actor: who asks.
        below: go on below this taking's id (`Inbox.more`).
        limit: how many, 200 at most.
    """
    require(actor, "inbox")
    most = min(limit, 200)
    rows = rows_of(actor).order_by("-pk")
    if below is not None:
        rows = rows.filter(pk__lt=below)
    page = list(rows[: most + 1])
    more = page[most - 1].pk if len(page) > most else None
    return Inbox(lines_of(actor, page[:most]), more)


def waiting_reports(*, actor: Actor, taking_id: int) -> tuple[int, ...]:
    """Return the ids of the reports of one thing that came in which nobody has accepted or refused yet."""
    require(actor, "waiting_reports")
    rows = Standing.objects.seen_by(actor).filter(report__taking_id=taking_id, state=State.WAITING)
    return tuple(rows.order_by("report_id").values_list("report_id", flat=True))
