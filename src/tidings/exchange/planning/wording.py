"""Terms in plain English, with the code and the figures that other languages need."""

from tidings.exchange.rounds import Conflict, Ratio, Value, Where


def least_words(term: str, where: Where, bound: int, there: int) -> Conflict:
    """Say a lower bound, and of how many people who may be chosen."""
    who = people(where)
    words = f"at least {bound} of {who}, of whom {there} may be chosen"
    return Conflict(term, words, "at_least", {"bound": bound, "who": who, "side": where.side, "there": there})


def most_words(term: str, where: Where, bound: int) -> Conflict:
    """Say an upper bound."""
    who = people(where)
    return Conflict(term, f"at most {bound} of {who}", "at_most", {"bound": bound, "who": who, "side": where.side})


def ratio_words(term: str, ratio: Ratio) -> Conflict:
    """Say a ratio."""
    left, right = people(ratio.left), people(ratio.right)
    words = f"{ratio.left_weight} times the number of {left} is {ratio.right_weight} times the number of {right}"
    if ratio.slack:
        words += f", give or take {ratio.slack}"
    values: dict[str, int | str] = {"left": left, "right": right, "slack": ratio.slack}
    return Conflict(
        term, words, "ratio", {"left_weight": ratio.left_weight, "right_weight": ratio.right_weight, **values}
    )


def named_words(term: str, key: str) -> Conflict:
    """Say that somebody is named."""
    return Conflict(term, f"{key} is named", "named", {"key": key})


def pair_words(term: str, pair: tuple[str, str]) -> Conflict:
    """Say that two are not to go both."""
    left, right = pair
    return Conflict(term, f"{left} and {right} do not go both", "pair", {"left": left, "right": right})


def group_words(group: str, size: int) -> Conflict:
    """Say that a group stays together."""
    words = f"the {size} of group {group} go together or not at all"
    return Conflict("groups_together", words, "group", {"group": group, "size": size})


def people(where: Where) -> str:
    """Say whom a `where` means: `side A with category pilot or gunner`."""
    parts = [f"{name} {' or '.join(_value(value) for value in values)}" for name, values in where.attributes.items()]
    return f"side {where.side}" + (f" with {' and '.join(parts)}" if parts else "")


def _value(value: Value) -> str:
    match value:
        case None:
            return "unknown"
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)
