"""The labelled cases and their frozen run (bench/names_cases.py): a change of the room shows here what it changes."""

import sys
from pathlib import Path

import pytest

from tidings.names import compare, nominatives, parse

sys.path.append(str(Path(__file__).resolve().parents[2] / "bench"))
import names_cases

STRONG = [case for case in names_cases.cases() if case["tier"] == "STRONG"]


@pytest.mark.parametrize("case", STRONG, ids=lambda case: case["id"])
def test_every_strong_case_is_right(case):
    assert (compare(case["left"], case["right"]).probability >= 0.5) == (case["same"] == "1")


def test_frozen_run_stands():
    assert names_cases.moved() == []


def test_most_medium_cases_are_right():
    said = names_cases.run()
    medium = [names_cases.is_right(case, said[case["id"]]) for case in names_cases.cases() if case["tier"] == "MEDIUM"]
    assert sum(medium) / len(medium) > 0.85


OBLIQUE = [
    ("Терещука Олексія", "Терещук Олексій"),
    ("Ольгу Савчук", "Ольга Савчук"),
    ("Олені Прилуцькій", "Олена Прилуцька"),
    ("Сергеем Лодыниным", "Сергей Лодынин"),
    ("Льва Хмарского", "Лев Хмарский"),
    ("Миколою Гончаром", "Микола Гончар"),
    ("Дарьи Черных", "Дарья Черных"),
]


@pytest.mark.parametrize(("bent", "straight"), OBLIQUE)
def test_nominative_is_found_behind_an_oblique_case(bent, straight):
    assert straight in nominatives(bent)[:2]


def test_all_readings_of_a_case_are_kept():
    assert {"Петро Шевченко", "Петр Шевченко"} <= set(nominatives("Петра Шевченка"))
    assert len(parse("Терещука Олексія").readings) > 1


@pytest.mark.parametrize("text", ["Терещук Олексій", "Anna Savchuk", "", "А. П. Савчук"])
def test_nominative_names_are_left_alone(text):
    assert nominatives(text) == ()


def test_womans_name_is_not_taken_for_a_mans_in_the_genitive():
    assert compare("Александра Гончар", "Александр Гончар").probability < 0.1
    assert parse("Александра Гончар").gender == "f"
