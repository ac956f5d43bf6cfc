"""What every engine is given and hands back: who is who, over rows in the order of their ids."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import log2
from typing import Final

import numpy as np
import numpy.typing as npt

KEPT_FROM: Final = 0.01
"""Pairs less probable than this are not written: there are too many of them and nobody looks."""

FEWEST: Final = 1024
MOST: Final = 2**22
"""The prior is believed between these sizes of population, whatever the table's own size."""

SCATTER: Final = 2_654_435_761
"""Strides that scatter pairs evenly: the golden ratio of 2³² (Knuth, The Art of Computer Programming, vol. 3)."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

Clock = Callable[[], float]
"""Tells seconds; the caller's, for nothing here looks at a clock of its own accord."""

Rows = npt.NDArray[np.int32]


def prior_of(records: int) -> float:
    """Return the bits of a blindly picked pair among so many records: each has about one other of its person."""
    return -log2(min(max(records, FEWEST), MOST))


def least_bits(prior: float) -> float:
    """Return the bits without the prior from which on a pair is kept."""
    return log2(KEPT_FROM / (1.0 - KEPT_FROM)) - prior


def probabilities(weight: npt.NDArray[np.floating], prior: float) -> npt.NDArray[np.float64]:
    """Return the probability of pairs by their bits without the prior."""
    found: npt.NDArray[np.float64] = 1.0 / (1.0 + np.exp2(-np.clip(weight.astype(np.float64) + prior, -60.0, 60.0)))
    return found


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows worth writing, in order, the smaller row left; `weight` in bits without the prior."""

    left: Rows
    right: Rows
    weight: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.left)


@dataclass(frozen=True, slots=True)
class Learned:
    """What was taken for the weights: the prior in bits, shifts of levels, floors of the parts of a name."""

    prior: float
    shifts: Mapping[tuple[str, str], float] = field(default_factory=dict)
    floors: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedRows:
    """Who is who.

    Attributes:
        ids: of the rows, ascending.
        person: for every row the first row of its person.
        pairs: those worth writing.
        refused: of each of them, whether it spoke for one person and was not followed.
        candidates: how many pairs were compared.
        compared: those of them that are of one person in truth, if that was given.
        learned: the weights.
        warnings: cells that could not be read and were left out.
        seconds: how long each step took.
        spoke: names the field that spoke most against two rows, "" where none did.
    """

    ids: tuple[str, ...]
    person: Rows
    pairs: Pairs
    refused: npt.NDArray[np.bool_]
    candidates: int
    compared: tuple[Rows, Rows]
    learned: Learned
    warnings: tuple[str, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    spoke: Callable[[int, int], str] | None = None
