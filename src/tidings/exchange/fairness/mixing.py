"""From chances to plans where the terms cross in three ways or more: plans found one by one until they mix right.

What holds on average need not be a mixture of plans in whole numbers: then the nearest mixture misses by something, and
that is said instead of drawing (column generation: the master mixes the plans known, its prices ask for the plan that
would help most, until none does).
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from tidings.exchange.fairness.classes import Classes, Floats, Whole
from tidings.kernel import TidingsError

_EXACT = 1e-6
_MOST_PLANS = 500


class NotRealisable(TidingsError):
    """No lottery over whole plans has these chances; `by` says how far the nearest one found is off."""

    code = "exchange.not_realisable"

    def __init__(self, by: float) -> None:
        self.by = by
        super().__init__(
            f"No lottery over whole plans has these chances; the nearest one found is off by {by:.4f} for somebody. "
            "Loosen the terms that cross in more than two ways, or draw by lot ranks instead."
        )


@dataclass(frozen=True)
class Mixture:
    """A lottery over whole plans.

    Attributes:
        plans: for each plan, how many of each class go.
        odds: the chance of each plan; they come to 1.
    """

    plans: tuple[Whole, ...]
    odds: Floats


def mixture(classes: Classes, each: Floats, *, most: int = _MOST_PLANS) -> Mixture:
    """Find a lottery over whole plans with these chances.

    Args:
        classes: the equals.
        each: the chance of one person of each class.
        most: how many plans to try at most.

    Raises:
        NotRealisable: there is none, or none was found among so many plans.
    """
    plans = [_plan(classes, np.zeros(each.shape))]
    off = 1.0
    for _ in range(most):
        odds, prices, off = _mixed(classes, plans, each)
        if off <= _EXACT:
            kept = odds > 0
            return Mixture(tuple(one for one, keep in zip(plans, kept, strict=True) if keep), odds[kept] / odds.sum())
        plan = _plan(classes, prices)
        if prices @ (plan / classes.sizes) <= max(prices @ (one / classes.sizes) for one in plans) + _EXACT * _EXACT:
            break
        plans.append(plan)
    raise NotRealisable(off)


def _mixed(classes: Classes, plans: list[Whole], each: Floats) -> tuple[Floats, Floats, float]:
    """Mix the plans known as near to the chances as they go; return odds, what each class is worth, and the miss."""
    shares = np.column_stack([one / classes.sizes for one in plans])
    miss = np.full((each.size, 1), -1.0)
    found = linprog(
        np.concatenate([np.zeros(len(plans)), [1.0]]),
        A_ub=np.vstack([np.hstack([-shares, miss]), np.hstack([shares, miss])]),
        b_ub=np.concatenate([-each, each]),
        A_eq=np.concatenate([np.ones(len(plans)), [0.0]])[None, :],
        b_eq=[1.0],
        method="highs",
    )
    short, over = np.split(-found.ineqlin.marginals, 2)
    return found.x[:-1], short - over, float(found.x[-1])


def _plan(classes: Classes, prices: Floats) -> Whole:
    """Return the plan that is worth most."""
    found = milp(
        -prices / classes.sizes,
        constraints=LinearConstraint(classes.matrix.astype(np.float64), classes.low, classes.high),
        integrality=np.ones(prices.shape),
        bounds=Bounds(np.zeros(prices.shape), classes.sizes.astype(np.float64)),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        raise NotRealisable(1.0)
    whole: Whole = np.rint(found.x).astype(np.int64)
    return whole
