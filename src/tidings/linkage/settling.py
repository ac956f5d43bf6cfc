"""From edges to clusters over arrays: who hangs together, what speaks against it, and the rules of `deciding`."""

from collections.abc import Callable
from dataclasses import dataclass
from math import log2
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.linkage.deciding import (
    BARRED,
    JOINED_FROM,
    OPEN,
    Bits,
    Codes,
    Homes,
    Lists,
    Numbers,
    Rules,
    alone,
)

RIVAL_FROM: Final = 0.3
"""A report that may be about another person with at least this probability is not clear enough."""


def bits_of(probability: float) -> float:
    """Return the bits, the prior included, of a probability."""
    return log2(probability / (1.0 - probability))


JOINED_BITS: Final = bits_of(JOINED_FROM)
RIVAL_BITS: Final = bits_of(RIVAL_FROM)

CROWD: Final = 300
"""Rows that hang together by probable edges, at most: all pairs of them are looked at."""

FLOORS: Final = (2.0, 4.0, 7.0, 10.0, 14.0, 20.0, 50.0)
"""Bits, the prior included, below which edges are left out among too many, step by step."""

Kinds = Callable[[Numbers, Numbers], Codes]
"""Says of pairs of rows: 0 they fit, else `AGAINST`, `BORN_APART` or `BARRED`."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What people decided of pairs of rows, the smaller row first: they are the same person, or they are not."""

    left: Numbers
    right: Numbers
    same: Codes


NO_VERDICTS: Final = Verdicts(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int8))


@dataclass(frozen=True, slots=True)
class Edges:
    """Compared pairs of rows: the smaller row, the larger, bits with the prior."""

    left: Numbers
    right: Numbers
    bits: Bits


def settle(
    born: Numbers, edges: Edges, *, kinds: Kinds, rules: Rules, verdicts: Verdicts = NO_VERDICTS
) -> tuple[Homes, Codes]:
    """Join rows into persons.

    Args:
        born: of every row, 1 where it states a birth, else 0.
        edges: those probable enough to join or to be a rival.
        kinds: what speaks against a pair.
        rules: compiled or not.
        verdicts: what people decided; it always holds.

    Returns:
        The clusters, and of every edge `HELD`, `REFUSED` or `OPEN`.
    """
    size, homes, same = len(born), alone(born), verdicts.same > 0
    rules.gather(verdicts.left[same], verdicts.right[same], homes)
    kept, tied = crowds(edges, homes, rules)
    one, other = groups_of(tied.home)
    clashes = _clashes(size, one, other, kinds, verdicts)
    near = lists(size, edges.left, edges.right, edges.bits)
    order = np.lexsort((edges.right, edges.left, -edges.bits))
    order = order[kept[order] & (edges.bits[order] >= JOINED_BITS)]
    found = np.full(len(edges.left), OPEN, np.int8)
    found[order] = rules.decide(edges.left[order], edges.right[order], edges.bits[order], near, clashes, homes)
    return homes, found


def _clashes(size: int, left: Numbers, right: Numbers, kinds: Kinds, verdicts: Verdicts) -> Lists:
    """Return the pairs that do not fit; what was decided of a pair stands above what it looks like."""
    found = kinds(left, right).astype(np.float64)
    if len(verdicts.left):
        pairs, decided = left * size + right, verdicts.left * size + verdicts.right
        order = np.argsort(decided)
        place = np.minimum(np.searchsorted(decided[order], pairs), len(decided) - 1)
        known = decided[order][place] == pairs
        found[known] = np.where(verdicts.same[order][place[known]] > 0, 0.0, float(BARRED))
    against = found > 0
    return lists(size, left[against], right[against], found[against])


def lists(size: int, left: Numbers, right: Numbers, values: Bits) -> Lists:
    """Put pairs under both their ends."""
    ends = np.concatenate((left, right))
    order = np.argsort(ends, kind="stable")
    starts = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=size), out=starts[1:])
    return Lists(starts, np.concatenate((right, left))[order], np.concatenate((values, values))[order])


def crowds(edges: Edges, homes: Homes, rules: Rules) -> tuple[npt.NDArray[np.bool_], Homes]:
    """Return which edges to try, and who hangs together by them: at most `CROWD` rows each, decided ones aside.

    Where more hang together, the lightest edges among them are left out.
    """
    kept = np.ones(len(edges.left), np.bool_)
    tied = homes
    for floor in FLOORS:
        tied = Homes(*(part.copy() for part in homes))
        rules.gather(edges.left[kept], edges.right[kept], tied)
        crowded = kept & (tied.size[tied.home[edges.left]] > CROWD)
        if not crowded.any():
            break
        kept &= ~crowded | (edges.bits >= floor)
    return kept, tied


def groups_of(group: Numbers) -> tuple[Numbers, Numbers]:
    """Return all pairs of rows with one number, the smaller row first."""
    numbers = np.unique(group, return_inverse=True)[1]
    order = np.argsort(numbers, kind="stable")
    sizes = np.bincount(numbers)[numbers[order]]
    found = [_pairs(order[sizes == size].reshape(-1, size)) for size in np.unique(sizes) if size > 1]
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    left, right = (np.concatenate(side) for side in zip(*found, strict=True))
    return np.minimum(left, right), np.maximum(left, right)


def _pairs(groups: Numbers) -> tuple[Numbers, Numbers]:
    """Return all pairs within groups of one size, a group a line."""
    one, other = np.triu_indices(groups.shape[1], 1)
    return groups[:, one].ravel(), groups[:, other].ravel()
