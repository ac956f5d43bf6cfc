"""Counts that may be published: no small cell, and none that could be had by subtraction.

A row is withheld where its people, those of them who went, or those who stayed are between 1 and 4. Since totals are
published, a withheld row could be computed from the others; so rows are withheld, the smallest first, until those
withheld together are at least two and their sums small in nothing (complementary suppression).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SMALLEST: Final = 5


@dataclass(frozen=True, slots=True)
class Count:
    """How many people, and how many of them went."""

    people: int
    gone: int

    @property
    def small(self) -> bool:
        """Whether it says something of fewer than five people."""
        return any(0 < number < SMALLEST for number in (self.people, self.gone, self.people - self.gone))


def published(counts: Mapping[str, Count]) -> dict[str, Count | None]:
    """Return the rows of a table whose totals are published; None for a row that is withheld.

    >>> published({"a": Count(40, 10), "b": Count(3, 0), "c": Count(20, 8)})
    {'a': Count(people=40, gone=10), 'b': None, 'c': None}
    """
    withheld = {name for name, count in counts.items() if count.small}
    by_size = sorted((count.people, name) for name, count in counts.items() if name not in withheld and count.people)
    for _, name in by_size:
        if not withheld or (len(withheld) > 1 and not _together(counts, withheld).small):
            break
        withheld.add(name)
    return {name: None if name in withheld else count for name, count in counts.items()}


def _together(counts: Mapping[str, Count], names: set[str]) -> Count:
    return Count(sum(counts[name].people for name in names), sum(counts[name].gone for name in names))
