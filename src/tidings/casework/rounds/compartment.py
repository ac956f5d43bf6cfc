"""The compartment of a round: who is admitted, what was done in it, and the one way to write another entry.

To everybody else the round does not exist: the same answer as for a number that was never given.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from tidings.accounts.actor import Actor
from tidings.casework.errors import Unknown
from tidings.casework.models import Round, RoundEntry, RoundMember
from tidings.casework.rounds.sealing import place, seal, unseal
from tidings.register.doing import Doing

ABSENT = "There is no such round, or you are not admitted to it."


def digest_of(round_id: int, key: str) -> str:
    """Return the digest by which a person of a round stands in addresses: no key and no name ever does."""
    return hashlib.sha256(f"{round_id}|{key}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Entry:
    """One thing done in a round; its content is unsealed when somebody looks at it, for old lists are long.

    Attributes:
        entry_id: its row.
        turn: its place in the round, from 1.
        kind: what it is.
        refers: the entry it signs or takes back, or None.
        sealed: the content as it lies in the database, and where it lies.
        by_id: the user who did it.
        by: their name.
        moment: when.
    """

    entry_id: int
    turn: int
    kind: str
    refers: int | None
    sealed: tuple[bytes, bytes]
    by_id: int
    by: str
    moment: datetime

    @cached_property
    def content(self) -> Mapping[str, Any]:
        """What was sealed."""
        return unseal(*self.sealed)


def round_of(actor: Actor, round_id: int) -> Round:
    """Return the round, for somebody admitted to it now.

    Raises:
        Unknown: no such round in this bureau, or the actor is not admitted.
    """
    admitted = RoundMember.objects.seen_by(actor).filter(round_id=round_id, user_id=actor.user_id, left=None)
    found = Round.objects.seen_by(actor).filter(pk=round_id).select_related("by").first()
    if found is None or not admitted.exists():
        raise Unknown(ABSENT)
    return found


def entries_of(actor: Actor, found: Round, *kinds: str) -> tuple[Entry, ...]:
    """Open what was done in a round, oldest first; only these kinds if any are named."""
    rows = RoundEntry.objects.seen_by(actor).filter(round=found).select_related("by").order_by("turn")
    rows = rows.filter(kind__in=kinds) if kinds else rows
    return tuple(
        Entry(
            row.pk,
            row.turn,
            row.kind,
            row.refers_id,
            (place(found.pk, row.turn, row.kind), bytes(row.content)),
            row.by_id,
            row.by.display_name,
            row.moment,
        )
        for row in rows
    )


def entry_of(actor: Actor, found: Round, entry_id: int, *kinds: str) -> Entry:
    """Open one entry of a round.

    Raises:
        Unknown: there is none of this kind in this round.
    """
    wanted = [entry for entry in entries_of(actor, found, *kinds) if entry.entry_id == entry_id]
    if not wanted:
        raise Unknown("There is no such entry in this round.")
    return wanted[0]


def put(doing: Doing, found: Round, kind: str, content: Mapping[str, object], refers: int | None = None) -> int:
    """Write one entry; the log gets the hash of what was sealed and no word of it.

    Returns:
        The entry's row.
    """
    rows = RoundEntry.objects.seen_by(doing.actor).filter(round=found)
    turn = rows.count() + 1
    sealed = seal(place(found.pk, turn, kind), content)
    row = RoundEntry.objects.put(
        doing.actor,
        round=found,
        turn=turn,
        kind=kind,
        refers_id=refers,
        content=sealed,
        moment=doing.moment,
        by_id=doing.actor.user_id,
    )
    doing.about("round", found.pk)
    doing.touch("entry", [turn, kind, hashlib.sha256(sealed).hexdigest()])
    return row.pk
