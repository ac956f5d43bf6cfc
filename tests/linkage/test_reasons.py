"""Every reason has its words, in three languages."""

import json
import string

import pytest

from tidings.linkage import compare, reason_of
from tidings.linkage.doubts import doubts
from tidings.linkage.model import FEATURES
from tidings.linkage.reasons import templates, terms
from tidings.reports import EVENTS, RELATIONS, Relative, Report

LANGUAGES = {"en", "ru", "uk"}
DOUBTS = {"alone", "kin", "fashion", "contradicted"}


def test_every_level_of_the_model_has_words_and_no_words_are_left_over():
    codes = {f"linkage.{feature.name}.{level}" for feature in FEATURES for level in feature.levels}
    assert set(templates()) == codes | {f"linkage.name.{level}" for level in DOUBTS | {"begun"}}
    assert doubts([], [], 0.0) == []


@pytest.mark.parametrize("table", [templates, terms])
def test_words_stand_in_three_languages_with_the_same_places(table):
    for code, words in table().items():
        assert set(words) == LANGUAGES, code
        places = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in words.values()]
        assert places[0] == places[1] == places[2], code


def test_terms_cover_every_event_and_relation():
    assert set(terms()) == set(EVENTS) | set(RELATIONS)


def test_a_reason_speaks_the_language_asked_for():
    left = Report(name="Небыленко Остап", relatives=(Relative("mother", "Небыленко Вера"),))
    right = Report(name="Ostap Nebylenko", relatives=(Relative("mother", "Vera Nebylenko"),))
    reason = next(r for r in compare(left, right).reasons if r.feature == "relatives")
    assert reason.words("en") == "the relative agrees: Небыленко Вера (mother) and Vera Nebylenko (mother)"
    assert reason.words("uk") == "названо ту саму близьку людину: Небыленко Вера (мати) і Vera Nebylenko (мати)"
    assert reason.words("ru") == "назван тот же близкий человек: Небыленко Вера (мать) и Vera Nebylenko (мать)"


def test_a_stored_reason_comes_back_as_it_was():
    left, right = Report(name="Небыленко Остап", rank="рядовой"), Report(name="Ostap Nebylenko", rank="captain")
    for reason in compare(left, right).reasons:
        stored = json.loads(
            json.dumps([reason.feature, reason.weight, reason.left, reason.right, reason.code, reason.values])
        )
        again = reason_of(stored[0], stored[1], (stored[2], stored[3]), stored[4], tuple(map(tuple, stored[5])))
        assert (again.words("uk"), again.weight) == (reason.words("uk"), reason.weight)
