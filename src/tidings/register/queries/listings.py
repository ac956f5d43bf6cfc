"""Queries: on whose list a person stands, and the worklist *known captive, not listed*."""

from collections.abc import Iterable

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.register.listings import (
    LISTS,
    OFFICIAL_LISTS,
    ListingShown,
    Unlisted,
    known_captives,
    listed_on,
    unlisted_lines,
)
from tidings.register.models import Listing


def listings_of(*, actor: Actor, persons: Iterable[str]) -> tuple[ListingShown, ...]:
    """Return the listings of the persons with these numbers, newest first, those taken back too."""
    require(actor, "listings_of")
    rows = Listing.objects.seen_by(actor).filter(person__number__in=set(persons)).order_by("-since", "-pk")
    return tuple(map(_shown, rows.select_related("by", "delisting")))


def _shown(row: Listing) -> ListingShown:
    ending = getattr(row, "delisting", None)
    return ListingShown(
        row.pk,
        row.kept_by,
        row.since,
        row.proof,
        row.by.display_name,
        row.moment,
        ending.moment if ending else None,
        ending.reason if ending else "",
    )


def unlisted(*, actor: Actor, missing: str = "", skip: int = 0, limit: int = 50) -> Unlisted:
    """Return who is known to be captive and not listed, the longest known first.

    Args:
        actor: who asks.
        missing: the list they must lack: "detaining", "own" or "icrc"; "" wants both official lists to lack them.
        skip: how many come before this page.
        limit: how many, 200 at most.
    """
    require(actor, "unlisted")
    roots = known_captives(actor)
    on = listed_on(actor, roots)
    lacking = (missing,) if missing in LISTS else OFFICIAL_LISTS
    waiting = [root for root in roots if not set(lacking) & set(on.get(root, {}))]
    return Unlisted(unlisted_lines(actor, waiting[skip : skip + min(limit, 200)], on), len(waiting))
