"""How likely one spelling comes of another: the cheapest alignment of two words in units, in bits.

The costs of single units were learned by tools/edit_costs.py from pairs of spellings that are one name;
a slip of the hand may do anything else at the cost of a typo.
"""

from functools import lru_cache
from typing import Final

from tidings.names.tables import rows

TYPO: Final = 10.0
"""Bits of one slip: one letter wrong, missing, too many or two swapped."""
GAP: Final = "-"
FARTHEST: Final = 40.0
"""Bits beyond which two words are simply different."""


@lru_cache(maxsize=1)
def _costs() -> dict[str, float]:
    """Return the learned costs by pair of units, `-` for none."""
    return {pair: min(float(cost), TYPO) for pair, cost in rows("edits.tsv")}


@lru_cache(maxsize=500_000)
def _ordered_cost(left: str, right: str) -> float:
    known = _costs()
    above: list[float] = [0.0]
    for unit in right:
        above.append(above[-1] + known.get(GAP + unit, TYPO))
    before = above
    for row, a in enumerate(left):
        dropped = known.get(GAP + a, TYPO)
        line = [above[0] + dropped]
        for column, b in enumerate(right):
            step = above[column] if a == b else above[column] + known.get(a + b, TYPO)
            step = min(step, above[column + 1] + dropped, line[column] + known.get(GAP + b, TYPO))
            if row and column and a == right[column - 1] and b == left[row - 1] and a != b:
                step = min(step, before[column - 1] + TYPO)
            line.append(step)
        if min(line) > FARTHEST:
            return FARTHEST
        before, above = above, line
    return min(above[-1], FARTHEST)


def edit_cost(left: str, right: str) -> float:
    """Return the bits it costs to take one word in units for a spelling of the other; symmetric, 0 for equal words."""
    if left == right:
        return 0.0
    return _ordered_cost(left, right) if left < right else _ordered_cost(right, left)
