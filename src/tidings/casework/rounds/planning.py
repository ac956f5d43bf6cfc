"""One run: planned by the core, looked at by the independent checker, and both kept as plain values."""

import json
from collections.abc import Mapping
from typing import Any

from tidings.exchange.checking.check import check
from tidings.exchange.planning import plan as plan_of
from tidings.exchange.rounds import Plan, Round, read_round, write_plan


def going(plan: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return who goes under a plan, by side: the chosen and those who go by law; the conditional are not among them."""
    sides = {*plan["chosen"], *plan["humanitarian"]}
    return {side: [*plan["humanitarian"].get(side, ()), *plan["chosen"].get(side, ())] for side in sorted(sides)}


def named_on(plan: Mapping[str, Any]) -> tuple[str, ...]:
    """Return everybody a plan names: who goes, and who goes if they wish to."""
    certain = (key for keys in going(plan).values() for key in keys)
    return tuple(dict.fromkeys((*certain, *plan["conditional"])))


def planned_and_checked(round_json: Mapping[str, Any], seconds: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Plan a round and check the plan.

    Args:
        round_json: ROUND.json as a mapping.
        seconds: how long the solver may take.

    Returns:
        PLAN.json, and what the checker said of it.

    Raises:
        BadInput: the round breaks a rule of the planner.
    """
    read = read_round(round_json, file="ROUND.json")
    plan = plan_of(read, time_limit=seconds)
    written: dict[str, Any] = json.loads(write_plan(plan))
    return written, checked(read, plan)


def checked(read: Round, plan: Plan) -> dict[str, Any]:
    """Have the independent checker look at a plan; `ok` is: accepted, and proven the best under its terms."""
    verdict = check(read, plan)
    return {"ok": verdict.accepted and verdict.best, **verdict.as_json()}
