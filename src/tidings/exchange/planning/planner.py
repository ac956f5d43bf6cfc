"""The planner: terms in, a proved plan out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from tidings.exchange.conflicts import clash_of, vetoed_name
from tidings.exchange.laws import Standing, standing
from tidings.exchange.planning.columns import Columns, Matcher, columns_of
from tidings.exchange.planning.criteria import Criterion, criteria_of
from tidings.exchange.planning.greedy import greedy
from tidings.exchange.planning.parity import balances
from tidings.exchange.planning.prices import Proof
from tidings.exchange.planning.programme import Programme, programme_of
from tidings.exchange.planning.solver import NAME
from tidings.exchange.planning.stages import Lexicographic, Progress, lexicographic
from tidings.exchange.planning.structure import Structure, structure_of
from tidings.exchange.planning.unmet import Unmeetable
from tidings.exchange.rounds import LOT, Certificate, Conflict, Plan, Price, Round, Stage

_NOT_FEWEST: Final = "none of the terms in conflict can be left out; whether fewer would conflict was not settled"


@dataclass(frozen=True)
class Problem:
    """A round as the planner sees it.

    Attributes:
        round: the round.
        standing: who goes by law, who is vetoed, whom the terms choose from.
        columns: who is chosen together.
        programme: the terms as rows.
        criteria: the criteria as figures.
        matcher: finds whom a `where` means.
        structure: what kind of terms these are.
    """

    round: Round
    standing: Standing
    columns: Columns
    programme: Programme
    criteria: tuple[Criterion, ...]
    matcher: Matcher
    structure: Structure


def problem_of(round_: Round) -> Problem:
    """Write a round as a programme in whole numbers."""
    stands = standing(round_)
    columns = columns_of(stands.eligible, round_.terms)
    matcher = Matcher(columns.persons)
    programme = programme_of(columns, round_.terms, matcher)
    criteria = criteria_of(round_, columns)
    return Problem(round_, stands, columns, programme, criteria, matcher, structure_of(programme))


def plan(round_: Round, *, time_limit: float | None = None, progress: Progress | None = None) -> Plan:
    """Plan a round.

    Args:
        round_: lists, terms, order, lot.
        time_limit: seconds for each run of branch and bound; None is no limit.
        progress: told the criterion, how many are done, and how many there are.

    Returns:
        A plan that is `optimal` with its proof, `infeasible` with a smallest set of terms that cannot be met
        together, or `unproven` with the gaps where the time limit stopped the solver.

    Raises:
        Unsolved: the solver was stopped before it found any plan.
    """
    vetoed = vetoed_name(round_)
    if vetoed:
        return _infeasible(round_, standing(round_), (vetoed,))
    problem = problem_of(round_)
    try:
        found = _nested(problem) or lexicographic(
            problem.programme,
            problem.criteria,
            lambda attribute: balances(problem.columns, problem.matcher, attribute),
            time_limit=time_limit,
            progress=progress,
        )
    except Unmeetable:
        clash = clash_of(problem.columns, round_.terms)
        return _infeasible(round_, problem.standing, clash.conflicts, fewest=clash.fewest)
    return _found(problem, found)


def _nested(problem: Problem) -> Lexicographic | None:
    """Solve nested terms at once; None where they are not nested, or shares are to be even."""
    gains = [criterion.gain for criterion in problem.criteria if criterion.gain is not None]
    if problem.structure != "nested" or len(gains) < len(problem.criteria):
        return None
    figures = np.array(gains)
    found = greedy(problem.programme, figures)
    proof = Proof(1, found.prices)
    if not proof.holds(problem.programme, figures, found.chosen):
        raise AssertionError("the greedy choice does not prove itself")
    values = (figures @ found.chosen).tolist()
    names = [criterion.name for criterion in problem.criteria]
    stages = tuple(Stage(name, value, value, 0) for name, value in zip(names, values, strict=True))
    return Lexicographic(found.chosen, stages, proof)


def _found(problem: Problem, found: Lexicographic) -> Plan:
    round_, chosen = problem.round, problem.columns.keys(found.chosen)
    going = {key for keys in chosen.values() for key in keys}
    unsure = [p.key for p in problem.columns.persons if p.key in going and p.consent == "unknown"]
    return Plan(
        status="optimal" if all(stage.gap == 0 for stage in found.stages) else "unproven",
        chosen={side: chosen.get(side, ()) for side in round_.sides},
        humanitarian=_by_law(round_, problem.standing),
        conditional=tuple(sorted([*unsure, *(person.key for person in problem.standing.conditional)])),
        stages=found.stages,
        certificate=certificate(problem, found),
        ties="lot" if round_.lot and LOT in round_.order else "key",
        round=round_.name,
        round_digest=round_.digest,
        warnings=(*round_.warnings, *_warnings(problem)),
    )


def certificate(problem: Problem, found: Lexicographic) -> Certificate:
    """Say how a choice was proved, and with which prices."""
    whole = found.proof.proved == len(found.stages)
    engine = "greedy" if whole and problem.structure == "nested" else f"{'lp' if whole else 'milp'}, {NAME}"
    priced = zip(problem.programme.names, found.proof.prices.tolist(), strict=True)
    return Certificate(
        kind="dual" if whole else "resolved",
        structure=problem.structure,
        engine=engine,
        proved=found.proof.proved,
        scale=found.proof.scale,
        prices=tuple(Price(name, tuple(price)) for name, price in priced if any(price)),
    )


def _by_law(round_: Round, stands: Standing) -> dict[str, tuple[str, ...]]:
    return {
        side: tuple(sorted(person.key for person in stands.humanitarian if person.side == side))
        for side in round_.sides
    }


def _infeasible(round_: Round, stands: Standing, conflicts: tuple[Conflict, ...], *, fewest: bool = True) -> Plan:
    return Plan(
        status="infeasible",
        chosen=dict.fromkeys(round_.sides, ()),
        humanitarian=_by_law(round_, stands),
        conditional=tuple(sorted(person.key for person in stands.conditional)),
        conflicts=conflicts,
        ties="lot" if round_.lot and LOT in round_.order else "key",
        round=round_.name,
        round_digest=round_.digest,
        warnings=(*round_.warnings, *(() if fewest else (_NOT_FEWEST,))),
    )


def _warnings(problem: Problem) -> Iterator[str]:
    outside = {person.key for person in (*problem.standing.humanitarian, *problem.standing.conditional)}
    for left, right in problem.round.terms.exclude_pairs:
        if {left, right} & outside:
            yield f"{left} and {right} are not to go both, but who goes by law is outside the terms"
