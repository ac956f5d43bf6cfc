"""Who goes, under which terms, and why: provable and fair.

`read_round` reads ROUND.json (`rounds`), `laws` says who goes by law and whom nothing may send, `plan` chooses among
the others (`planning`; `conflicts` where the terms cannot be met), `check` proves a plan by code of its own
(`checking`). `explaining` answers one person, `fairness` many, `lots` draws in public. Only the kernel is imported;
the moment, the lot and every limit come as arguments.
"""

from tidings.exchange.checking import Verdict, check
from tidings.exchange.laws import Standing, is_vetoed, standing
from tidings.exchange.planning import Unsolved, plan
from tidings.exchange.rounds import Candidate, Lot, Plan, Round, Terms, plan_as_json, read_plan, read_round, write_plan
from tidings.exchange.schemas import schema

__all__ = [
    "Candidate",
    "Lot",
    "Plan",
    "Round",
    "Standing",
    "Terms",
    "Unsolved",
    "Verdict",
    "check",
    "is_vetoed",
    "plan",
    "plan_as_json",
    "read_plan",
    "read_round",
    "schema",
    "standing",
    "write_plan",
]
