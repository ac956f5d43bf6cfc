"""Large invented rounds for bench_exchange.py: 10,000 people a side, 30 categories, 1,000 to go from each."""

import random
from datetime import date, timedelta
from typing import Any

AS_OF = date(2026, 11, 22)
CATEGORIES, PLACES, REGIONS, RANKS = 30, 40, 25, ("private", "sergeant", "officer")
LEVELS = ("nested", "one_for_one", "two_partitions", "three_partitions", "rank_ratios", "groups")


def person(draw: random.Random, side: str, number: int) -> dict[str, Any]:
    """Draw one person; everybody wants to go and nobody is seriously ill, so that all of them are in the terms."""
    return {
        "key": f"{side}{number:06}",
        "category": f"c{min(draw.randrange(CATEGORIES), draw.randrange(CATEGORIES)):02}",
        "rank": draw.choices(RANKS, (80, 15, 5))[0],
        "place": f"{side}p{draw.randrange(PLACES):02}",
        "region": f"r{draw.randrange(REGIONS):02}",
        "sex": draw.choices("mf", (95, 5))[0],
        "captured": (AS_OF - timedelta(days=draw.randrange(1, 1600))).isoformat(),
        "listed": True,
        "medical": draw.choices(("none", "long_term"), (92, 8))[0],
        "vulnerable": draw.random() < 0.06,
        "hardship": draw.choices((0, 1, 2, 3), (50, 25, 15, 10))[0],
        "consent": "yes",
        "protection": False,
    }


def drawn(level: str, *, each: int = 10_000, go: int = 1_000, seed: int = 7) -> dict[str, Any]:
    """Draw a round whose terms are as hard as `level` says; each level has the terms of those before it."""
    draw = random.Random(seed)  # noqa: S311 -- an invented round, not a secret
    sides = {side: {"persons": [person(draw, side, number) for number in range(each)]} for side in "AB"}
    hard = LEVELS.index(level)
    terms: dict[str, Any] = {"totals": {side: [None, go] for side in "AB"}, "ratios": [], "quotas": []}
    for number in range(CATEGORIES):
        where = {"category": f"c{number:02}"}
        terms["quotas"] += [
            {"side": side, "where": where, "max": go // 20 + number % 7} for side in "AB"[: 2 - (hard > 0)]
        ]
        if hard >= 1:
            terms["ratios"].append({"left": {"side": "A", "where": where}, "right": {"side": "B", "where": where}})
    if hard >= 2:
        places = ((side, f"{side}p{number:02}") for side in "AB" for number in range(PLACES))
        terms["quotas"] += [{"side": s, "where": {"place": place}, "max": go // 36} for s, place in places]
    if hard >= 3:
        regions = ((side, f"r{number:02}") for side in "AB" for number in range(REGIONS))
        low, high = go // 32, go // 22
        terms["quotas"] += [{"side": s, "where": {"region": r}, "min": low, "max": high} for s, r in regions]
    if hard >= 4:
        for rank, weight in (("officer", 5), ("sergeant", 2)):
            left, right = {"side": "A", "where": {"rank": rank}}, {"side": "B", "where": {"rank": "private"}}
            terms["ratios"].append(
                {"left": left, "right": right, "left_weight": weight, "right_weight": 1, "slack": go}
            )
        a, b = ({"side": side, "where": {"rank": "officer"}} for side in "AB")
        terms["ratios"].append({"left": a, "right": b, "left_weight": 5, "right_weight": 2})
    if hard >= LEVELS.index("groups"):
        keep_groups(sides, terms, each)
    return {"round": level, "as_of": AS_OF.isoformat(), "sides": sides, "terms": terms}


def keep_groups(sides: dict[str, Any], terms: dict[str, Any], each: int) -> None:
    """Keep pairs together and other pairs apart."""
    for side in "AB":
        for number in range(0, each, 50):
            for one in sides[side]["persons"][number : number + 2]:
                one["group"] = f"{side}g{number}"
    terms["groups_together"] = True
    terms["exclude_pairs"] = [[f"A{n:06}", f"A{n + 1:06}"] for n in range(10, each, 97)]
