"""The list drawn from the register names its gaps; the other side's is taken strictly; findings count as they should."""

from datetime import date

import pytest

from tidings.casework.rounds.assembling import assembled, people, stands
from tidings.kernel.errors import BadInput
from tidings.register.errors import RuleRefused, Unknown

AS_OF = date(2026, 11, 20)


def drawn(room):
    return {one["key"]: one for one in room.state().sides["A"].persons}


def planned(room, side="A"):
    return {one["key"]: one for one in people(room.state(), side)}


def test_everybody_known_captive_is_drawn_with_sources_and_gaps(listed):
    people = drawn(listed)
    first, second, third = (people[number] for number in listed.own)
    assert list(people) == listed.own
    assert (first["name"], first["rank"], first["category"], first["captured"], first["listed"]) == (
        "Криничар Данило",
        "enlisted",
        "military",
        "2025-03-01",
        True,
    )
    assert first["sources"]["captured"] == ["Hotline"]
    assert first["gaps"] == ["place_unknown"]
    assert second["captured"] == "2025-08-01/2025-08-31"
    assert (third["captured"], third["place"], third["listed"]) == ("../2026-02-10", "Луганськ", False)
    assert third["gaps"] == ["not_listed", "captured_bounded"]


def test_who_is_not_listed_is_not_planned_unless_seriously_ill(listed):
    third = listed.own[2]
    assert list(planned(listed)) == listed.own[:2]
    listed.find(third, "medical", "serious", issuer="Mixed Medical Commission", day=AS_OF)
    assert list(planned(listed)) == listed.own
    assert planned(listed)[third]["medical"] == "serious"


def test_the_planner_never_gets_names_sources_or_gaps(listed):
    state = listed.state()
    listed.keep()
    whole = assembled("2026-11", AS_OF, listed.state(), listed.state().scenarios[0])
    assert state.sides["B"].persons[0]["name"] == "Заозёрнов Евгений"
    for name in ("Криничар", "Заозёрнов", "Hotline", "gaps"):
        assert name not in repr(whole)


def test_a_refusal_or_a_danger_counts_at_once_and_a_yes_only_with_a_second_signature(listed):
    person = listed.own[0]
    yes = listed.find(person, "wish", "yes")
    assert "consent" not in planned(listed)[person]
    listed.sign(yes)
    assert planned(listed)[person]["consent"] == "yes"
    listed.find(person, "wish", "no", listed.mark)
    assert planned(listed)[person]["consent"] == "no"
    danger = listed.find(person, "protection", "yes")
    assert planned(listed)[person]["protection"] is True
    lifted = listed.find(person, "protection", "no", listed.mark)
    assert planned(listed)[person]["protection"] is True
    listed.sign(lifted, listed.hanna)
    assert planned(listed)[person]["protection"] is False
    assert danger


def test_nobody_signs_their_own_finding_or_signs_twice(listed):
    entry = listed.find(listed.own[0], "protection", "yes")
    with pytest.raises(RuleRefused):
        listed.sign(entry, listed.hanna)
    listed.sign(entry)
    with pytest.raises(RuleRefused):
        listed.sign(entry)
    hard = listed.find(listed.own[0], "hardship", "2")
    with pytest.raises(RuleRefused):
        listed.sign(hard)


def test_a_refusal_in_the_other_sides_list_is_lifted_by_two_only(listed):
    listed.give("key,consent,protection\nB-9,no,yes\n")
    found = stands(listed.state().sides["B"].persons[0], listed.state().findings.get("B-9", ()))
    assert (found.wish, found.protection) == ("no", True)
    unknown = listed.find("B-9", "wish", "unknown")
    assert planned(listed, "B")["B-9"]["consent"] == "no"
    listed.sign(unknown)
    assert planned(listed, "B")["B-9"]["consent"] == "unknown"


@pytest.mark.parametrize(
    "finding",
    [
        {"what": "usefulness", "value": "yes"},
        {"what": "medical", "value": "serious"},
        {"what": "medical", "value": "dying", "issuer": "x", "day": date(2026, 11, 1)},
        {"what": "wish", "value": "yes", "grounds": " "},
        {"what": "hardship", "value": "4"},
    ],
    ids=str,
)
def test_findings_that_are_none_are_refused(listed, finding):
    with pytest.raises(RuleRefused):
        listed.find(listed.own[0], **finding)


def test_nothing_is_found_of_somebody_on_no_list(listed):
    with pytest.raises(Unknown):
        listed.find("B-77", "wish", "yes")


@pytest.mark.parametrize(
    "text",
    [
        "key,rank\nB-1,enlisted\nB-1,enlisted\n",
        "key,rank\n,enlisted\n",
        "key,skill\nB-1,pilot\n",
        "key,medical\nB-1,dying\n",
        "key,captured\nB-1,31.02.2026\n",
        "",
        "\0\0",
    ],
)
def test_a_list_that_breaks_a_rule_is_refused_and_the_old_one_stands(listed, text):
    with pytest.raises((BadInput, RuleRefused)):
        listed.give(text)
    assert [one["key"] for one in listed.state().sides["B"].persons] == ["B-1", "B-2", "B-3"]


@pytest.mark.parametrize("text", ["{", "[1]", '{"persons": 3}', '{"sides": {"A": {"persons": []}}}', "[" * 100_000])
def test_json_that_is_no_list_is_refused(listed, text):
    with pytest.raises(BadInput):
        listed.give(text, "b.json")


def test_a_whole_round_file_brings_its_side(listed):
    listed.give('{"sides": {"A": {"persons": []}, "B": {"persons": [{"key": "X", "hardship": 2}]}}}', "round.json")
    assert [dict(one) for one in listed.state().sides["B"].persons] == [{"key": "X", "hardship": 2}]


def test_a_key_stands_on_one_list_only(listed):
    with pytest.raises(RuleRefused):
        listed.give(f"key\n{listed.own[0]}\n")


def test_a_report_that_captivity_ended_is_named_and_sealed_reports_say_nothing(room):
    number = room.take(("Криничар Данило", "1996-05-02", "солдат", "captured", "2025-03-01", ""))[0]
    freed = room.take(("Криничар Д.", "1996-05-02", "", "released", "2026-10-01", ""), name="Channel")[0]
    from tidings.register import deeds as register

    register.decide(**room.terms(room.desk.olena), left=number, right=freed, verdict="same", reason="the same man")
    room.draw()
    assert "said_free" in drawn(room)[number]["gaps"]
