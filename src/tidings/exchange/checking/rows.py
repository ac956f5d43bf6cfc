"""The terms as named rows over the persons of the pool, read anew from the round."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tidings.exchange.checking.pool import Pool, groups_of
from tidings.exchange.checking.programme import Whole
from tidings.exchange.rounds import Quota, Ratio, Where


@dataclass(frozen=True)
class Row:
    """A sum over persons and its bounds.

    Attributes:
        term: the term it is: `totals.A`, `ratios[0]`, `quotas[1]`, `must_include[0]`, `exclude_pairs[0]`,
            `groups_together` or a criterion.
        places: who counts in it, by place in the pool.
        weights: what each of them counts.
        low: the least, None for no bound.
        high: the most, None for no bound.
    """

    term: str
    places: NDArray[np.intp]
    weights: Whole
    low: int | None
    high: int | None

    def total(self, chosen: Whole) -> int:
        """Return what a choice comes to."""
        return int((self.weights * chosen[self.places]).sum())

    def kept(self, chosen: Whole) -> bool:
        """Say whether a choice keeps both bounds."""
        total = self.total(chosen)
        return (self.low is None or total >= self.low) and (self.high is None or total <= self.high)


def counted_rows(pool: Pool) -> Iterator[Row]:
    """Go through totals, quotas and ratios."""
    terms = pool.round.terms
    for side, (low, high) in terms.totals.items():
        yield _row(f"totals.{side}", pool.meant(Where(side)).astype(np.int64), low, high)
    for number, quota in enumerate(terms.quotas):
        yield _quota(pool, f"quotas[{number}]", quota)
    for number, ratio in enumerate(terms.ratios):
        yield _ratio(pool, f"ratios[{number}]", ratio)


def named_rows(pool: Pool) -> Iterator[Row]:
    """Go through the named, where the terms choose from them."""
    for number, key in enumerate(pool.round.terms.must_include):
        if key in pool.place:
            yield _row_of(f"must_include[{number}]", [pool.place[key]], [1], (1, None))


def pair_rows(pool: Pool) -> Iterator[Row]:
    """Go through the pairs of whom the terms could choose both."""
    for number, pair in enumerate(pool.round.terms.exclude_pairs):
        places = [pool.place[key] for key in pair if key in pool.place]
        if len(places) > 1:
            yield _row_of(f"exclude_pairs[{number}]", places, [1, 1], (None, 1))


def together_rows(pool: Pool, names: Iterable[str] | None = None) -> Iterator[Row]:
    """Go through the groups, each member beside the next; only those of these names, where given."""
    groups = groups_of(pool)
    for name in groups if names is None else names:
        members = groups.get(name, [])
        for left, right in pairwise(members):
            yield _row_of("groups_together", [left, right], [1, -1], (0, 0))


def even_rows(pool: Pool, criterion: str, attribute: str, most: int | None) -> Iterator[Row]:
    """Go through the shares of every value of an attribute on every side: |N·c − n·C| ≤ `most`·N (None: no bound).

    N persons of a side in the pool, n of them with the value; C chosen of the side, c of them with the value.
    """
    for side in sorted({person.side for person in pool.persons}):
        here = pool.meant(Where(side))
        numbers = pool.values(attribute).of
        whole = int(here.sum())
        for number in np.unique(numbers[here]).tolist():
            having: NDArray[np.bool_] = here & (numbers == number)
            bound = None if most is None else most * whole
            weights = whole * having.astype(np.int64) - int(having.sum()) * here.astype(np.int64)
            yield _row(criterion, weights, None if bound is None else -bound, bound)


def deviation(pool: Pool, attribute: str, chosen: Whole) -> int:
    """Return how many persons the number chosen of any value is off its even share, rounded up."""
    sizes = {side: int(pool.meant(Where(side)).sum()) for side in pool.round.sides}
    worst = 0
    for side, whole in sizes.items():
        here = pool.meant(Where(side))
        for number in np.unique(pool.values(attribute).of[here]).tolist():
            having = here & (pool.values(attribute).of == number)
            off = abs(whole * int(chosen[having].sum()) - int(having.sum()) * int(chosen[here].sum()))
            worst = max(worst, -(-off // whole))
    return worst


def _quota(pool: Pool, term: str, quota: Quota) -> Row:
    return _row(term, pool.meant(quota.where).astype(np.int64), quota.min, quota.max)


def _ratio(pool: Pool, term: str, ratio: Ratio) -> Row:
    left, right = (pool.meant(end).astype(np.int64) for end in (ratio.left, ratio.right))
    return _row(term, ratio.left_weight * left - ratio.right_weight * right, -ratio.slack, ratio.slack)


def _row(term: str, weights: Whole, low: int | None, high: int | None) -> Row:
    places = np.flatnonzero(weights)
    return Row(term, places, weights[places], low, high)


def _row_of(term: str, places: list[int], weights: list[int], bounds: tuple[int | None, int | None]) -> Row:
    return Row(term, np.array(places, dtype=np.intp), np.array(weights, dtype=np.int64), *bounds)
