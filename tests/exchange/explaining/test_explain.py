"""Why somebody goes or does not: the criterion, the term, the price, what would change it, and nobody else's name."""

from dataclasses import replace
from datetime import timedelta

import pytest
from witnessed import witnessed_round

from tidings.exchange.explaining import UnknownPerson, explain
from tidings.exchange.planning import plan
from tidings.exchange.rounds import read_round
from tidings.exchange.sentences import Sentence
from tidings.kernel import PartialDate


def person(key, captured="2025-06-01", **attributes):
    return {"key": key, "consent": "yes", "captured": captured, "region": "north", **attributes}


def round_of(people, **terms):
    content = {"as_of": "2026-06-01", "sides": {"A": {"persons": people}}, "terms": terms}
    return read_round(content)


def codes(sentences):
    return [sentence.code for sentence in sentences]


def three_waiting(**last):
    people = [person("early", "2022-01-01"), person("later", "2024-01-01"), person("last", "2024-03-01", **last)]
    return round_of(people, totals={"A": [0, 2]}, quotas=[{"side": "A", "where": {"region": "north"}, "max": 2}])


def test_who_stays_is_told_the_criterion_the_full_terms_and_the_price():
    round_ = three_waiting()
    found = explain(round_, plan(round_), "last", plan)
    assert found.outcome == "not_chosen"
    assert found.reasons[0] == Sentence("you_go_criterion", {"criterion": "days_captive", "count": 60})
    assert codes(found.reasons) == ["you_go_criterion", "you_full", "you_full"]
    assert found.price[:2] == (("long_term", 0), ("days_captive", -60))
    assert codes(found.changes) == ["would_places", "would_long_term", "would_days", "would_serious"]


def test_the_days_named_are_the_fewest_that_are_enough():
    round_ = three_waiting()
    found = explain(round_, plan(round_), "last", plan)
    days = next(change.values["days"] for change in found.changes if change.code == "would_days")

    def goes(more):
        captured = PartialDate.parse((round_.by_key()["last"].captured.latest - timedelta(days=more)).isoformat())
        people = tuple(replace(p, captured=captured) if p.key == "last" else p for p in round_.sides["A"])
        return "last" in plan(replace(round_, sides={"A": people})).chosen["A"]

    assert (goes(days - 1), goes(days)) == (False, True)


def test_one_place_more_is_named_where_it_is_enough():
    round_ = round_of([person("early", "2022-01-01"), person("last")], totals={"A": [0, 1]})
    found = explain(round_, plan(round_), "last", plan)
    assert found.changes[0].words("en") == "would go with one more place in: at most 1 of side A"


def test_days_are_not_promised_where_illness_decides():
    round_ = round_of([person("ill", medical="long_term"), person("well", "2022-01-01")], totals={"A": [0, 1]})
    found = explain(round_, plan(round_), "well", plan)
    assert found.reasons[0].values == {"criterion": "long_term", "count": 1}
    assert codes(found.changes) == ["would_place", "would_long_term", "would_serious"]


def test_who_goes_is_told_what_would_be_lost():
    round_ = three_waiting()
    found = explain(round_, plan(round_), "later", plan)
    assert (found.outcome, codes(found.reasons)) == ("chosen", ["you_stay_criterion"])
    assert found.reasons[0].values == {"criterion": "days_captive", "count": 60}


def test_equals_are_told_that_the_lot_decided():
    content = {"as_of": "2026-06-01", "sides": {"A": {"persons": [person("one"), person("two")]}}}
    content |= {"terms": {"totals": {"A": [1, 1]}}, "lot": {"commitment": "c", "value": "v"}}
    round_ = read_round(content)
    found = plan(round_)
    reasons = [explain(round_, found, key, plan).reasons[0] for key in ("one", "two")]
    assert sorted(codes(reasons)) == ["you_go_tie", "you_stay_tie"]
    assert {reason.values["criterion"] for reason in reasons} == {"lot"}


@pytest.mark.parametrize(
    ("attributes", "outcome", "reasons"),
    [
        ({"consent": "no"}, "vetoed", ["you_unwilling"]),
        ({"protection": True}, "vetoed", ["you_protected"]),
        ({"medical": "serious"}, "by_law", ["you_serious"]),
        ({"medical": "serious", "consent": "unknown"}, "conditional", ["you_serious", "you_unasked"]),
    ],
)
def test_the_law_is_the_reason_where_it_decides(attributes, outcome, reasons):
    round_ = three_waiting(**attributes)
    found = explain(round_, plan(round_), "last", plan)
    assert (found.outcome, codes(found.reasons), found.price) == (outcome, reasons, None)


def test_nobody_is_told_to_give_up_a_refusal():
    round_ = three_waiting(consent="no")
    assert explain(round_, plan(round_), "last", plan).changes == ()


def test_the_named_and_the_needed():
    people = [person("named"), person("needed", region="south"), person("free")]
    quota = {"side": "A", "where": {"region": "south"}, "min": 1}
    round_ = round_of(people, must_include=["named"], quotas=[quota])
    found = plan(round_)
    assert codes(explain(round_, found, "named", plan).reasons) == ["you_named"]
    assert codes(explain(round_, found, "needed", plan).reasons) == ["you_needed"]


def test_whom_the_terms_bar():
    round_ = round_of([person("in"), person("out", "2026-01-01")], must_include=["in"], exclude_pairs=[["in", "out"]])
    found = explain(round_, plan(round_), "out", plan)
    assert codes(found.reasons) == ["you_barred", "you_apart"]


def test_an_impossible_round_names_the_terms_to_everybody():
    round_ = round_of([person("one"), person("two")], totals={"A": [2, None]}, exclude_pairs=[["one", "two"]])
    found = explain(round_, plan(round_), "one", plan)
    assert found.outcome == "impossible"
    assert found.words("en").splitlines()[1:] == [
        "in conflict: at least 2 of side A",
        "in conflict: persons the terms keep apart",
    ]


def test_a_stranger_is_refused():
    round_ = three_waiting()
    with pytest.raises(UnknownPerson):
        explain(round_, plan(round_), "stranger", plan)


def said(value):
    """Every text and number a sentence holds."""
    match value:
        case Sentence():
            return {one for inner in value.values.values() for one in said(inner)}
        case tuple():
            return {one for inner in value for one in said(inner)}
        case _:
            return {value}


@pytest.mark.parametrize("seed", range(14))
def test_no_explanation_holds_another_persons_key(seed):
    round_ = read_round(witnessed_round(seed))
    found = plan(round_)
    for key in round_.by_key():
        one = explain(round_, found, key, plan)
        assert said((*one.reasons, *one.changes)) & (round_.by_key().keys() - {key}) == set()
        assert all(one.words(language) for language in ("en", "ru", "uk"))


def test_the_words_are_there_in_three_languages():
    round_ = three_waiting()
    found = explain(round_, plan(round_), "last", plan)
    assert found.words("uk").splitlines()[:2] == [
        "Цього разу не їде",
        "вирішило: дні в полоні; якби ця людина поїхала, план утратив би 60",
    ]
    assert found.words("ru").splitlines()[2] == "исчерпано: не больше 2: сторона A; едут 2 из 3, кого оно считает"
    assert found.as_json()["price"][1] == {"criterion": "days_captive", "change": -60}
