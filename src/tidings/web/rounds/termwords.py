"""Terms said in words, for pages and printed sheets."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tidings.exchange.rounds import DEFAULT_ORDER
from tidings.web.rounds.words import ATTRIBUTES, SIDES, criterion, value_of
from tidings.web.words import word


def terms_in_words(terms: Mapping[str, Any], order: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return each kind of term with its sentences; kinds without a term are left out."""
    kinds = [
        (_("Numbers"), [_total(side, *bounds) for side, bounds in terms.get("totals", {}).items()]),
        (_("Ratios"), [_ratio(ratio) for ratio in terms.get("ratios", ())]),
        (_("Quotas"), [_quota(quota) for quota in terms.get("quotas", ())]),
        (_("Must go, by name"), [", ".join(terms["must_include"])] if terms.get("must_include") else []),
        (_("Never both"), [" – ".join(pair) for pair in terms.get("exclude_pairs", ())]),
        (_("Together"), [_("those who stay together go together or stay")] if terms.get("groups_together") else []),
        (_("Order"), [order_in_words(order)]),
    ]
    return [(name, sentences) for name, sentences in kinds if sentences]


def order_in_words(order: Sequence[str]) -> str:
    """The criteria in their order, the first counting before all others."""
    return " → ".join(criterion(one) for one in order or DEFAULT_ORDER)


def where_in_words(side: str, where: Mapping[str, Any]) -> str:
    """Who is meant."""
    conditions = [
        f"{word(ATTRIBUTES, name)}: {' / '.join(value_of(name, one) for one in _several(value))}"
        for name, value in where.items()
    ]
    return f"{word(SIDES, side)} ({'; '.join(conditions)})" if conditions else word(SIDES, side)


def _several(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else (value,)


def bounds_in_words(low: int | None, high: int | None) -> str:
    """At least, at most, between or exactly."""
    if low is not None and low == high:
        return _("exactly %(number)d") % {"number": low}
    if low is not None and high is not None:
        return _("%(low)d to %(high)d") % {"low": low, "high": high}
    if high is not None:
        return _("at most %(number)d") % {"number": high}
    return _("at least %(number)d") % {"number": low} if low is not None else _("any number")


def _total(side: str, low: int | None, high: int | None) -> str:
    return f"{word(SIDES, side)}: {bounds_in_words(low, high)}"


def _quota(quota: Mapping[str, Any]) -> str:
    who = where_in_words(quota["side"], quota.get("where") or {})
    return f"{who}: {bounds_in_words(quota.get('min'), quota.get('max'))}"


def _ratio(ratio: Mapping[str, Any]) -> str:
    left, right = (where_in_words(ratio[end]["side"], ratio[end].get("where") or {}) for end in ("left", "right"))
    return _("%(left_weight)d × %(left)s = %(right_weight)d × %(right)s, give or take %(slack)d") % {
        "left_weight": ratio.get("left_weight", 1),
        "left": left,
        "right_weight": ratio.get("right_weight", 1),
        "right": right,
        "slack": ratio.get("slack", 0),
    }
