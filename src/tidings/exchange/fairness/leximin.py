"""Leximin over chances: the smallest chance as large as it can be, then the next smallest, to the last class.

Over equal classes instead of persons (people whom the terms cannot tell apart have equal chances in the fairest
lottery, because chances may be averaged), by linear programmes: the largest smallest chance, then the classes whose
chance cannot be more (positive reduced cost: they sit at that value in every optimum) are held there, and again for the
others (Ogryczak, Luss, Pióro, Nace & Tomaszewski, "Fair optimization and networks", 2014; for panels Flanigan, Gölz,
Gupta, Hennig & Procaccia, Nature 596, 2021).
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from tidings.exchange.fairness.classes import Classes, Floats
from tidings.exchange.fairness.columns import Columns


@dataclass(frozen=True)
class Chances:
    """The leximin chances.

    Attributes:
        each: the chance of one person of each class.
        rounds: how many times a smallest chance was settled.
    """

    each: Floats
    rounds: int

    @property
    def least(self) -> float:
        """The smallest chance; 1 where nobody is waiting."""
        return float(self.each.min(initial=1.0))


def leximin(classes: Classes) -> Chances:
    """Return the leximin chances of all classes under the terms; per point, where classes have points.

    The terms are kept on average; whether a lottery over whole plans has these chances is `realising`'s question.

    Raises:
        NoLottery: no chances keep the terms.
    """
    weights = classes.weights
    counted = sparse.csc_array(classes.matrix @ sparse.diags_array(classes.sizes * weights))
    each = np.zeros(classes.sizes.shape)
    waiting = np.arange(classes.sizes.size)
    working = None
    rounds = 0
    while waiting.size:
        spent = counted @ each
        left = Columns(counted[:, waiting], classes.low - spent, classes.high - spent, 1 / weights[waiting])
        found = left.largest_least(working)
        rounds += 1
        each[waiting[found.tight]] = found.least
        working = np.flatnonzero(found.used[~found.tight])
        waiting = waiting[~found.tight]
    return Chances(np.minimum(each * weights, 1.0), rounds)
