"""Links measured against the truth, over arrays."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.linkage.engines.truth import Edges, agreement_of_rows, pairs_of, persons_of, share

NOBODY = np.zeros(0, np.int64)


def edges(found=(), compared=None):
    """Make edges of (left, right, probability, refused) and compared pairs, by default the same."""
    pairs = np.array([edge[:2] for edge in found], np.int64).reshape(-1, 2)
    told = np.array([edge[2] for edge in found], np.float64), np.array([edge[3] for edge in found], np.bool_)
    of = np.array(compared if compared is not None else pairs, np.int64).reshape(-1, 2)
    return Edges(pairs[:, 0], pairs[:, 1], *told, of[:, 0], of[:, 1])


def numbers(values):
    return np.array(values, np.int64)


def test_every_lost_pair_has_its_cause():
    found = edges([(0, 1, 0.9, True), (0, 2, 0.3, False)], compared=[(0, 1), (0, 2), (0, 3)])
    measured = agreement_of_rows(numbers([7] * 5), numbers([0, 1, 2, 3, 3]), found)
    assert dict(measured.lost) == {
        "never compared": 6,
        "refused by a constraint": 1,
        "too improbable": 1,
        "held to be different": 1,
    }
    assert (measured.precision, measured.recall) == (1.0, 0.1)
    assert measured.candidate_recall == pytest.approx(0.3)


def test_it_is_told_which_field_spoke_against_a_lost_pair():
    found = edges([(0, 1, 0.3, False)])
    measured = agreement_of_rows(
        numbers([7, 7, 8]), numbers([0, 1, 2]), found, lambda left, right: f"birth{left}{right}"
    )
    assert measured.spoke == (("too improbable", "birth01", 1),)


def test_records_of_unknown_truth_do_not_count():
    measured = agreement_of_rows(numbers([7, 7, -1, -1]), numbers([0, 0, 0, 1]), edges([(1, 2, 0.99, False)]))
    assert (measured.f1, measured.cluster_precision, measured.cluster_recall) == (1.0, 1.0, 1.0)
    assert measured.calibration == ()


def test_calibration_is_told_by_bands():
    found = edges([(0, 1, 0.95, False), (0, 2, 0.92, False), (1, 2, 0.2, False)])
    measured = agreement_of_rows(numbers([7, 7, 8]), numbers([0, 0, 1]), found)
    assert [(band.low, band.pairs, band.true) for band in measured.calibration] == [(0.1, 1, 0.0), (0.9, 2, 0.5)]
    assert measured.calibration_error == pytest.approx((0.2 + 2 * 0.435) / 3)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=25))
def test_the_figures_are_those_of_sets_of_pairs(rows):
    truth, person = (numbers(side) for side in zip(*rows, strict=True))
    measured = agreement_of_rows(truth, person, edges())
    names = [f"{row:02}" for row in range(len(rows))]
    true = pairs_of(persons_of(dict(zip(names, map(str, truth.tolist()), strict=True))))
    found = pairs_of(persons_of(dict(zip(names, map(str, person.tolist()), strict=True))))
    assert measured.precision == share(len(true & found), len(found))
    assert measured.recall == share(len(true & found), len(true))
    assert sum(number for _, number in measured.lost) == len(true - found)
    several = [
        group for group in persons_of(dict(zip(names, map(str, person.tolist()), strict=True))) if len(group) > 1
    ]
    pure = [all(truth[int(a)] == truth[int(b)] for a, b in combinations(group, 2)) for group in several]
    assert measured.cluster_precision == share(sum(pure), len(pure))
