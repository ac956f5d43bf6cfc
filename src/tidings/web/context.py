"""What every page knows: rehearsal or not, the languages, and at the desk who reads and which rooms are open."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from tidings.accounts import Actor, may
from tidings.register import queries
from tidings.register.shown import Counts
from tidings.web.desk import actor as actor_of_request
from tidings.web.desk import now, staff


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the rail; `waiting` is None where nothing is counted."""

    name: str | Promise
    url: str
    here: bool
    waiting: int | None


@dataclass(frozen=True, slots=True)
class RoomGroup:
    """A heading of the rail and its rooms."""

    name: str | Promise
    rooms: tuple[Room, ...]


RAIL = (
    (
        _("Cases"),
        (
            (_("Inbox"), "inbox", "inbox", ("inbox", "taking")),
            (_("Review"), "review", "review_queue", ("review", "proposal")),
            (_("People"), "search", "search", ("search", "person")),
            (_("Requests"), "requests", "requests", ("requests", "request")),
            (_("Not listed"), "unlisted", "unlisted", ("unlisted",)),
        ),
    ),
    (_("Outside"), ((_("Exchange"), "rounds", "rounds", ("rounds", "round")),)),
    (_("Records"), ((_("Audit"), "audit", "audit_log", ("audit",)),)),
)
"""Heading; then of each room its words, its page, the name in the access table, and the pages that belong to it."""


NOTHING = Counts(0, 0, 0, 0, 0, 0)
"""What waits where for whom nothing is counted."""


def pages(request: HttpRequest) -> dict[str, Any]:
    """Give every template what its frame needs; counts are asked only where a rail is drawn."""
    shared: dict[str, Any] = {"rehearsal": settings.REHEARSAL, "languages": settings.LANGUAGES}
    user = staff(request)
    if user is None:
        return shared
    actor = actor_of_request(request)
    counts = cache(lambda: queries.counts(actor=actor) if may(actor, "counts") else NOTHING)
    return shared | {
        "actor": actor,
        "home": first_room(actor),
        "bureau_name": SimpleLazyObject(lambda: user.bureau.name),
        "may_search": may(actor, "search"),
        "rail": SimpleLazyObject(lambda: rail(actor, _here(request), counts())),
        "counts": counts,
        "now": now(),
    }


def first_room(actor: Actor) -> str:
    """Return the address of the first room this actor may enter: where signing in leads."""
    return next(reverse(f"web:{url}") for _, rooms in RAIL for _, url, rule, _ in rooms if may(actor, rule))


def _here(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.url_name or "" if match else ""


def rail(actor: Actor, here: str, counts: Counts) -> tuple[RoomGroup, ...]:
    """Return the rooms this actor may enter, with what waits in each."""
    waiting = {"inbox": counts.inbox, "review": counts.review, "requests": counts.requests}
    groups = (
        RoomGroup(
            heading,
            tuple(
                Room(
                    name,
                    reverse(f"web:{url}"),
                    here in belonging or (url == "rounds" and here.startswith(("round_", "rounds_"))),
                    waiting.get(url),
                )
                for name, url, rule, belonging in rooms
                if may(actor, rule)
            ),
        )
        for heading, rooms in RAIL
    )
    return tuple(group for group in groups if group.rooms)
