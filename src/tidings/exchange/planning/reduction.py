"""A programme made small before a solver sees it: what is settled goes, what is alike is counted."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse

from tidings.exchange.planning.columns import Whole
from tidings.exchange.planning.programme import FREE, Programme

_MIXING: Final = 0x9E3779B97F4A7C15
_SHIFT: Final = 29


@dataclass(frozen=True)
class Reduced:
    """The open columns of a programme, those alike in every row and in what they bring counted together.

    Attributes:
        matrix: rows by kinds of column.
        least: lower bounds of the rows, less what settled columns bring; `-inf` for none.
        most: upper bounds likewise.
        gain: what one column of each kind brings.
        room: how many open columns each kind has.
        kind: the kind of each open column.
        open: which columns are open.
        settled: the choice of all columns where the open ones are 0.
    """

    matrix: sparse.csr_array
    least: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    most: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    gain: Whole
    room: Whole
    kind: Whole
    open: Whole
    settled: Whole

    def expanded(self, counts: Whole) -> Whole:
        """Return the choice of all columns that takes so many of each kind, the first by key."""
        order = np.argsort(self.kind, kind="stable")
        first = np.concatenate([[0], np.cumsum(self.room)[:-1]])
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order)) - first[self.kind[order]]
        chosen = self.settled.copy()
        chosen[self.open] = place < counts[self.kind]
        return chosen


def reduced(programme: Programme, gain: Whole) -> Reduced:
    """Make a programme small.

    Args:
        programme: the terms.
        gain: what each column brings.
    """
    places = np.flatnonzero(programme.low < programme.high)
    settled = np.where(programme.low < programme.high, 0, programme.low)
    taken = programme.matrix @ settled
    columns = sparse.csc_array(programme.matrix[:, places])
    first, kind, room = _kinds(columns, gain[places])
    return Reduced(
        matrix=sparse.csr_array(columns[:, first]),
        least=np.where(programme.least <= -FREE, -np.inf, programme.least - taken),
        most=np.where(programme.most >= FREE, np.inf, programme.most - taken),
        gain=gain[places][first],
        room=room,
        kind=kind,
        open=places,
        settled=settled,
    )


def _kinds(columns: sparse.csc_array, gain: Whole) -> tuple[Whole, Whole, Whole]:
    """Find the columns that are alike: the first of each kind, the kind of each, and how many there are."""
    mixed = _mixed(np.arange(1, columns.shape[0] + 1)).view(np.int64)
    marks = columns.T @ mixed + _mixed(gain).view(np.int64)
    _, first, kind, room = np.unique(marks, return_index=True, return_inverse=True, return_counts=True)
    alike = columns[:, first[kind]]
    if (alike - columns).count_nonzero() or (gain[first[kind]] != gain).any():
        every = np.arange(columns.shape[1])
        return every, every, np.ones(columns.shape[1], np.int64)
    return first, kind, room


def _mixed(figures: Whole) -> "np.ndarray[tuple[int], np.dtype[np.uint64]]":
    """Spread whole numbers over 64 bits, so that sums of them tell columns apart."""
    spread = figures.astype(np.uint64) * np.uint64(_MIXING)
    spread ^= spread >> np.uint64(_SHIFT)
    return np.asarray(spread * np.uint64(_MIXING))
