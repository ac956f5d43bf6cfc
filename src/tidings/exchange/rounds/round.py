"""A round: the lists of the sides, the terms, the order of the criteria, and the lot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tidings.exchange.rounds.candidate import Candidate
from tidings.exchange.rounds.terms import Terms

LONG_TERM: Final = "long_term"
DAYS_CAPTIVE: Final = "days_captive"
VULNERABLE: Final = "vulnerable"
HARDSHIP: Final = "hardship"
LOT: Final = "lot"
PARITY: Final = "parity:"
SUMMED: Final = (LONG_TERM, DAYS_CAPTIVE, VULNERABLE, HARDSHIP)
DEFAULT_ORDER: Final = (*SUMMED, LOT)


@dataclass(frozen=True, slots=True)
class Lot:
    """A public lot: what was committed to before, and the public value that came after (METHODS C4)."""

    commitment: str
    value: str


@dataclass(frozen=True, slots=True)
class Round:
    """One round of an exchange.

    Attributes:
        name: what the round is called (`round` in the file).
        as_of: the day at which captivity is counted.
        sides: the list of each side.
        terms: what was agreed.
        order: the criteria, the first counting before all others: those of `SUMMED`, `lot`, and `parity:ATTRIBUTE`.
        lot: None where there is none; ties then fall by key.
        digest: SHA-256 of the canonical JSON of the file, by which a plan names its round.
        warnings: what was assumed while reading, in words.
    """

    name: str
    as_of: date
    sides: Mapping[str, tuple[Candidate, ...]]
    terms: Terms = field(default_factory=Terms)
    order: tuple[str, ...] = DEFAULT_ORDER
    lot: Lot | None = None
    digest: str = ""
    warnings: tuple[str, ...] = ()

    def persons(self) -> Iterator[Candidate]:
        """Go through everybody of every list."""
        for persons in self.sides.values():
            yield from persons

    def by_key(self) -> dict[str, Candidate]:
        """Return everybody by key."""
        return {person.key: person for person in self.persons()}
