"""Deed: a round opened at one of its pages, or at one person: each opening is in the log, and names nobody in it."""

from dataclasses import replace
from datetime import datetime

from tidings.accounts.actor import Actor
from tidings.casework.errors import Unknown
from tidings.casework.models import Round, RoundMember
from tidings.casework.rounds.compartment import digest_of, entries_of, round_of
from tidings.casework.rounds.shown import MemberShown, RoundFile
from tidings.casework.rounds.state import State, state_of
from tidings.register.doing import Doing, opening


def open_round(*, actor: Actor, key: str, moment: datetime, round_id: int, page: str, person: str = "") -> RoundFile:
    """Open a round.

    Args:
        actor: who opens it.
        key: idempotency key of this opening.
        moment: now.
        round_id: which round.
        page: which of its pages is opened, as a short code.
        person: the digest (`digest_of`) of the one person who is opened, "" where the page shows none alone.

    Raises:
        Unknown: no such round in this bureau, the actor is not admitted, or nobody of that digest is on its lists.
    """

    def find(doing: Doing) -> RoundFile:
        found = round_of(actor, round_id)
        file = round_file(actor, found, person)
        doing.about("round", found.pk)
        if file.person:
            doing.about(f"round {found.pk} person", file.person)
        return file

    return opening(
        actor=actor,
        key=key,
        moment=moment,
        deed="open_round",
        arguments={"round": round_id, "page": page, "person": person},
        find=find,
        show=lambda file, entry: replace(file, entry=entry),
    )


def round_file(actor: Actor, found: Round, person: str = "") -> RoundFile:
    """Gather a round for somebody admitted."""
    members = RoundMember.objects.seen_by(actor).filter(round=found).select_related("user").order_by("pk")
    entries = entries_of(actor, found)
    state = state_of(entries)
    return RoundFile(
        round_id=found.pk,
        name=found.name,
        as_of=found.as_of,
        by=found.by.display_name,
        moment=found.moment,
        members=tuple(
            MemberShown(row.user_id, row.user.display_name, row.user.role, row.moment, row.left) for row in members
        ),
        state=state,
        entries=entries,
        person=_key(found, state, person) if person else "",
        entry=0,
    )


def _key(found: Round, state: State, digest: str) -> str:
    for listed in state.sides.values():
        for one in listed.persons:
            if digest_of(found.pk, one["key"]) == digest:
                return str(one["key"])
    raise Unknown("Nobody of this digest is on a list of this round.")
