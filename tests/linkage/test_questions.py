"""What a person types: a name, and whatever of it is an age, a birth, a place, a unit or a rank."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.linkage.questions import question
from tidings.linkage.subject import birth_of

TODAY = date(2026, 11, 22)


def said(text):
    asked = question(text, TODAY)
    born = asked.birth_date.edtf if asked.birth_date else ""
    found = {"birth": born, "age": asked.age, "place": asked.residence, "unit": asked.unit, "rank": asked.rank}
    return asked.name, {name: value for name, value in found.items() if value}


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("небыл остап 19 лет харьков", "небыл остап", {"age": (19, 19), "place": "харьков"}),
        ("Небыленко Остап Гнатович 12.04.1998", "Небыленко Остап Гнатович", {"birth": "1998-04-12"}),
        ("Небыленко 98", "Небыленко", {"birth": "1998"}),
        ("Небыленко Остап 1998 г.р.", "Небыленко Остап", {"birth": "1998"}),
        ("Nebylenko Ostap 25 years old Kharkiv", "Nebylenko Ostap", {"age": (25, 25), "place": "Kharkiv"}),
        ("Небиленко, 19-20 років, Суми", "Небиленко", {"age": (19, 20), "place": "Суми"}),
        ("остап небыленко из полтавы 35 бригада", "остап небыленко", {"place": "полтавы", "unit": "35 бригада"}),
        ("сержант небиленко остап", "небиленко остап", {"rank": "сержант"}),
        ("Владимир Киев", "Владимир", {"place": "Киев"}),
        ("Киев Владимир", "Киев Владимир", {}),
        ("Небыленко 300 лет", "Небыленко 300 лет", {}),
        ("1998", "1998", {}),
        ("лет", "лет", {}),
    ],
)
def test_what_is_no_name_is_read_for_what_it_is(text, name, rest):
    assert said(text) == (name, rest)


def test_an_age_was_said_within_the_last_five_years():
    birth = birth_of(question("Небыленко 19 лет", TODAY))
    assert date(2002, 11, 22) <= birth.last_day
    assert birth.day <= date(2002, 11, 22)
    assert birth.last_day <= date(2008, 11, 22)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(text):
    question(" ".join(text.split()), TODAY)
