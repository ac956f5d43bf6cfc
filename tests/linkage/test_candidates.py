"""Candidates: found whatever is missing or misspelled, and never too many."""

import pytest

from tidings.kernel import PartialDate
from tidings.linkage import Index, keys
from tidings.linkage.candidates import WIDE, pairs
from tidings.linkage.keys import worthwhile
from tidings.linkage.looking import MOST
from tidings.reports import Relative, Report

FULL = Report(
    record_id="full",
    name="Небыленко Остап Гнатович",
    birth_date=PartialDate.parse("1994-03-07"),
    residence="Полтава",
    unit="35 одшбр",
    service_number="АБ-123456",
    relatives=(Relative("partner", "Чугайнова Вера"),),
)


@pytest.mark.parametrize(
    "other",
    [
        Report(name="Ostap Nebylenko"),
        Report(name="Nebilenko O."),
        Report(surname="Остап", given="Небыленко"),
        Report(name="Остап", birth_date=PartialDate.parse("1994")),
        Report(name="Остап", unit="35 бригада"),
        Report(name="Остап", residence="Poltava"),
        Report(name="", service_number="аб 123456"),
        Report(name="", relatives=(Relative("wife", "Vera Chugainova"),)),
        Report(name="Остап Гнатович"),
        Report(name="Совсем Другой", birth_date=PartialDate.parse("1994-03-07")),
    ],
    ids=lambda report: report.name or report.service_number or "relative",
)
def test_whatever_is_missing_the_candidate_is_found(other):
    assert keys(other) & keys(FULL)


@pytest.mark.parametrize("role", ["relative", "official", "witness", "other"])
def test_only_those_who_are_sought_are_candidates(role):
    bystander = Report(name="Небыленко Остап", role=role)
    assert keys(bystander) == frozenset()
    index = Index()
    index.add("bystander", bystander)
    assert len(index) == 0
    assert index.propose(FULL) == ()


def test_a_claim_is_no_candidate():
    assert keys(Report(kind="claim", subject="prisoners", low=87)) == frozenset()


def test_each_pair_comes_once_and_smaller_row_first():
    rows = {0: ["a", "b"], 1: ["a", "b"], 2: ["b"], 3: []}
    assert sorted(pairs(rows)) == [(0, 1), (0, 2), (1, 2)]


def test_a_wide_key_is_narrowed_by_the_others_and_not_dropped():
    rows = {row: ["wide", f"narrow{row // 2}"] for row in range(2 * WIDE)}
    assert sorted(pairs(rows)) == [(row, row + 1) for row in range(0, 2 * WIDE, 2)]


def test_a_crowd_with_two_wide_keys_is_still_compared_with_neighbours():
    rows = {row: ["wide", "as wide", f"own{row}"] for row in range(2 * WIDE)} | {2 * WIDE: ["wide"]}
    found = set(pairs(rows))
    assert {row for pair in found for row in pair} == set(rows)
    assert len(found) < 2 * WIDE * WIDE


def test_two_stated_surnames_without_a_common_key_need_two_other_grounds():
    here = keys(Report(name="Небыленко Остап", unit="35 бригада", residence="Полтава"))
    unit_only = keys(Report(name="Чугайнов Остап", unit="35 бригада"))
    unit_and_home = keys(Report(name="Чугайнов Остап", unit="35 бригада", residence="Полтава"))
    no_surname = keys(Report(name="Остап", unit="35 бригада"))
    assert [worthwhile(here, other) for other in (unit_only, unit_and_home, no_surname)] == [False, True, True]


def test_who_has_but_one_wide_key_still_meets_some_of_its_crowd():
    index = Index()
    for number in range(3 * WIDE):
        index.add(f"{number:03}", Report(name="Небыленко", text=str(number)))
    assert 0 < len(index.candidates(Report(name="Небыленко"))) <= MOST
