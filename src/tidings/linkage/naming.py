"""Names: the best that any reading of either name allows, remembered, since names repeat far more than people do."""

from functools import lru_cache
from itertools import product
from typing import Final

from tidings import names
from tidings.linkage.subject import Subject

GUESS: Final = 1.0
"""Bits taken off for each name that is not read as stated (an oblique case, a glued word, swapped columns)."""

UNCOUNTED: Final = names.Shares()
"""The shares of the lists, where nobody was counted."""


@lru_cache(maxsize=100_000)
def compared(left: names.Name, right: names.Name, shares: names.Shares = UNCOUNTED) -> names.Comparison:
    """Compare two names, once for all the reports that bear them."""
    return names.compare(left, right, shares=shares)


def compare_names(left: Subject, right: Subject, shares: names.Shares = UNCOUNTED) -> names.Comparison | None:
    """Compare two people's names, their shares as counted; None where one of them is not named."""
    best: tuple[float, names.Comparison] | None = None
    for (i, one), (j, other) in product(enumerate(left.readings), enumerate(right.readings)):
        found = compared(one, other, shares)
        weight = found.weight - GUESS * ((i > 0) + (j > 0))
        if best is None or weight > best[0]:
            best = (weight, found)
    return best[1] if best else None
