"""What the opening of a round and the list of rounds show: frozen values, never rows."""

from dataclasses import dataclass
from datetime import date, datetime

from tidings.casework.rounds.compartment import Entry
from tidings.casework.rounds.state import State


@dataclass(frozen=True, slots=True)
class MemberShown:
    """Somebody admitted to the round; `left` says when their admission ended."""

    user_id: int
    name: str
    role: str
    since: datetime
    left: datetime | None


@dataclass(frozen=True, slots=True)
class RoundFile:
    """A round opened: its frame, who is admitted, all that was done in it, and this opening's place in the log.

    `person` is the key of the one person who was opened, "" where none was.
    """

    round_id: int
    name: str
    as_of: date
    by: str
    moment: datetime
    members: tuple[MemberShown, ...]
    state: State
    entries: tuple[Entry, ...]
    person: str
    entry: int


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round of the list of those the asker is admitted to; nothing of what is in it."""

    round_id: int
    name: str
    as_of: date
    begun: datetime
    members: int
