"""How likely one spelling comes of another: the cheapest alignment of two words in units, in bits.

The costs of single units were learned by tools/edit_costs.py from pairs of spellings that are one name;
a slip of the hand may do anything else at the cost of a typo.
"""

from functools import lru_cache
from typing import Final, Literal

from rapidfuzz.distance import OSA

from tidings.names.tables import rows

TYPO: Final = 10.0
"""Bits of one slip: one letter wrong, missing, too many or two swapped."""
EXCHANGED: Final = 13.0
"""Bits of two letters, not neighbours, that changed places."""
GAP: Final = "-"
LONGEST_WORD: Final = 40
"""Units of the longest word that is aligned; in anything longer, which is no name, every difference is a typo."""
FARTHEST: Final = 40.0
"""Bits beyond which two words are simply different."""


Kind = Literal["cl", "ll", "cc", "cf"]
"""Cyrillic with Latin, Latin with Latin, Cyrillic with Cyrillic, the same of a foreign name."""
Table = dict[str, dict[str, float]]


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """Return the learned costs: kind → left unit → right unit → bits; `-` stands for none."""
    found: dict[str, Table] = {"cl": {}, "ll": {}, "cc": {}, "cf": {}}
    for kind, left, right, cost in rows("edits.tsv.gz"):
        found[kind].setdefault(left, {})[right] = min(float(cost), TYPO)
    return found


def _too_far(left: str, right: str) -> bool:
    """Say quickly that two words have too little in common to be worth an alignment."""
    most = max(3, max(len(left), len(right)) // 2)
    return OSA.distance(left, right, score_cutoff=most) > most


def _apart(left: str, right: str) -> tuple[str, str]:
    """Return what is left of two words without their common beginning and end, which costs nothing.

    In 1 pair of 4,000 an alignment across the common part would be cheaper by a bit or two; that is let go for a
    fivefold speed.
    """
    most, start = min(len(left), len(right)), 0
    while start < most and left[start] == right[start]:
        start += 1
    end = 0
    while end < most - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return left[start : len(left) - end], right[start : len(right) - end]


def _exchanged(left: str, right: str) -> bool:
    """Say whether two words without their common ends differ by two units that changed places (Vlamidir)."""
    return len(left) == len(right) > 2 and left[0] == right[-1] and left[-1] == right[0] and left[1:-1] == right[1:-1]  # noqa: PLR2004 -- neighbours that changed places are a common typo


_NONE: Final[dict[str, float]] = {}


@lru_cache(maxsize=500_000)
def _ordered_cost(left: str, right: str, kind: Kind) -> float:
    known = tables()[kind]
    gaps = known.get(GAP, _NONE)
    added = [gaps.get(unit, TYPO) for unit in right]
    above: list[float] = [0.0]
    for cost in added:
        above.append(above[-1] + cost)
    before, previous = above, ""
    for row, a in enumerate(left):
        swaps = known.get(a, _NONE)
        dropped = swaps.get(GAP, TYPO)
        line = [last := above[0] + dropped]
        for column, b in enumerate(right):
            step = above[column] if a == b else above[column] + swaps.get(b, TYPO)
            step = min(step, above[column + 1] + dropped, last + added[column])
            if row and column and a == right[column - 1] and b == previous and a != b:
                step = min(step, before[column - 1] + TYPO)
            line.append(last := step)
        if min(line) > FARTHEST:
            return FARTHEST
        before, above, previous = above, line, a
    return min(above[-1], FARTHEST)


def edit_cost(left: str, right: str, *, left_cyrillic: bool, right_cyrillic: bool, foreign: bool = False) -> float:
    """Return the bits it costs to take one word in units for a spelling of the other; symmetric, 0 for equal words.

    Args:
        left: one word in units.
        right: the other one.
        left_cyrillic: whether it was written in Cyrillic.
        right_cyrillic: likewise.
        foreign: whether both are names that no list of Slavic names has; Cyrillic spells those less regularly.
    """
    if left == right:
        return 0.0
    if _too_far(left, right):
        return FARTHEST
    if max(len(left), len(right)) > LONGEST_WORD:
        return min(TYPO * OSA.distance(left, right), FARTHEST)
    left, right = _apart(left, right)
    if _exchanged(left, right):
        return EXCHANGED
    if left_cyrillic != right_cyrillic:
        return _ordered_cost(left, right, "cl") if left_cyrillic else _ordered_cost(right, left, "cl")
    first, second = (left, right) if left < right else (right, left)
    return _ordered_cost(first, second, ("cf" if foreign else "cc") if left_cyrillic else "ll")
