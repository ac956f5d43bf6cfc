from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.kernel.dates import BadDate, PartialDate

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31))


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("1990-04-12", date(1990, 4, 12), date(1990, 4, 12)),
        ("1990-04", date(1990, 4, 1), date(1990, 4, 30)),
        ("1990", date(1990, 1, 1), date(1990, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("1990-XX", date(1990, 1, 1), date(1990, 12, 31)),
        ("1990-XX-XX", date(1990, 1, 1), date(1990, 12, 31)),
        ("1990-02-XX", date(1990, 2, 1), date(1990, 2, 28)),
        ("2022-21", date(2022, 3, 1), date(2022, 5, 31)),
        ("2022-24", date(2021, 12, 1), date(2023, 2, 28)),
        ("1990~", date(1990, 1, 1), date(1990, 12, 31)),
        ("1990-04-12/1990-05", date(1990, 4, 12), date(1990, 5, 31)),
        ("../1990", None, date(1990, 12, 31)),
        ("1990/..", date(1990, 1, 1), None),
        ("1990/", date(1990, 1, 1), None),
        ("/1990", None, date(1990, 12, 31)),
        ("../..", None, None),
        ("XXXX-10", None, None),
        ("XXXX-02-29", None, None),
        ("XXXX", None, None),
        ("1985-04-12T23:20:30Z", date(1985, 4, 12), date(1985, 4, 12)),
    ],
)
def test_a_date_stands_for_its_days(edtf, earliest, latest):
    when = PartialDate.parse(edtf)
    assert (when.earliest, when.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1996-02-31",
        "1990-13",
        "1990-00",
        "0000",
        "1991/1990",
        "XXXX-10/XXXX-11",
        "1990-XX-05",
        "199X-04",
        "1XX0",
        "XXXX-13",
        "XXXX-04-31",
        "1990-21-05",
        "-1990",
        "Y17E8",
        "1990/1991/1992",
        "/",
        "12.04.1990",
        "1990-4-1",
        "١٩٩٠",
        "9" * 10_000,
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(BadDate):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("edtf", "approximate", "uncertain"),
    [
        ("1990", False, False),
        ("1990~", True, False),
        ("1990?", False, True),
        ("1990-04%", True, True),
        ("1989~/1990", True, False),
    ],
)
def test_marks_are_kept(edtf, approximate, uncertain):
    when = PartialDate.parse(edtf)
    assert (when.edtf, when.approximate, when.uncertain) == (edtf, approximate, uncertain)


@pytest.mark.parametrize(
    ("edtf", "month_and_day"),
    [("XXXX-10", (10, None)), ("XXXX-10-05", (10, 5)), ("XXXX-10-XX", (10, None)), ("XXXX", None), ("1990-10", None)],
)
def test_a_date_without_a_year_says_month_and_day(edtf, month_and_day):
    assert PartialDate.parse(edtf).month_and_day == month_and_day


def test_only_a_certain_day_is_exact():
    exact = [PartialDate.parse(edtf).exact for edtf in ("1990-04-12", "1990-04-12~", "1990-04", "XXXX-04-12")]
    assert exact == [date(1990, 4, 12), None, None, None]


@pytest.mark.parametrize(
    ("first", "last", "edtf"),
    [
        (date(1990, 4, 12), date(1990, 4, 12), "1990-04-12"),
        (date(1990, 4, 1), date(1990, 4, 30), "1990-04"),
        (date(1990, 1, 1), date(1990, 12, 31), "1990"),
        (date(1990, 1, 1), date(1992, 12, 31), "1990/1992"),
        (date(1990, 4, 1), date(1990, 6, 30), "1990-04/1990-06"),
        (date(1990, 4, 2), date(1990, 4, 30), "1990-04-02/1990-04-30"),
        (date(9999, 12, 1), date(9999, 12, 31), "9999-12"),
    ],
)
def test_the_shortest_form_is_written(first, last, edtf):
    assert PartialDate.between(first, last).edtf == edtf


@given(DAYS, DAYS)
def test_between_stands_for_just_these_days(one, other):
    first, last = sorted((one, other))
    when = PartialDate.between(first, last)
    assert (when.earliest, when.latest) == (first, last)


EDTF = st.from_regex(
    r"(\.\./|/)?([12][0-9]{3}|[12][0-9]{2}X|[12][0-9]XX|XXXX)(-(0[1-9]|1[0-2]|2[1-4]|XX)(-(0[1-9]|[12][0-9]|XX))?)?[~?%]?(/\.\.|/)?",
    fullmatch=True,
)


@given(EDTF)
def test_printed_and_read_again_it_is_the_same(text):
    try:
        when = PartialDate.parse(text)
    except BadDate:
        return
    assert PartialDate.parse(str(when)) == when


@given(st.text(max_size=80) | st.text(alphabet="0123456789X-/.~?% T:Z", max_size=40))
def test_any_text_is_a_date_or_a_bad_date(text):
    try:
        when = PartialDate.parse(text)
    except BadDate:
        return
    assert PartialDate.parse(when.edtf) == when
