"""The check: a plan is believed in nothing."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tidings.exchange.checking.certificate import certified
from tidings.exchange.checking.conflicts import wrongly_impossible
from tidings.exchange.checking.enumerating import FEW, tried
from tidings.exchange.checking.keys import misplaced
from tidings.exchange.checking.pool import KEY, Pool, even_attribute, pool_of
from tidings.exchange.checking.programme import Whole
from tidings.exchange.checking.proving import Proof
from tidings.exchange.checking.rows import counted_rows, pair_rows
from tidings.exchange.checking.stages import Claim, Finding, findings, value_of
from tidings.exchange.checking.terms import broken
from tidings.exchange.checking.units import Units, units_of
from tidings.exchange.checking.verdict import Verdict
from tidings.exchange.rounds import LOT, Plan, Round, Stage
from tidings.exchange.sentences import Sentence


def check(round_: Round, plan: Plan, *, few: int = FEW) -> Verdict:
    """Check a plan against its round: the law, every term, every value, and that nothing better can be had.

    Shares no code with the planner. What is shown to be optimal is shown by prices in whole numbers, by trying every
    choice, or by solving each stage again over merged columns; a plan for which none of these succeeds is rejected.

    Args:
        round_: lists, terms, order, lot.
        plan: what is said to be the best plan for it, or that there is none.
        few: up to how many persons and groups every choice is tried.
    """
    pool = pool_of(round_)
    breaches = [*_papers(round_, plan), *misplaced(round_, plan)]
    if plan.status == "infeasible":
        breaches += [] if not plan.stages else [Sentence("impossible_stages")]
        breaches += wrongly_impossible(pool, plan)
        return Verdict(tuple(breaches), impossible=not breaches)
    breaches += broken(pool, plan)
    breaches += [Sentence("conflict_beside_plan")] if plan.conflicts else []
    chosen = pool.chosen(plan.chosen)
    breaches += _stages(pool, plan, chosen)
    if breaches:
        return Verdict(tuple(breaches))
    return _proved(pool, plan, chosen, few)


def _papers(round_: Round, plan: Plan) -> Iterator[Sentence]:
    """Compare the names by which a plan says whose plan it is."""
    if plan.round_digest and round_.digest and plan.round_digest != round_.digest:
        yield Sentence("digest_wrong")
    if plan.round and plan.round != round_.name:
        yield Sentence("round_wrong", {"found": plan.round, "name": round_.name})
    ties = "lot" if round_.lot is not None and LOT in round_.order else KEY
    if plan.ties != ties:
        yield Sentence("ties_wrong", {"found": plan.ties, "ties": ties})


def _stages(pool: Pool, plan: Plan, chosen: Whole) -> Iterator[Sentence]:
    wanted = pool.criteria()
    found = tuple(stage.criterion for stage in plan.stages)
    if found != wanted:
        yield Sentence("stages_differ", {"found": ", ".join(found), "wanted": ", ".join(wanted)})
        return
    for stage in plan.stages:
        value = value_of(pool, stage.criterion, chosen)
        if stage.value != value:
            yield Sentence("value_wrong", {"criterion": stage.criterion, "claimed": stage.value, "found": value})
        yield from _gap(stage)
    if (plan.status == "optimal") != all(stage.gap == 0 for stage in plan.stages):
        yield Sentence("status_wrong")


def _gap(stage: Stage) -> Iterator[Sentence]:
    above = stage.bound - stage.value if even_attribute(stage.criterion) is None else stage.value - stage.bound
    if stage.gap != above or above < 0:
        yield Sentence("gap_wrong", {"criterion": stage.criterion, "claimed": stage.gap, "found": above})
    if (stage.status == "optimal") != (stage.gap == 0):
        yield Sentence("stage_status_wrong", {"criterion": stage.criterion})


def _proved(pool: Pool, plan: Plan, chosen: Whole, few: int) -> Verdict:
    terms = pool.round.terms
    named = [pool.place[key] for key in terms.must_include if key in pool.place]
    rows = (*counted_rows(pool), *pair_rows(pool))
    units = units_of(pool, rows, together=terms.groups_together, named=named)
    proof = certified(pool, units, plan.certificate, chosen)
    claims = [Claim(stage.criterion, stage.value, stage.bound) for stage in plan.stages]
    if units.low.size <= few:
        found = tuple(tried(pool, units, claims))
    else:
        sure = [Finding(claim.criterion, Proof.CERTIFICATE) for claim in claims[: proof.stages]]
        left = _left(units, proof.settled, chosen) if proof.stages else units
        found = (*sure, *findings(pool, left, claims, proved=proof.stages))
    breaches = (*proof.faults, *_unproved(claims, found))
    return Verdict(breaches, found, best=not breaches and plan.status == "optimal")


def _left(units: Units, settled: NDArray[np.bool_], chosen: Whole) -> Units:
    taken = units.taken(chosen)
    return units.settled(np.where(settled, taken, 0), np.where(settled, taken, 1))


def _unproved(claims: Sequence[Claim], found: Sequence[Finding]) -> Iterator[Sentence]:
    for claim, finding in zip(claims, found, strict=True):
        if finding.better is not None:
            values: dict[str, int | str] = {"criterion": claim.criterion, "claimed": claim.bound}
            yield Sentence("better", {**values, "found": finding.better})
        elif finding.proof is Proof.NONE:
            yield Sentence("unproved", {"criterion": claim.criterion})
