"""Who stands where by law, and whom the terms choose from: read from the round anew, without a line of the planner."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from tidings.exchange.checking.programme import Whole
from tidings.exchange.lots import ranks
from tidings.exchange.rounds import (
    DAYS_CAPTIVE,
    HARDSHIP,
    LONG_TERM,
    LOT,
    PARITY,
    VULNERABLE,
    Candidate,
    Round,
    Where,
)
from tidings.kernel import PartialDate

KEY = "key"


def forbidden(person: Candidate) -> bool:
    """Say whether the law keeps this person: unwilling (GC III 109(3)) or in danger after return (GC IV 45(4))."""
    return person.protection or person.consent == "no"


def goes_by_law(person: Candidate) -> bool:
    """Say whether the law sends this person whatever was agreed: seriously ill and willing (GC III 109(1))."""
    return person.medical == "serious" and person.consent == "yes" and not person.protection


def goes_if_willing(person: Candidate) -> bool:
    """Say whether the law sends this person should the wish turn out to be yes."""
    return person.medical == "serious" and person.consent == "unknown" and not person.protection


@dataclass(frozen=True)
class Pool:
    """Whom the terms choose from.

    Attributes:
        round: the round.
        persons: neither kept nor sent by law, in the order of the lists.
    """

    round: Round
    persons: tuple[Candidate, ...]

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each key stands in `persons`."""
        return {person.key: number for number, person in enumerate(self.persons)}

    def meant(self, where: Where) -> NDArray[np.bool_]:
        """Return for each person whether a `where` means them."""
        found = np.array([person.side == where.side for person in self.persons], dtype=bool)
        for name, wanted in where.attributes.items():
            numbers = {self.values(name).numbers.get((type(value), value)) for value in wanted}
            found &= np.isin(self.values(name).of, [number for number in numbers if number is not None])
        return found

    def values(self, name: str) -> "Values":
        """Return an attribute of everybody, numbered."""
        if name not in self._numbered:
            self._numbered[name] = _numbered(self.persons, name)
        return self._numbered[name]

    @cached_property
    def _numbered(self) -> dict[str, "Values"]:
        return {}

    def chosen(self, sides: Mapping[str, Sequence[str]]) -> Whole:
        """Return 1 for each person among these keys, else 0."""
        found = np.zeros(len(self.persons), dtype=np.int64)
        found[[self.place[key] for key in chain.from_iterable(sides.values()) if key in self.place]] = 1
        return found

    def criteria(self) -> tuple[str, ...]:
        """Return the criteria in their order; without a lot, ties fall by key, which then is the last criterion."""
        order = [KEY if name == LOT and self.round.lot is None else name for name in self.round.order]
        return tuple(order) if LOT in self.round.order else (*order, KEY)

    def figures(self, criterion: str) -> Whole:
        """Return what each person counts in a criterion that sums."""
        return np.array(list(self._figures(criterion)), dtype=np.int64)

    def _figures(self, criterion: str) -> list[int]:
        if criterion in (LOT, KEY):
            order = self._order(criterion)
            return [order[person.key] for person in self.persons]
        counts: dict[str, Callable[[Candidate], int]] = {
            LONG_TERM: lambda person: int(person.medical == "long_term"),
            DAYS_CAPTIVE: lambda person: _days(person, self.round.as_of),
            VULNERABLE: lambda person: int(person.vulnerable),
            HARDSHIP: lambda person: person.hardship,
        }
        return list(map(counts[criterion], self.persons))

    def _order(self, criterion: str) -> dict[str, int]:
        """Return the ranks of a lot; or by key, the first in code-point order having the highest."""
        keys = [person.key for person in chain.from_iterable(self.round.sides.values())]
        if criterion == LOT and self.round.lot is not None:
            return ranks(self.round.lot, keys)
        return {key: len(keys) - number for number, key in enumerate(sorted(keys))}


@dataclass(frozen=True)
class Values:
    """An attribute of everybody.

    Attributes:
        of: the number of each person's value.
        numbers: the number of each value; its type is part of it, for `true` is not 1.
    """

    of: NDArray[np.intp]
    numbers: dict[tuple[type, object], int]


def _numbered(persons: Sequence[Candidate], name: str) -> Values:
    numbers: dict[tuple[type, object], int] = {}
    found = []
    for person in persons:
        stated = getattr(person, name)
        value = stated.edtf if isinstance(stated, PartialDate) else stated
        found.append(numbers.setdefault((type(value), value), len(numbers)))
    return Values(np.array(found, dtype=np.intp), numbers)


def _days(person: Candidate, as_of: date) -> int:
    latest = None if person.captured is None else person.captured.latest
    return 0 if latest is None or latest > as_of else (as_of - latest).days


def pool_of(round_: Round) -> Pool:
    """Return whom the terms of a round choose from."""
    everybody = chain.from_iterable(round_.sides.values())
    return Pool(round_, tuple(p for p in everybody if p.medical != "serious" and not forbidden(p)))


def groups_of(pool: Pool) -> dict[str, list[int]]:
    """Return who belongs to which group, over all sides, by their places in the pool."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, person in enumerate(pool.persons):
        if person.group:
            found[person.group].append(number)
    return dict(found)


def even_attribute(criterion: str) -> str | None:
    """Return the attribute whose shares a criterion makes even, or None where the criterion sums."""
    return criterion.removeprefix(PARITY) if criterion.startswith(PARITY) else None
