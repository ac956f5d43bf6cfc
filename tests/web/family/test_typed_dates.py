"""Three boxes, each optional, months in words: what a family types becomes a partial date, or a mistake that helps."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tidings.web.family.typed_dates import typed_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        (("", "", "1996"), "1996"),
        (("", "4", "1996"), "1996-04"),
        (("2", "05", "1996"), "1996-05-02"),
        (("", "вересень", "2026"), "2026-09"),
        (("9", "вересня", "2026"), "2026-09-09"),
        (("9", "сентября", "2026"), "2026-09-09"),
        (("", "September", "2026"), "2026-09"),
        (("", "sept.", "2026"), "2026-09"),
        (("", "10", ""), "XXXX-10"),
        (("29", "2", ""), "XXXX-02-29"),
        (("22", "11", "2026"), "2026-11-22"),
    ],
)
def test_what_is_known_is_kept_and_nothing_else(typed, edtf):
    assert str(typed_date(*typed, today=TODAY)) == edtf


def test_three_empty_boxes_are_no_date():
    assert typed_date("", "", "", today=TODAY) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("31", "9", "2026"), "There is no such day: this month has 30 days."),
        (("29", "2", "2025"), "There is no such day: this month has 28 days."),
        (("5", "", "2026"), "Write the month too, or leave the day empty."),
        (("", "13", "2026"), "Write the month as a word or as a number from 1 to 12."),
        (("", "someday", ""), "Write the month as a word or as a number from 1 to 12."),
        (("", "", "96"), "Write the year in four digits, for example 2026."),
        (("", "", "2027"), "Write the year in four digits, for example 2026."),
        (("23", "11", "2026"), "This day has not come yet. Please check the date."),
        (("0", "11", "2025"), "Write the day as a number, for example 9."),
        (("x", "11", "2025"), "Write the day as a number, for example 9."),
    ],
)
def test_a_mistake_says_what_to_do(typed, words):
    with pytest.raises(ValidationError) as refused:
        typed_date(*typed, today=TODAY)
    assert refused.value.messages == [words]


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_whatever_is_typed_is_a_date_or_a_mistake(day, month, year):
    try:
        read = typed_date(day, month, year, today=TODAY)
    except ValidationError as refused:
        read = refused.messages[0]
    assert read is None or str(read)
