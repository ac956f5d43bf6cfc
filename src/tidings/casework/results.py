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
