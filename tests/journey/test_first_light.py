"""The real article against its eight requests. The names are read from ../shared at run time and stand nowhere here."""

import json

import pytest

pytestmark = pytest.mark.django_db
SOUGHT = ("q1", "q2", "q3", "q4")
NEAR_MISSES = ("q5", "q6", "q7", "q8")


@pytest.fixture
def expected(shared):
    return json.loads((shared / "data" / "first_light" / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def proposed(journey, shared):
    """What is proposed for each request once article and requests are in the register."""
    lodged = journey.lodge(shared / "data" / "first_light" / "requests.csv")
    journey.take(shared / "article.txt")
    persons = journey.persons(lodged)
    return {record: journey.proposals(person) for record, person in persons.items()}


def test_each_sought_person_of_the_article_is_proposed_first(proposed, expected):
    assert {record: proposed[record][0].name for record in SOUGHT} == {
        record: expected["requests"][record] for record in SOUGHT
    }


def test_near_misses_are_proposed_nobody_above_unsure(proposed):
    assert {record: [each for each in proposed[record] if each.verdict == "same"] for record in NEAR_MISSES} == {
        record: [] for record in NEAR_MISSES
    }


def test_every_proposal_gives_its_reasons_in_words(proposed):
    assert all(each.reasons and all(each.reasons) for found in proposed.values() for each in found)
