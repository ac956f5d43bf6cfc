"""Two places: what their words alone may tell, where the gazetteer knows neither."""

import pytest

from tidings.places import Nearness, compare, read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Германия, г. Лейпциг", "Германия, г. Галле"),
        ("Латвия", "Латвия, Лиепая"),
        ("д. Высокое Минской губ", "д. Ветки Минской губ"),
    ],
)
def test_one_country_or_province_makes_no_one_place(one, other):
    assert compare(read(one), read(other)) is not Nearness.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("с. Бряцаловичи Минской губ", "с.Бряцаловичы Минской губ."),
        ("Верхнеславенка", "Верхне-Славенка"),
        ("Верхнеславенка", "Верхнеславинка"),
    ],
)
def test_another_spelling_of_an_unknown_place_is_the_place(one, other):
    assert compare(read(one), read(other)) is Nearness.SAME
