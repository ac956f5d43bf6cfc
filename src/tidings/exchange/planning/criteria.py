"""The criteria as figures: one a column, to be summed over the chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tidings.exchange.lots import ranks
from tidings.exchange.planning.columns import Columns, Whole
from tidings.exchange.rounds import (
    DAYS_CAPTIVE,
    HARDSHIP,
    LONG_TERM,
    LOT,
    PARITY,
    VULNERABLE,
    Candidate,
    Round,
)

KEY: Final = "key"


@dataclass(frozen=True)
class Criterion:
    """What a stage is about.

    Attributes:
        name: as the order has it, or `key`.
        gain: the figure of each column, to be maximised; None for parity.
    """

    name: str
    gain: Whole | None

    @property
    def attribute(self) -> str:
        """The attribute whose shares are made even, for parity."""
        return self.name.removeprefix(PARITY)


def criteria_of(round_: Round, columns: Columns) -> tuple[Criterion, ...]:
    """Return the criteria in their order; `key` stands in for a lot that there is none of."""
    names = [KEY if name == LOT and round_.lot is None else name for name in round_.order]
    if LOT not in round_.order:
        names.append(KEY)
    return tuple(Criterion(name, _gain(name, round_, columns)) for name in names)


def key_ranks(keys: Iterable[str]) -> dict[str, int]:
    """Rank keys by their code points: the first is worth most, the last 1."""
    return {key: rank for rank, key in enumerate(sorted(keys, reverse=True), 1)}


def _gain(name: str, round_: Round, columns: Columns) -> Whole | None:
    if name.startswith(PARITY):
        return None
    if name in (LOT, KEY):
        everybody = [person.key for person in round_.persons()]
        found = ranks(round_.lot, everybody) if name == LOT and round_.lot else key_ranks(everybody)
        return columns.summed(found[person.key] for person in columns.persons)
    return columns.summed(_figure(name, person, round_) for person in columns.persons)


def _figure(name: str, person: Candidate, round_: Round) -> int:
    match name:
        case _ if name == LONG_TERM:
            return int(person.medical == "long_term")
        case _ if name == DAYS_CAPTIVE:
            return person.days_captive(round_.as_of)
        case _ if name == VULNERABLE:
            return int(person.vulnerable)
        case _ if name == HARDSHIP:
            return person.hardship
    raise AssertionError(f"{name} is no criterion")
