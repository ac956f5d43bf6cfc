"""The round as data: ROUND.json in, PLAN.json out; nothing is computed here.

Start with `Round` (lists, terms, order, lot) and `Candidate` (the person of a round). `read_round` refuses whatever it
does not know; `write_plan` and `read_plan` are the two ways of PLAN.json. The published schemas are in `exchange/data`.
"""

from tidings.exchange.rounds.candidate import ATTRIBUTES, Candidate, Consent, Medical, Value
from tidings.exchange.rounds.plan import Certificate, Conflict, Plan, Price, Stage, Status, plan_as_json, write_plan
from tidings.exchange.rounds.plan_reading import read_plan
from tidings.exchange.rounds.reading import read_round
from tidings.exchange.rounds.round import (
    DAYS_CAPTIVE,
    DEFAULT_ORDER,
    HARDSHIP,
    LONG_TERM,
    LOT,
    PARITY,
    SUMMED,
    VULNERABLE,
    Lot,
    Round,
)
from tidings.exchange.rounds.terms import Bounds, Quota, Ratio, Terms, Where

__all__ = [
    "ATTRIBUTES",
    "DAYS_CAPTIVE",
    "DEFAULT_ORDER",
    "HARDSHIP",
    "LONG_TERM",
    "LOT",
    "PARITY",
    "SUMMED",
    "VULNERABLE",
    "Bounds",
    "Candidate",
    "Certificate",
    "Conflict",
    "Consent",
    "Lot",
    "Medical",
    "Plan",
    "Price",
    "Quota",
    "Ratio",
    "Round",
    "Stage",
    "Status",
    "Terms",
    "Value",
    "Where",
    "plan_as_json",
    "read_plan",
    "read_round",
    "write_plan",
]
