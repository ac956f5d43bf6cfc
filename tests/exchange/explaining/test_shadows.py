"""Shadow prices: what one more place would bring, never a loss in the first criterion that moves."""

import pytest
from witnessed import witnessed_round

from tidings.exchange.explaining import shadow_prices
from tidings.exchange.planning import plan
from tidings.exchange.rounds import read_round


def test_the_dearest_term_comes_first_with_its_vector():
    people = [
        {"key": "a", "consent": "yes", "category": "pilot", "captured": "2026-05-01"},
        {"key": "b", "consent": "yes", "category": "pilot", "captured": "2026-05-11", "vulnerable": True},
        {"key": "c", "consent": "yes", "category": "sapper", "captured": "2022-05-11"},
        {"key": "d", "consent": "yes", "category": "sapper", "captured": "2022-05-11", "medical": "long_term"},
    ]
    quotas = [{"side": "A", "where": {"category": name}, "max": 1} for name in ("pilot", "sapper")]
    terms = {"quotas": quotas, "totals": {"A": [2, None]}}
    round_ = read_round({"as_of": "2026-06-01", "sides": {"A": {"persons": people}}, "terms": terms})
    found = shadow_prices(round_, plan(round_), plan)
    assert [(one.term, one.gain[:3], one.more) for one in found] == [
        ("quotas[1].max", (("long_term", 0), ("days_captive", 1482), ("vulnerable", 0)), 1),
        ("quotas[0].max", (("long_term", 0), ("days_captive", 21), ("vulnerable", 1)), 1),
        ("totals.A.min", (("long_term", 0), ("days_captive", 0), ("vulnerable", 0)), 0),
    ]
    assert found[2].words("en") == "one more place in “at least 2 of side A” would change nothing"
    assert (
        found[1]
        .words("uk")
        .startswith("на одне місце більше в умові «не більше 1: сторона A: категорія pilot»: дні в полоні: +21")
    )
    assert [one.term for one in shadow_prices(round_, plan(round_), plan, terms=["quotas[0].max"])] == ["quotas[0].max"]


@pytest.mark.parametrize("seed", range(20))
def test_a_wider_bound_never_costs_the_first_criterion_that_moves(seed):
    round_ = read_round(witnessed_round(seed))
    for one in shadow_prices(round_, plan(round_), plan):
        assert next((by for _, by in one.gain if by), 0) >= 0
