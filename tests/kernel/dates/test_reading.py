import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.kernel.dates import PartialDate, read_date

SAID = date(2023, 2, 10)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("12.04.1998", "1998-04-12"),
        ("12.04.98", "1998-04-12"),
        ("12.04.1998 г.р.", "1998-04-12"),
        ("2022-04-01 00:00:00", "2022-04-01"),
        ("1998/04/12", "1998-04-12"),
        ("20220401", "2022-04-01"),
        ("04.2022", "2022-04"),
        ("12.04", "XXXX-04-12"),
        ("03/04/2022", "2022-03-04/2022-04-03"),
        ("13/04/2022", "2022-04-13"),
        ("04/13/2022", "2022-04-13"),
        ("2020-2022", "2020/2022"),
        ("12 April 1998", "1998-04-12"),
        ("April 12, 1998", "1998-04-12"),
        ("the 12th of April 1998", "1998-04-12"),
        ("Oct. 5, 2022", "2022-10-05"),
        ("5 окт. 2022 г.", "2022-10-05"),
        ("5 жовтня 2022 року", "2022-10-05"),
        ("1-го сентября 2022", "2022-09-01"),
        ("6 марта 2022, воскресенье", "2022-03-06"),
        ("April 2022", "2022-04"),
        ("в марте 2022", "2022-03"),
        ("у листопаді 2022 року", "2022-11"),
        ("October", "XXXX-10"),
        ("at the end of October", "XXXX-10"),
        ("12 жовтня", "XXXX-10-12"),
        ("March last year", "XXXX-03"),
        ("в конце октября 2022 года", "2022-10-21/2022-10-31"),
        ("mid-March 2022", "2022-03-11/2022-03-20"),
        ("early 2022", "2022-01/2022-04"),
        ("кінець 2022 року", "2022-09/2022-12"),
        ("2022 года", "2022"),
        ("в 22-м году", "2022"),
        ("1990 р.н.", "1990"),
        ("1990s", "199X"),
        ("в 90-х", "199X"),
        ("навесні 2022", "2022-21"),
        ("about 1990", "1990~"),
        ("ок. 1990", "1990~"),
        ("близько 1990 р.", "1990~"),
        ("possibly 1990", "1990?"),
        ("before December 2022", "../2022-11-30"),
        ("до декабря 2022", "../2022-11-30"),
        ("не пізніше березня 2022", "../2022-03-31"),
        ("after 12 April 2022", "2022-04-13/.."),
        ("since May 2022", "2022-05-01/.."),
        ("з березня 2022", "2022-03-01/.."),
        ("12–15 April 2022", "2022-04-12/2022-04-15"),
        ("с 12 по 15 апреля 2022", "2022-04-12/2022-04-15"),
        ("between March and May 2022", "2022-03/2022-05"),
        ("March or April 2022", "2022-03/2022-04"),
        ("1990-04-12/1990-05", "1990-04-12/1990-05"),
        ("24.02.2022-01.03.2022", "2022-02-24/2022-03-01"),
        ("весна-лето 2022", "2022-03/2022-08"),
        ("кінець лютого – початок березня 2022", "2022-02-21/2022-03-10"),
        ("в ночь на 24 февраля 2022 года", "2022-02-24"),
        ("близько 20 березня 2022", "2022-03-20~"),
    ],
)
def test_a_date_is_read(text, edtf):
    assert read_date(text) == PartialDate(edtf)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("March last year", "2022-03"),
        ("last March", "2022-03"),
        ("торік у березні", "2022-03"),
        ("в прошлом марте", "2022-03"),
        ("October", "2022-10"),
        ("at the end of October", "2022-10-21/2022-10-31"),
        ("наприкінці жовтня", "2022-10-21/2022-10-31"),
        ("January", "2023-01"),
        ("12.04", "2022-04-12"),
        ("29 февраля", "2020-02-29"),
        ("two weeks earlier", "2023-01-24/2023-01-30"),
        ("два тижні тому", "2023-01-24/2023-01-30"),
        ("неделю назад", "2023-01-31/2023-02-06"),
        ("three months ago", "2022-11"),
        ("год назад", "2022~"),
        ("через две недели", "2023-02-21/2023-02-27"),
        ("yesterday", "2023-02-09"),
        ("позавчера", "2023-02-08"),
        ("минулого тижня", "2023-01-30/2023-02-05"),
        ("next month", "2023-03"),
        ("end of last year", "2022-09/2022-12"),
        ("on Tuesday", "2023-02-07"),
        ("взимку", "2023-24"),
        ("before December", "../2022-11-30"),
    ],
)
def test_a_date_that_hangs_on_a_day_is_worked_out_and_marked(text, edtf):
    assert read_date(text, as_of=SAID) == PartialDate(edtf, inferred=True)


@pytest.mark.parametrize("text", ["two weeks earlier", "yesterday", "минулого тижня", "on Tuesday", "end of last year"])
def test_without_the_day_it_is_none(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text", ["31.02.1996", "31/02/1996", "31 апреля 2022", "30 February", "12.13.2022", "99.99.9999"]
)
def test_an_impossible_date_is_none(text):
    assert read_date(text, as_of=SAID) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "12",
        "0",
        "Kharkiv",
        "April April 2022 May",
        "12 13 April",
        "Харків 2022",
        "2022 2023",
        "+380501234567",
    ],
)
def test_what_is_no_date_is_none(text):
    assert read_date(text, as_of=SAID) is None


def test_a_month_may_lie_ahead():
    assert read_date("October", as_of=SAID, past=False) == PartialDate("2023-10", inferred=True)


def test_the_language_decides_what_stands_first():
    assert read_date("03/04/2022", language="uk") == PartialDate("2022-04-03")


def test_a_year_of_two_digits_lies_before_the_day_it_was_said():
    assert [read_date("12.04.24", as_of=day).edtf for day in (SAID, date(2025, 1, 1))] == ["1924-04-12", "2024-04-12"]


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_known_in_every_language(month):
    names = (
        "January February March April May June July August September October November December",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    )
    read = [read_date(f"7 {of_language.split()[month - 1]} 2022") for of_language in names]
    assert read == [PartialDate(f"2022-{month:02}-07")] * 3


PIECES = "12|31|2022|99|.|,|/|-|(|last|March|year|в|конце|октября|2022-го|two|weeks|ago|before|between|and|по|с|90-х|?"
WORDS = st.sampled_from([*PIECES.split("|"), "XXXX"])


@given(st.text(max_size=200) | st.lists(WORDS, max_size=14).map(" ".join), st.none() | st.dates())
def test_no_text_breaks_it(text, as_of):
    when = read_date(text, as_of=as_of)
    assert when is None or PartialDate(when.edtf, when.inferred) == when


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_in_figures_is_that_day(day):
    assert read_date(f"{day.day}.{day.month:02}.{day.year}") == PartialDate(day.isoformat())


@pytest.mark.parametrize("piece", ["1", "a", "- ", "12.", "April ", "'", "?", "и "])
def test_length_costs_no_time(piece):
    started = time.perf_counter()
    assert read_date(piece * 200_000) is None
    assert time.perf_counter() - started < 0.5
