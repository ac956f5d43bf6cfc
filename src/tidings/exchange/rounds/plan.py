"""PLAN.json: who goes, what each criterion came to, and the proof."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

Status = Literal["optimal", "infeasible", "unproven"]
Proof = Literal["dual", "resolved"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One criterion.

    Attributes:
        criterion: its name in the order; `key` where ties fall by key.
        value: what the plan reaches: a number of people, a sum of days or of ranks, for parity a deviation.
        bound: what no plan can pass that is as good in the criteria before.
        gap: the distance of the two, 0 where the value is proved.
        status: `optimal`, or `unproven` where the solver was stopped.
    """

    criterion: str
    value: int
    bound: int
    gap: int
    status: Literal["optimal", "unproven"] = "optimal"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One of the terms that cannot be met together.

    Attributes:
        term: its name: `totals.A.min`, `ratios[0]`, `quotas[2].max`, `must_include[1]`, `exclude_pairs[0]`,
            `groups_together`.
        words: the term in plain English.
        code: what kind of term it is, for other languages.
        values: the figures in the words.
    """

    term: str
    words: str
    code: str = ""
    values: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Price:
    """What one more place in a term is worth, a number for each of the stages proved by prices (scaled)."""

    term: str
    price: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """How the plan was proved.

    Attributes:
        kind: `dual` where `prices` prove every stage; `resolved` where a later stage needed branch and bound.
        structure: `nested`, `two_partitions` or `general`.
        engine: what found the plan: `greedy`, `lp` or `milp`, and the solver's version.
        proved: how many of the first stages the prices prove.
        scale: prices are divided by this.
        prices: one vector for each term that binds. With `r = scale·c − Σ a·price` in lexicographic order, everybody
            chosen has r ≥ 0 and everybody else r ≤ 0, the named excepted; a term with a price above 0 is at its upper
            bound, below 0 at its lower. So no plan within the terms is better (duality over lexicographic vectors).
    """

    kind: Proof
    structure: str = "general"
    engine: str = ""
    proved: int = 0
    scale: int = 1
    prices: tuple[Price, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Who goes.

    Attributes:
        status: `optimal` (proved), `infeasible` (the terms cannot be met) or `unproven` (the solver was stopped).
        chosen: keys by side, within the terms, sorted.
        humanitarian: keys by side of those who go by law, outside the terms.
        conditional: keys of those whose wish is not known yet: of the chosen, and of the seriously ill outside the
            terms.
        stages: one for each criterion.
        conflicts: a smallest set of terms that cannot be met together; empty where there is a plan.
        certificate: how it was proved.
        ties: `lot` or `key`: what decides among equals.
        round: the name of the round.
        round_digest: the digest of the round, by which the two belong together.
        warnings: what was assumed.
    """

    status: Status
    chosen: Mapping[str, tuple[str, ...]]
    humanitarian: Mapping[str, tuple[str, ...]]
    conditional: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    certificate: Certificate = field(default_factory=lambda: Certificate("resolved"))
    ties: Literal["lot", "key"] = "key"
    round: str = ""
    round_digest: str = ""
    warnings: tuple[str, ...] = ()


def plan_as_json(plan: Plan) -> dict[str, object]:
    """Return a plan as PLAN.json has it."""
    return asdict(plan)


def write_plan(plan: Plan) -> bytes:
    """Write PLAN.json: UTF-8, two blanks deep, the same bytes for the same plan."""
    return (json.dumps(plan_as_json(plan), ensure_ascii=False, indent=2) + "\n").encode()
