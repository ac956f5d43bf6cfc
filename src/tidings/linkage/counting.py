"""Counting the data at hand: how common its names, places, units, ranks, birthdays and marks are."""

from collections import Counter
from collections.abc import Iterable
from typing import Final, TypeVar

from tidings.linkage.features.marks import mark_words
from tidings.linkage.features.others import count_values
from tidings.linkage.frequencies import DAYS_OF_BIRTH, Frequencies
from tidings.linkage.subject import Subject
from tidings.names import counted

Value = TypeVar("Value")

ENOUGH: Final = 200
"""With fewer values than this, counting says more about chance than about the world."""

DAYS_IN_YEAR: Final = 365.25

HEAPED: Final = 3.0
"""A day of the year named so many times as often as others is a stand-in for "some day of that year"."""
FEWEST_HEAPED: Final = 20


def shares(found: Counter[Value]) -> dict[Value, float]:
    """Return the shares of counted values; none where too few were counted."""
    total = found.total()
    return {value: number / total for value, number in found.items()} if total >= ENOUGH else {}


def spread(years: Counter[int]) -> float:
    """Return over how many days births spread, from the chance that two of them fall into one year.

    Each year is blended with its neighbours, so that few births evenly spread are not taken for many on one day.
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


def _share_of_marks(marks: list[frozenset[str]]) -> dict[str, float]:
    """Return in which share of the accounts of marks a word stands."""
    found = Counter(word for words in marks for word in words)
    return {word: number / len(marks) for word, number in found.items()} if len(marks) >= ENOUGH else {}


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
        marks=_share_of_marks([words for one in everybody if (words := mark_words(one.report.marks))]),
        extras=count_values(one.report for one in everybody),
    )
