"""The certificate: lexicographic prices, checked in whole numbers.

With prices p on the terms and `r = scale·c − Σ a·p`, vectors over the criteria in lexicographic order, any choice x and
the plan x* differ by `scale·(c·x − c·x*) = Σ (x − x*)·r + Σ p·a·(x − x*)`. If everybody chosen has r ≥ 0, everybody
else r ≤ 0 (dual feasibility), and a term with p > 0 is at its upper, with p < 0 at its lower bound (complementary
slackness), no summand is above 0: no choice is better. And a choice as good agrees with the plan wherever r is not 0.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tidings.exchange.checking.pool import Pool
from tidings.exchange.checking.programme import Whole
from tidings.exchange.checking.units import Units
from tidings.exchange.rounds import Certificate
from tidings.exchange.sentences import Sentence

_LARGEST = 1 << 62
Vectors = NDArray[np.object_]


@dataclass(frozen=True)
class Certified:
    """What a certificate proves.

    Attributes:
        faults: what is wrong with it; empty where it is sound.
        stages: how many of the first criteria it proves; 0 where it is not sound.
        settled: which units stay as the plan has them in every choice as good.
    """

    faults: tuple[Sentence, ...]
    stages: int
    settled: NDArray[np.bool_]


def certified(pool: Pool, units: Units, certificate: Certificate, chosen: Whole) -> Certified:
    """Check the prices of a certificate against a plan.

    Args:
        pool: whom the terms choose from.
        units: who goes together, under the terms.
        certificate: as the plan has it.
        chosen: 1 for each person the plan chooses.
    """
    stages = certificate.proved
    names = pool.criteria()[:stages]
    faults = list(_malformed(units, certificate, stages, len(pool.criteria())))
    if faults or not stages or any(name.startswith("parity:") for name in names):
        faults += [] if faults or not stages else [Sentence("certificate_parity")]
        return Certified(tuple(faults), 0, np.zeros(units.low.shape, dtype=bool))
    taken = units.taken(chosen)
    faults += _slack(units, certificate, taken)
    signs = _signs(_reduced(pool, units, certificate, names))
    free = units.low < units.high
    wrong = int(np.count_nonzero(free & ((taken == 1) & (signs < 0) | (taken == 0) & (signs > 0))))
    if wrong:
        faults.append(Sentence("certificate_reduced", {"count": wrong}))
    return Certified(tuple(faults), 0 if faults else stages, signs != 0)


def _malformed(units: Units, certificate: Certificate, stages: int, criteria: int) -> list[Sentence]:
    known = {row.term for row in units.rows}
    faults = []
    if not 0 <= stages <= criteria or certificate.scale < 1 or (certificate.kind == "dual" and stages != criteria):
        faults.append(Sentence("certificate_form"))
    for price in certificate.prices:
        if price.term not in known:
            faults.append(Sentence("certificate_term", {"term": price.term}))
        elif len(price.price) != stages:
            faults.append(Sentence("certificate_length", {"term": price.term}))
    if len({price.term for price in certificate.prices}) < len(certificate.prices):
        faults.append(Sentence("certificate_twice"))
    return faults


def _slack(units: Units, certificate: Certificate, taken: Whole) -> list[Sentence]:
    """Name the priced terms that are not at the bound their price speaks of."""
    totals = dict(zip((row.term for row in units.rows), (units.matrix() @ taken).tolist(), strict=True))
    rows = {row.term: row for row in units.rows}
    faults = []
    for price in certificate.prices:
        sign = next((1 if figure > 0 else -1 for figure in price.price if figure), 0)
        limit = {1: rows[price.term].high, -1: rows[price.term].low, 0: totals[price.term]}[sign]
        if totals[price.term] != limit:
            faults.append(Sentence("certificate_slack", {"term": price.term}))
    return faults


def _reduced(pool: Pool, units: Units, certificate: Certificate, names: tuple[str, ...]) -> list[Vectors | Whole]:
    """Return r, for each criterion an array over the units: 64 bits where exact, else Python's integers."""
    priced = {price.term: price.price for price in certificate.prices}
    matrix = units.matrix()
    rows = [number for number, row in enumerate(units.rows) if row.term in priced]
    inner = sparse.csr_array(matrix[rows].T)
    found: list[Vectors | Whole] = []
    for stage, name in enumerate(names):
        figures = units.summed(pool.figures(name))
        prices = [priced[units.rows[row].term][stage] for row in rows]
        largest = certificate.scale * int(np.abs(figures).max(initial=0)) + sum(map(abs, prices)) * _heaviest(inner)
        if largest < _LARGEST:
            found.append(figures * certificate.scale - inner @ np.array(prices, dtype=np.int64))
        else:
            exact = figures.astype(object) * certificate.scale
            found.append(exact - inner.toarray().astype(object) @ np.array(prices, dtype=object))
    return found


def _heaviest(matrix: sparse.csr_array) -> int:
    return int(abs(matrix).max()) if matrix.nnz else 0


def _signs(reduced: list[Vectors | Whole]) -> Whole:
    """Return the lexicographic sign of each unit's vector."""
    signs = np.zeros(reduced[0].shape, dtype=np.int64)
    for figures in reduced:
        signs = np.where(signs == 0, (figures > 0).astype(np.int64) - (figures < 0).astype(np.int64), signs)
    return signs
