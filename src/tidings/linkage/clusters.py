"""From pairs to persons: clusters that are decided, not drifted into."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Final

import numpy as np

from tidings.kernel import TidingsError
from tidings.linkage.deciding import HELD, REFUSED, Codes, Homes, Numbers, rules
from tidings.linkage.settling import RIVAL_FROM, Edges, Kinds, Verdicts, settle

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


Clash = Callable[[str, str], int]
"""Says of a pair: 0 they fit, else `AGAINST`, `BORN_APART` or `BARRED` (`deciding`)."""

RULES: Final = rules(lambda function: function)


def cluster(
    items: Iterable[str],
    edges: Iterable[Edge],
    *,
    clash: Clash,
    verdicts: Mapping[tuple[str, str], bool] | None = None,
    born: Iterable[str] = (),
) -> tuple[Cluster, ...]:
    """Join reports into persons by the rules of `deciding`, the likeliest pairs first.

    Args:
        items: every report, those without any edge too.
        edges: the compared pairs; those below `JOINED_FROM` join nothing.
        clash: what speaks against a pair.
        verdicts: what people decided of a pair: same (True) or different (False); these always hold. Those about
            reports that are not among the items are passed over.
        born: the reports that state a birth.

    Raises:
        VerdictsClash: the verdicts contradict one another.
    """
    names = sorted(items)
    rows = {name: row for row, name in enumerate(names)}
    probable = sorted((edge for edge in edges if edge.probability >= RIVAL_FROM), key=_order)
    known = _verdicts(verdicts or {}, rows)
    stated = frozenset(born)
    births = np.array([name in stated for name in names], np.int64)
    homes, codes = settle(births, _edges(probable, rows), kinds=_kinds(names, clash), rules=RULES, verdicts=known)
    _check(names, known, homes)
    decided = [
        Edge(names[left], names[right], 1.0, decided=True)
        for left, right, same in zip(known.left.tolist(), known.right.tolist(), known.same.tolist(), strict=True)
        if same
    ]
    return _told(names, homes, decided, list(zip(probable, codes.tolist(), strict=True)))


def _order(edge: Edge) -> tuple[float, str, str]:
    return -edge.weight, edge.left, edge.right


def _rows(pairs: Iterable[tuple[str, str]], rows: Mapping[str, int]) -> tuple[Numbers, Numbers]:
    numbers = np.array([(rows[left], rows[right]) for left, right in pairs], np.int64).reshape(-1, 2)
    return numbers.min(axis=1, initial=len(rows)), numbers.max(axis=1, initial=-1)


def _edges(edges: Sequence[Edge], rows: Mapping[str, int]) -> Edges:
    left, right = _rows(((edge.left, edge.right) for edge in edges), rows)
    odds = [edge.probability / max(1.0 - edge.probability, LEAST) for edge in edges]
    return Edges(left, right, np.array([log2(one) for one in odds], np.float64))


def _verdicts(verdicts: Mapping[tuple[str, str], bool], rows: Mapping[str, int]) -> Verdicts:
    known = {pair: same for pair, same in verdicts.items() if rows.keys() >= set(pair)}
    left, right = _rows(known, rows)
    return Verdicts(left, right, np.array(list(known.values()), np.int8))


def _kinds(names: Sequence[str], clash: Clash) -> Kinds:
    def kinds(left: Numbers, right: Numbers) -> Codes:
        pairs = zip(left.tolist(), right.tolist(), strict=True)
        return np.array([int(clash(names[one], names[other])) for one, other in pairs], np.int8)

    return kinds


def _check(names: Sequence[str], known: Verdicts, homes: Homes) -> None:
    different = known.same == 0
    clashing = different & (homes.home[known.left] == homes.home[known.right])
    for left, right in sorted(zip(known.left[clashing].tolist(), known.right[clashing].tolist(), strict=True))[:1]:
        raise VerdictsClash(f"{names[left]} and {names[right]} were decided both same and different. Undo one of them")


def _told(
    names: Sequence[str], homes: Homes, decided: Sequence[Edge], tried: Sequence[tuple[Edge, int]]
) -> tuple[Cluster, ...]:
    """Return the clusters with what holds them and what was refused."""
    home = dict(zip(names, homes.home.tolist(), strict=True))
    members: dict[int, list[str]] = defaultdict(list)
    held: dict[int, list[Edge]] = defaultdict(list)
    refused: dict[int, list[Edge]] = defaultdict(list)
    for name in names:
        members[home[name]].append(name)
    for edge in (*decided, *(edge for edge, code in tried if code == HELD)):
        held[home[edge.left]].append(edge)
    for edge in (edge for edge, code in tried if code == REFUSED):
        refused[home[edge.left]].append(edge)
        refused[home[edge.right]].append(edge)
    return tuple(Cluster(tuple(own), tuple(held[key]), tuple(refused[key])) for key, own in members.items())
