"""Persons the terms cannot tell apart, and what the terms say of how many of them may go."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Classes:
    """Equal classes under linear terms.

    Attributes:
        sizes: how many persons each class has.
        matrix: terms by classes: what one person of the class counts in the term.
        low: the least each term may come to; −∞ is no bound.
        high: the most each term may come to; ∞ is no bound.
        points: what one person of each class counts for in the lottery: chances per point are made equal, 1 for all
            where left out (`ageing`).
    """

    sizes: Whole
    matrix: sparse.csr_array
    low: Floats
    high: Floats
    points: Whole | None = None

    @property
    def weights(self) -> Floats:
        """The points as weights."""
        return np.ones(self.sizes.shape) if self.points is None else self.points.astype(np.float64)


def grouped(members: Sequence[Hashable]) -> tuple[NDArray[np.intp], Whole]:
    """Return the class of each member and the size of each class; equal members are one class, in order of first sight.

    >>> [part.tolist() for part in grouped(["a", "b", "a"])]
    [[0, 1, 0], [2, 1]]
    """
    seen: dict[Hashable, int] = {}
    places = np.array([seen.setdefault(member, len(seen)) for member in members], dtype=np.intp)
    return places, np.bincount(places, minlength=len(seen)).astype(np.int64)
