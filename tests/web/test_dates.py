"""Dates in words, in the three languages."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from tidings.kernel.dates import PartialDate
from tidings.web.dates import day_in_words, family_day, in_words, moment_in_words


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("edtf", "en", "uk", "ru"),
    [
        ("2026-11-21", "21 Nov 2026", "21 лист. 2026", "21 нояб. 2026"),
        (
            "2026-04",
            "April 2026, exact day not known",
            "квітень 2026, точний день невідомий",
            "апрель 2026, точный день неизвестен",
        ),
        (
            "1998",
            "1998, day and month not known",
            "1998, день і місяць невідомі",
            "1998, день и месяц неизвестны",
        ),
        ("XXXX-10", "October, year not known", "жовтень, рік невідомий", "октябрь, год неизвестен"),
        ("2026-03-03/2026-03-20", "3 to 20 Mar 2026", "3 – 20 бер. 2026", "3 – 20 мар. 2026"),
        ("2026-03-03/2026-05-02", "3 Mar to 2 May 2026", "3 бер. – 2 трав. 2026", "3 мар. – 2 мая 2026"),
        ("2026-03/2026-05", "March 2026 to May 2026", "березень 2026 – травень 2026", "март 2026 – май 2026"),
        ("../2026-04", "not after April 2026", "не пізніше: квітень 2026", "не позже: апрель 2026"),
        ("2026-04-12/..", "not before 12 Apr 2026", "не раніше: 12 квіт. 2026", "не раньше: 12 апр. 2026"),
        ("1990~", "about 1990, day and month not known", None, None),
        ("2022-21", "spring 2022, exact day not known", "весна 2022, точний день невідомий", None),
        ("199X", "the 1990s", "1990-ті роки", "1990-е годы"),
    ],
)
def test_partial_dates_say_what_is_not_known(edtf, en, uk, ru):
    for language, expected in (("en", en), ("uk", uk), ("ru", ru)):
        if expected is not None:
            with translation.override(language):
                assert plain(in_words(PartialDate.parse(edtf))) == expected


def test_short_form_leaves_out_what_is_not_known():
    assert in_words("2026-04", full=False) == "April 2026"


@pytest.mark.parametrize("text", ["", None])
def test_no_date_has_no_words(text):
    assert in_words(text) == ""


def test_what_is_no_date_is_shown_as_it_stands():
    assert in_words("in the spring") == "in the spring"


def test_day_and_month_stay_on_one_line():
    assert day_in_words(date(2026, 11, 2)) == "2\N{NO-BREAK SPACE}Nov 2026"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "21 November 2026"), ("uk", "21 листопада 2026 року"), ("ru", "21 ноября 2026 года")],
)
def test_families_read_whole_months(language, words):
    with translation.override(language):
        assert plain(family_day(date(2026, 11, 21))) == words


def test_moments_have_hours():
    assert plain(moment_in_words(datetime(2026, 11, 22, 9, 31, tzinfo=UTC))) == "22 Nov 2026, 09:31"
