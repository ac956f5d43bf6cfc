"""One run: planned by the core, looked at by the independent checker, and both kept as plain values."""

from collections.abc import Mapping
from typing import Any


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
    """
    raise NotImplementedError
