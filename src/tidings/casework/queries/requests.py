"""Queries: the requests of a bureau, and whom a person must call."""

from collections.abc import Iterable

from django.db.models import Q

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.casework.models import TellTask, TracingRequest
from tidings.casework.showing import call_lines, request_lines
from tidings.casework.shown import CallLine, RequestLine, RequestPage
from tidings.register.models import BureauQuerySet


def requests(*, actor: Actor, below: int | None = None, limit: int = 50) -> RequestPage:
    """Return the bureau's requests, newest first.

    Args:
        actor: who asks.
        below: go on under this request id.
        limit: how many.
    """
    require(actor, "requests")
    rows = _rows(actor)
    rows = rows.filter(pk__lt=below) if below else rows
    found = list(rows[: limit + 1])
    lines = request_lines(actor, found[:limit])
    return RequestPage(lines, found[limit - 1].pk if len(found) > limit else None)


def requests_for(*, actor: Actor, persons: Iterable[str]) -> tuple[RequestLine, ...]:
    """Return the requests about the persons of these register numbers."""
    require(actor, "requests_for")
    wanted = set(persons)
    rows = _rows(actor).filter(Q(person__number__in=wanted) | Q(person__joined_into__number__in=wanted))
    return request_lines(actor, list(rows))


def calls(*, actor: Actor) -> tuple[CallLine, ...]:
    """Return the calls that wait to be made by a person, the oldest first."""
    require(actor, "calls")
    rows = TellTask.objects.seen_by(actor).filter(done=None, lapsed=None).order_by("opened", "pk")
    return call_lines(rows.select_related("request__report"))


def _rows(actor: Actor) -> BureauQuerySet[TracingRequest]:
    return TracingRequest.objects.seen_by(actor).select_related("report", "person__joined_into").order_by("-pk")
