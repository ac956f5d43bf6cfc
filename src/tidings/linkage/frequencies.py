"""How common values are among the reports at hand: a shared rare unit says more than a shared common one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from tidings.forces import Unit
from tidings.linkage.subject import Subject

Value = TypeVar("Value")

ENOUGH = 200
"""With fewer values than this, counting says more about chance than about the world."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Shares of places, units and ranks counted on the data, and which sources are clean lists.

    A clean list is one that its keeper has freed of double entries: two of its rows are two people.
    """

    places: dict[str, float] = field(default_factory=dict)
    units: dict[Unit, float] = field(default_factory=dict)
    ranks: dict[int, float] = field(default_factory=dict)
    clean_sources: frozenset[str] = frozenset()

    def place(self, folded: str) -> float:
        """Return the counted share of a place, 0 where it was not counted."""
        return self.places.get(folded, 0.0)

    def unit(self, unit: Unit) -> float | None:
        """Return the counted share of a unit, None where it was not counted."""
        return self.units.get(unit)

    def rank(self, order: int) -> float | None:
        """Return the counted share of a rank, None where it was not counted."""
        return self.ranks.get(order)


def _shares(counted: Counter[Value]) -> dict[Value, float]:
    total = counted.total()
    return {value: number / total for value, number in counted.items()} if total >= ENOUGH else {}


def count(subjects: Iterable[Subject], *, clean_sources: frozenset[str] = frozenset()) -> Frequencies:
    """Count how common the values of these reports are."""
    homes: Counter[str] = Counter()
    units: Counter[Unit] = Counter()
    ranks: Counter[int] = Counter()
    for subject in subjects:
        homes.update(place.folded for place in (subject.birth_place, subject.residence) if place)
        units.update(subject.units)
        ranks.update([subject.rank.order] if subject.rank else [])
    return Frequencies(_shares(homes), _shares(units), _shares(ranks), clean_sources)
