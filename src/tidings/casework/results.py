"""What deeds hand back and keep: numbers and codes without personal text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lodged:
    """A request was lodged: its number, and the access code. The code is shown once and kept nowhere."""

    number: str
    code: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """The numbers of the requests one deed lodged, in order: what is kept for a repeat."""

    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LodgedTable:
    """A table of requests was taken.

    Attributes:
        taking_id: where it stands in the inbox, with the rows it holds.
        lodged: the new requests, in the order of the table.
        known_before: rows that were lodged before, from this or another table.
        held: rows held now that were not held before: they wait in the inbox to be mended.
    """

    taking_id: int
    lodged: tuple[Lodged, ...]
    known_before: int
    held: int


@dataclass(frozen=True, slots=True)
class NumberedTable:
    """What is kept of a taken table of requests for a repeat: as `LodgedTable`, without codes."""

    taking_id: int
    numbers: tuple[str, ...]
    known_before: int
    held: int


@dataclass(frozen=True, slots=True)
class Called:
    """A call was made and recorded."""

    call_id: int
    number: str
    kind: str


@dataclass(frozen=True, slots=True)
class ContactChanged:
    """A request's contact is another now."""

    number: str
    way: str


@dataclass(frozen=True, slots=True)
class Begun:
    """An exchange round was begun."""

    round_id: int


@dataclass(frozen=True, slots=True)
class Admitted:
    """Somebody was admitted to a round, or their admission ended."""

    round_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class Entered:
    """Something was done in a round: `entry_id` is its row, `count` how many people or things it holds."""

    round_id: int
    entry_id: int
    count: int = 0
