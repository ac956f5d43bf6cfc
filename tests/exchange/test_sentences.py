"""Every sentence stands in three languages with the same figures."""

import re

import pytest

from tidings.exchange.sentences import LANGUAGES, Sentence, said, templates, terms

FIELD = re.compile(r"{(\w+)}")


@pytest.mark.parametrize("code", templates())
def test_every_language_says_the_same_figures(code):
    texts = templates()[code]
    assert sorted(texts) == sorted(LANGUAGES)
    assert len({frozenset(FIELD.findall(text)) for text in texts.values()}) == 1


@pytest.mark.parametrize("code", terms())
def test_every_term_stands_in_every_language(code):
    assert sorted(terms()[code]) == sorted(LANGUAGES)


def test_a_value_that_looks_like_a_criterion_is_left_as_it_stands():
    assert Sentence("person_unknown", {"key": "lot"}).words("uk") == "у раунді немає людини з ключем lot"
    assert Sentence("unproved", {"criterion": "lot"}).words("en").startswith("lot: it could not")


def test_numbers_are_written_in_threes():
    assert (said("found", 1234567, "en"), said("found", -1234, "ru")) == ("1,234,567", "−1\u00a0234")


def test_values_go_out_plain():
    inner = Sentence("people_all", {"side": "A"})
    assert Sentence("at_most", {"bound": 2, "who": inner}).as_json() == {
        "code": "at_most",
        "values": {"bound": 2, "who": {"code": "people_all", "values": {"side": "A"}, "words": "side A"}},
        "words": "at most 2 of side A",
    }
