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
    """

    sizes: Whole
    matrix: sparse.csr_array
    low: Floats
    high: Floats


def grouped(members: Sequence[Hashable]) -> tuple[NDArray[np.intp], Whole]:
    """Return the class of each member and the size of each class; equal members are one class, in order of first sight.

    >>> [part.tolist() for part in grouped(["a", "b", "a"])]
    [[0, 1, 0], [2, 1]]
    """
    seen: dict[Hashable, int] = {}
    places = np.array([seen.setdefault(member, len(seen)) for member in members], dtype=np.intp)
    return places, np.bincount(places, minlength=len(seen)).astype(np.int64)
