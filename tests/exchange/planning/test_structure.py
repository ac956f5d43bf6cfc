"""What kind of terms are recognised, and that people are told apart by all of them."""

import numpy as np
import pytest

from tidings.exchange import read_round
from tidings.exchange.planning.planner import problem_of
from tidings.exchange.planning.programme import Programme
from tidings.exchange.planning.reduction import reduced

PEOPLE = [
    {"key": f"a{number}", "category": f"c{number % 3}", "place": f"p{number % 2}", "region": f"r{number % 5}"}
    for number in range(30)
]


def structure(*quotas, **terms):
    quotas = [{"side": "A", "where": where, "max": 3} for where in quotas]
    sides = {"A": {"persons": PEOPLE}, "B": {"persons": []}}
    return problem_of(
        read_round({"as_of": "2026-11-22", "sides": sides, "terms": {"quotas": quotas, **terms}})
    ).structure


@pytest.mark.parametrize(
    ("quotas", "expected"),
    [
        ([{"category": "c0"}, {"category": "c1"}, {}], "nested"),
        ([{"category": ["c0", "c1"]}, {"category": "c1"}], "nested"),
        ([{"category": "c0"}, {"place": "p0"}], "two_partitions"),
        ([{"category": "c0"}, {"place": "p0"}, {"region": "r0"}], "general"),
    ],
)
def test_kinds_of_terms(quotas, expected):
    assert structure(*quotas) == expected


def test_weights_other_than_one_are_general():
    ratio = {"left": {"side": "A"}, "right": {"side": "B"}, "left_weight": 5}
    assert structure(ratios=[ratio]) == "general"


def test_columns_alike_are_counted_together_and_come_apart_again():
    rows = np.array([[1, 1, 0, 1, 1], [0, 0, 1, 0, 2]])
    programme = Programme.dense(rows, np.array([0, 0]), np.array([9, 9]))
    small = reduced(programme, np.array([5, 5, 5, 7, 5]))
    assert sorted(small.room.tolist()) == [1, 1, 1, 2]
    pair = int(np.argmax(small.room))
    counts = np.zeros(4, np.int64)
    counts[pair] = 1
    assert small.expanded(counts).tolist() == [1, 0, 0, 0, 0]
