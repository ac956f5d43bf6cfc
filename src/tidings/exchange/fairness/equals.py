"""Equals of a round: whom the criteria before the lot leave open, and what chance each of them can have.

All plans that are best by the criteria before the lot form a face of what the terms allow. Where the plan's certificate
proves those criteria, the face is: whoever has a price other than 0 stays as planned, every priced term stays at its
bound (complementary slackness). Where it does not, the values reached stand as rows beside the terms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tidings.exchange.checking.certificate import certified
from tidings.exchange.checking.pool import KEY, Pool, even_attribute, pool_of
from tidings.exchange.checking.programme import Programme, Whole
from tidings.exchange.checking.rows import Row, counted_rows, even_rows, pair_rows
from tidings.exchange.checking.units import Units, merged, units_of
from tidings.exchange.fairness.classes import Classes
from tidings.exchange.fairness.leximin import leximin
from tidings.exchange.rounds import LOT, Certificate, Plan, Round


@dataclass(frozen=True)
class Equals:
    """Who is still open before the lot.

    Attributes:
        classes: people, or groups that go together, whom neither terms nor criteria tell apart.
        members: the keys of each unit, a person or a group.
        of: the class of each unit; −1 for a unit that is settled.
        settled: for each unit 1 where it goes in every plan that is best so far, 0 where in none; of no meaning for
            units that are open.
    """

    classes: Classes
    members: tuple[tuple[str, ...], ...]
    of: NDArray[np.intp]
    settled: Whole

    def by_key(self, each: NDArray[np.float64]) -> dict[str, float]:
        """Return the chance of every person, given those of the classes."""
        by_unit = np.where(self.of >= 0, each[self.of] if each.size else 0.0, self.settled)
        return {key: float(by_unit[unit]) for unit, keys in enumerate(self.members) for key in keys}


def equals(round_: Round, plan: Plan, points: Mapping[str, int] | None = None) -> Equals:
    """Return the equals of a round.

    Args:
        round_: the round.
        plan: a plan that is best for it; the criteria before the lot count, the lot itself does not.
        points: what each person counts for in the lottery; a group counts for the most of its members.
    """
    pool = pool_of(round_)
    terms = round_.terms
    named = [pool.place[key] for key in terms.must_include if key in pool.place]
    units = units_of(pool, (*counted_rows(pool), *pair_rows(pool)), together=terms.groups_together, named=named)
    chosen = pool.chosen(plan.chosen)
    before = _before_lot(pool)
    shortened = _shortened(plan.certificate, len(before))
    proof = certified(pool, units, shortened, chosen) if shortened else None
    if proof is not None and not proof.faults and proof.stages == len(before) > 0:
        taken = units.taken(chosen)
        units = _tight(units, shortened, chosen).settled(
            np.where(proof.settled, taken, 0), np.where(proof.settled, taken, 1)
        )
        return _classed(pool, units, [], points)
    figures = [units.summed(pool.figures(name)) for name in before if even_attribute(name) is None]
    return _classed(pool, units.with_rows(_reached(pool, plan, before)), figures, points)


def chances(round_: Round, plan: Plan) -> Mapping[str, float]:
    """Return the leximin chance of everybody the terms choose from, before the lot is drawn.

    Raises:
        NoLottery: the plan is none of this round.
    """
    found = equals(round_, plan)
    return found.by_key(leximin(found.classes).each)


def _before_lot(pool: Pool) -> tuple[str, ...]:
    order = pool.criteria()
    return order[: next(place for place, name in enumerate(order) if name in (LOT, KEY))]


def _shortened(certificate: Certificate, stages: int) -> Certificate | None:
    """Return the certificate of the first criteria alone, or None where it does not prove them all."""
    if certificate.proved < stages:
        return None
    prices = tuple(replace(price, price=price.price[:stages]) for price in certificate.prices)
    return replace(certificate, kind="resolved", proved=stages, prices=prices)


def _tight(units: Units, certificate: Certificate | None, chosen: Whole) -> Units:
    """Hold every priced term at what it comes to."""
    priced = {price.term for price in certificate.prices if any(price.price)} if certificate else set()
    rows = [
        replace(row, low=row.total(chosen), high=row.total(chosen)) if row.term in priced else row for row in units.rows
    ]
    return replace(units, rows=tuple(rows))


def _reached(pool: Pool, plan: Plan, before: tuple[str, ...]) -> list[Row]:
    """Return what the criteria before the lot came to, as rows."""
    values = {stage.criterion: stage.value for stage in plan.stages}
    rows: list[Row] = []
    for name in before:
        attribute = even_attribute(name)
        if attribute is not None:
            rows += even_rows(pool, name, attribute, values[name])
            continue
        figures = pool.figures(name)
        places = np.flatnonzero(figures)
        rows.append(Row(name, places, figures[places], values[name], values[name]))
    return rows


def _classed(pool: Pool, units: Units, figures: list[Whole], points: Mapping[str, int] | None) -> Equals:
    weights = np.ones(units.low.shape, dtype=np.int64)
    if points is not None:
        np.maximum.at(weights, units.of, [points.get(person.key, 1) for person in pool.persons])
    columns = merged(units, [*figures, weights])
    programme = columns.programme
    sizes = np.bincount(columns.of, minlength=programme.low.size).astype(np.int64)
    is_open = (programme.low == 0) & (programme.high > 0)
    place = np.where(is_open, np.cumsum(is_open) - 1, -1)
    members: list[list[str]] = [[] for _ in range(units.low.size)]
    for person, unit in zip(pool.persons, units.of.tolist(), strict=True):
        members[unit].append(person.key)
    classes = replace(_classes(programme, sizes, is_open), points=columns.figures[-1][is_open])
    return Equals(classes, tuple(map(tuple, members)), place[columns.of], units.low)


def _classes(programme: Programme, sizes: Whole, is_open: NDArray[np.bool_]) -> Classes:
    fixed = programme.matrix @ np.where(is_open, 0, programme.low)
    low = np.array([-np.inf if bound is None else bound for bound in programme.row_low]) - fixed
    high = np.array([np.inf if bound is None else bound for bound in programme.row_high]) - fixed
    inner = sparse.csr_array(programme.matrix[:, np.flatnonzero(is_open)])
    used = np.diff(inner.indptr) > 0
    return Classes(sizes[is_open], sparse.csr_array(inner[np.flatnonzero(used)]), low[used], high[used])
