"""Learned weights: never worse than shipped where the truth is known, never far from them."""

from hashlib import sha256

import numpy as np
import pytest

from tidings.linkage import link
from tidings.linkage.engines.tables import read_records, read_truth
from tidings.linkage.engines.truth import agreement
from tidings.linkage.model import FEATURES
from tidings.linkage.training import (
    BOUND,
    BOUND_OF_FLOOR,
    BOUND_OF_LISTS,
    BOUND_OF_PRIOR,
    BOUND_OF_UNKNOWN,
    FEWEST,
    NAMES,
    Sample,
    learn,
)
from tidings.names.shares import SHIPPED_FLOORS
from tidings.rehearsal import rehearse
from tidings.reports import from_row

SILENT, SLACK = -1, 0.002
COLUMNS = ("birth", "sex", "postcode", *NAMES)
EXACT, DIFFER, SAME, OTHER = 0, 0, 0, 2


def reports_of(rehearsal):
    return [
        from_row(line, source=table.name) for table in (*rehearsal.sources, rehearsal.requests) for line in table.rows
    ]


def f1(reports, truth, *, learning):
    return agreement(link(reports, learning=learning), truth).f1


@pytest.mark.parametrize("seed", [11, 12])
def test_on_a_rehearsal_learned_weights_are_no_worse_than_shipped(seed):
    made = rehearse(seed, 500)
    said = reports_of(made)
    assert f1(said, made.truth, learning=True) >= f1(said, made.truth, learning=False) - SLACK


def test_on_foreign_data_learned_weights_are_no_worse_than_shipped(shared):
    folder = shared / "data/linkage_sample"
    truth = {
        record: person
        for record, person in read_truth(folder / "truth.csv").items()
        if sha256(person.encode()).digest()[0] % 2 == 0
    }
    said = [report for report in read_records([folder / "records.csv"]).reports if report.record_id in truth]
    assert f1(said, truth, learning=True) >= f1(said, truth, learning=False)


def sample(rows):
    """Make a sample of (levels, bits, how often)."""
    levels = np.array([row for row, _, often in rows for _ in range(often)], np.int8)
    return Sample(COLUMNS, levels, np.array([bits for _, bits, often in rows for _ in range(often)], np.float64))


def row(birth=SILENT, sex=SILENT, postcode=SILENT, given=0):
    return (birth, sex, postcode, 0, given, SILENT)


STRANGERS = sample([(row(sex=DIFFER, postcode=OTHER), -20.0, 5_000), (row(postcode=OTHER), -20.0, 5_000)])


def test_a_list_with_many_wrong_letters_for_the_sex_makes_them_weigh_less():
    found = learn(
        sample([(row(birth=EXACT), 25.0, 2_000), (row(birth=EXACT, sex=DIFFER), 15.0, 200)]),
        STRANGERS,
        prior=-12.0,
        records=5_000,
    )
    shipped = next(feature.levels["differ"] for feature in FEATURES if feature.name == "sex").bits()
    assert shipped == pytest.approx(-9.97, abs=0.01)
    assert -5 < shipped + found.shifts["sex", "differ"] < -2


def test_a_column_that_agrees_in_one_person_and_seldom_in_two_comes_to_tell_them_apart():
    agreeing = sample([(row(birth=EXACT, postcode=SAME), 25.0, 2_000), (row(birth=EXACT, postcode=OTHER), 20.0, 20)])
    found = learn(agreeing, STRANGERS, prior=-12.0, records=5_000)
    assert found.shifts["postcode", "other"] < -3


def test_a_column_that_hardly_differs_less_in_one_person_than_in_two_comes_to_say_nothing():
    random = sample([(row(birth=EXACT, postcode=SAME), 25.0, 40), (row(birth=EXACT, postcode=OTHER), 25.0, 2_000)])
    found = learn(random, STRANGERS, prior=-12.0, records=5_000)
    shipped = next(feature.levels["other"] for feature in FEATURES if feature.name == "others").bits()
    assert shipped + found.shifts["postcode", "other"] == pytest.approx(0.0, abs=0.2)


def test_no_weight_moves_beyond_its_bound_whatever_the_data_say():
    wild = sample([(row(birth=EXACT, sex=DIFFER, postcode=SAME, given=2), 60.0, 50_000)])
    found = learn(wild, STRANGERS, prior=-12.0, records=400)
    bounds = {"birth": BOUND, "sex": BOUND_OF_LISTS, "postcode": BOUND_OF_UNKNOWN}
    assert all(abs(shift) <= bounds[feature] for (feature, _), shift in found.shifts.items())
    assert abs(found.prior + 12.0) <= BOUND_OF_PRIOR
    assert all(abs(new - old) <= BOUND_OF_FLOOR for new, old in zip(found.floors, SHIPPED_FLOORS, strict=True))


def test_from_a_few_probable_pairs_nothing_is_learned():
    found = learn(sample([(row(birth=EXACT), 25.0, FEWEST - 1)]), STRANGERS, prior=-12.0, records=400)
    assert (found.shifts, found.floors, found.prior) == ({}, SHIPPED_FLOORS, -12.0)


@pytest.mark.parametrize(("bits", "rises"), [(13.5, False), (40.0, True)])
def test_how_often_a_name_is_another_is_learned_from_certain_pairs_alone(bits, rises):
    pairs = sample([(row(birth=EXACT), 40.0, 2_000), (row(birth=EXACT, given=2), bits, 200)])
    found = learn(pairs, STRANGERS, prior=-12.0, records=5_000)
    assert (found.floors.given > SHIPPED_FLOORS.given + 3) is rises


def test_a_source_that_names_nobody_twice_comes_to_say_so():
    columns, again = ("source", *NAMES), 2
    silent, own = (SILENT, 0, 0, SILENT), (again, 0, 0, SILENT)
    bits = np.array([25.0] * 2_000 + [-10.0] * 500)
    same = Sample(columns, np.array([silent] * 2_000 + [own] * 500, np.int8), bits)
    strangers = Sample(columns, np.array([own, silent] * 1_000, np.int8), np.full(2_000, -20.0))
    twice = Sample(columns, np.array([silent, own] * 1_000, np.int8), np.full(2_000, 25.0))
    shipped = next(feature.levels["again"] for feature in FEATURES if feature.name == "source").bits()
    seldom, often = (learn(one, strangers, prior=-12.0, records=4_000) for one in (same, twice))
    assert seldom.shifts["source", "again"] < -4
    assert shipped + often.shifts["source", "again"] == pytest.approx(0.0, abs=0.2)
