"""Every choice of a small round, tried one by one: the oracle, written from the words of the issue and nothing of ours."""

import hashlib
import hmac
from datetime import date
from itertools import product


def days(person, as_of):
    if not person.get("captured"):
        return 0
    return max(0, (date.fromisoformat(as_of) - date.fromisoformat(person["captured"].split("/")[-1])).days)


SUMS = {
    "long_term": lambda person, _: int(person["medical"] == "long_term"),
    "days_captive": days,
    "vulnerable": lambda person, _: int(person["vulnerable"]),
    "hardship": lambda person, _: person["hardship"],
}


def people(round_):
    return [dict(person, side=side) for side, lists in round_["sides"].items() for person in lists["persons"]]


def may_be_chosen(person):
    return person["consent"] != "no" and not person["protection"] and person["medical"] != "serious"


def meant(person, end):
    return person["side"] == end["side"] and all(
        person.get(name) in (wanted if isinstance(wanted, list) else [wanted])
        for name, wanted in end.get("where", {}).items()
    )


def within(number, least, most):
    return (least is None or number >= least) and (most is None or number <= most)


def keeps(terms, everybody, chosen):
    keys = {person["key"] for person in chosen}
    counted = [({"side": side}, *bounds) for side, bounds in terms.get("totals", {}).items()]
    counted += [(quota, quota.get("min"), quota.get("max")) for quota in terms.get("quotas", [])]
    if not all(within(sum(meant(p, end) for p in chosen), least, most) for end, least, most in counted):
        return False
    for ratio in terms.get("ratios", []):
        left, right = (sum(meant(p, ratio[end]) for p in chosen) for end in ("left", "right"))
        if abs(ratio.get("left_weight", 1) * left - ratio.get("right_weight", 1) * right) > ratio.get("slack", 0):
            return False
    for key in terms.get("must_include", []):
        person = next(p for p in everybody if p["key"] == key)
        outside = person["medical"] == "serious" and person["consent"] != "no" and not person["protection"]
        if key not in keys and not outside:
            return False
    if any(left in keys and right in keys for left, right in terms.get("exclude_pairs", [])):
        return False
    if terms.get("groups_together"):
        for group in {p["group"] for p in everybody if p["group"]}:
            members = {p["key"] for p in everybody if p["group"] == group and may_be_chosen(p)}
            if members & keys and not members <= keys:
                return False
    return True


def lot_ranks(round_):
    keys = [person["key"] for person in people(round_)]
    if "lot" not in round_ or "lot" not in round_.get("order", ["lot"]):
        return {key: rank for rank, key in enumerate(sorted(keys, reverse=True), 1)}
    seed = hashlib.sha256((round_["lot"]["commitment"] + round_["lot"]["value"]).encode()).digest()
    marks = {key: hmac.new(seed, key.encode(), "sha256").hexdigest() for key in keys}
    return {key: rank for rank, key in enumerate(sorted(keys, key=lambda key: marks[key]), 1)}


def deviation(attribute, pool, chosen):
    worst = 0
    for side in {p["side"] for p in pool}:
        here, taken = [p for p in pool if p["side"] == side], [p for p in chosen if p["side"] == side]
        for value in {p[attribute] for p in here}:
            share = sum(p[attribute] == value for p in here)
            off = abs(len(here) * sum(p[attribute] == value for p in taken) - share * len(taken))
            worst = max(worst, -(-off // len(here)))
    return worst


def best(round_):
    """Return the values of all stages of the best choice, parity counted negative; None where no choice keeps the terms."""
    everybody, ranks = people(round_), lot_ranks(round_)
    pool = [person for person in everybody if may_be_chosen(person)]
    order = list(round_.get("order", ["long_term", "days_captive", "vulnerable", "hardship", "lot"]))
    order += [] if "lot" in order else ["lot"]

    def value(criterion, chosen):
        if isinstance(criterion, dict):
            return -deviation(criterion["parity"], pool, chosen)
        if criterion == "lot":
            return sum(ranks[person["key"]] for person in chosen)
        return sum(SUMS[criterion](person, round_["as_of"]) for person in chosen)

    found = None
    for taken in product((False, True), repeat=len(pool)):
        chosen = [person for person, goes in zip(pool, taken, strict=True) if goes]
        if keeps(round_["terms"], everybody, chosen):
            values = [value(criterion, chosen) for criterion in order]
            found = values if found is None or values > found else found
    return found
