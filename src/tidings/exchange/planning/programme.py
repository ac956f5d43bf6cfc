"""The terms as rows over columns, in whole numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy import sparse

from tidings.exchange.planning.columns import Columns, Mask, Matcher, Whole
from tidings.exchange.rounds import Ratio, Terms, Where

FREE: Final = 2**62
"""Further than any sum of people or days reaches: no bound."""


@dataclass(frozen=True)
class Programme:
    """Choose columns so that every row keeps its bounds.

    Attributes:
        names: the term behind each row.
        matrix: rows by columns.
        least: the lower bound of each row, `-FREE` for none.
        most: the upper bound of each row, `FREE` for none.
        low: 1 for a column that has to be chosen, else 0.
        high: 0 for a column that cannot be, else 1.
    """

    names: tuple[str, ...]
    matrix: sparse.csr_array
    least: Whole
    most: Whole
    low: Whole
    high: Whole

    def holds(self, chosen: Whole) -> bool:
        """Say whether a choice keeps every bound, in whole numbers."""
        sums = self.matrix @ chosen
        within = (self.low <= chosen).all() and (chosen <= self.high).all()
        return bool(within and (self.least <= sums).all() and (sums <= self.most).all())

    @classmethod
    def dense(cls, rows: Whole, least: Whole, most: Whole) -> "Programme":
        """Write a programme of unnamed rows whose columns are all open."""
        zeros = np.zeros(rows.shape[1], np.int64)
        return cls(("",) * len(rows), sparse.csr_array(rows), least, most, zeros, zeros + 1)

    def with_row(self, name: str, row: Whole, least: int, most: int) -> "Programme":
        """Return the programme with one row more."""
        return replace(
            self,
            names=(*self.names, name),
            matrix=sparse.csr_array(sparse.vstack([self.matrix, row.reshape(1, -1)], dtype=np.int64)),
            least=np.append(self.least, np.int64(least)),
            most=np.append(self.most, np.int64(most)),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One term as a row before it is put among the others."""

    name: str
    row: sparse.csr_array
    least: int
    most: int


def programme_of(columns: Columns, terms: Terms, matcher: Matcher) -> Programme:
    """Write the terms as rows; names become bounds of their columns."""
    lines = [line for line in lines_of(columns, terms, matcher) if line.least > -FREE or line.most < FREE]
    low, high = np.zeros(columns.count, np.int64), np.ones(columns.count, np.int64)
    low[columns.of(terms.must_include)] = 1
    for left, right in terms.exclude_pairs:
        ends = columns.of((left, right))
        if len(ends) == 2 and ends[0] == ends[1]:  # noqa: PLR2004 -- a pair inside one group bars the group
            high[ends[0]] = 0
    return Programme(
        names=tuple(line.name for line in lines),
        matrix=_stacked([line.row for line in lines], columns.count),
        least=np.array([line.least for line in lines], np.int64),
        most=np.array([line.most for line in lines], np.int64),
        low=low,
        high=high,
    )


def lines_of(columns: Columns, terms: Terms, matcher: Matcher) -> Iterator[Line]:
    """Go through the terms that are rows: totals, ratios, quotas and pairs."""
    for side, (least, most) in terms.totals.items():
        yield _counted(columns, f"totals.{side}", matcher.mask(Where(side)), least, most)
    for number, ratio in enumerate(terms.ratios):
        yield Line(f"ratios[{number}]", _balance(columns, ratio, matcher), -ratio.slack, ratio.slack)
    for number, quota in enumerate(terms.quotas):
        yield _counted(columns, f"quotas[{number}]", matcher.mask(quota.where), quota.min, quota.max)
    for number, pair in enumerate(terms.exclude_pairs):
        ends = columns.of(pair)
        if len(ends) == 2 and ends[0] != ends[1]:  # noqa: PLR2004 -- who is not chosen from is in no pair
            yield Line(f"exclude_pairs[{number}]", _ones(ends, columns.count), -FREE, 1)


def _counted(columns: Columns, name: str, mask: Mask, least: int | None, most: int | None) -> Line:
    return Line(name, columns.row([(mask, 1)]), -FREE if least is None else least, FREE if most is None else most)


def _balance(columns: Columns, ratio: Ratio, matcher: Matcher) -> sparse.csr_array:
    return columns.row(
        [(matcher.mask(ratio.left), ratio.left_weight), (matcher.mask(ratio.right), -ratio.right_weight)]
    )


def _ones(places: Sequence[int], count: int) -> sparse.csr_array:
    ends = ([0] * len(places), list(places))
    return sparse.csr_array((np.ones(len(places), np.int64), ends), shape=(1, count), dtype=np.int64)


def _stacked(rows: Sequence[sparse.csr_array], count: int) -> sparse.csr_array:
    if not rows:
        return sparse.csr_array((0, count), dtype=np.int64)
    return sparse.csr_array(sparse.vstack(rows, format="csr", dtype=np.int64))
