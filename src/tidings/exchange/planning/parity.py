"""Even shares: no value of an attribute is chosen from more, or less, than its share of a side.

A side of N people who may be chosen, n of them from one region, and C chosen in all: the even share of the region is
n·C/N. The deviation of a plan is the smallest whole number D such that the number chosen from every region of every
side is within D people of its even share, |N·c − n·C| ≤ D·N. The smaller, the better.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from tidings.exchange.planning.columns import Columns, Matcher, Whole
from tidings.exchange.planning.programme import FREE, Programme
from tidings.exchange.planning.solver import best
from tidings.exchange.rounds import Where


@dataclass(frozen=True)
class Evenness:
    """N·c − n·C of one value on one side, as a row over the columns.

    Attributes:
        row: the figure of each column.
        pool: N, how many of this side may be chosen.
        share: n, how many of them have the value.
    """

    row: Whole
    pool: int
    share: int


@dataclass(frozen=True)
class Even:
    """The most even choice.

    Attributes:
        chosen: the choice.
        deviation: D of this choice.
        bound: what D of no choice can undercut.
    """

    chosen: Whole
    deviation: int
    bound: int


def balances(columns: Columns, matcher: Matcher, attribute: str) -> tuple[Evenness, ...]:
    """Write the balance of every value of an attribute on every side."""
    return tuple(_balances(columns, matcher, attribute))


def _balances(columns: Columns, matcher: Matcher, attribute: str) -> Iterator[Evenness]:
    codes, known = matcher.codes(attribute)
    for side in sorted({person.side for person in columns.persons}):
        here = matcher.mask(Where(side))
        pool = int(here.sum())
        for code in sorted(known.values()):
            share = here & (codes == code)
            if share.any():
                many = int(share.sum())
                yield Evenness(columns.summed((pool * share - many * here).tolist()), pool, many)


def even(programme: Programme, every: Sequence[Evenness], *, time_limit: float | None = None) -> Even | None:
    """Find the most even choice.

    D stands in the programme as columns that are all alike, each of which lets every balance be one person further off.

    Returns:
        None where no choice keeps the terms.

    Raises:
        Unsolved: the solver was stopped before it found any choice.
    """
    count = len(programme.low)
    steps = max((balance.share for balance in every), default=0)
    extended = replace(
        programme,
        matrix=sparse.csr_array(sparse.vstack([_padded(programme, steps), *_within(every, steps)], dtype=np.int64)),
        names=(*programme.names, *("parity" for _ in range(2 * len(every)))),
        least=np.concatenate([programme.least, np.full(len(every), -FREE), np.zeros(len(every), np.int64)]),
        most=np.concatenate([programme.most, np.zeros(len(every), np.int64), np.full(len(every), FREE)]),
        low=np.concatenate([programme.low, np.zeros(steps, np.int64)]),
        high=np.concatenate([programme.high, np.ones(steps, np.int64)]),
    )
    found = best(extended, np.repeat(np.array([0, -1]), [count, steps]), time_limit=time_limit)
    if found is None:
        return None
    chosen = found.chosen[:count]
    reached = deviation(chosen, every)
    return Even(chosen, reached, min(reached, -found.bound))


def _padded(programme: Programme, steps: int) -> sparse.csr_array:
    blank = sparse.csr_array((len(programme.names), steps), dtype=np.int64)
    return sparse.csr_array(sparse.hstack([programme.matrix, blank]))


def _within(every: Sequence[Evenness], steps: int) -> Iterator[sparse.csr_array]:
    for sign in (-1, 1):
        for balance in every:
            ends = np.full(steps, sign * balance.pool, np.int64)
            yield sparse.csr_array(np.concatenate([balance.row, ends]).reshape(1, -1))


def deviation(chosen: Whole, every: Sequence[Evenness]) -> int:
    """Compute D of a choice."""
    return max((-(-abs(int(one.row @ chosen)) // one.pool) for one in every), default=0)
