"""How common names are, and what a pair of spellings weighs (`names.shares`, `names.evidence`), for kernels."""

from collections.abc import Sequence
from math import log2
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.pointers import f8
from tidings.names import shares

Floats = npt.NDArray[np.float64]


class Counted(NamedTuple):
    """How many people of the data bear each name.

    Attributes:
        bearers: of each name.
        total: people counted, 0 where the lists alone are believed.
        lists: how many counted people the lists weigh as much as.
        own: of the bearers, those that are the two compared.
    """

    bearers: npt.NDArray[np.float64]
    total: float
    lists: float
    own: int


def counted(counts: shares.Counts, names: Sequence[str]) -> Counted:
    """Lay out the counts of names for the kernels."""
    bearers = np.fromiter((counts.of.get(name, 0) for name in names), np.float64, len(names))
    return Counted(bearers, float(counts.total), shares.LISTS, shares.OWN)


def all_shares(counts: Counted, listed: Floats) -> Floats:
    """Return the shares of all names, the two compared left out."""
    if not counts.total:
        return listed
    found: Floats = np.maximum(counts.bearers - counts.own, 0.0) + counts.lists * listed
    return found / (counts.total + counts.lists)


@bare
def share_of(counts: Counted, name: int, listed: float, own: int) -> float:
    """Return the share of people with a name, `own` of those counted left out (`names.shares.Counts.share`)."""
    if counts.total == 0:
        return listed
    return (max(f8(counts.bearers, name) - own, 0.0) + counts.lists * listed) / (counts.total + counts.lists)


@bare
def weight_of(cost: float, share: float, other: float, floor: float) -> float:
    """Return the bits of two spellings that lie `cost` bits apart (see the head of `names.evidence`)."""
    likely = 2.0**-cost
    return max(log2(likely / (share * likely + other)), floor)
