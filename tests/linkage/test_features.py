"""Fields beyond the name: marks, further columns, ranks in time, wrong digits, sources, and what was counted."""

from collections import Counter

import pytest

from tidings.kernel import PartialDate
from tidings.linkage.comparison import compare_subjects
from tidings.linkage.counting import count, heaps, spread
from tidings.linkage.features.births import one_slip
from tidings.linkage.features.marks import mark_words
from tidings.linkage.features.others import values_of, worth_comparing
from tidings.linkage.frequencies import DAYS_OF_BIRTH, Frequencies
from tidings.linkage.subject import read_subject
from tidings.reports import Report

NOTHING = Frequencies()


def subject(**fields):
    dates = {key: PartialDate.parse(fields[key]) for key in ("birth_date", "event_date") if key in fields}
    return read_subject(Report(**{"name": "Небыленко Остап", **fields, **dates}))


def levels(left, right, frequencies=NOTHING):
    found = compare_subjects(subject(**left), subject(**right), frequencies=frequencies)
    return {reason.code.removeprefix("linkage."): reason.weight for reason in found.reasons}


SCAR = {"marks": "шрам над левой бровью"}


def test_shared_marks_speak_for_one_person_whatever_their_endings():
    found = levels(SCAR, {"marks": "шрамы над бровью, хромает"})
    assert found["marks.same"] > 2


def test_other_marks_hardly_speak_against():
    assert -2 < levels(SCAR, {"marks": "татуировка: ласточка"})["marks.other"] < 0


def test_a_mark_that_everybody_has_says_little():
    common = Frequencies(marks=dict.fromkeys(mark_words(SCAR["marks"]), 0.6))
    assert levels(SCAR, SCAR, common)["marks.same"] < levels(SCAR, SCAR)["marks.same"] - 3


COUNTED = Frequencies(extras={"postcode": {"61001": 0.002, "61002": 0.3}})


def test_a_column_nobody_described_is_compared_where_it_was_counted_only():
    sides = {"extra": (("postcode", "61001"),)}, {"extra": (("postcode", "61001"),)}
    assert levels(*sides, COUNTED)["others.same"] > 5
    assert "others.same" not in levels(*sides)


@pytest.mark.parametrize(("other", "level"), [("61001", "same"), ("61007", "near"), ("03110", "other")])
def test_values_of_further_columns_are_the_same_near_or_other(other, level):
    assert f"others.{level}" in levels({"extra": (("postcode", "61001"),)}, {"extra": (("postcode", other),)}, COUNTED)


def test_columns_that_number_rows_or_say_one_thing_are_not_compared():
    numbered = {str(number): 1 for number in range(500)}
    kept = worth_comparing({"id": numbered, "list": {"A": 500}, "occupation": {"driver": 300, "cook": 200}})
    assert kept == {"occupation": {"driver": 0.6, "cook": 0.4}}


def test_who_asks_and_long_texts_are_no_property_of_the_person():
    said = Report(
        name="Небыленко", extra=(("enquirer", "Ганна"), ("story", "слово " * 40), ("birth_date (as stated)", "?"))
    )
    assert values_of(said) == {}


PRIVATE = {"rank": "рядовой", "event": "missing", "event_date": "2022-03-01"}
CORPORAL = {"rank": "ефрейтор", "event": "missing", "event_date": "2023-03-01"}


def test_who_is_of_higher_rank_later_was_promoted_and_nobody_is_demoted_lightly():
    assert "rank.promoted" in levels(PRIVATE, CORPORAL)
    later = levels(PRIVATE | {"event_date": "2024-01-01"}, CORPORAL)
    assert later["rank.demoted"] < levels(PRIVATE, CORPORAL)["rank.promoted"]
    assert "rank.close" in levels(PRIVATE, {"rank": "ефрейтор"})


@pytest.mark.parametrize(
    ("left", "right", "slip"),
    [
        ("1850-08-01", "1858-08-01", True),
        ("1984-03-07", "1994-03-07", True),
        ("1984-03-07", "1984-07-03", True),
        ("1971-03-07", "1994-03-07", False),
        ("0950-03-07", "1950-03-07", True),
    ],
)
def test_a_slip_is_one_digit_or_day_and_month_swapped(left, right, slip):
    one, other = subject(birth_date=left).birth, subject(birth_date=right).birth
    assert one_slip(one, other) is slip


def test_years_two_apart_are_not_near_as_neighbouring_years_are():
    near = levels({"birth_date": "1893"}, {"birth_date": "1894"})
    apart = levels({"birth_date": "1893"}, {"birth_date": "1895"})
    assert "birth.near" in near
    assert apart["birth.few_years"] < near["birth.near"] - 2


def test_two_exact_days_that_differ_speak_louder_than_two_years():
    days = levels({"birth_date": "1975-10-28"}, {"birth_date": "1977-09-27"})["birth.other_year"]
    assert days < levels({"birth_date": "1975"}, {"birth_date": "1977"})["birth.few_years"]


def test_one_source_seldom_names_somebody_twice():
    assert levels({"source": "morgue"}, {"source": "morgue"})["source.again"] < 0
    assert "source.again" not in levels({"source": "morgue"}, {"source": "hotline"})


def test_births_spread_over_centuries_make_a_shared_year_say_more():
    assert spread(Counter(dict.fromkeys(range(1600, 1900), 10))) > 5 * spread(
        Counter(dict.fromkeys(range(1970, 2000), 100))
    )
    assert spread(Counter({1990: 5})) == DAYS_OF_BIRTH


def test_the_first_of_january_stands_for_some_day_of_the_year():
    days = Counter({(1, 1): 400} | {(month, 7): 50 for month in range(2, 13)})
    assert heaps(days).keys() >= {(1, 1)}
    people = [subject(birth_date=f"{1960 + number % 30}-01-01") for number in range(300)]
    found = compare_subjects(people[0], people[30], frequencies=count(people))
    assert {reason.feature: reason.weight for reason in found.reasons}["birth"] < 6


def test_a_surname_common_here_says_less_than_in_the_lists():
    people = [subject(name=f"Шпилькевич {given}") for given in ("Остап", "Андрей", "Иван")] * 300
    pair = {"name": "Шпилькевич Остап"}, {"name": "Шпилькевич Остап"}
    assert levels(*pair, count(people))["surname_same"] < 6 < levels(*pair)["surname_same"] - 6


def test_a_letter_wrong_in_a_surname_is_forgiven_where_other_fields_agree():
    found = levels({"name": "Букреев Виктор"}, {"name": "Буреев Виктор"})
    assert sum(weight for code, weight in found.items() if code.startswith("surname")) > 4
