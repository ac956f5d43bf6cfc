"""Small rounds drawn at random, every kind of term among them."""

import random


def drawn_round(seed, *, most=12):
    draw = random.Random(seed)  # noqa: S311 -- an invented round, not a secret
    count = draw.randint(0, most) if draw.random() < 0.2 else draw.randint(most // 2, most)
    sides = {"A": {"persons": []}, "B": {"persons": []}}
    few = draw.random() < 0.5  # few different days make many ties
    for number in range(count):
        side = draw.choice("AB")
        sides[side]["persons"].append(drawn_person(draw, f"{side}{number:02}", few=few))
    round_ = {"round": f"r{seed}", "as_of": "2026-11-22", "sides": sides, "terms": drawn_terms(draw, sides)}
    if draw.random() < 0.5:
        round_["order"] = drawn_order(draw)
    if draw.random() < 0.5:
        round_["lot"] = {"commitment": f"c{seed}", "value": f"v{seed}"}
    return round_


def drawn_person(draw, key, *, few):
    return {
        "key": key,
        "category": draw.choice(["c1", "c2", "c3"]),
        "rank": draw.choice(["private", "officer"]),
        "place": draw.choice(["p1", "p2", "p3"]),
        "region": draw.choice(["north", "south", None]),
        "sex": draw.choice("mf"),
        "born": "1990",
        "captured": draw.choice(
            ["2024-01-01", "2024-05-05", "2025-01-01/2025-02-01", None]
            if few
            else [f"202{draw.randint(2, 5)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"]
        ),
        "registered": draw.choice(["2025-06-01", None]),
        "listed": draw.random() < 0.8,
        "medical": draw.choice(["serious", "long_term", "long_term", "none", "none", "none"]),
        "vulnerable": draw.random() < 0.3,
        "hardship": draw.randint(0, 3),
        "consent": draw.choice(["yes", "yes", "yes", "yes", "unknown", "no"]),
        "protection": draw.random() < 0.08,
        "group": draw.choice(["g1", "g2", None, None]),
    }


def drawn_where(draw):
    choices = {
        "category": ["c1", ["c1", "c2"], "c3"],
        "place": ["p1", "p2", ["p2", "p3"]],
        "rank": ["officer"],
        "sex": ["f"],
        "region": ["north", None],
        "vulnerable": [True],
        "consent": ["unknown"],
    }
    names = draw.sample(sorted(choices), draw.choice([0, 1, 1, 1, 2]))
    return {name: draw.choice(choices[name]) for name in names}


def drawn_terms(draw, sides):
    keys = [person["key"] for lists in sides.values() for person in lists["persons"]]
    terms = {}
    if draw.random() < 0.8:
        terms["totals"] = {side: drawn_bounds(draw, 5) for side in "AB" if draw.random() < 0.8}
    if draw.random() < 0.6:
        terms["ratios"] = [drawn_ratio(draw) for _ in range(draw.randint(1, 2))]
    if draw.random() < 0.7:
        terms["quotas"] = [drawn_quota(draw) for _ in range(draw.randint(1, 4))]
    if keys and draw.random() < 0.3:
        terms["must_include"] = draw.sample(keys, min(len(keys), draw.randint(1, 2)))
    if len(keys) > 1 and draw.random() < 0.4:
        terms["exclude_pairs"] = [draw.sample(keys, 2) for _ in range(draw.randint(1, 2))]
    if draw.random() < 0.4:
        terms["groups_together"] = True
    return terms


def drawn_bounds(draw, most):
    low = draw.choice([None, None, 0, 0, 0, 0, 1, 2])
    high = draw.choice([None, *range(1, most + 1)])
    return [low, high]


def drawn_ratio(draw):
    ratio = {end: {"side": side, "where": drawn_where(draw)} for end, side in (("left", "A"), ("right", "B"))}
    if draw.random() < 0.6:
        ratio |= {"left_weight": draw.randint(0, 3), "right_weight": draw.randint(1, 5)}
    if draw.random() < 0.6:
        ratio["slack"] = draw.randint(0, 3)
    return ratio


def drawn_quota(draw):
    low, high = drawn_bounds(draw, 3)
    return {"side": draw.choice("AB"), "where": drawn_where(draw), "min": low, "max": high}


def drawn_order(draw):
    order = draw.sample(["long_term", "days_captive", "vulnerable", "hardship"], draw.randint(0, 4))
    if draw.random() < 0.5:
        order.insert(draw.randint(0, len(order)), {"parity": draw.choice(["region", "rank", "category"])})
    if draw.random() < 0.7:
        order.insert(draw.randint(0, len(order)), "lot")
    return order


def person(key, **more):
    return {"key": key, "consent": "yes", "listed": True, "captured": "2024-01-01", **more}


def round_of(ours, theirs=(), order=None, lot=None, **terms):
    given = {"order": order, "lot": lot}
    return {
        "round": "r",
        "as_of": "2026-11-22",
        "sides": {"A": {"persons": list(ours)}, "B": {"persons": list(theirs)}},
        "terms": terms,
        **{name: value for name, value in given.items() if value is not None},
    }
