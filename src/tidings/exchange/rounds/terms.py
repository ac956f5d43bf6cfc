"""What was agreed: totals, ratios, quotas, names, pairs, groups."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tidings.exchange.rounds.candidate import Candidate, Value

Bounds = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Where:
    """People of one side whose attributes each equal one of the values asked for; no attributes means all of them."""

    side: str
    attributes: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    def matches(self, person: Candidate) -> bool:
        """Say whether a person is meant; `true` is not 1, and a missing value only equals null."""
        return person.side == self.side and all(
            any(value == wanted and isinstance(value, bool) == isinstance(wanted, bool) for wanted in values)
            for value, values in ((person.attribute(name), values) for name, values in self.attributes.items())
        )


@dataclass(frozen=True, slots=True)
class Ratio:
    """|`left_weight` · chosen left − `right_weight` · chosen right| ≤ `slack`."""

    left: Where
    right: Where
    left_weight: int = 1
    right_weight: int = 1
    slack: int = 0


@dataclass(frozen=True, slots=True)
class Quota:
    """At least `min` and at most `max` of these people are chosen; None is no bound."""

    where: Where
    min: int | None = None
    max: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a round. They speak of the chosen only: who goes by law is outside all of them.

    Attributes:
        totals: how many of a side are chosen, at least and at most.
        ratios: numbers of one side against numbers of another.
        quotas: bounds for people who share attributes.
        must_include: keys of the named; whoever goes by law or stands in `conditional` satisfies this.
        exclude_pairs: two keys that are not chosen both.
        groups_together: whether people of one group are chosen all or none.
    """

    totals: Mapping[str, Bounds] = field(default_factory=dict)
    ratios: tuple[Ratio, ...] = ()
    quotas: tuple[Quota, ...] = ()
    must_include: tuple[str, ...] = ()
    exclude_pairs: tuple[tuple[str, str], ...] = ()
    groups_together: bool = False
