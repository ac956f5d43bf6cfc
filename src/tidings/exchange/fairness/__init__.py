"""Fairness: the largest smallest chance among equals, one draw with exactly these chances, and the report over rounds.

`leximin` works on `Classes`, people whom the terms cannot tell apart; `equals` finds them in a round, once the criteria
before the lot are decided; `lottery` draws (along two nested families of terms by `realising`, else from a `mixing` of
plans, else it says that it cannot). `ageing` gives points to whoever was passed over, `fairness_report` says over
rounds how long people waited since capture, with small cells withheld by `suppression`.
"""

from tidings.exchange.fairness.ageing import passed_over, points, points_of
from tidings.exchange.fairness.classes import Classes
from tidings.exchange.fairness.columns import NoLottery
from tidings.exchange.fairness.equals import chances
from tidings.exchange.fairness.leximin import Chances, leximin
from tidings.exchange.fairness.lottery import Lottery, lottery
from tidings.exchange.fairness.mixing import NotRealisable
from tidings.exchange.fairness.report import FairnessReport, Held, Waiting, fairness_report
from tidings.exchange.fairness.suppression import Count, published

__all__ = [
    "Chances",
    "Classes",
    "Count",
    "FairnessReport",
    "Held",
    "Lottery",
    "NoLottery",
    "NotRealisable",
    "Waiting",
    "chances",
    "fairness_report",
    "leximin",
    "lottery",
    "passed_over",
    "points",
    "points_of",
    "published",
]
