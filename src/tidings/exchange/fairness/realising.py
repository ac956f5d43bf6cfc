"""From chances to one plan: a draw in which everybody has exactly their chance and every plan drawn keeps the terms.

Where the terms are two families of nested sets at most (categories and places, totals over them), chances are a flow
from the sets of the one family through the classes to the sets of the other. Wherever that flow is not whole there is
a cycle of arcs that are not; pushing along it one way or the other, with odds so that nothing changes on average, makes
one of them whole, until all are (dependent rounding: Gandhi, Khuller, Parthasarathy & Srinivasan, JACM 53, 2006). Each
term then comes to its average rounded up or down, which keeps whole bounds.
"""

import hmac
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tidings.exchange.fairness.classes import Classes, Floats, Whole

_WHOLE = 1e-7
_ENTRY, _EXIT = "entry", "exit"
Node = tuple[str, int]


@dataclass(frozen=True)
class Families:
    """Terms as two families of sets, nested within each.

    Attributes:
        parents: for each family, the smallest set that holds each set; −1 for none.
        smallest: for each family, the smallest set each class is in; −1 for none.
    """

    parents: tuple[Whole, Whole]
    smallest: tuple[Whole, Whole]


def families(classes: Classes) -> Families | None:
    """Part the terms in two nested families; None where they cross in more ways, or count people unequally."""
    sets = classes.matrix.toarray()
    if not np.isin(sets, (0, 1)).all():
        return None
    sides = _parted(_crossing(sets))
    if sides is None:
        return None
    order = np.argsort(sets.sum(axis=1), kind="stable")
    both = [[number for number in order.tolist() if sides[number] == side] for side in (0, 1)]
    parents, smallest = zip(*(_nested(sets, family) for family in both), strict=True)
    return Families((parents[0], parents[1]), (smallest[0], smallest[1]))


def drawn(classes: Classes, each: Floats, found: Families, seed: bytes) -> Whole:
    """Draw how many of each class go.

    Args:
        classes: the equals.
        each: the chance of one person of each class.
        found: the families of its terms.
        seed: the seed of the draw; the same seed gives the same draw.

    Returns:
        A whole number for each class: its size times its chance, rounded up or down, and that on average.
    """
    flow = _Flow(classes, each, found)
    chance = _numbers(seed)
    while cycle := flow.cycle():
        flow.push(cycle, next(chance))
    whole: Whole = np.rint(np.array(flow.amount[: classes.sizes.size])).astype(np.int64)
    return whole


class _Flow:
    """Arcs with amounts: one for each class, and one for each set to its parent or to where the circle closes."""

    def __init__(self, classes: Classes, each: Floats, found: Families) -> None:
        self.ends: list[tuple[Node, Node]] = []
        self.amount: list[float] = (classes.sizes * each).tolist()
        counts = np.array(self.amount)
        leaves: list[list[Node]] = []
        for side, name in ((0, "left"), (1, "right")):
            leaves.append([(name, number) for number in found.smallest[side].tolist()])
        self.ends += list(zip(leaves[0], leaves[1], strict=True))
        totals = classes.matrix @ counts
        for side, name in ((0, "left"), (1, "right")):
            self._climb(name, found.parents[side], totals)
            root = sum(self.amount[place] for place in range(counts.size) if leaves[side][place][1] < 0)
            self._arc(name, (name, -1), (_ENTRY, 0), root)
        self.at: dict[Node, set[int]] = defaultdict(set)
        for arc, (one, other) in enumerate(self.ends):
            if not _is_whole(self.amount[arc]):
                self.at[one].add(arc)
                self.at[other].add(arc)

    def _climb(self, name: str, parents: Whole, totals: Floats) -> None:
        for number, parent in enumerate(parents.tolist()):
            if parent >= -1:
                self._arc(name, (name, number), (name, parent) if parent >= 0 else (_ENTRY, 0), float(totals[number]))

    def _arc(self, name: str, inner: Node, outer: Node, amount: float) -> None:
        """Flow runs from the left family's sets to their classes, and from the classes up the right family."""
        self.ends.append((outer, inner) if name == "left" else (inner, outer))
        self.amount.append(amount)

    def cycle(self) -> list[tuple[int, int]]:
        """Return a cycle of arcs that are not whole, each with the direction it is passed in; empty where all are."""
        start = next((node for node, arcs in self.at.items() if arcs), None)
        if start is None:
            return []
        path: list[tuple[int, int]] = []
        seen = {start: 0}
        node = start
        while True:
            last = path[-1][0] if path else -1
            arc = next((number for number in self.at[node] if number != last), None)
            if arc is None:
                self._settle(last)
                return self.cycle()
            one, other = self.ends[arc]
            direction = 1 if one == node else -1
            node = other if direction == 1 else one
            path.append((arc, direction))
            if node in seen:
                return path[seen[node] :]
            seen[node] = len(path)

    def push(self, cycle: Sequence[tuple[int, int]], chance: float) -> None:
        """Push along a cycle or against it until an arc is whole, so that on average nothing changes."""
        along = min(_room(self.amount[arc], direction) for arc, direction in cycle)
        against = min(_room(self.amount[arc], -direction) for arc, direction in cycle)
        step = along if chance < against / (along + against) else -against
        for arc, direction in cycle:
            self.amount[arc] += direction * step
            if _is_whole(self.amount[arc]):
                self._settle(arc)

    def _settle(self, arc: int) -> None:
        """Make an arc whole: one that is so but for rounding, as is one that alone at its node is not."""
        self.amount[arc] = round(self.amount[arc])
        for node in self.ends[arc]:
            self.at[node].discard(arc)


def _room(amount: float, direction: int) -> float:
    below = np.floor(amount + _WHOLE)
    return float(below + 1 - amount if direction > 0 else amount - below)


def _is_whole(amount: float) -> bool:
    return abs(amount - round(amount)) <= _WHOLE


def _numbers(seed: bytes) -> Iterator[float]:
    """Go through numbers in [0, 1): the first 52 bits of HMAC-SHA256(seed, n), n being "0", "1", … as text."""
    number = 0
    while True:
        yield (int.from_bytes(hmac.digest(seed, str(number).encode(), "sha256")[:8]) >> 12) / (1 << 52)
        number += 1


def _crossing(sets: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say of every two sets whether they overlap without one holding the other."""
    shared = sets @ sets.T
    sizes = np.diag(shared)
    return (shared > 0) & (shared < sizes[:, None]) & (shared < sizes[None, :])


def _parted(crossing: NDArray[np.bool_]) -> list[int] | None:
    """Give each set one of two sides so that sets that cross are apart; None where that cannot be."""
    sides = [-1] * len(crossing)
    for first in range(len(crossing)):
        waiting = [first] if sides[first] < 0 else []
        for number in waiting:
            sides[number] = max(sides[number], 0)
            for other in np.flatnonzero(crossing[number]).tolist():
                if sides[other] == sides[number]:
                    return None
                if sides[other] < 0:
                    sides[other] = 1 - sides[number]
                    waiting.append(other)
    return sides


def _nested(sets: NDArray[np.int64], family: Sequence[int]) -> tuple[Whole, Whole]:
    """Return the parent of each set of a family (−2 for sets of the other), and the smallest set of each class."""
    parents = np.full(len(sets), -2, dtype=np.int64)
    smallest = np.full(sets.shape[1], -1, dtype=np.int64)
    top = np.full(sets.shape[1], -1, dtype=np.int64)
    for number in family:
        inside = np.flatnonzero(sets[number])
        for child in np.unique(top[inside]).tolist():
            if child >= 0:
                parents[child] = number
        parents[number] = -1
        smallest[inside] = np.where(top[inside] < 0, number, smallest[inside])
        top[inside] = number
    return parents, smallest
