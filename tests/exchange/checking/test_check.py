"""The check accepts what the planner proves, by every way of proof, and nothing that was changed afterwards."""

from dataclasses import replace
from itertools import chain

import pytest
from witnessed import witnessed_round

from tidings.exchange.checking import check
from tidings.exchange.checking.pool import pool_of
from tidings.exchange.checking.stages import value_of
from tidings.exchange.planning import plan
from tidings.exchange.rounds import Certificate, Stage, read_round

BARE = Certificate("resolved")


def drawn(seed):
    round_ = read_round(witnessed_round(seed, sides="ABC" if seed % 3 == 0 else "AB"))
    return round_, plan(round_)


def truthful(round_, changed):
    """The changed plan with values recomputed and called optimal, so that only what it does can be wrong."""
    pool = pool_of(round_)
    chosen = pool.chosen(changed.chosen)
    stages = tuple(Stage(name, value, value, 0) for name in pool.criteria() for value in [value_of(pool, name, chosen)])
    going = set(chain(*changed.chosen.values()))
    persons = round_.by_key()
    unsure = {key for key in going if key in persons and persons[key].consent == "unknown"}
    outside = {key for key in changed.conditional if persons[key].medical == "serious"}
    return replace(changed, stages=stages, certificate=BARE, conditional=tuple(sorted(unsure | outside)))


@pytest.mark.parametrize("seed", range(40))
def test_it_accepts_a_proved_plan_by_certificate_by_bounds_and_by_trying_all(seed):
    round_, found = drawn(seed)
    ways = [check(round_, one, few=few) for one in (found, replace(found, certificate=BARE)) for few in (14, 0)]
    assert [way.words() if way.breaches else "" for way in ways] == ["", "", "", ""]
    assert all(way.best == (found.status == "optimal") for way in ways)


def rearranged(round_, found):
    """Every plan one drop, one addition or one exchange away, within the law."""
    inside = {person.key: person.side for person in pool_of(round_).persons}
    going = {key: side for side, keys in found.chosen.items() for key in keys}
    for out in [None, *going]:
        for new in [None, *(inside.keys() - going.keys())]:
            if out or new:
                left = {
                    **{key: side for key, side in going.items() if key != out},
                    **({new: inside[new]} if new else {}),
                }
                yield replace(
                    found,
                    chosen={side: tuple(key for key in sorted(left) if left[key] == side) for side in found.chosen},
                )


@pytest.mark.parametrize("seed", range(24))
def test_a_truthful_plan_that_breaks_a_term_or_lowers_a_stage_is_rejected(seed):
    round_, found = drawn(seed)
    if found.status == "infeasible":
        pytest.skip("nothing is chosen")
    best = [stage.value for stage in found.stages]
    for number, one in enumerate(rearranged(round_, found)):
        changed = truthful(round_, one)
        verdict = check(round_, changed, few=0 if number % 7 == 0 else 14)
        as_good = [stage.value for stage in changed.stages] == best
        assert not verdict.accepted or as_good, (seed, changed.chosen)
        assert not check(round_, one).accepted or as_good


def test_plans_as_good_are_accepted_both():
    content = {
        "as_of": "2026-06-01",
        "order": ["long_term"],
        "sides": {"A": {"persons": [{"key": key, "consent": "yes"} for key in "abcd"]}},
        "terms": {"totals": {"A": [2, 2]}},
    }
    round_ = read_round(content)
    found = plan(round_)
    assert found.chosen == {"A": ("a", "b")}
    lowered = truthful(round_, replace(found, chosen={"A": ("a", "c")}))
    assert [breach.code for breach in check(round_, lowered).breaches] == ["better"]


FORGED = {
    "a value raised": lambda p: replace(p, stages=(replace(p.stages[0], value=p.stages[0].value + 1), *p.stages[1:])),
    "a bound raised": lambda p: replace(p, stages=(replace(p.stages[0], bound=p.stages[0].bound + 1), *p.stages[1:])),
    "a gap": lambda p: replace(p, stages=(replace(p.stages[0], gap=1), *p.stages[1:])),
    "a stage called unproven": lambda p: replace(p, stages=(replace(p.stages[0], status="unproven"), *p.stages[1:])),
    "a stage left out": lambda p: replace(p, stages=p.stages[1:]),
    "stages in another order": lambda p: replace(p, stages=(*p.stages[1:], p.stages[0])),
    "the plan called unproven": lambda p: replace(p, status="unproven"),
    "the plan called impossible": lambda p: replace(p, status="infeasible"),
    "nobody goes by law": lambda p: replace(p, humanitarian=dict.fromkeys(p.humanitarian, ())),
    "one more by law": lambda p: replace(p, humanitarian={**p.humanitarian, "A": (*p.humanitarian["A"], "a1")}),
    "one chosen and by law": lambda p: replace(p, chosen={**p.chosen, "A": (*p.chosen["A"], "ill")}),
    "the unwilling": lambda p: replace(p, chosen={**p.chosen, "A": (*p.chosen["A"], "unwilling")}),
    "the endangered": lambda p: replace(p, chosen={**p.chosen, "A": (*p.chosen["A"], "endangered")}),
    "nobody conditional": lambda p: replace(p, conditional=()),
    "one conditional too many": lambda p: replace(p, conditional=(*p.conditional, "a1")),
    "one twice": lambda p: replace(p, chosen={**p.chosen, "A": (*p.chosen["A"], p.chosen["A"][0])}),
    "one conditional twice": lambda p: replace(p, conditional=(*p.conditional, p.conditional[0])),
    "one on the other side": lambda p: replace(
        p, chosen={"A": p.chosen["A"][1:], "B": (*p.chosen["B"], p.chosen["A"][0])}
    ),
    "an unknown key": lambda p: replace(p, chosen={**p.chosen, "A": (*p.chosen["A"], "nobody")}),
    "an unknown side": lambda p: replace(p, chosen={**p.chosen, "C": ()}),
    "ties by something else": lambda p: replace(p, ties="lot"),
    "another round": lambda p: replace(p, round_digest="0" * 64),
    "another round's name": lambda p: replace(p, round="another"),
    "conflicts beside a plan": lambda p: replace(p, conflicts=(IMPOSSIBLE,)),
    "a price raised": lambda p: replace(p, certificate=_priced(p.certificate, 1)),
    "a price lowered": lambda p: replace(p, certificate=_priced(p.certificate, -1)),
    "a price of no term": lambda p: replace(
        p, certificate=replace(p.certificate, prices=(replace(p.certificate.prices[0], term="totals.C"),))
    ),
    "no prices": lambda p: replace(p, certificate=replace(p.certificate, prices=())),
    "a scale of nothing": lambda p: replace(p, certificate=replace(p.certificate, scale=0)),
}


def _priced(certificate, by):
    first, *rest = certificate.prices
    return replace(certificate, prices=(replace(first, price=(first.price[0] + by, *first.price[1:])), *rest))


def standing_round():
    people = [
        {"key": f"a{number}", "captured": f"2024-0{number}-01", "consent": "unknown" if number == 1 else "yes"}
        for number in range(1, 6)
    ]
    people += [
        {"key": "ill", "medical": "serious", "consent": "yes"},
        {"key": "ill-unasked", "medical": "serious"},
        {"key": "unwilling", "consent": "no", "captured": "2022-01-01"},
        {"key": "endangered", "consent": "yes", "protection": True, "captured": "2022-01-01"},
    ]
    others = [{"key": f"b{number}", "captured": "2023-01-01", "consent": "yes"} for number in range(3)]
    return read_round(
        {
            "round": "spring",
            "as_of": "2026-06-01",
            "sides": {"A": {"persons": people}, "B": {"persons": others}},
            "terms": {"totals": {"A": [0, 3], "B": [0, 2]}},
        }
    )


IMPOSSIBLE = plan(replace(standing_round(), terms=replace(standing_round().terms, totals={"A": (9, None)}))).conflicts[
    0
]


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
def test_a_forged_plan_is_rejected(forged):
    round_ = standing_round()
    found = plan(round_)
    assert check(round_, found).accepted
    assert not check(round_, forged(found)).accepted
    assert not check(round_, forged(found), few=0).accepted


def test_every_breach_is_named_in_three_languages():
    round_ = standing_round()
    found = plan(round_)
    worse = replace(found, chosen={"A": ("a1", "a2", "a3", "a4", "unwilling"), "B": ()}, humanitarian={})
    verdict = check(round_, worse)
    assert {breach.code for breach in verdict.breaches} == {
        "vetoed_consent",
        "humanitarian_missing",
        "above",
        "value_wrong",
    }
    assert "unwilling does not want to go" in verdict.words("en")
    assert "ill тяжко хворіє" in verdict.words("uk")
    assert "totals.A.max: отобрано 4, согласовано не больше 3" in verdict.words("ru")
    assert verdict.as_json()["accepted"] is False


def test_an_honest_unproven_plan_is_accepted_as_such_and_a_false_bound_is_not():
    round_ = standing_round()
    found = plan(round_)
    first = found.stages[1]
    honest = replace(
        found,
        status="unproven",
        certificate=BARE,
        stages=(found.stages[0], replace(first, bound=first.bound + 5, gap=5, status="unproven"), *found.stages[2:]),
    )
    verdict = check(round_, honest)
    assert (verdict.accepted, verdict.best) == (True, False)
    worse = replace(found, chosen={"A": ("a1", "a2"), "B": ("b0", "b1")})
    lowered = truthful(round_, worse)
    days = lowered.stages[1]
    short = replace(days, bound=days.value + 10, gap=10, status="unproven")
    claim = replace(lowered, status="unproven", stages=(lowered.stages[0], short, *lowered.stages[2:]))
    assert [breach.code for breach in check(round_, claim, few=0).breaches] == ["better", "better"]
