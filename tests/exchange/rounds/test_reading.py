"""ROUND.json and PLAN.json read strictly."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import drawn_round, person, round_of

from tidings.exchange import check, plan, plan_as_json, read_plan, read_round, schema, write_plan
from tidings.exchange.rounds import DEFAULT_ORDER, Where
from tidings.kernel import BadInput


def refused(round_):
    with pytest.raises(BadInput) as caught:
        read_round(round_, file="r.json")
    return caught.value.field, caught.value.problem


def with_person(**more):
    return round_of([{**person("a1"), **more}])


@pytest.mark.parametrize(
    ("round_", "field", "problem"),
    [
        (with_person(skills=["pilot"]), "sides.A.persons[0].skills", "there is no such field"),
        (with_person(military_value=3), "sides.A.persons[0].military_value", "there is no such field"),
        (with_person(petitions=12), "sides.A.persons[0].petitions", "there is no such field"),
        (with_person(hardship=4), "sides.A.persons[0].hardship", "4 is out of range"),
        (with_person(hardship="2"), "sides.A.persons[0].hardship", '"2" is no whole number'),
        (with_person(hardship=True), "sides.A.persons[0].hardship", "true is no whole number"),
        (with_person(protection="false"), "sides.A.persons[0].protection", '"false" is neither true nor false'),
        (with_person(consent="maybe"), "sides.A.persons[0].consent", '"maybe" is none of the words known'),
        (with_person(key=7), "sides.A.persons[0].key", "7 is no text"),
        (with_person(captured="2024-02-31"), "sides.A.persons[0].captured", None),
        (round_of([person("x")], [person("x")]), "sides.B.persons[0].key", "“x” stands already at sides.A.persons[0]"),
        (round_of([], totals={"C": [0, 1]}), "terms.totals.C", "there is no side “C”"),
        (round_of([], totals={"A": ["0", 1]}), "terms.totals.A[0]", '"0" is no whole number'),
        (round_of([], totals={"A": [0]}), "terms.totals.A", "is no pair of bounds"),
        (
            round_of([], quotas=[{"side": "A", "where": {"unit": "5"}}]),
            "terms.quotas[0].where.unit",
            "there is no such field",
        ),
        (round_of([], must_include=["x"]), "terms.must_include[0]", "nobody of this round has the key “x”"),
        (round_of([person("x")], exclude_pairs=[["x", "x"]]), "terms.exclude_pairs[0]", "is no pair"),
        (round_of([], order=["military_value"]), "order[0]", "is no criterion"),
        (round_of([], order=["lot", "lot"]), "order[1]", "“lot” stands twice"),
        (round_of([], order=[{"parity": "key"}]), "order[0].parity", '"key" is none of the words known'),
        ({**round_of([]), "weights": {}}, "weights", "there is no such field"),
        ({**round_of([]), "as_of": "2026-11"}, "as_of", '"2026-11" is not one day'),
        ({**round_of([]), "sides": {}}, "sides", "has no side"),
    ],
)
def test_what_is_wrong_is_refused_with_its_path(round_, field, problem):
    found = refused(round_)
    assert found[0] == field
    assert problem is None or found[1] == problem


SIDES = ({"side": "A"}, {"side": "B"})


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"slack": -1}, "terms.ratios[0].slack"),
        ({"left_weight": -2}, "terms.ratios[0].left_weight"),
        ({"left_weight": 0, "right_weight": 0}, "terms.ratios[0]"),
        ({"right_weight": 1.5}, "terms.ratios[0].right_weight"),
    ],
)
def test_ratio_that_says_nothing_is_refused(more, field):
    assert refused(round_of([], ratios=[{"left": SIDES[0], "right": SIDES[1], **more}]))[0] == field


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b'{\n"as_of": }', 2),
        (b'{"a": NaN}', None),
        (b'{"a": 1, "a": 2}', None),
        (b"\xff", None),
        (b"[" * 99999, None),
    ],
)
def test_what_is_no_json_is_refused(content, line):
    with pytest.raises(BadInput) as caught:
        read_round(content)
    assert caught.value.line == line


@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["as_of", "sides", "terms", "A", "persons", "key", "totals"]), inner, max_size=4
            )
        ),
    ).map(lambda value: json.dumps(value).encode())
)
def test_whatever_comes_is_read_or_refused(content):
    with suppress(BadInput):
        read_round(content)


def test_what_is_left_out_has_a_meaning():
    read = read_round({"as_of": "2026-11-22", "sides": {"A": {"persons": [{"key": "x"}]}}})
    alone = read.sides["A"][0]
    assert (alone.consent, alone.medical, alone.hardship, alone.protection, alone.is_listed) == (
        "unknown",
        "none",
        0,
        False,
        False,
    )
    assert (read.order, read.lot, read.terms.totals) == (DEFAULT_ORDER, None, {})
    assert read.warnings == (
        "1 without a known day of capture count as 0 days captive",
        "1 stand on no official list; that is no veto here, but the other side may refuse them",
    )


def test_where_tells_true_from_one_and_null_from_anything():
    one, other = read_round(round_of([person("a", hardship=1, region="r"), person("b", vulnerable=True)])).sides["A"]
    assert [Where("A", {"hardship": (1,)}).matches(who) for who in (one, other)] == [True, False]
    assert [Where("A", {"vulnerable": (True,)}).matches(who) for who in (one, other)] == [False, True]
    assert [Where("A", {"region": (None, "s")}).matches(who) for who in (one, other)] == [False, True]
    assert not Where("B").matches(one)


def test_digest_hangs_on_content_not_on_layout():
    round_ = drawn_round(3)
    loose = read_round(json.dumps(round_, indent=4).encode())
    assert loose.digest == read_round(round_).digest
    assert loose.digest != read_round({**round_, "round": "other"}).digest


def test_plan_comes_back_as_it_was_written():
    for seed in range(40):
        found = plan(read_round(drawn_round(seed)))
        assert read_plan(write_plan(found)) == found
        assert read_plan(plan_as_json(found)) == found


def test_plan_that_names_somebody_twice_is_read_for_the_check_to_reject():
    found = read_round(round_of([person("x")]))
    written = plan_as_json(plan(found))
    twice = read_plan({**written, "chosen": {"A": ["x", "x"]}})
    assert twice.chosen["A"] == ("x", "x")
    assert not check(found, twice).accepted


def test_schemas_know_the_fields_that_are_read_and_no_other():
    people = schema("round")["$defs"]["person"]["properties"]
    assert {name for name in people if refused_field(name)} == set()
    assert refused_field("skills")
    assert set(schema("plan")["properties"]) == set(plan_as_json(plan(read_round(round_of([])))))


def refused_field(name):
    try:
        read_round(
            {"as_of": "2026-11-22", "sides": {"A": {"persons": [{"key": "x", name: "x" if name == "key" else None}]}}}
        )
    except BadInput:
        return True
    return False
