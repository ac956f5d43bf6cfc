"""The lottery of a round: everybody among equals with the largest chance the terms allow, and one draw from it."""

import hmac
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tidings.exchange.fairness.classes import Floats, Whole
from tidings.exchange.fairness.equals import Equals, equals
from tidings.exchange.fairness.leximin import leximin
from tidings.exchange.fairness.mixing import Mixture, mixture
from tidings.exchange.fairness.realising import Families, drawn, families
from tidings.exchange.lots import marks, seed
from tidings.exchange.rounds import Lot, Plan, Round


@dataclass(frozen=True)
class Lottery:
    """Chances, and a way to draw with exactly these.

    Attributes:
        round: the round.
        equals: who is open before the lot.
        each: the chance of one person of each class.
        way: how a plan is drawn: along two families of nested terms, or from a mixture of plans.
    """

    round: Round
    equals: Equals
    each: Floats
    way: Families | Mixture

    @property
    def chances(self) -> dict[str, float]:
        """The chance of everybody the terms choose from, by key."""
        return self.equals.by_key(self.each)

    def draw(self, lot: Lot) -> dict[str, tuple[str, ...]]:
        """Draw: the keys of each side that go. The same lot gives the same draw to anybody."""
        drawing = seed(lot)
        counts = self._counts(drawing)
        marked = marks(lot, (keys[0] for keys in self.equals.members))
        order = sorted(range(len(self.equals.members)), key=lambda unit: marked[self.equals.members[unit][0]])
        left = counts.tolist()
        going: list[str] = []
        for unit in reversed(order):
            place = int(self.equals.of[unit])
            if place < 0:
                going += self.equals.members[unit] if self.equals.settled[unit] else ()
            elif left[place]:
                left[place] -= 1
                going += self.equals.members[unit]
        return self._by_side(going)

    def _counts(self, drawing: bytes) -> Whole:
        if isinstance(self.way, Families):
            return drawn(self.equals.classes, self.each, self.way, drawing)
        chance = int.from_bytes(hmac.digest(drawing, b"plan", "sha256")[:8]) / (1 << 64)
        place = int(np.searchsorted(np.cumsum(self.way.odds), chance, side="right"))
        return self.way.plans[min(place, len(self.way.plans) - 1)]

    def _by_side(self, going: list[str]) -> dict[str, tuple[str, ...]]:
        persons = self.round.by_key()
        found: dict[str, list[str]] = defaultdict(list)
        for key in sorted(going):
            found[persons[key].side].append(key)
        return {side: tuple(found[side]) for side in self.round.sides}


def lottery(round_: Round, plan: Plan, points: Mapping[str, int] | None = None) -> Lottery:
    """Return the leximin lottery of a round among equals.

    Args:
        round_: the round.
        plan: a plan that is best for it.
        points: what each person counts for (`ageing.points_of`); 1 for everybody where left out.

    Raises:
        NoLottery: the plan is none of this round.
        NotRealisable: the terms cross in three ways or more, and no lottery over whole plans has the chances.
    """
    found = equals(round_, plan, points)
    each = leximin(found.classes).each
    return Lottery(round_, found, each, families(found.classes) or mixture(found.classes, each))
