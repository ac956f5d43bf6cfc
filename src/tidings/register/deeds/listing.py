"""Deeds: a person put on a list with the proof of it, and a listing taken back with the reason."""

from datetime import date, datetime

from tidings.accounts.actor import Actor
from tidings.register.doing import Doing, perform
from tidings.register.errors import Conflict, RuleRefused, Unknown
from tidings.register.listings import LISTS
from tidings.register.models import Delisting, Listing
from tidings.register.results import Listed
from tidings.register.standing import members_of, person_numbered, root_id


def add_listing(
    *, actor: Actor, key: str, moment: datetime, person: str, kept_by: str, since: date, proof: str
) -> Listed:
    """Record that a person stands on a list.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        person: the register number.
        kept_by: "detaining", "own" or "icrc".
        since: the day of the list or of its letter.
        proof: the document that shows it.

    Raises:
        RuleRefused: an unknown list, no proof, a day to come, or the person stands on that list already.
        Unknown: no such person in this bureau.
    """

    def act(doing: Doing) -> Listed:
        _check(kept_by, since, proof, moment)
        root = root_id(person_numbered(actor, person))
        members = members_of(actor, [root])[root]
        standing = Listing.objects.seen_by(actor).filter(person__in=members, kept_by=kept_by, delisting=None)
        if standing.exists():
            raise RuleRefused("This person stands on that list already. Take the earlier listing back if it is wrong.")
        row = Listing.objects.put(
            actor,
            person=members[0],
            kept_by=kept_by,
            since=since,
            proof=proof.strip(),
            moment=moment,
            by_id=actor.user_id,
        )
        doing.about("person", *(member.number for member in members))
        doing.touch("listing", [row.pk, kept_by, since.isoformat(), proof.strip()])
        return Listed(row.pk, members[0].number)

    arguments = {"person": person, "kept_by": kept_by, "since": since.isoformat(), "proof": proof}
    return perform(actor=actor, key=key, moment=moment, deed="add_listing", arguments=arguments, result=Listed, act=act)


def _check(kept_by: str, since: date, proof: str, moment: datetime) -> None:
    if kept_by not in LISTS:
        raise RuleRefused(f"A list is one of: {', '.join(LISTS)}.")
    if not proof.strip():
        raise RuleRefused("Name the document that shows it: a letter's number, a published list, a report.")
    if since > moment.date():
        raise RuleRefused("The day of the listing is still to come. Check the date.")


def withdraw_listing(*, actor: Actor, key: str, moment: datetime, listing_id: int, reason: str) -> Listed:
    """Take a listing back; it stays in the file with the reason.

    Raises:
        RuleRefused: no reason was given.
        Unknown: no such listing in this bureau.
        Conflict: it was taken back before.
    """

    def act(doing: Doing) -> Listed:
        if not reason.strip():
            raise RuleRefused("Say why the listing is taken back.")
        row = Listing.objects.seen_by(actor).filter(pk=listing_id).select_related("person__joined_into").first()
        if row is None:
            raise Unknown("There is no such listing in this bureau.")
        if Delisting.objects.seen_by(actor).filter(listing=row).exists():
            raise Conflict("Somebody took this listing back before you.")
        Delisting.objects.put(actor, listing=row, reason=reason.strip(), moment=moment, by_id=actor.user_id)
        root = root_id(row.person)
        members = members_of(actor, [root])[root]
        doing.about("person", *(member.number for member in members))
        doing.because(reason)
        return Listed(row.pk, members[0].number)

    arguments = {"listing": listing_id, "reason": reason}
    return perform(
        actor=actor, key=key, moment=moment, deed="withdraw_listing", arguments=arguments, result=Listed, act=act
    )
