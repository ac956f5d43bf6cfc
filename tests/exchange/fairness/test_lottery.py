"""The lottery: every draw keeps the terms and the criteria before the lot, and everybody has exactly their chance."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse
from witnessed import witnessed_round

from tidings.exchange.checking.pool import pool_of
from tidings.exchange.checking.stages import value_of
from tidings.exchange.checking.terms import broken
from tidings.exchange.fairness import Classes, NotRealisable, chances, leximin, lottery, points_of
from tidings.exchange.fairness.mixing import mixture
from tidings.exchange.fairness.realising import drawn, families
from tidings.exchange.planning import plan
from tidings.exchange.rounds import Certificate, Lot, read_round


def classes_of(sizes, rows, low, high):
    matrix = sparse.csr_array(np.array(rows, dtype=np.int64))
    return Classes(np.array(sizes), matrix, np.array(low, dtype=np.float64), np.array(high, dtype=np.float64))


def equals_round(people=9, places=4, **terms):
    persons = [{"key": f"k{n}", "consent": "yes", "captured": "2024-01-01"} for n in range(people)]
    content = {"as_of": "2026-06-01", "sides": {"A": {"persons": persons}}}
    return read_round({**content, "terms": {"totals": {"A": [0, places]}, **terms}})


def test_equals_have_equal_chances_and_the_draw_is_the_same_for_anybody():
    round_ = equals_round()
    found = lottery(round_, plan(round_))
    assert found.chances == pytest.approx({f"k{n}": 4 / 9 for n in range(9)})
    assert found.draw(Lot("c", "v")) == lottery(round_, plan(round_)).draw(Lot("c", "v"))
    assert len(found.draw(Lot("c", "v"))["A"]) == 4


def test_chances_are_kept_exactly_over_many_draws():
    round_ = equals_round()
    found = lottery(round_, plan(round_))
    seen = Counter(key for n in range(900) for key in found.draw(Lot("c", str(n)))["A"])
    assert all(abs(seen[f"k{n}"] - 400) < 60 for n in range(9))


def test_whoever_was_passed_over_has_a_larger_chance():
    round_ = equals_round(people=4, places=1)
    points = points_of(round_, {"k0": 5})
    assert points == {"k0": 10, "k1": 5, "k2": 5, "k3": 5}
    found = lottery(round_, plan(round_), points).chances
    assert found == pytest.approx({"k0": 0.4, "k1": 0.2, "k2": 0.2, "k3": 0.2})


def test_criteria_before_the_lot_leave_no_chance_to_chance():
    persons = [{"key": f"k{n}", "consent": "yes", "captured": f"202{n}-01-01"} for n in range(4)]
    content = {"as_of": "2026-06-01", "sides": {"A": {"persons": persons}}, "terms": {"totals": {"A": [0, 2]}}}
    round_ = read_round(content)
    assert chances(round_, plan(round_)) == {"k0": 1.0, "k1": 1.0, "k2": 0.0, "k3": 0.0}


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("certified", [True, False])
def test_every_draw_keeps_the_terms_and_the_criteria_before(seed, certified):
    round_ = read_round(witnessed_round(seed))
    found = plan(round_)
    if found.status == "infeasible":
        pytest.skip("no plan")
    given = found if certified else replace(found, certificate=Certificate("resolved"))
    try:
        tickets = lottery(round_, given)
    except NotRealisable as refused:
        assert refused.by > 0  # noqa: PT017 -- a refusal must say by how much
        return
    pool = pool_of(round_)
    for number in range(6):
        keys = tickets.draw(Lot("c", str(number)))
        assert list(broken(pool, replace(found, chosen=keys))) == []
        for stage in found.stages:
            if stage.criterion in ("lot", "key"):
                break
            assert value_of(pool, stage.criterion, pool.chosen(keys)) == stage.value


def test_two_families_of_nested_terms_are_told_from_three_that_cross():
    categories, places = [[1, 1, 0, 0], [0, 0, 1, 1]], [[1, 0, 1, 0], [0, 1, 0, 1]]
    within = [[1, 0, 0, 0], [1, 1, 1, 1]]
    diagonal = [[1, 0, 0, 1]]
    sizes, wide = [3, 3, 3, 3], ([0] * 9, [9] * 9)
    two = categories + places + within
    assert families(classes_of(sizes, two, wide[0][: len(two)], wide[1][: len(two)])) is not None
    three = categories + places + diagonal
    assert families(classes_of(sizes, three, wide[0][: len(three)], wide[1][: len(three)])) is None
    assert families(classes_of(sizes, [[2, 1, 1, 1]], [0], [9])) is None


@pytest.mark.parametrize("seed", range(20))
def test_rounding_along_two_families_keeps_every_set_between_its_floor_and_ceiling(seed):
    rng = np.random.default_rng(seed)
    cells = np.array([(a, b) for a in range(5) for b in range(4)])
    rows = [cells[:, 0] == a for a in range(5)] + [cells[:, 1] == b for b in range(4)]
    rows += [cells[:, 0] < 2, cells[:, 0] >= 0]
    sizes = rng.integers(1, 9, size=20)
    each = rng.random(20)
    classes = classes_of(sizes, np.array(rows, dtype=np.int64), [0] * 11, [99] * 11)
    averages = classes.matrix @ (sizes * each)
    for number in range(10):
        counts = drawn(classes, each, families(classes), bytes([seed, number]))
        totals = classes.matrix @ counts
        assert (np.abs(counts - sizes * each) < 1).all()
        assert (np.abs(totals - averages) < 1).all()


def test_three_crossing_ways_are_mixed_or_refused_with_the_miss():
    crossing = [[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 0, 1], [0, 1, 1, 0]]
    refused = classes_of([1] * 4, crossing, [0] * 6, [1] * 6)
    each = leximin(refused).each
    assert each == pytest.approx([0.5] * 4)
    with pytest.raises(NotRealisable) as error:
        mixture(refused, each)
    assert error.value.by == pytest.approx(0.25)
    mixed = classes_of([2] * 4, crossing, [0] * 6, [2] * 6)
    found = mixture(mixed, leximin(mixed).each)
    average = sum(odds * plan / mixed.sizes for odds, plan in zip(found.odds, found.plans, strict=True))
    assert average == pytest.approx(leximin(mixed).each, abs=1e-6)
