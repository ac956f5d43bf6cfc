"""A round called impossible is believed only where the terms named clash, all of them, and no fewer would."""

from dataclasses import replace

import pytest

from tidings.exchange.checking import check
from tidings.exchange.planning import plan
from tidings.exchange.rounds import Conflict, read_round


def clashing():
    people = [
        {"key": f"a{n}", "consent": "yes", "region": "north" if n < 3 else "south", "group": "crew"} for n in range(5)
    ]
    quotas = [
        {"side": "A", "where": {"region": "north"}, "min": 3},
        {"side": "A", "where": {"region": "south"}, "min": 1},
        {"side": "A", "where": {"region": "south"}, "max": 2},
    ]
    terms = {"totals": {"A": [1, 3]}, "quotas": quotas, "exclude_pairs": [["a0", "a1"]]}
    return read_round({"as_of": "2026-06-01", "sides": {"A": {"persons": people}}, "terms": terms})


def impossible(round_, *terms):
    conflicts = tuple(Conflict(term, "") for term in terms)
    return replace(plan(round_), conflicts=conflicts)


def test_the_planners_own_conflict_is_accepted():
    round_ = clashing()
    verdict = check(round_, plan(round_))
    assert (verdict.accepted, verdict.impossible, verdict.best) == (True, True, False)
    assert verdict.words("en") == "accepted: the terms named cannot be met together"


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ((), "conflict_none"),
        (("totals.B.max",), "conflict_unknown"),
        (("quotas[7].min",), "conflict_unknown"),
        (("must_include[0]",), "conflict_unknown"),
        (("quotas[0].min",), "conflict_possible"),
        (("totals.A.max", "quotas[2].max"), "conflict_possible"),
        (("totals.A.max", "quotas[0].min", "quotas[1].min", "quotas[2].max"), "conflict_needless"),
        (("totals.A.max", "quotas[0].min", "quotas[1].min"), "conflict_smaller"),
    ],
)
def test_a_wrong_conflict_is_rejected(terms, code):
    round_ = clashing()
    assert code in {breach.code for breach in check(round_, impossible(round_, *terms)).breaches}


def test_a_round_that_can_be_met_is_not_called_impossible():
    round_ = clashing()
    free = replace(round_, terms=replace(round_.terms, exclude_pairs=(), totals={}))
    called = replace(plan(round_), round_digest="")
    assert [breach.code for breach in check(free, called).breaches] == ["conflict_unknown"]
    assert check(free, plan(free)).best


def test_a_named_person_under_a_veto_is_a_conflict_of_one():
    round_ = clashing()
    people = (replace(round_.sides["A"][0], protection=True), *round_.sides["A"][1:])
    vetoed = replace(round_, sides={"A": people}, terms=replace(round_.terms, must_include=("a0",)))
    found = plan(vetoed)
    assert [conflict.term for conflict in found.conflicts] == ["must_include[0]"]
    assert check(vetoed, found).impossible
    more = replace(found, conflicts=(*found.conflicts, Conflict("totals.A.max", "")))
    assert [breach.code for breach in check(vetoed, more).breaches] == ["conflict_smaller"]


def test_somebody_chosen_beside_a_conflict_is_rejected():
    round_ = clashing()
    found = replace(plan(round_), chosen={"A": ("a0",)})
    assert [breach.code for breach in check(round_, found).breaches] == ["impossible_chosen"]
