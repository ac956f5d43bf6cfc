"""How common values are among the reports at hand: a shared rare unit says more than a shared common one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tidings.forces import Unit
from tidings.linkage.naming import UNCOUNTED
from tidings.names import Shares

DAYS_OF_BIRTH: Final = 11_000.0
"""Two soldiers share a birthday once in so many pairs: ages spread with a deviation of some 8½ years (2√π·8.5·365)."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """What was counted and learned on the data at hand.

    Attributes:
        places: shares of birth places and residences, by their folded words.
        units: shares of units.
        ranks: shares of ranks, by their order.
        clean_sources: lists that their keepers have freed of double entries: two of their rows are two people.
        names: how common names are.
        birth_days: over how many days births spread: two people share one once in so many pairs.
        birthdays: how many times commoner than others a day of the year is, where a source puts 1 January for a year.
        marks: shares of the words that tell of marks.
        extras: shares of the values of columns that are not known here, by column; columns not in it say nothing.
        shifts: bits that a level of a feature weighs more on these data than shipped (`linkage.training`).
    """

    places: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[Unit, float] = field(default_factory=dict)
    ranks: Mapping[int, float] = field(default_factory=dict)
    clean_sources: frozenset[str] = frozenset()
    names: Shares = UNCOUNTED
    birth_days: float = DAYS_OF_BIRTH
    birthdays: Mapping[tuple[int, int], float] = field(default_factory=dict)
    marks: Mapping[str, float] = field(default_factory=dict)
    extras: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    shifts: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def place(self, folded: str) -> float:
        """Return the counted share of a place, 0 where it was not counted."""
        return self.places.get(folded, 0.0)

    def unit(self, unit: Unit) -> float | None:
        """Return the counted share of a unit, None where it was not counted."""
        return self.units.get(unit)

    def rank(self, order: int) -> float | None:
        """Return the counted share of a rank, None where it was not counted."""
        return self.ranks.get(order)

    def birthday(self, day: date) -> float:
        """Return how likely two people are to share this very day of birth by chance."""
        return self.birthdays.get((day.month, day.day), 1.0) / self.birth_days

    def shift(self, feature: str, level: str) -> float:
        """Return the bits that a level weighs more on these data than shipped."""
        return self.shifts.get((feature, level), 0.0)
