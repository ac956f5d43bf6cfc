"""Envy: none, or a term to name for every pair."""

from dataclasses import replace

import pytest
from witnessed import witnessed_round

from tidings.exchange.explaining import envy
from tidings.exchange.planning import plan
from tidings.exchange.rounds import read_round


def two_places():
    people = [
        {"key": "near", "consent": "yes", "category": "pilot", "place": "p1", "captured": "2025-01-01"},
        {"key": "far", "consent": "yes", "category": "pilot", "place": "p2", "captured": "2022-01-01"},
        {"key": "further", "consent": "yes", "category": "pilot", "place": "p2", "captured": "2023-01-01"},
        {"key": "other", "consent": "yes", "category": "sapper", "place": "p2", "captured": "2021-01-01"},
    ]
    quotas = [{"side": "A", "where": {"place": place}, "max": 1} for place in ("p1", "p2")]
    quotas.append({"side": "A", "where": {"category": "sapper"}, "max": 0})
    return read_round(
        {
            "as_of": "2026-06-01",
            "sides": {"A": {"persons": people}},
            "terms": {"quotas": quotas},
            "order": ["days_captive"],
        }
    )


def test_a_longer_waiting_person_of_a_full_place_is_explained_by_that_place():
    round_ = two_places()
    found = envy(round_, plan(round_))
    assert (found.pairs, found.by_term, found.unexplained) == (1, {"quotas[1].max": 1}, 0)
    assert [(pair.chosen, pair.left) for pair in found.shown] == [("near", "further")]
    assert "at most 1 of side A with place of detention p2" in found.words("en")
    assert found.words("ru").splitlines()[0] == "пар, где остающийся не уступает едущему: 1"


def test_a_plan_that_is_not_the_best_is_given_away():
    round_ = read_round(
        {
            "as_of": "2026-06-01",
            "sides": {"A": {"persons": [{"key": key, "consent": "yes"} for key in "ab"]}},
            "terms": {"totals": {"A": [1, 1]}},
        }
    )
    best = plan(round_)
    assert envy(round_, best).words("en") == "nobody stays who comes up to somebody of the same category who goes"
    assert envy(round_, replace(best, chosen={"A": ("b",)})).unexplained == 1


@pytest.mark.parametrize("seed", range(40))
def test_every_pair_of_a_best_plan_has_a_term(seed):
    round_ = read_round(witnessed_round(seed))
    found = plan(round_)
    assert envy(round_, found).unexplained == 0
