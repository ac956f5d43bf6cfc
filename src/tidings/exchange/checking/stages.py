"""Stage after stage: is the value what it is said to be, and can nothing be better without loss to those before?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tidings.exchange.checking.bounding import bound, tightened
from tidings.exchange.checking.pool import Pool, even_attribute
from tidings.exchange.checking.programme import Programme, Whole
from tidings.exchange.checking.proving import Answer, Proof, reaches
from tidings.exchange.checking.relaxing import relaxed
from tidings.exchange.checking.rows import Row, deviation, even_rows
from tidings.exchange.checking.units import Units, merged


@dataclass(frozen=True)
class Claim:
    """What a plan says of one criterion.

    Attributes:
        criterion: its name.
        value: what the plan reaches, recomputed.
        bound: what no plan can pass that is as good in the criteria before.
    """

    criterion: str
    value: int
    bound: int


@dataclass(frozen=True)
class Finding:
    """What became of a claim.

    Attributes:
        criterion: its name.
        proof: how it is known that nothing passes the bound; NONE where it is not known.
        better: a value beyond the bound that can be had, or None.
    """

    criterion: str
    proof: Proof
    better: int | None = None


def value_of(pool: Pool, criterion: str, chosen: Whole) -> int:
    """Return what a choice comes to in a criterion."""
    attribute = even_attribute(criterion)
    return int(pool.figures(criterion) @ chosen) if attribute is None else deviation(pool, attribute, chosen)


def findings(pool: Pool, units: Units, claims: Sequence[Claim], *, proved: int = 0) -> Iterator[Finding]:
    """Prove claim after claim; each counts as kept for those after it.

    Args:
        pool: whom the terms choose from.
        units: who goes together, under the terms.
        claims: in the order of the criteria.
        proved: how many of the first claims are proved already, and only count as kept.
    """
    balances = {claim.criterion: _balance(pool, claim, None) for claim in claims}
    units = units.with_rows(row for rows in balances.values() for row in rows)
    figures: list[Whole] = []
    for number, claim in enumerate(claims):
        attribute = even_attribute(claim.criterion)
        if attribute is None:
            figures.append(units.summed(pool.figures(claim.criterion)))
        if number >= proved:
            finding, units = (
                _summed(claim, units, figures) if attribute is None else _evened(pool, claim, units, figures)
            )
            yield finding
        units = _held(pool, claim, units)


def _balance(pool: Pool, claim: Claim, most: int | None) -> tuple[Row, ...]:
    attribute = even_attribute(claim.criterion)
    return () if attribute is None else tuple(even_rows(pool, claim.criterion, attribute, most))


def _summed(claim: Claim, units: Units, figures: Sequence[Whole]) -> tuple[Finding, Units]:
    columns = merged(units, figures)
    objective = columns.figures[-1]
    answer, closer = _answered(columns.programme, objective, claim)
    if answer.point is not None:
        return Finding(claim.criterion, Proof.NONE, int(objective @ answer.point)), units
    return Finding(claim.criterion, answer.proof), units.settled(*columns.closer(closer))


def _answered(programme: Programme, objective: Whole, claim: Claim) -> tuple[Answer, Programme]:
    """Prove that nothing passes the bound, and rule out what no choice as good as the plan can have."""
    suggestion = relaxed(programme, objective)
    if suggestion is None:
        return reaches(programme, objective, claim.bound + 1), programme
    found = bound(programme, objective, suggestion.prices)
    as_good = tightened(programme, found, claim.value) if found.most >= claim.value else programme
    if found.most <= claim.bound:
        return Answer(Proof.BOUND), as_good
    return reaches(tightened(programme, found, claim.bound + 1), objective, claim.bound + 1), as_good


def _evened(pool: Pool, claim: Claim, units: Units, figures: Sequence[Whole]) -> tuple[Finding, Units]:
    """Prove that no choice is more even: the rows of the next better deviation cannot be kept."""
    if claim.bound == 0:
        return Finding(claim.criterion, Proof.BOUND), units
    columns = merged(units.with_rows(_balance(pool, claim, claim.bound - 1)), figures)
    answer = reaches(columns.programme, np.zeros(columns.programme.low.shape, dtype=np.int64), 0)
    better = None if answer.point is None else claim.bound - 1
    return Finding(claim.criterion, answer.proof, better), units


def _held(pool: Pool, claim: Claim, units: Units) -> Units:
    rows = _balance(pool, claim, claim.value)
    if even_attribute(claim.criterion) is None:
        weights = pool.figures(claim.criterion)
        places = np.flatnonzero(weights)
        rows = (Row(claim.criterion, places, weights[places], claim.value, None),)
    return units.with_rows(rows)
