"""Small rounds drawn around a hidden choice, so that most of them can be met, and tightly."""

import random

PLACES, REGIONS, RANKS = ("p1", "p2", "p3"), ("north", "south", None), ("private", "officer")


def witnessed_round(seed, *, most=12, sides="AB"):
    """Draw a round whose terms a hidden choice keeps; one in six gets a bound that the choice breaks."""
    draw = random.Random(f"witnessed {seed}")  # noqa: S311 -- an invented round, not a secret
    people = [_person(draw, number, draw.choice(sides)) for number in range(draw.randint(1, most))]
    inside = [person for person in people if _may_be_chosen(person)]
    chosen = [person for person in inside if draw.random() < 0.5]
    terms = _terms(draw, sides, people, inside, chosen)
    if draw.random() < 1 / 6:
        side = draw.choice(sides)
        terms.setdefault("totals", {})[side] = [len([p for p in inside if p["side"] == side]) + 1, None]
    content = {
        "round": f"w{seed}",
        "as_of": "2026-06-01",
        "terms": terms,
        "sides": {side: {"persons": []} for side in sides},
    }
    for person in people:
        content["sides"][person["side"]]["persons"].append({k: v for k, v in person.items() if k != "side"})
    if draw.random() < 0.5:
        content["lot"] = {"commitment": f"{draw.getrandbits(256):064x}", "value": f"beacon {seed}"}
    if draw.random() < 0.4:
        content["order"] = _order(draw)
    return content


def _person(draw, number, side):
    day = f"20{draw.choice([22, 24, 25])}-0{draw.randint(1, 4)}-1{draw.randint(0, 3)}"
    return {
        "key": f"{draw.choice('xyz')}{number}",
        "side": side,
        "category": draw.choice(["pilot", "sapper"]),
        "rank": draw.choice(RANKS),
        "place": draw.choice(PLACES),
        "region": draw.choice(REGIONS),
        "captured": draw.choice([day, day, day, f"2024-01-01/{day}" if day > "2024-01-01" else day, None]),
        "medical": draw.choices(["serious", "long_term", "none"], [1, 2, 5])[0],
        "vulnerable": draw.random() < 0.25,
        "hardship": draw.choice([0, 0, 1, 2, 3]),
        "consent": draw.choices(["yes", "unknown", "no"], [8, 2, 1])[0],
        "protection": draw.random() < 0.06,
        "group": draw.choice(["brothers", "crew", None, None, None]),
    }


def _may_be_chosen(person):
    return person["medical"] != "serious" and person["consent"] != "no" and not person["protection"]


def _terms(draw, sides, people, inside, chosen):
    terms = {}
    together = draw.random() < 0.35
    if together:
        terms["groups_together"] = True
        names = {person["group"] for person in chosen if person["group"]}
        chosen = [p for p in inside if p in chosen or p["group"] in names]
    if draw.random() < 0.8:
        terms["totals"] = {side: _around(draw, [p for p in chosen if p["side"] == side]) for side in sides}
    terms["quotas"] = [_quota(draw, sides, chosen) for _ in range(draw.randint(0, 4))]
    if draw.random() < 0.6:
        terms["ratios"] = [_ratio(draw, sides, chosen) for _ in range(draw.randint(1, 2))]
    if draw.random() < 0.3:
        lawful = [p for p in people if p["medical"] == "serious" and p["consent"] == "yes" and not p["protection"]]
        terms["must_include"] = [p["key"] for p in draw.sample(chosen + lawful, min(1, len(chosen + lawful)))]
    if draw.random() < 0.05 and people:
        terms["must_include"] = [draw.choice(people)["key"]]
    if draw.random() < 0.4 and len(inside) > 1:
        pairs = [draw.sample(inside, 2) for _ in range(draw.randint(1, 3))]
        terms["exclude_pairs"] = [[p["key"] for p in pair] for pair in pairs if not all(p in chosen for p in pair)]
    return terms


def _around(draw, members):
    return draw.choice(
        [[None, len(members)], [len(members), None], [len(members), len(members)], [0, len(members) + 1], [None, None]]
    )


def _where(draw):
    attribute, values = draw.choice(
        [
            ("category", ["pilot"]),
            ("place", ["p1", "p2"]),
            ("region", [None]),
            ("rank", ["officer"]),
            ("medical", ["none"]),
        ]
    )
    return draw.choice(
        [{}, {attribute: values if len(values) > 1 else values[0]}, {attribute: values, "vulnerable": False}]
    )


def _quota(draw, sides, chosen):
    side, where = draw.choice(sides), _where(draw)
    low, high = _around(draw, [p for p in chosen if p["side"] == side and _meant(p, where)])
    return {"side": side, "where": where, "min": low, "max": high}


def _ratio(draw, sides, chosen):
    ends = [{"side": draw.choice(sides), "where": _where(draw)} for _ in range(2)]
    weights = [draw.randint(1, 4), draw.randint(1, 4)]
    counts = [sum(p["side"] == end["side"] and _meant(p, end["where"]) for p in chosen) for end in ends]
    apart = abs(weights[0] * counts[0] - weights[1] * counts[1])
    ratio = {"left": ends[0], "right": ends[1], "left_weight": weights[0], "right_weight": weights[1]}
    return {**ratio, "slack": apart + draw.choice([0, 0, 1])}


def _meant(person, where):
    return all(person[name] in (value if isinstance(value, list) else [value]) for name, value in where.items())


def _order(draw):
    order = draw.sample(["long_term", "days_captive", "vulnerable", "hardship"], draw.randint(1, 4))
    if draw.random() < 0.4:
        order.insert(draw.randint(0, len(order)), {"parity": draw.choice(["region", "place", "rank"])})
    if draw.random() < 0.6:
        order.insert(draw.randint(0, len(order)), "lot")
    return order
