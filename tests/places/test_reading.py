"""Places: what people write in three languages means the same region or town."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings import places
from tidings.places import Nearness


@pytest.mark.parametrize(
    "words",
    [
        "Kharkiv region",
        "Харьковская область",
        "Харківська область",
        "в Харьковской области",
        "на Харківщині",
        "Kharkov oblast",
    ],
)
def test_one_region_in_every_spelling(words):
    assert places.read(words).regions == {"UA07"}
    assert places.read(words).settlements == frozenset()


@pytest.mark.parametrize("words", ["Харьков", "Харків", "Kharkiv", "Kharkov", "под Харьковом", "near Kharkiv"])
def test_one_town_in_every_spelling_lies_in_its_region(words):
    reading = places.read(words)
    assert {places.settlement(found).name for found in reading.settlements} == {"Kharkiv"}
    assert reading.regions == {"UA07"}


def test_a_town_of_two_countries_stays_two_readings_until_the_region_is_said():
    assert places.read("Донецк").regions == {"UA05", "RU61"}
    assert places.read("Донецк, Ростовская область").regions == {"RU61"}


def test_renamed_towns_are_one_place():
    assert places.compare(places.read("Бахмут"), places.read("Артемовск, Донецкая область")) is Nearness.SAME


@pytest.mark.parametrize(
    ("left", "right", "nearness"),
    [
        ("Харьков", "Харківська область", Nearness.REGION),
        ("Харьков", "Харьковская область", Nearness.REGION),
        ("Ирпень", "Буча", Nearness.NEAR),
        ("Полтава", "Рязань", Nearness.APART),
        ("хутор Небывалый", "Полтава", Nearness.UNKNOWN),
        ("хутор Небывалый", "х. Нэбывалый", Nearness.SAME),
        ("", "Полтава", Nearness.UNKNOWN),
    ],
)
def test_how_places_lie(left, right, nearness):
    assert places.compare(places.read(left), places.read(right)) is nearness
    assert places.compare(places.read(right), places.read(left)) is nearness


def test_every_region_reads_back_in_three_languages():
    for code, region in places.regions().items():
        if "City" not in region.en:
            for name in (region.ru, region.uk):
                said = name if " " in name else f"{name} область"
                assert code in places.read(said).regions, region


@given(st.text(max_size=80))
def test_any_words_are_read_and_lie_where_they_lie(words):
    reading = places.read(words)
    assert {places.settlement(found).region for found in reading.settlements} <= reading.regions
    assert places.compare(reading, reading) in (Nearness.SAME, Nearness.REGION, Nearness.UNKNOWN)
