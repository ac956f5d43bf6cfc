"""Clusters over arrays: the same persons as clusters of ids, in crowds too."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.linkage.clusters import RULES
from tidings.linkage.deciding import AGAINST, BARRED, BORN_APART, HELD, REFUSED
from tidings.linkage.settling import CROWD, Edges, Verdicts, groups_of, settle

SURE, CLEAR = 20.0, 3.0


def persons(homes):
    found = {}
    for row, home in enumerate(homes.home.tolist()):
        found.setdefault(home, []).append(row)
    return sorted(found.values())


def settled(size, edges, *, kinds=None, born=None, verdicts=()):
    pairs = np.array(list(edges), np.int64).reshape(-1, 2)
    bits = np.array(list(edges.values()), np.float64)
    against = kinds or {}

    def kinds_of(left, right):
        return np.array([against.get(pair, 0) for pair in zip(left.tolist(), right.tolist(), strict=True)], np.int8)

    decided = np.array(list(verdicts), np.int64).reshape(-1, 3)
    return settle(
        np.array(born if born is not None else [0] * size, np.int64),
        Edges(pairs[:, 0], pairs[:, 1], bits),
        kinds=kinds_of,
        rules=RULES,
        verdicts=Verdicts(decided[:, 0], decided[:, 1], decided[:, 2].astype(np.int8)),
    )


def chain(size):
    return {(row, row + 1): SURE for row in range(size - 1)}


def test_edges_join_and_say_what_became_of_them():
    homes, codes = settled(4, {(0, 1): SURE, (1, 2): SURE, (2, 3): 0.0})
    assert persons(homes) == [[0, 1, 2], [3]]
    assert codes.tolist()[:2] == [HELD, HELD]


@pytest.mark.parametrize("kind", [AGAINST, BORN_APART, BARRED])
def test_two_reports_that_do_not_fit_are_no_person_through_a_third(kind):
    homes, codes = settled(3, {(0, 1): SURE, (1, 2): CLEAR}, kinds={(0, 2): kind}, born=[1, 0, 1])
    assert persons(homes) == [[0, 1], [2]]
    assert codes.tolist() == [HELD, REFUSED]


def everybody_with(last, size):
    return {(row, last): SURE - row / 100 for row in range(size)}


@pytest.mark.parametrize(("others", "joined"), [(1, False), (3, False), (4, True), (8, True)])
def test_a_birth_that_one_in_four_contradicts_is_a_slip_else_it_is_another_persons(others, joined):
    edges = chain(others) | everybody_with(others, others)
    homes, _ = settled(others + 1, edges, kinds={(0, others): BORN_APART}, born=[1] * (others + 1))
    assert bool(homes.home[0] == homes.home[others]) == joined


def test_reports_without_a_birth_do_not_outvote_two_births():
    edges = chain(9) | {(8, 9): SURE}
    homes, _ = settled(10, edges, kinds={(0, 9): BORN_APART}, born=[1, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    assert homes.home[0] != homes.home[9]


def test_what_is_barred_is_barred_in_the_largest_cluster():
    edges = chain(30) | {(29, 30): SURE}
    homes, _ = settled(31, edges, kinds={(0, 30): BARRED})
    assert homes.home[0] != homes.home[30]


def test_a_rival_that_has_joined_already_is_none():
    edges = {(0, 1): SURE, (0, 2): 10.0, (1, 2): 10.0}
    homes, _ = settled(3, edges, kinds={})
    assert persons(homes) == [[0, 1, 2]]


def test_a_report_that_may_be_either_of_two_people_is_given_to_neither():
    homes, codes = settled(3, {(0, 1): 5.0, (1, 2): 5.1}, kinds={(0, 2): AGAINST})
    assert persons(homes) == [[0], [1], [2]]
    assert codes.tolist() == [REFUSED, REFUSED]


def test_human_verdicts_hold_against_everything():
    homes, _ = settled(4, {(2, 3): SURE}, kinds={(0, 1): BARRED}, verdicts=[(0, 1, 1), (2, 3, 0)])
    assert persons(homes) == [[0, 1], [2], [3]]


def test_a_crowd_tied_by_weak_edges_falls_apart_where_they_are_weakest():
    size = 2 * CROWD
    edges = {(row, row + 1): (SURE if row != CROWD else 1.5) for row in range(size - 1)}
    homes, _ = settled(size, edges)
    assert homes.home[CROWD] != homes.home[CROWD + 1]


@given(st.lists(st.integers(0, 5), max_size=40))
def test_groups_give_every_pair_of_one_number_once(numbers):
    left, right = groups_of(np.array(numbers, np.int64))
    expected = {(a, b) for b in range(len(numbers)) for a in range(b) if numbers[a] == numbers[b]}
    found = list(zip(left.tolist(), right.tolist(), strict=True))
    assert set(found) == expected
    assert len(found) == len(expected)


PAIRS = st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1])


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(PAIRS, st.floats(-1, 30), max_size=25), st.sets(PAIRS, max_size=6))
def test_no_cluster_ever_holds_a_barred_pair_and_every_row_is_in_one(edges, barred):
    homes, _ = settled(12, edges, kinds=dict.fromkeys(barred, BARRED))
    assert all(homes.home[left] != homes.home[right] for left, right in barred)
    assert sorted(row for person in persons(homes) for row in person) == list(range(12))
