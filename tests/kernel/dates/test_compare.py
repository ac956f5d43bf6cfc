from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.kernel.dates import PartialDate, days_apart, overlaps

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
DATES = st.one_of(
    DAYS.map(lambda day: PartialDate(day.isoformat())),
    DAYS.map(lambda day: PartialDate(day.isoformat()[:7])),
    DAYS.map(lambda day: PartialDate(day.isoformat()[:4])),
    DAYS.map(lambda day: PartialDate(day.isoformat()[:4] + "~")),
    DAYS.map(lambda day: PartialDate("XXXX" + day.isoformat()[4:])),
    DAYS.map(lambda day: PartialDate("XXXX" + day.isoformat()[4:7])),
    DAYS.map(lambda day: PartialDate("../" + day.isoformat())),
    DAYS.map(lambda day: PartialDate(day.isoformat() + "/..")),
    st.tuples(DAYS, DAYS).map(lambda pair: PartialDate.between(*sorted(pair))),
    st.just(PartialDate("XXXX")),
)


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        ("1990", "1990-04-12", True),
        ("1990-04", "1990-05", False),
        ("1990-04-12/1990-05", "1990-05-31", True),
        ("../1990", "1991", False),
        ("../1990", "1850", True),
        ("1990/..", "1989", False),
        ("1990/..", "../1990", True),
        ("XXXX-10", "2022-10-12", True),
        ("XXXX-10", "2022-11", False),
        ("XXXX-10", "2022-12/2023-09", False),
        ("XXXX-10", "2022", True),
        ("XXXX-10", "1990/..", True),
        ("XXXX-10-05", "2022-10", True),
        ("XXXX-10-05", "2022-10-06", False),
        ("XXXX-10", "XXXX-10-05", True),
        ("XXXX-10-06", "XXXX-10-05", False),
        ("XXXX-02-29", "2021", False),
        ("XXXX-02-29", "2021/2024", True),
        ("XXXX-02-29", "1897/1903", False),
        ("1990~", "1991", None),
        ("1990~", "1992", False),
        ("1990-04~", "1990-05", None),
        ("XXXX", "1990", None),
        ("../..", "1990", None),
    ],
)
def test_overlap(left, right, answer):
    assert overlaps(PartialDate(left), PartialDate(right)) is answer


@pytest.mark.parametrize(
    ("left", "right", "days"),
    [
        ("1990", "1990-04", 0),
        ("1990-04-12", "1990-04-15", 3),
        ("../1990", "1991-01-03", 3),
        ("XXXX-10", "1990", None),
        ("XXXX", "1990", None),
    ],
)
def test_days_apart(left, right, days):
    assert days_apart(PartialDate(left), PartialDate(right)) == days


@given(DATES, DATES)
def test_overlap_and_distance_do_not_depend_on_the_order(left, right):
    assert overlaps(left, right) is overlaps(right, left)
    assert days_apart(left, right) == days_apart(right, left)


@given(DATES)
def test_a_date_overlaps_itself_unless_it_says_nothing(when):
    assert overlaps(when, when) is (None if when.edtf == "XXXX" else True)


@given(DAYS, st.integers(min_value=-4000, max_value=4000))
def test_days_apart_counts_days(day, days):
    other = day + timedelta(days=days)
    assert days_apart(PartialDate(day.isoformat()), PartialDate(other.isoformat())) == abs(days)
