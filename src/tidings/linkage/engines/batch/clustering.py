"""Persons out of millions of edges: the constraints over columns, the rules of `linkage.deciding` compiled."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.linkage.comparison import DIFFERENT_BELOW
from tidings.linkage.constraints import AGAINST as AGAINST_BITS
from tidings.linkage.constraints import BODIES_APART
from tidings.linkage.deciding import AGAINST, BARRED, BORN_APART, JOINED_FROM, REFUSED, Bits, Codes, Numbers, rules
from tidings.linkage.engines.batch.columns import Columns
from tidings.linkage.engines.batch.compiled import compiled
from tidings.linkage.features.births import FEW_YEARS, YEAR
from tidings.linkage.settling import NO_VERDICTS, RIVAL_BITS, Edges, Verdicts, bits_of, settle

Bools = npt.NDArray[np.bool_]
Weigh = Callable[[npt.NDArray[np.int32], npt.NDArray[np.int32]], tuple[Bits, Bits]]
"""Weighs pairs of rows: their bits without the prior, and the sum of what speaks against them."""

RULES: Final = rules(compiled)
FIRST_DAY: Final = np.datetime64("0001-01-01", "D")


@dataclass(frozen=True, slots=True)
class Rows:
    """Who is who among rows.

    Attributes:
        person: for every row the smallest row of its cluster.
        refused: of every edge, whether it spoke for one person and was not followed.
    """

    person: npt.NDArray[np.int32]
    refused: Bools


def clusters_of_rows(  # noqa: PLR0913 -- three columns of edges and what to judge them by
    columns: Columns,
    left: npt.NDArray[np.int32],
    right: npt.NDArray[np.int32],
    weight: npt.NDArray[np.floating],
    *,
    prior: float,
    weigh: Weigh,
    verdicts: Verdicts = NO_VERDICTS,
    clean_sources: frozenset[str] = frozenset(),
) -> Rows:
    """Join rows into persons.

    Args:
        columns: the records.
        left: the smaller row of every edge.
        right: the larger.
        weight: its bits without the prior.
        prior: bits of a pair picked blindly.
        weigh: weighs pairs that are no edges.
        verdicts: what people decided; it always holds.
        clean_sources: lists that name nobody twice.
    """
    bits = weight.astype(np.float64) + prior
    probable = bits >= RIVAL_BITS
    edges = Edges(left[probable].astype(np.int64), right[probable].astype(np.int64), bits[probable])
    kinds = _Fitting(columns, prior, weigh, clean_sources).kinds
    homes, codes = settle(columns.birth_stated.astype(np.int64), edges, kinds=kinds, rules=RULES, verdicts=verdicts)
    smallest = np.full(len(columns), len(columns), np.int64)
    np.minimum.at(smallest, homes.home, np.arange(len(columns)))
    refused = np.zeros(len(left), np.bool_)
    refused[probable] = codes == REFUSED
    return Rows(smallest[homes.home].astype(np.int32), refused)


@dataclass(frozen=True, slots=True)
class _Fitting:
    """What speaks against pairs of rows that came into one crowd (`linkage.constraints`, over arrays)."""

    columns: Columns
    prior: float
    weigh: Weigh
    clean_sources: frozenset[str]

    def kinds(self, left: Numbers, right: Numbers) -> Codes:
        """Return how each pair does not fit, 0 where it does."""
        weight, against = self.weigh(left.astype(np.int32), right.astype(np.int32))
        bits = weight + self.prior
        sex = self.columns.sex
        wrong_sex = (sex[left] * sex[right] == 2) & (bits < bits_of(JOINED_FROM))  # noqa: PLR2004 -- a man, 1, times a woman, 2
        plainly = (bits < bits_of(DIFFERENT_BELOW)) & (against <= AGAINST_BITS)
        found = np.where(wrong_sex | plainly, AGAINST, 0).astype(np.int8)
        found[self._born_apart(left, right)] = BORN_APART
        found[self._two_bodies(left, right) | self._one_list(left, right)] = BARRED
        return found

    def _born_apart(self, left: Numbers, right: Numbers) -> Bools:
        one = self.columns
        gap = np.maximum(one.birth_first[left] - one.birth_last[right], one.birth_first[right] - one.birth_last[left])
        found: Bools = one.birth_stated[left] & one.birth_stated[right] & (gap > FEW_YEARS * YEAR)
        exact = found & (one.birth_first[left] == one.birth_last[left])
        exact &= one.birth_first[right] == one.birth_last[right]
        at = np.flatnonzero(exact)
        found[at[_one_slip(one.birth_first[left[at]], one.birth_first[right[at]])]] = False
        return found

    def _two_bodies(self, left: Numbers, right: Numbers) -> Bools:
        one = self.columns
        if "body_found" not in one.events:
            return np.zeros(len(left), np.bool_)
        bodies = (one.event == one.events.index("body_found")) & (one.event_first > 0) & (one.event_last > 0)
        gap = np.maximum(one.event_first[right] - one.event_last[left], one.event_first[left] - one.event_last[right])
        apart: Bools = bodies[left] & bodies[right] & (gap > BODIES_APART)
        return apart

    def _one_list(self, left: Numbers, right: Numbers) -> Bools:
        one = self.columns
        clean = np.array([source in self.clean_sources for source in one.sources] + [False], np.bool_)
        same: Bools = (one.source[left] == one.source[right]) & clean[one.source[left]]
        return same


def _one_slip(left: npt.NDArray[np.int32], right: npt.NDArray[np.int32]) -> Bools:
    """Say of pairs of days whether one is the other with one digit wrong, or with day and month swapped."""
    (year, month, day), (other_year, other_month, other_day) = _parts(left), _parts(right)
    wrong = np.zeros(len(left), np.int64)
    for one, other, width in ((year, other_year, 4), (month, other_month, 2), (day, other_day, 2)):
        for place in range(width):
            wrong += one // 10**place % 10 != other // 10**place % 10
    swapped = (year == other_year) & (month == other_day) & (day == other_month)
    found: Bools = (wrong <= 1) | swapped
    return found


def _parts(ordinals: npt.NDArray[np.int32]) -> tuple[Numbers, Numbers, Numbers]:
    """Return year, month and day of days counted from 0001-01-01 as 1."""
    days = FIRST_DAY + (ordinals.astype(np.int64) - 1)
    months = days.astype("datetime64[M]")
    years = days.astype("datetime64[Y]")
    day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    month = (months - years.astype("datetime64[M]")).astype(np.int64) + 1
    return years.astype(np.int64) + 1970, month, day
