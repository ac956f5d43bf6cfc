"""One linear programme of leximin, by few of its columns at a time.

Variables: the least chance t, and what each open class has beyond it. A vertex has no more classes beyond t than there
are terms, so the programme is solved on few classes, the others are priced by the duals, and those that would help are
let in, until none would (column generation). `t + beyond ≤ limit` is asked for only where it was broken.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from tidings.exchange.fairness.classes import Floats
from tidings.kernel import TidingsError

_SURE = 1e-7
_OVER = 1e-9
_BATCH = 200
_FEW = 400


class NoLottery(TidingsError):
    """No chances at all keep the terms."""

    code = "exchange.no_lottery"


@dataclass(frozen=True)
class Step:
    """What one programme settled.

    Attributes:
        least: the largest least chance of the open classes.
        tight: which open classes have exactly that in every optimum.
        used: which open classes have more than that; with them alone the programme still has a point.
    """

    least: float
    tight: NDArray[np.bool_]
    used: NDArray[np.bool_]


@dataclass(frozen=True)
class _Optimum:
    least: float
    beyond: Floats
    reduced: Floats


@dataclass(frozen=True)
class Columns:
    """The open classes and what is left of the terms for them.

    Attributes:
        counted: terms by open classes: what the whole class would count in the term.
        low: the least each term still needs.
        high: the most each term still allows.
        limits: the most each class can have: a chance of 1, in chances per point.
    """

    counted: sparse.csc_array
    low: Floats
    high: Floats
    limits: Floats

    def largest_least(self, working: NDArray[np.intp] | None) -> Step:
        """Make the least chance as large as it can be.

        Args:
            working: classes to begin with, with which the programme is known to have a point; None begins with all.

        Raises:
            NoLottery: no chances keep the terms.
        """
        classes = self.counted.shape[1]
        used = np.zeros(classes, dtype=bool)
        used[np.arange(classes) if working is None or classes <= _FEW else working] = True
        certain = np.zeros(classes, dtype=bool)
        while True:
            found = self._optimum(np.flatnonzero(used), np.flatnonzero(certain))
            over = (found.least + found.beyond > self.limits + _OVER) & ~certain
            helping = np.flatnonzero((found.reduced < -_SURE) & ~used)
            if not over.any() and not helping.size:
                return Step(found.least, self._tight(found), found.beyond > 0)
            certain |= over
            used |= over
            used[helping[np.argsort(found.reduced[helping], kind="stable")[:_BATCH]]] = True

    def _optimum(self, used: NDArray[np.intp], certain: NDArray[np.intp]) -> _Optimum:
        equal, upper, lower = self._kinds()
        everybody = sparse.csr_array(self.counted.sum(axis=1).reshape(-1, 1))
        terms = sparse.hstack([everybody, self.counted[:, used]], format="csr")
        capped = _caps(np.searchsorted(used, certain), terms.shape[1])
        found = linprog(
            np.concatenate([[-1.0], np.zeros(used.size)]),
            A_ub=sparse.vstack([terms[upper], -terms[lower], capped], format="csr"),
            b_ub=np.concatenate([self.high[upper], -self.low[lower], self.limits[certain]]),
            A_eq=terms[equal],
            b_eq=self.low[equal],
            bounds=(0.0, 1.0),
            method="highs",
        )
        if not found.success:
            raise NoLottery("No chances keep the terms on average.")
        prices = np.zeros(self.low.shape)
        sides = np.split(found.ineqlin.marginals, np.cumsum([upper.sum(), lower.sum()]))
        prices[upper] += sides[0]
        prices[lower] -= sides[1]
        prices[equal] += found.eqlin.marginals
        reduced = -(self.counted.T @ prices)
        reduced[certain] -= sides[2]
        beyond = np.zeros(self.counted.shape[1])
        beyond[used] = found.x[1:]
        return _Optimum(float(found.x[0]), beyond, reduced)

    def _tight(self, found: _Optimum) -> NDArray[np.bool_]:
        if found.least >= float(self.limits.max()) - _OVER:
            return np.ones(found.reduced.shape, dtype=bool)
        return found.reduced > min(_SURE * 10, float(found.reduced.max()) / 2)

    def _kinds(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
        """Return which terms are equalities, which have an upper and which a lower bound beside them."""
        equal = self.high - self.low <= _OVER
        return equal, (self.high < np.inf) & ~equal, (self.low > -np.inf) & ~equal


def _caps(places: NDArray[np.intp], columns: int) -> sparse.csr_array:
    """Return the rows `t + beyond ≤ limit` of these columns, t being the first."""
    rows = np.arange(places.size)
    entries = (np.concatenate([rows, rows]), np.concatenate([places + 1, np.zeros(places.size, dtype=np.intp)]))
    return sparse.csr_array((np.ones(2 * places.size), entries), shape=(places.size, columns))
