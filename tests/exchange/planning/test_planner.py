"""Plans against every choice tried one by one, and the rounds on which easier methods fail."""

import numpy as np
import pytest
from brute import best
from invented import drawn_round, person, round_of

from tidings.exchange import Unsolved, plan, read_plan, read_round, write_plan
from tidings.exchange.planning.parity import balances
from tidings.exchange.planning.planner import problem_of
from tidings.exchange.planning.stages import lexicographic

SEEDS, STEP = 200, 50  # bench_exchange.py goes through 2,000


def values(found):
    """The values of all stages, parity counted negative as the oracle does; None where the terms cannot be met."""
    if found.status == "infeasible":
        return None
    return [-stage.value if stage.criterion.startswith("parity") else stage.value for stage in found.stages]


@pytest.mark.parametrize("first", range(0, SEEDS, STEP))
def test_plan_is_as_good_as_the_best_of_all_choices(first):
    for seed in range(first, first + STEP):
        round_ = drawn_round(seed)
        found = plan(read_round(round_))
        assert (seed, values(found)) == (seed, best(round_))
        assert found.status in ("optimal", "infeasible")
        assert read_plan(write_plan(found)) == found


def test_prices_prove_every_choice_they_are_given_for_and_greedy_is_as_good_as_the_relaxation():
    nested = priced = 0
    for seed in range(600, 660):
        problem = problem_of(read_round(drawn_round(seed)))
        found = plan(problem.round)
        if found.status == "infeasible":
            continue
        again = lexicographic(
            problem.programme,
            problem.criteria,
            lambda attribute, problem=problem: balances(problem.columns, problem.matcher, attribute),
        )
        assert found.stages == again.stages
        proved = again.proof.proved
        if proved:
            gains = np.array([criterion.gain for criterion in problem.criteria[:proved]])
            assert again.proof.holds(problem.programme, gains, again.chosen)
            priced += 1
        nested += found.certificate.engine == "greedy"
    assert priced > 12
    assert nested > 5


def test_prices_prove_no_choice_but_the_best():
    problem = problem_of(read_round(round_of([person("a1"), person("a2")], totals={"A": [0, 1]})))
    found = lexicographic(problem.programme, problem.criteria, lambda _: ())
    gains = np.array([criterion.gain for criterion in problem.criteria])
    assert found.proof.holds(problem.programme, gains, found.chosen)
    assert not found.proof.holds(problem.programme, gains, 1 - found.chosen)
    assert not found.proof.holds(problem.programme, gains, np.array([0, 0]))
    assert not found.proof.holds(problem.programme, gains, np.array([1, 1]))


def test_three_crossing_partitions_whose_relaxation_promises_two_send_one():
    cells = [("c1", "p1", "north"), ("c1", "p2", "south"), ("c2", "p1", "south"), ("c2", "p2", "north")]
    people = [
        person(f"a{number}", category=category, place=place, region=region, medical="long_term")
        for number, (category, place, region) in enumerate(cells)
    ]
    quotas = [
        {"side": "A", "where": {name: value}, "max": 1}
        for name, both in (("category", ("c1", "c2")), ("place", ("p1", "p2")), ("region", ("north", "south")))
        for value in both
    ]
    found = plan(read_round(round_of(people, quotas=quotas, order=["long_term"])))
    assert (found.stages[0].value, found.stages[0].bound, found.stages[0].gap) == (1, 1, 0)
    assert (found.status, found.certificate.kind) == ("optimal", "resolved")


def test_rank_ratio_whose_relaxation_promises_almost_five_sends_nobody():
    ours = [person(f"a{number}", rank="officer", medical="long_term") for number in range(1)]
    theirs = [person(f"b{number}", rank="private", medical="long_term") for number in range(4)]
    ratio = {
        "left": {"side": "A", "where": {"rank": "officer"}},
        "right": {"side": "B", "where": {"rank": "private"}},
        "left_weight": 5,
        "right_weight": 1,
    }
    found = plan(read_round(round_of(ours, theirs, ratios=[ratio])))
    assert found.chosen == {"A": (), "B": ()}
    assert [stage.value for stage in found.stages] == [0, 0, 0, 0, 0]


def test_group_goes_whole_or_not_at_all():
    family = [person(f"f{number}", group="family", medical="long_term") for number in range(3)]
    others = [person("o1"), person("o2")]
    terms = {"totals": {"A": [0, 2]}}
    assert plan(read_round(round_of([*family, *others], **terms))).chosen["A"] == ("f0", "f1")
    together = plan(read_round(round_of([*family, *others], **terms, groups_together=True)))
    assert together.chosen["A"] == ("o1", "o2")


def test_refusal_of_one_does_not_hold_the_rest_of_the_group():
    family = [person("f1", group="family", consent="no"), person("f2", group="family"), person("f3", group="family")]
    found = plan(read_round(round_of(family, groups_together=True)))
    assert found.chosen["A"] == ("f2", "f3")


def test_law_sends_the_seriously_ill_whatever_the_terms_say():
    ours = [
        person("ill", medical="serious", rank="officer"),
        person("ill_unasked", medical="serious", consent="unknown"),
        person("ill_unwilling", medical="serious", consent="no"),
        person("ill_in_danger", medical="serious", protection=True),
        person("well"),
    ]
    found = plan(read_round(round_of(ours, totals={"A": [0, 0]}, must_include=["ill", "ill_unasked"])))
    assert found.status == "optimal"
    assert found.humanitarian == {"A": ("ill",), "B": ()}
    assert found.conditional == ("ill_unasked",)
    assert found.chosen == {"A": (), "B": ()}


def test_law_holds_where_the_terms_cannot_be_met():
    ours = [person("ill", medical="serious"), person("well")]
    found = plan(read_round(round_of(ours, totals={"A": [2, None]})))
    assert (found.status, found.chosen, found.humanitarian) == (
        "infeasible",
        {"A": (), "B": ()},
        {"A": ("ill",), "B": ()},
    )


def test_wish_not_known_is_planned_on_and_named():
    found = plan(read_round(round_of([person("a1", consent="unknown"), person("a2")])))
    assert (found.chosen["A"], found.conditional) == (("a1", "a2"), ("a1",))


def test_nothing_buys_a_veto():
    vetoed = [
        person("a1", consent="no", medical="long_term", vulnerable=True, hardship=3, captured="2022-03-01"),
        person("a2", protection=True, medical="long_term", vulnerable=True, hardship=3, captured="2022-03-01"),
    ]
    found = plan(read_round(round_of([*vetoed, person("a3", captured="2026-11-01")], totals={"A": [1, 1]})))
    assert found.chosen["A"] == ("a3",)


def test_waiting_is_counted_from_the_latest_day_of_capture():
    people = [person("a1", captured="2024-01-01/2024-12-31"), person("a2", captured="2024-06-01")]
    found = plan(read_round(round_of(people, totals={"A": [1, 1]}, order=["days_captive"])))
    assert (found.chosen["A"], found.stages[0].value) == (("a2",), 904)


def test_unknown_day_of_capture_counts_nothing_and_is_said():
    found = plan(read_round(round_of([person("a1", captured=None)], order=["days_captive"])))
    assert found.stages[0].value == 0
    assert found.warnings == ("1 without a known day of capture count as 0 days captive",)


def test_ties_fall_by_key_and_the_plan_says_so():
    found = plan(read_round(round_of([person("c"), person("a"), person("b")], totals={"A": [2, 2]})))
    assert (found.chosen["A"], found.ties, found.stages[-1].criterion) == (("a", "b"), "key", "key")


def test_lot_decides_among_equals():
    lot = {"commitment": "c", "value": "v"}
    people = [person(key) for key in "abcdefgh"]
    found = plan(read_round(round_of(people, totals={"A": [2, 2]}, lot=lot)))
    assert (found.ties, found.stages[-1].criterion, found.stages[-1].value) == ("lot", "lot", 15)
    assert found.chosen["A"] != ("a", "b")


def test_parity_evens_the_shares_before_the_longest_captivity():
    north = [person(f"n{number}", region="north", captured="2022-05-01") for number in range(4)]
    south = [person(f"s{number}", region="south", captured="2026-05-01") for number in range(4)]
    terms = {"totals": {"A": [4, 4]}}
    plain = plan(read_round(round_of([*north, *south], **terms)))
    even = plan(read_round(round_of([*north, *south], order=[{"parity": "region"}, "days_captive"], **terms)))
    assert plain.chosen["A"] == ("n0", "n1", "n2", "n3")
    assert even.chosen["A"] == ("n0", "n1", "s0", "s1")
    assert (even.stages[0].criterion, even.stages[0].value) == ("parity:region", 0)


def test_several_lists_of_one_side_and_bodies_count_for_count():
    sides = {
        name: {"persons": [person(f"{name}{number}") for number in range(count)]}
        for name, count in (("A", 3), ("A foreign", 2), ("B", 5), ("bodies A", 4), ("bodies B", 6))
    }
    terms = {
        "totals": {"A foreign": [2, 2], "bodies A": [4, 4]},
        "ratios": [{"left": {"side": "bodies A"}, "right": {"side": "bodies B"}}],
    }
    found = plan(read_round({"as_of": "2026-11-22", "sides": sides, "terms": terms}))
    assert {side: len(keys) for side, keys in found.chosen.items()} == {
        "A": 3,
        "A foreign": 2,
        "B": 5,
        "bodies A": 4,
        "bodies B": 4,
    }


def test_plan_is_the_same_whatever_the_order_of_the_lists():
    round_ = drawn_round(11)
    turned = {
        **round_,
        "sides": {side: {"persons": lists["persons"][::-1]} for side, lists in round_["sides"].items()},
    }
    assert plan(read_round(turned)).chosen == plan(read_round(round_)).chosen


def test_empty_sides_make_an_empty_plan():
    found = plan(read_round(round_of([])))
    assert (found.status, found.chosen) == ("optimal", {"A": (), "B": ()})


def test_stopped_solver_is_never_called_optimal():
    pairs = [person(f"a{n:03}", medical="long_term" if n % 3 else "none", group=f"g{n // 2}") for n in range(240)]
    terms = {"totals": {"A": [0, 117]}, "groups_together": True, "order": ["vulnerable", "long_term"]}
    whole, stopped = (
        plan(read_round(round_of(pairs, **terms))),
        plan(read_round(round_of(pairs, **terms)), time_limit=0.0),
    )
    assert (whole.status, whole.stages[1].value, whole.stages[1].gap) == ("optimal", 98, 0)
    assert stopped.status == "unproven"
    assert stopped.stages[1].status == "unproven"
    assert stopped.stages[1].value < stopped.stages[1].bound == stopped.stages[1].value + stopped.stages[1].gap


def test_solver_stopped_before_it_found_anything_says_so():
    pairs = [person(f"a{n:03}", medical="long_term" if n % 3 else "none", group=f"g{n // 2}") for n in range(240)]
    with pytest.raises(Unsolved):
        plan(read_round(round_of(pairs, totals={"A": [0, 117]}, groups_together=True)), time_limit=0.0)
