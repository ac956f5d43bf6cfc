"""Nested terms, solved by going through people from the best down.

Where any two sets that the terms count are disjoint or one holds the other, the best choice of k people of a set is
the best choice of k−1 and one more (a matroid; lower bounds only say who of a set comes first). So sets are gone
through from the innermost out: each keeps as many of its best as it may, and marks as many as it has to. The same
walk gives the
proof: the price of a place in a set lies between the last one who goes and the first one who stays, and what the
prices of two nested sets differ by is the price of the term.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from tidings.exchange.planning.columns import Whole
from tidings.exchange.planning.programme import Programme
from tidings.exchange.planning.unmet import Unmeetable

_NOBODY: Whole = np.zeros(0, np.int64)


@dataclass
class _Set:
    """A set that the terms count, while it is gone through.

    Attributes:
        row: its row; -1 for everybody.
        own: the columns in it that are in no set inside it.
        inner: the sets directly inside it.
        forced: the columns that go whatever their worth.
        optional: the columns that may go, the best first.
        lowest: the least price a place in it can have, as a place in the order of worth.
        highest: the largest.
    """

    row: int
    own: Whole
    inner: "list[_Set]" = field(default_factory=list)
    forced: Whole = field(default_factory=lambda: _NOBODY)
    optional: Whole = field(default_factory=lambda: _NOBODY)
    lowest: int = 0
    highest: int = 0


@dataclass(frozen=True)
class Greedy:
    """The best choice and its proof.

    Attributes:
        chosen: the columns chosen.
        prices: for each row one number for each criterion.
    """

    chosen: Whole
    prices: Whole


def greedy(programme: Programme, gains: Whole) -> Greedy:
    """Choose the best of nested sets.

    Args:
        programme: rows of ones over nested sets.
        gains: criteria by columns; the last criterion that counts tells all columns apart and is above 0.

    Raises:
        Unmeetable: no choice keeps the terms.
    """
    worth = np.empty(gains.shape[1], np.int64)
    by_worth = np.lexsort(gains[::-1])
    worth[by_worth] = np.arange(1, len(worth) + 1)
    sets = _nested(programme)
    for one in sets:
        _go_through(one, programme, worth)
    everybody = sets[-1]
    chosen = np.zeros(len(worth), np.int64)
    chosen[np.concatenate([everybody.forced, everybody.optional])] = 1
    sums = programme.matrix @ chosen
    for one in sets:
        _price_range(one, programme, chosen, worth, sums)
    values = np.hstack([np.zeros((len(gains), 1), np.int64), gains[:, by_worth]])
    prices = np.zeros((len(programme.names), len(gains)), np.int64)
    _price(everybody, 0, values, prices)
    return Greedy(chosen, prices)


def _nested(programme: Programme) -> list[_Set]:
    """Order the sets from the innermost out; everybody is the last."""
    size = np.diff(programme.matrix.indptr)
    order = np.lexsort((np.arange(len(size)), size))
    place = np.empty(len(size), np.int64)
    place[order] = np.arange(len(size))
    columns = sparse.csc_array(programme.matrix)
    innermost = np.full(columns.shape[1], len(size))
    np.minimum.at(innermost, np.repeat(np.arange(columns.shape[1]), np.diff(columns.indptr)), place[columns.indices])
    by_set = np.argsort(innermost, kind="stable")
    owned = np.split(by_set, np.searchsorted(innermost[by_set], np.arange(1, len(size) + 1)))
    sets = [_Set(int(row), own) for row, own in zip([*order, -1], owned, strict=True)]
    outer = np.full(len(size), len(size))
    for own in owned[:-1]:
        if own.size:
            chain = np.sort(place[columns.indices[columns.indptr[own[0]] : columns.indptr[own[0] + 1]]])
            outer[chain[:-1]] = chain[1:]
    for inside, outside in enumerate(outer.tolist()):
        sets[outside].inner.append(sets[inside])
    return sets


def _go_through(one: _Set, programme: Programme, worth: Whole) -> None:
    """Keep the best of a set and mark those that have to go."""
    low, high = programme.low[one.own], programme.high[one.own]
    if (low > high).any():
        raise Unmeetable
    one.forced = np.concatenate([one.own[low == 1], *(inner.forced for inner in one.inner)])
    optional = np.concatenate([one.own[(low == 0) & (high == 1)], *(inner.optional for inner in one.inner)])
    optional = optional[np.argsort(-worth[optional])]
    if one.row >= 0:
        least, most = int(programme.least[one.row]), int(programme.most[one.row])
        optional = optional[: max(0, most - len(one.forced))]
        needed = max(0, least - len(one.forced))
        if len(one.forced) > most or needed > len(optional):
            raise Unmeetable
        one.forced, optional = np.concatenate([one.forced, optional[:needed]]), optional[needed:]
    one.optional = optional


def _price_range(one: _Set, programme: Programme, chosen: Whole, worth: Whole, sums: Whole) -> None:
    """Bound the price of a place in a set by who goes and who stays, and by the sets inside it."""
    loose = one.own[programme.low[one.own] < programme.high[one.own]]
    goes = chosen[loose] == 1
    one.lowest = int(worth[loose[~goes]].max(initial=0))
    one.highest = int(worth[loose[goes]].min(initial=len(worth)))
    for inner in one.inner:
        if sums[inner.row] < programme.most[inner.row]:
            one.lowest = max(one.lowest, inner.lowest)
        if sums[inner.row] > programme.least[inner.row]:
            one.highest = min(one.highest, inner.highest)


def _price(one: _Set, outside: int, values: Whole, prices: Whole) -> None:
    """Price a set as near to the set outside it as its bounds let it, and the sets inside it after that."""
    waiting: list[tuple[_Set, int]] = [(one, outside)]
    while waiting:
        here, outer = waiting.pop()
        price = 0 if here.row < 0 else min(max(outer, here.lowest), here.highest)
        if here.row >= 0:
            prices[here.row] = values[:, price] - values[:, outer]
        waiting += [(inner, price) for inner in here.inner]
