"""Who is chosen together: one column a person, or a group that the terms keep together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tidings.exchange.rounds import Candidate, Terms, Value, Where

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Columns:
    """Everybody the terms choose from, and who stands or falls with whom.

    Attributes:
        persons: sorted by key.
        column: the column of each person, in the same order.
        count: how many columns there are.
    """

    persons: tuple[Candidate, ...]
    column: Whole
    count: int

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each key stands in `persons`."""
        return {person.key: number for number, person in enumerate(self.persons)}

    def summed(self, figures: Iterable[int]) -> Whole:
        """Return the sum of a figure of each person over each column."""
        total = np.zeros(self.count, np.int64)
        np.add.at(total, self.column, np.fromiter(figures, np.int64, len(self.persons)))
        return total

    def of(self, keys: Sequence[str]) -> list[int]:
        """Return the columns of those of these keys that stand here."""
        return [int(self.column[self.position[key]]) for key in keys if key in self.position]

    def row(self, weighed: Sequence[tuple[Mask, int]]) -> sparse.csr_array:
        """Return one row: each weight times the number of those meant, by column."""
        figures = np.zeros(len(self.persons), np.int64)
        for mask, weight in weighed:
            figures += weight * mask
        return sparse.csr_array(self.summed(figures).reshape(1, -1))

    def keys(self, chosen: Whole) -> dict[str, tuple[str, ...]]:
        """Return the keys of the columns chosen, by side."""
        found: dict[str, list[str]] = defaultdict(list)
        for person, taken in zip(self.persons, chosen[self.column].tolist(), strict=True):
            if taken:
                found[person.side].append(person.key)
        return {side: tuple(keys) for side, keys in found.items()}


def columns_of(eligible: Iterable[Candidate], terms: Terms) -> Columns:
    """Give each person, or each group where groups stay together, a column."""
    persons = tuple(sorted(eligible, key=lambda person: person.key))
    seen: dict[tuple[str, str], int] = {}
    names = (
        ("group", person.group) if terms.groups_together and person.group else ("", person.key) for person in persons
    )
    column = np.fromiter((seen.setdefault(name, len(seen)) for name in names), np.int64, len(persons))
    return Columns(persons, column, len(seen))


class Matcher:
    """Finds the people a `where` means among many, by numbered attribute values."""

    def __init__(self, persons: Sequence[Candidate]) -> None:
        self._persons = persons
        self._codes: dict[str, tuple[Whole, dict[tuple[bool, Value], int]]] = {}

    def mask(self, where: Where) -> Mask:
        """Return for each person whether the `where` means them."""
        found = self._equal("side", (where.side,))
        for name, values in where.attributes.items():
            found &= self._equal(name, values)
        return found

    def codes(self, name: str) -> tuple[Whole, dict[tuple[bool, Value], int]]:
        """Number the values of an attribute."""
        if name not in self._codes:
            known: dict[tuple[bool, Value], int] = {}
            values = (person.attribute(name) for person in self._persons)
            numbers = (known.setdefault((isinstance(value, bool), value), len(known)) for value in values)
            self._codes[name] = np.fromiter(numbers, np.int64, len(self._persons)), known
        return self._codes[name]

    def _equal(self, name: str, values: tuple[Value, ...]) -> Mask:
        codes, known = self.codes(name)
        wanted = [known.get((isinstance(value, bool), value), -1) for value in values]
        return np.isin(codes, wanted)
