"""Terms that cannot be met together: as few as possible, and none too many."""

from itertools import combinations

import pytest
from brute import best
from invented import drawn_round, person, round_of

from tidings.exchange import plan, read_round


def conflict(round_):
    found = plan(read_round(round_))
    assert found.status == "infeasible"
    return [one.term for one in found.conflicts]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({"totals": {"A": [3, 1]}}, ["totals.A.min", "totals.A.max"]),
        ({"totals": {"A": [9, None], "B": [1, 1]}}, ["totals.A.min"]),
        (
            {"totals": {"A": [3, None]}, "quotas": [{"side": "A", "max": 2}, {"side": "A", "min": 1}]},
            ["totals.A.min", "quotas[0].max"],
        ),
        (
            {"must_include": ["a0", "a1"], "exclude_pairs": [["a2", "a3"], ["a0", "a1"]]},
            ["must_include[0]", "must_include[1]", "exclude_pairs[1]"],
        ),
        ({"must_include": ["a3", "no"]}, ["must_include[1]"]),
        ({"must_include": ["danger", "a1"]}, ["must_include[0]"]),
        (
            {"totals": {"A": [1, None], "B": [0, 0]}, "ratios": [{"left": {"side": "A"}, "right": {"side": "B"}}]},
            ["totals.A.min", "totals.B.max", "ratios[0]"],
        ),
        (
            {
                "groups_together": True,
                "must_include": ["g1"],
                "quotas": [{"side": "A", "where": {"key": "g2"}, "max": 0}],
            },
            ["quotas[0].max", "must_include[0]", "groups_together"],
        ),
    ],
)
def test_smallest_conflict(terms, expected):
    ours = [person(f"a{number}") for number in range(4)]
    ours += [person("no", consent="no"), person("danger", protection=True)]
    ours += [person("g1", group="g"), person("g2", group="g")]
    assert conflict(round_of(ours, [person("b0")], **terms)) == expected


def test_words_say_how_many_there_are():
    found = plan(read_round(round_of([person("a0")], totals={"A": [3, None]})))
    assert found.conflicts[0].words == "at least 3 of side A, of whom 1 may be chosen"
    assert found.conflicts[0].values == {"bound": 3, "who": "side A", "side": "A", "there": 1}


def test_no_smaller_set_of_bounds_conflicts():
    """Small rounds with quotas alone: every smaller set of bounds is tried by the oracle."""
    seen = 0
    for seed in range(150):
        round_ = drawn_round(seed, most=8)
        kept = {name: round_["terms"][name] for name in ("totals", "quotas") if name in round_["terms"]}
        round_["terms"] = kept
        found = plan(read_round(round_))
        if found.status == "infeasible":
            assert len(found.conflicts) == smallest(round_, kept)
            seen += 1
    assert seen > 10


def smallest(round_, terms):
    bounds = [(side, end) for side in terms.get("totals", {}) for end in (0, 1)]
    bounds += [(number, end) for number in range(len(terms.get("quotas", []))) for end in ("min", "max")]
    for size in range(1, len(bounds) + 1):
        for some in combinations(bounds, size):
            if best({**round_, "terms": only(terms, set(some))}) is None:
                return size
    return None


def only(terms, some):
    totals = {
        side: [bound if (side, end) in some else None for end, bound in enumerate(ends)]
        for side, ends in terms.get("totals", {}).items()
    }
    quotas = [
        {**quota, **{end: quota[end] if (number, end) in some else None for end in ("min", "max")}}
        for number, quota in enumerate(terms.get("quotas", []))
    ]
    return {"totals": totals, "quotas": quotas}
