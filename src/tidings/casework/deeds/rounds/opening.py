"""Deed: a round opened at one of its pages, or at one person: each opening is in the log, and names nobody in it."""

from datetime import datetime

from tidings.accounts.actor import Actor
from tidings.casework.models import Round, RoundMember
from tidings.casework.rounds.compartment import entries_of, round_of
from tidings.casework.rounds.shown import MemberShown, RoundFile
from tidings.casework.rounds.state import state_of
from tidings.register.doing import Doing, opening


def open_round(*, actor: Actor, key: str, moment: datetime, round_id: int, page: str, person: str = "") -> RoundFile:
    """Open a round.

    Args:
        actor: who opens it.
        key: idempotency key of this opening.
        moment: now.
        round_id: which round.
        page: which of its pages is opened, as a short code.
        person: the key of the one person who is opened, "" where the page shows none alone.

    Raises:
        Unknown: no such round in this bureau, or the actor is not admitted.
    """

    def find(doing: Doing) -> Round:
        found = round_of(actor, round_id)
        doing.about("round", found.pk)
        if person:
            doing.about(f"round {found.pk} person", person)
        return found

    return opening(
        actor=actor,
        key=key,
        moment=moment,
        deed="open_round",
        arguments={"round": round_id, "page": page, "person": person},
        find=find,
        show=lambda found, entry: round_file(actor, found, entry),
    )


def round_file(actor: Actor, found: Round, entry: int) -> RoundFile:
    """Show a round to somebody admitted whose opening is recorded at `entry`."""
    members = RoundMember.objects.seen_by(actor).filter(round=found).select_related("user").order_by("pk")
    return RoundFile(
        round_id=found.pk,
        name=found.name,
        as_of=found.as_of,
        by=found.by.display_name,
        moment=found.moment,
        members=tuple(
            MemberShown(row.user_id, row.user.display_name, row.user.role, row.moment, row.left) for row in members
        ),
        state=state_of(entries_of(actor, found)),
        entry=entry,
    )
