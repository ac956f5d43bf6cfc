"""On whose list persons stand, as values; and who is known to be captive and stands on no official list.

The articles' families wait behind this gate: who is not listed is not demanded, and who is not demanded is not
exchanged. *Known captive* is the status rule's answer 3 or 4 (`tidings.register.status`), nobody's opinion.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tidings.accounts.actor import Actor
from tidings.register.batches import batches
from tidings.register.models import BureauQuerySet, Confirmation, Listing, Person, Standing, State
from tidings.register.standing import Files, files, root_id
from tidings.reports import CAPTIVE_EVENTS, DEATH_EVENTS, RELEASE_EVENTS

OFFICIAL_LISTS: Final = ("detaining", "own")
"""The lists an exchange is made from; the ICRC's is a confirmation, not a demand."""

LISTS: Final = (*OFFICIAL_LISTS, "icrc")
CAPTIVE_ANSWERS: Final = frozenset({3, 4})


@dataclass(frozen=True, slots=True)
class ListingShown:
    """One listing of a person; `ended` says when it was taken back and `reason` why."""

    listing_id: int
    kept_by: str
    since: date
    proof: str
    by: str
    moment: datetime
    ended: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class UnlistedLine:
    """Somebody known to be captive whom an official list lacks. No name: that is shown where the file is opened.

    Attributes:
        number: the register number.
        answer: 3 (probably captive) or 4 (confirmed).
        on: the lists they do stand on.
        known_since: when the register first heard of them.
        requests: how many families seek them; shown, never a criterion.
    """

    number: str
    answer: int
    on: tuple[str, ...]
    known_since: datetime
    requests: int


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A page of the worklist, the longest known first, and how many there are in all."""

    lines: tuple[UnlistedLine, ...]
    total: int


def listed_on(actor: Actor, roots: Iterable[int]) -> dict[int, dict[str, date]]:
    """Return for each file (row of its oldest person) the lists it stands on now, each with the first day."""
    found: defaultdict[int, dict[str, date]] = defaultdict(dict)
    wanted = set(roots)
    rows = Listing.objects.seen_by(actor).filter(delisting=None).select_related("person").order_by("since", "pk")
    for row in rows:
        root = root_id(row.person)
        if root in wanted:
            found[root].setdefault(row.kept_by, row.since)
    return found


def known_captives(actor: Actor) -> tuple[int, ...]:
    """Return the files of everybody whose status is captive, probably or confirmed, oldest first.

    Whom an accepted report asserts captive is at least *probably captive*, unless release or death is confirmed; so
    the rule itself is asked only of the few files with such a confirmation.
    """
    rows = Standing.objects.seen_by(actor).filter(state=State.ACCEPTED, report__erased=None, report__request=False)
    asserted = rows.filter(report__event__in=CAPTIVE_EVENTS, person__isnull=False)
    roots = _roots(asserted)
    ended = Confirmation.objects.seen_by(actor).filter(kind__in=("released", "died")).select_related("person")
    doubtful = roots & {root_id(row.person) for row in ended}
    gone: set[int] = set()
    for batch in batches(doubtful):
        loaded = files(actor, batch)
        gone |= {root for root in batch if not _captive(loaded, root)}
    return tuple(sorted(roots - gone))


def _captive(loaded: Files, root: int) -> bool:
    status = loaded.status(root)
    return status.answer in CAPTIVE_ANSWERS and not status.died


def said_free(actor: Actor, roots: Iterable[int]) -> frozenset[int]:
    """Return the files in which some accepted report says, confirmed or not, that captivity has ended."""
    ends = RELEASE_EVENTS | DEATH_EVENTS
    rows = Standing.objects.seen_by(actor).filter(state=State.ACCEPTED, report__erased=None, report__request=False)
    return frozenset(_roots(rows.filter(report__event__in=ends, person__isnull=False)) & set(roots))


def _roots(rows: BureauQuerySet[Standing]) -> set[int]:
    return {joined or pk for pk, joined in rows.values_list("person_id", "person__joined_into_id").distinct() if pk}


def unlisted_lines(actor: Actor, roots: Iterable[int], on: dict[int, dict[str, date]]) -> tuple[UnlistedLine, ...]:
    """Show these files as lines of the worklist."""
    wanted = list(roots)
    persons: dict[int, Person] = {}
    lines: dict[int, UnlistedLine] = {}
    for batch in batches(wanted):
        persons |= Person.objects.seen_by(actor).in_bulk(batch)
        loaded = files(actor, batch)
        for root in batch:
            person, lists = persons[root], tuple(name for name in LISTS if name in on.get(root, {}))
            answer, asked = loaded.status(root).answer, len(loaded.requests[root])
            lines[root] = UnlistedLine(person.number, answer, lists, person.opened, asked)
    return tuple(lines[root] for root in wanted)
