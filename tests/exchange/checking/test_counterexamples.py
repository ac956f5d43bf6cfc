"""Where relaxations lie: rounds whose fractional optimum no choice of whole persons reaches (METHODS C3)."""

from dataclasses import replace

import pytest

from tidings.exchange.checking import check
from tidings.exchange.planning import plan
from tidings.exchange.rounds import Certificate, read_round


def round_of(people, terms, sides="A"):
    lists = {
        side: {"persons": [{k: v for k, v in p.items() if k != "side"} for p in people if p["side"] == side]}
        for side in sides
    }
    return read_round({"as_of": "2026-06-01", "sides": lists, "terms": terms, "order": ["long_term"]})


def person(key, side="A", **attributes):
    return {"key": key, "side": side, "consent": "yes", "medical": "long_term", **attributes}


def three_partitions():
    """Every two of four persons share a place, a region or a category, and one of each may go: ½ of each, or one whole."""
    people = [
        person("a", place="1", region="1", category="1"),
        person("b", place="1", region="2", category="2"),
        person("c", place="2", region="1", category="2"),
        person("d", place="2", region="2", category="1"),
    ]
    quotas = [
        {"side": "A", "where": {name: value}, "max": 1} for name in ("place", "region", "category") for value in "12"
    ]
    return round_of(people, {"quotas": quotas}), 1


def rank_ratio():
    """Five privates for an officer, exactly, and four privates on the list: four fifths of an officer, or nobody."""
    people = [person("o", rank="officer"), *(person(f"p{n}", "B", rank="private") for n in range(4))]
    ratio = {"left": {"side": "A", "where": {"rank": "officer"}}, "right": {"side": "B"}, "left_weight": 5}
    return round_of(people, {"ratios": [ratio]}, "AB"), 0


def odd_groups():
    """Three groups of two and places for three: one group and a half, or one."""
    people = [person(f"{group}{n}", group=group) for group in "xyz" for n in range(2)]
    return round_of(people, {"groups_together": True, "totals": {"A": [None, 3]}}), 2


def triangle():
    """Any two of three persons are kept apart: half of each, or one."""
    people = [person(key) for key in "abc"]
    return round_of(people, {"exclude_pairs": [["a", "b"], ["b", "c"], ["a", "c"]]}), 1


@pytest.mark.parametrize("case", [three_partitions, rank_ratio, odd_groups, triangle])
@pytest.mark.parametrize("few", [14, 0])
def test_the_whole_optimum_is_proved_and_the_fractional_one_refused(case, few):
    round_, best = case()
    found = plan(round_)
    assert found.stages[0].value == best
    bare = replace(found, certificate=Certificate("resolved"))
    assert check(round_, bare, few=few).best
    hoped = replace(bare, stages=(replace(bare.stages[0], value=best + 1, bound=best + 1), *bare.stages[1:]))
    assert not check(round_, hoped, few=few).accepted
