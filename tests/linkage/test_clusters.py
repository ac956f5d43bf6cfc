"""Clusters: decided, not drifted into."""

import pytest

from tidings.kernel import PartialDate
from tidings.linkage import Edge, VerdictsClash, cluster, link
from tidings.reports import Report


def never(_left, _right):
    return False


def edge(left, right, weight=20.0, probability=0.99):
    return Edge(left, right, probability, weight)


def members(clusters):
    return [one.members for one in clusters]


def test_every_item_is_in_exactly_one_cluster():
    found = cluster("abcd", [edge("a", "b"), edge("b", "c")], clash=never)
    assert members(found) == [("a", "b", "c"), ("d",)]


def test_improbable_pairs_join_nothing():
    assert members(cluster("ab", [edge("a", "b", probability=0.5)], clash=never)) == [("a",), ("b",)]


def test_a_clash_anywhere_between_two_clusters_keeps_them_apart_and_is_told():
    def clash(left, right):
        return {left, right} == {"a", "c"}

    weaker = edge("b", "c", 15.0, 0.8)
    found = cluster("abc", [edge("a", "b"), weaker], clash=clash)
    assert members(found) == [("a", "b"), ("c",)]
    assert found[0].refused == (weaker,)


def test_a_report_that_may_be_either_of_two_people_is_given_to_neither():
    def clash(left, right):
        return {left, right} == {"a", "c"}

    found = cluster("abc", [edge("a", "b", 16.0, 0.9), edge("b", "c", 15.9, 0.89)], clash=clash)
    assert members(found) == [("a",), ("b",), ("c",)]


def test_a_cluster_says_why_it_holds_and_where_it_would_break():
    weak = edge("b", "c", 15.0, 0.8)
    (found,) = cluster("abc", [edge("a", "b"), weak], clash=never)
    assert found.held_by == (edge("a", "b"), weak)
    assert found.weakest == weak


def test_human_verdicts_hold_against_the_engine():
    def clash(left, right):
        return {left, right} == {"a", "b"}

    verdicts = {("b", "a"): True, ("c", "d"): False}
    found = cluster("abcd", [edge("c", "d")], clash=clash, verdicts=verdicts)
    assert members(found) == [("a", "b"), ("c",), ("d",)]
    assert found[0].weakest is None


def test_a_human_different_parts_what_others_would_join():
    verdicts = {("a", "c"): False}
    found = cluster("abc", [edge("a", "b"), edge("b", "c", 15.0, 0.8)], clash=never, verdicts=verdicts)
    assert members(found) == [("a", "b"), ("c",)]


def test_verdicts_that_cannot_all_hold_are_refused():
    verdicts = {("a", "b"): True, ("b", "c"): True, ("a", "c"): False}
    with pytest.raises(VerdictsClash, match="a and c were decided both same and different"):
        cluster("abc", [], clash=never, verdicts=verdicts)


def test_verdicts_about_unknown_reports_are_passed_over():
    assert members(cluster("a", [], clash=never, verdicts={("a", "z"): True})) == [("a",)]


def row(record_id, **fields):
    dates = {key: PartialDate.parse(fields[key]) for key in ("birth_date", "event_date") if key in fields}
    return Report(record_id=record_id, name="Небыленко Остап Гнатович", **{**fields, **dates})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"birth_date": "1971-03-07"}, {"birth_date": "1994-03-07"}),
        ({"sex": "m"}, {"sex": "f"}),
        (
            {"event": "body_found", "event_date": "2022-04-01", "unit": "35 бригада"},
            {"event": "body_found", "event_date": "2023-09-01", "unit": "35 бригада"},
        ),
        ({"source": "clean list", "unit": "35 бригада"}, {"source": "clean list", "unit": "35 бригада"}),
    ],
    ids=["births", "sexes", "bodies", "clean list"],
)
def test_what_no_one_person_can_be_is_never_joined_even_through_a_third(one, other):
    bridge = row("b", residence="Полтава", unit="35 бригада")
    found = link([row("a", **one), bridge, row("c", **other)], clean_sources=frozenset({"clean list"}))
    assert not any({"a", "c"} <= set(one.members) for one in found.clusters)


def test_two_rows_of_a_list_that_is_not_known_to_be_clean_may_be_one():
    found = link([row("a", source="hotline", unit="35 бригада"), row("b", source="hotline", unit="35 бригада")])
    assert members(found.clusters) == [("a", "b")]
