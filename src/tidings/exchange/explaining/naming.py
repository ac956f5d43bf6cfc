"""The terms in words of three languages, by the names they have in plans: `totals.A.max`, `quotas[2].min`, `ratios[0]`.

Other people's keys are left out unless they are asked for: what a family is told holds nobody else's name.
"""

import re

from tidings.exchange.rounds import Conflict, Quota, Ratio, Round, Value, Where
from tidings.exchange.sentences import Said, Sentence

_NUMBERED = re.compile(r"(?P<kind>\w+)\[(?P<number>\d+)\](?:\.(?P<end>min|max))?")


def term_sentence(round_: Round, name: str) -> Sentence:
    """Return a term in words, without anybody's key.

    Args:
        round_: the round whose term it is.
        name: the term's name; one that is none of the round's terms is said as it stands.
    """
    if name.startswith("totals."):
        side, _, end = name.removeprefix("totals.").rpartition(".")
        if end in ("min", "max") and side in round_.terms.totals:
            low, high = round_.terms.totals[side]
            return _bound(Where(side), end, low if end == "min" else high)
    found = _NUMBERED.fullmatch(name)
    return (
        _numbered(round_, found)
        if found
        else Sentence(name if name == "groups_together" else "verbatim", {"words": name})
    )


def conflict_sentence(round_: Round, conflict: Conflict) -> Sentence:
    """Return a term in conflict in words, for negotiators: with the keys it names."""
    found = _NUMBERED.fullmatch(conflict.term)
    terms = round_.terms
    values: dict[str, Said] = {}
    match found["kind"] if found else conflict.term:
        case "must_include" if found:
            values = {"key": terms.must_include[int(found["number"])]}
            vetoed = conflict.code if conflict.code in ("vetoed_consent", "vetoed_protection") else "key_named"
            return Sentence(vetoed, values)
        case "exclude_pairs" if found:
            left, right = terms.exclude_pairs[int(found["number"])]
            return Sentence("keys_apart", {"left": left, "right": right})
        case "groups_together" if "group" in conflict.values:
            return Sentence("group_together", {"group": conflict.values["group"]})
    return term_sentence(round_, conflict.term)


def people(where: Where) -> Sentence:
    """Return in words whom a `where` means."""
    conditions = tuple(
        Sentence(
            "condition", {"attribute": f"attribute:{name}", "values": tuple(_value(name, value) for value in values)}
        )
        for name, values in where.attributes.items()
        if name != "key"
    )
    if not conditions:
        return Sentence("people_all", {"side": where.side})
    return Sentence("people_where", {"side": where.side, "conditions": conditions})


def _numbered(round_: Round, found: re.Match[str]) -> Sentence:
    number, terms = int(found["number"]), round_.terms
    match found["kind"]:
        case "quotas" if number < len(terms.quotas):
            quota: Quota = terms.quotas[number]
            end = found["end"] or ("max" if quota.max is not None else "min")
            return _bound(quota.where, end, quota.min if end == "min" else quota.max)
        case "ratios" if number < len(terms.ratios):
            return _ratio(terms.ratios[number])
        case "must_include" | "exclude_pairs" as kind:
            return Sentence(kind)
    return Sentence("verbatim", {"words": found[0]})


def _bound(where: Where, end: str, bound: int | None) -> Sentence:
    return Sentence("at_least" if end == "min" else "at_most", {"bound": bound or 0, "who": people(where)})


def _ratio(ratio: Ratio) -> Sentence:
    values: dict[str, Said] = {
        "left_weight": ratio.left_weight,
        "left": people(ratio.left),
        "right_weight": ratio.right_weight,
        "right": people(ratio.right),
        "slack": ratio.slack,
    }
    return Sentence("ratio_slack" if ratio.slack else "ratio", values)


def _value(attribute: str, value: Value) -> Sentence:
    match value:
        case str() if attribute in ("medical", "consent"):
            return Sentence("worded", {"attribute": f"{attribute}:{value}"})
        case None | "":
            return Sentence("value_unknown")
        case bool():
            return Sentence("value_yes" if value else "value_no")
        case _:
            return Sentence("verbatim", {"words": str(value)})
