"""Leximin: the smallest chance as large as can be, then the next; the published panels; chances per point."""

import csv

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.optimize import linprog

from tidings.exchange.fairness import Classes, NoLottery, leximin
from tidings.exchange.fairness.classes import grouped


def classes_of(sizes, rows, low, high, points=None):
    matrix = sparse.csr_array(np.array(rows, dtype=np.int64).reshape(len(low), len(sizes)))
    ends = np.array(low, dtype=np.float64), np.array(high, dtype=np.float64)
    return Classes(np.array(sizes, dtype=np.int64), matrix, *ends, None if points is None else np.array(points))


@pytest.mark.parametrize(("folder", "size"), [("example_small_20", 20), ("example_large_200", 200)])
def test_the_published_panels_have_a_least_chance_of_a_tenth(shared, folder, size):
    with (shared / "data/exchange" / folder / "respondents.csv").open() as file:
        people = list(csv.DictReader(file))
    with (shared / "data/exchange" / folder / "categories.csv").open() as file:
        quotas = list(csv.DictReader(file))
    of, sizes = grouped([tuple(person.values()) for person in people])
    cells = [people[place] for place in np.unique(of, return_index=True)[1]]
    rows = [
        [1] * len(cells),
        *([int(cell[quota["category"]] == quota["feature"]) for cell in cells] for quota in quotas),
    ]
    low, high = ([size, *(int(quota[end]) for quota in quotas)] for end in ("min", "max"))
    found = leximin(classes_of(sizes, rows, low, high))
    assert len(people) == 10 * size
    assert found.each == pytest.approx(np.full(len(cells), 0.1), abs=1e-9)


def test_who_is_held_back_by_a_quota_does_not_hold_back_the_others():
    found = leximin(classes_of([10, 10, 10], [[1, 1, 1], [1, 0, 0], [0, 1, 0]], [12, 0, 0], [12, 1, 4]))
    assert found.each == pytest.approx([0.1, 0.4, 0.7])
    assert (found.least, found.rounds) == (pytest.approx(0.1), 3)


def test_nobody_has_more_than_certainty():
    found = leximin(classes_of([2, 100], [[1, 1], [0, 1]], [12, 0], [12, 10]))
    assert found.each == pytest.approx([1.0, 0.1])


def test_chances_go_by_points():
    found = leximin(classes_of([10, 10], [[1, 1]], [8], [8], points=[1, 3]))
    assert found.each == pytest.approx([0.2, 0.6])
    capped = leximin(classes_of([10, 10], [[1, 1]], [14], [14], points=[1, 3]))
    assert capped.each == pytest.approx([0.4, 1.0])


def test_terms_that_cannot_be_kept_have_no_lottery():
    with pytest.raises(NoLottery):
        leximin(classes_of([3], [[1]], [4], [4]))


@st.composite
def drawn_classes(draw):
    count, terms = draw(st.integers(1, 5)), draw(st.integers(0, 4))
    sizes = draw(st.lists(st.integers(1, 6), min_size=count, max_size=count))
    rows = draw(st.lists(st.lists(st.integers(0, 2), min_size=count, max_size=count), min_size=terms, max_size=terms))
    witness = [draw(st.integers(0, size)) for size in sizes]
    totals = [sum(a * b for a, b in zip(row, witness, strict=True)) for row in rows]
    room = draw(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=terms, max_size=terms))
    low = [total - below for total, (below, _) in zip(totals, room, strict=True)]
    high = [total + above for total, (_, above) in zip(totals, room, strict=True)]
    return classes_of(sizes, rows, low, high)


def slow_leximin(classes):
    """The definition: raise the least chance of all who can have more, asking of each alone whether it can."""
    size = classes.sizes.size
    rows = classes.matrix.toarray() * classes.sizes
    upper, limits = np.vstack([rows, -rows]), np.concatenate([classes.high, -classes.low])
    fixed = np.full(size, np.nan)
    while np.isnan(fixed).any():
        free = np.isnan(fixed)
        bounds = [(0, 1) if one else (value, value) for one, value in zip(free, fixed, strict=True)]
        level = np.hstack([-np.eye(size)[free], np.ones((free.sum(), 1))])
        found = linprog(
            np.append(np.zeros(size), -1),
            A_ub=np.vstack([np.hstack([upper, np.zeros((len(upper), 1))]), level]),
            b_ub=np.concatenate([limits, np.zeros(free.sum())]),
            bounds=[*bounds, (0, 1)],
        )
        least = -found.fun
        held = [(least - 1e-9, 1) if one else bound for one, bound in zip(free, bounds, strict=True)]
        most = [-linprog(-np.eye(size)[place], A_ub=upper, b_ub=limits, bounds=held).fun for place in range(size)]
        fixed[free & (np.array(most) <= least + 1e-6)] = least
    return fixed


@given(drawn_classes())
@settings(max_examples=60, deadline=None)
def test_it_is_what_the_definition_says(classes):
    assert np.sort(leximin(classes).each) == pytest.approx(np.sort(slow_leximin(classes)), abs=1e-5)
