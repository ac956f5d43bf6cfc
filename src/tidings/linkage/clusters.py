"""From pairs to persons: clusters that are decided, not drifted into."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from tidings.kernel import TidingsError

JOINED_FROM: Final = 0.7
"""Two reports less probable than this never join two clusters: a false merge costs more than a missed one."""

RIVAL_FROM: Final = 0.3
"""A report that may be about another person with at least this probability is not clear enough."""

MARGIN: Final = 16.0
"""A rival so many times less likely is none."""

LEAST: Final = 2.0**-50
"""What is left of doubt at the end of the floating-point scale."""


class VerdictsClash(TidingsError):
    """Human verdicts that cannot all hold: a chain of "same" between two reports that were said to be different."""

    code = "linkage.verdicts_clash"


@dataclass(frozen=True, slots=True)
class Edge:
    """What joined two reports: the engine's probability and bits, or a human verdict."""

    left: str
    right: str
    probability: float
    weight: float = 0.0
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """The reports of one person, and why they hold together.

    Attributes:
        members: in order.
        held_by: the edges along which it grew; without any one of them it would fall in two.
        refused: edges that spoke for more members and were not followed: the reports cannot all be of one person, or
            one of them may as well be another's.
    """

    members: tuple[str, ...]
    held_by: tuple[Edge, ...] = ()
    refused: tuple[Edge, ...] = ()

    @property
    def weakest(self) -> Edge | None:
        """Return the edge where it would break first; None for a single report or one held by people alone."""
        return min((edge for edge in self.held_by if not edge.decided), key=lambda edge: edge.probability, default=None)


@dataclass(slots=True)
class _Growing:
    members: set[str]
    held_by: list[Edge] = field(default_factory=list)
    refused: list[Edge] = field(default_factory=list)


Clash = Callable[[str, str], bool]


def cluster(
    items: Iterable[str],
    edges: Iterable[Edge],
    *,
    clash: Clash,
    verdicts: Mapping[tuple[str, str], bool] | None = None,
) -> tuple[Cluster, ...]:
    """Join reports into persons, the likeliest pairs first.

    Args:
        items: every report, those without any edge too.
        edges: the compared pairs; those below `JOINED_FROM` join nothing.
        clash: whether two reports cannot be of one person.
        verdicts: what people decided of a pair: same (True) or different (False); these always hold. Those about
            reports that are not among the items are passed over.

    Raises:
        VerdictsClash: the verdicts contradict one another.
    """
    decided = verdicts or {}
    home = {item: _Growing({item}) for item in items}
    known = {(min(pair), max(pair)): same for pair, same in decided.items() if pair[0] in home and pair[1] in home}
    apart = {pair for pair, same in known.items() if not same}
    for left, right in sorted(known.keys() - apart):
        _join(home, Edge(left, right, 1.0, decided=True))
    _check(home, apart)

    def apart_or_clash(left: str, right: str) -> bool:
        pair = min(left, right), max(left, right)
        return pair in apart or (pair not in known and clash(left, right))

    probable = [edge for edge in edges if edge.probability >= RIVAL_FROM]
    rivals = _Rivals(probable, apart_or_clash)
    for edge in sorted(probable, key=lambda edge: (-edge.weight, edge.left, edge.right)):
        if edge.probability >= JOINED_FROM:
            _try(home, edge, apart_or_clash, rivals)
    grown = {id(growing): growing for growing in home.values()}.values()
    found = (Cluster(tuple(sorted(one.members)), tuple(one.held_by), tuple(one.refused)) for one in grown)
    return tuple(sorted(found, key=lambda one: one.members[0]))


def _check(home: Mapping[str, _Growing], apart: set[tuple[str, str]]) -> None:
    for left, right in sorted(apart):
        if home[left] is home[right]:
            raise VerdictsClash(f"{left} and {right} were decided both same and different. Undo one of them")


class _Rivals:
    """The other people a report may just as well be about."""

    def __init__(self, edges: Iterable[Edge], clash: Clash) -> None:
        self._clash = clash
        self._odds: dict[str, dict[str, float]] = defaultdict(dict)
        for edge in edges:
            odds = edge.probability / max(1.0 - edge.probability, LEAST)
            self._odds[edge.left][edge.right] = self._odds[edge.right][edge.left] = odds

    def share(self, edge: Edge) -> float:
        """Return the probability of an edge, its strongest rival at either end counted in."""
        odds = self._odds[edge.left][edge.right]
        return odds / (1.0 + odds + max(self._rival(edge.left, edge.right), self._rival(edge.right, edge.left)))

    def _rival(self, one: str, other: str) -> float:
        """Return the odds that `one` is somebody who cannot be the same person as `other`."""
        mine = self._odds[one]
        worth = (
            odds
            for third, odds in mine.items()
            if odds * MARGIN > mine[other] and third != other and self._clash(third, other)
        )
        return max(worth, default=0.0)


def _try(home: dict[str, _Growing], edge: Edge, clash: Clash, rivals: _Rivals) -> None:
    left, right = home[edge.left], home[edge.right]
    if left is right:
        return
    unclear = rivals.share(edge) < JOINED_FROM
    if unclear or any(clash(a, b) for a in left.members for b in right.members):
        left.refused.append(edge)
        right.refused.append(edge)
        return
    _join(home, edge)


def _join(home: dict[str, _Growing], edge: Edge) -> None:
    larger, smaller = sorted((home[edge.left], home[edge.right]), key=lambda one: -len(one.members))
    if larger is smaller:
        return
    larger.members |= smaller.members
    larger.held_by += [*smaller.held_by, edge]
    larger.refused += smaller.refused
    home.update(dict.fromkeys(smaller.members, larger))
