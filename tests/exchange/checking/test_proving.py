"""Bounds in whole numbers hold whatever suggested them; branch and bound says what trying every point says."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from tidings.exchange.checking.bounding import bound, tightened
from tidings.exchange.checking.programme import Programme
from tidings.exchange.checking.proving import Proof, impossible, reaches


@st.composite
def programmes(draw):
    columns, rows = draw(st.integers(1, 6)), draw(st.integers(0, 4))
    whole = st.integers(-3, 4)
    matrix = np.array(draw(st.lists(st.lists(whole, min_size=columns, max_size=columns), min_size=rows, max_size=rows)))
    low = draw(st.lists(st.none() | st.integers(-3, 4), min_size=rows, max_size=rows))
    room = draw(st.lists(st.none() | st.integers(0, 3), min_size=rows, max_size=rows))
    high = tuple(None if one is None else (least or 0) + one for least, one in zip(low, room, strict=True))
    tops = np.array(draw(st.lists(st.integers(0, 2), min_size=columns, max_size=columns)), dtype=np.int64)
    sums = sparse.csr_array(matrix.reshape(rows, columns).astype(np.int64))
    objective = np.array(draw(st.lists(st.integers(-5, 20), min_size=columns, max_size=columns)), dtype=np.int64)
    return Programme(sums, tuple(low), high, np.zeros(columns, dtype=np.int64), tops), objective


def points(programme):
    every = (np.array(point) for point in product(*(range(top + 1) for top in programme.high.tolist())))
    return [point for point in every if programme.holds(point)]


@given(programmes(), st.data())
@settings(max_examples=80, deadline=None)
def test_no_point_passes_the_bound_of_any_prices(drawn, data):
    programme, objective = drawn
    rows = len(programme.row_low)
    prices = data.draw(st.lists(st.floats(-50, 50), min_size=rows, max_size=rows))
    found = bound(programme, objective, np.array(prices, dtype=np.float64))
    assert all(int(objective @ point) <= found.most for point in points(programme))


@given(programmes(), st.data())
@settings(max_examples=80, deadline=None)
def test_tightening_loses_no_point_that_reaches_the_target(drawn, data):
    programme, objective = drawn
    rows = len(programme.row_low)
    prices = np.array(data.draw(st.lists(st.floats(-9, 9), min_size=rows, max_size=rows)), dtype=np.float64)
    found = bound(programme, objective, prices)
    target = data.draw(st.integers(found.most - 20, found.most))
    closer = tightened(programme, found, target)
    kept = [point for point in points(programme) if int(objective @ point) >= target]
    assert all(closer.holds(point) for point in kept)


@given(programmes(), st.sampled_from([0, 300]))
@settings(max_examples=80, deadline=None)
def test_it_reaches_what_can_be_reached_and_proves_the_rest(drawn, nodes):
    programme, objective = drawn
    worths = [int(objective @ point) for point in points(programme)]
    best = max(worths, default=0)
    if worths:
        found = reaches(programme, objective, best, nodes).point
        assert found is not None
        assert programme.holds(found)
        assert int(objective @ found) == best
    answer = reaches(programme, objective, best + 1 if worths else -1000, nodes)
    assert answer.point is None
    assert answer.proof is not Proof.NONE


@given(programmes())
@settings(max_examples=60, deadline=None)
def test_only_what_has_no_point_is_called_impossible(drawn):
    programme, _ = drawn
    assert not (impossible(programme) and points(programme))


def test_a_price_that_meets_no_bound_counts_as_nothing():
    programme = Programme(
        sparse.csr_array(np.array([[1, 1]], dtype=np.int64)), (1,), (None,), np.zeros(2, np.int64), np.ones(2, np.int64)
    )
    assert bound(programme, np.array([2, 3]), np.array([7.5])).most == 5


@pytest.mark.parametrize("size", [10**6, 10**12])
def test_large_weights_stay_exact(size):
    programme = Programme(
        sparse.csr_array(np.array([[size, size, size + 1]], dtype=np.int64)),
        (None,),
        (2 * size,),
        np.zeros(3, np.int64),
        np.ones(3, np.int64),
    )
    assert reaches(programme, np.array([1, 1, 1]), 3).point is None
    assert reaches(programme, np.array([1, 1, 1]), 2).point.tolist() == [1, 1, 0]
