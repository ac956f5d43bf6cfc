"""How common values are among the reports at hand: a shared rare unit says more than a shared common one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from tidings.forces import Unit
from tidings.linkage.naming import UNCOUNTED
from tidings.linkage.subject import Subject
from tidings.names import Shares, counted

Value = TypeVar("Value")

ENOUGH = 200
"""With fewer values than this, counting says more about chance than about the world."""

DAYS_OF_BIRTH: Final = 11_000.0
"""Two soldiers share a birthday once in so many pairs: ages spread with a deviation of some 8½ years (2√π·8.5·365)."""

DAYS_IN_YEAR: Final = 365.25


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


def shares(found: Counter[Value]) -> dict[Value, float]:
    """Return the shares of counted values; none where too few were counted."""
    total = found.total()
    return {value: number / total for value, number in found.items()} if total >= ENOUGH else {}


def spread(years: Counter[int]) -> float:
    """Return over how many days births spread, from the chance that two of them fall into one year.

    Each year is blended with its neighbours, so that an even spread of few counted births is not taken for a narrow one.
    """
    total = years.total()
    if total < ENOUGH:
        return DAYS_OF_BIRTH
    together = sum(number * sum(years.get(year + step, 0) for step in (-1, 0, 1)) / 3 for year, number in years.items())
    return DAYS_IN_YEAR * total * total / together


def heaps(days: Counter[tuple[int, int]]) -> dict[tuple[int, int], float]:
    """Return the days of the year that are named more often than chance has it, and how many times more."""
    total = days.total()
    often = {day: number * DAYS_IN_YEAR / total for day, number in days.items()} if total >= ENOUGH else {}
    return {day: times for day, times in often.items() if times >= HEAPED and days[day] >= FEWEST_HEAPED}


HEAPED: Final = 3.0
"""A day of the year named so many times as often as others is a stand-in for "some day of that year"."""
FEWEST_HEAPED: Final = 20


def count(subjects: Iterable[Subject], *, clean_sources: frozenset[str] = frozenset()) -> Frequencies:
    """Count how common the values of these reports are."""
    everybody = list(subjects)
    births = [subject.birth for subject in everybody if subject.birth and subject.birth.stated]
    exact = [birth.day for birth in births if birth.exact]
    return Frequencies(
        places=shares(
            Counter(place.folded for one in everybody for place in (one.birth_place, one.residence) if place)
        ),
        units=shares(Counter(unit for one in everybody for unit in one.units)),
        ranks=shares(Counter(one.rank.order for one in everybody if one.rank)),
        clean_sources=clean_sources,
        names=counted(one.readings[0] for one in everybody if one.readings),
        birth_days=spread(Counter(birth.day.year for birth in births)),
        birthdays=heaps(Counter((day.month, day.day) for day in exact)),
    )
