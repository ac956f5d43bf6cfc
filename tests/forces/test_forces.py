"""Ranks and units: the same thing in three languages, and in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.forces import Unit, read_rank, read_units


@pytest.mark.parametrize(
    "forms",
    [
        ("рядовой", "private", "солдат", "Рядовий", "рядовой запаса"),
        ("старший сержант", "Senior Sergeant", "ст. сержант", "гв. старший сержант"),
        ("старший лейтенант", "Senior Lieutenant", "старший лейтенант медицинской службы"),
    ],
)
def test_one_rank_in_every_language(forms):
    assert len({read_rank(form) for form in forms}) == 1
    assert read_rank(forms[0]) is not None


def test_ranks_stand_in_order():
    ladder = [
        "рядовой",
        "ефрейтор",
        "молодший сержант",
        "sergeant",
        "старшина",
        "прапорщик",
        "лейтенант",
        "major",
        "полковник",
    ]
    orders = [read_rank(name).order for name in ladder]
    assert orders == sorted(set(orders))


def test_no_rank_in_other_words():
    assert read_rank("водитель") is None
    assert read_rank("") is None


@pytest.mark.parametrize(
    "words", ["35 одшбр", "35-я отдельная десантно-штурмовая бригада", "35th Separate Air Assault Brigade"]
)
def test_one_unit_in_every_form(words):
    assert read_units(words) == (Unit("35", "brigade"),)


def test_several_units_and_codes():
    assert read_units("126 полк 54 дивизии") == (Unit("126", "regiment"), Unit("54", "division"))
    assert read_units("в/ч А1234") == (Unit("", "", "а1234"),)
    assert read_units("Добровольческий отряд") == ()


@given(st.text(max_size=80))
def test_any_words_are_read(words):
    assert read_rank(words) == read_rank(words.upper()) or not words.isascii()
    assert all(unit.number or unit.code for unit in read_units(words))
