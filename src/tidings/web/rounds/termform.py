"""Terms as a form types them, both ways: `rank = officer | general; sex = f` is who is meant."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from tidings.accounts.errors import Refused
from tidings.exchange.rounds import ATTRIBUTES, DEFAULT_ORDER, PARITY

FLAGS: Final = frozenset({"vulnerable", "protection"})
FLAG_OR_DATE: Final = frozenset({"registered", "listed"})
TRUE, FALSE = "yes", "no"
BLANKS: Final = 2
"""Empty rows under those filled, so that one more can be typed without script."""
LONGEST_NUMBER: Final = 9
EVEN: Final = ("category", "rank", "place", "region", "sex")
CHOICES: Final = (*DEFAULT_ORDER, *(f"{PARITY}{name}" for name in EVEN))


@dataclass(frozen=True, slots=True)
class RatioRow:
    """One line of the ratios."""

    left_side: str = "A"
    left: str = ""
    right_side: str = "B"
    right: str = ""
    left_weight: str = ""
    right_weight: str = ""
    slack: str = ""


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """One line of the quotas."""

    side: str = "A"
    where: str = ""
    min: str = ""
    max: str = ""


def rows_of(terms: Mapping[str, Any], order: Sequence[str]) -> dict[str, Any]:
    """Return what the form shows of kept terms."""
    totals = {side: _ends(terms.get("totals", {}).get(side)) for side in ("A", "B")}
    ratios = [_ratio_row(ratio) for ratio in terms.get("ratios", ())]
    quotas = [
        QuotaRow(quota["side"], where_text(quota.get("where") or {}), _text(quota.get("min")), _text(quota.get("max")))
        for quota in terms.get("quotas", ())
    ]
    chosen = list(order or DEFAULT_ORDER)
    return {
        "totals": [(side, *totals[side]) for side in totals],
        "ratios": [*ratios, *[RatioRow()] * BLANKS],
        "quotas": [*quotas, *[QuotaRow()] * BLANKS],
        "must_include": "\n".join(terms.get("must_include", ())),
        "exclude_pairs": "\n".join("; ".join(pair) for pair in terms.get("exclude_pairs", ())),
        "groups_together": bool(terms.get("groups_together")),
        "order": [*chosen, *[""] * (len(DEFAULT_ORDER) + 1 - len(chosen))],
    }


def _ends(bounds: Sequence[int | None] | None) -> tuple[str, str]:
    low, high = bounds or (None, None)
    return _text(low), _text(high)


def _ratio_row(ratio: Mapping[str, Any]) -> RatioRow:
    left, right = ratio["left"], ratio["right"]
    return RatioRow(
        left["side"],
        where_text(left.get("where") or {}),
        right["side"],
        where_text(right.get("where") or {}),
        _text(ratio.get("left_weight", 1)),
        _text(ratio.get("right_weight", 1)),
        _text(ratio.get("slack", 0)),
    )


def _text(number: object) -> str:
    return "" if number is None else str(number)


def where_text(where: Mapping[str, Any]) -> str:
    """Write who is meant as the form types it."""
    return "; ".join(f"{name} = {' | '.join(map(_word, _several(value)))}" for name, value in where.items())


def _several(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple) else (value,)


def _word(value: object) -> str:
    return (TRUE if value else FALSE) if isinstance(value, bool) else str(value)


def where_of(text: str) -> dict[str, list[Any]]:
    """Read who is meant: `rank = officer | general; sex = f`.

    Raises:
        Refused: a part has no `=`, or names no attribute of a person.
    """
    found: dict[str, list[Any]] = {}
    for part in filter(str.strip, text.split(";")):
        name, equals, values = (piece.strip() for piece in part.partition("="))
        if not equals or name not in ATTRIBUTES:
            raise Refused(
                _("“%(part)s” names nobody. Write for example: rank = officer | general") % {"part": part.strip()}
            )
        found[name] = [_value(name, value.strip()) for value in values.split("|") if value.strip()]
    return found


def _value(name: str, text: str) -> str | int | bool:
    folded = text.casefold()
    if name in FLAGS | FLAG_OR_DATE and folded in {TRUE, FALSE}:
        return folded == TRUE
    return int(text) if name == "hardship" and text.isascii() and text.isdecimal() else text


def terms_of(sent: QueryDict) -> tuple[dict[str, Any], list[str]]:
    """Read terms and order out of the form.

    Raises:
        Refused: a number is none, or a line names nobody; the core checks the rest.
    """
    totals = {
        side: [_number(sent.get(f"low_{side}", "")), _number(sent.get(f"high_{side}", ""))] for side in ("A", "B")
    }
    terms: dict[str, Any] = {
        "totals": {side: bounds for side, bounds in totals.items() if bounds != [None, None]},
        "ratios": list(_ratios(sent)),
        "quotas": list(_quotas(sent)),
        "must_include": sent.get("must_include", "").split(),
        "exclude_pairs": list(_pairs(sent.get("exclude_pairs", ""))),
    }
    whole = {name: value for name, value in terms.items() if value}
    order = [one for one in sent.getlist("order") if one in CHOICES]
    return whole | ({"groups_together": True} if sent.get("groups_together") else {}), order


def _ratios(sent: QueryDict) -> Iterable[dict[str, Any]]:
    columns = [sent.getlist(name) for name in RatioRow.__dataclass_fields__]
    for left_side, left, right_side, right, left_weight, right_weight, slack in zip(*columns, strict=False):
        if left_weight.strip() or right_weight.strip():
            yield {
                "left": {"side": left_side, "where": where_of(left)},
                "right": {"side": right_side, "where": where_of(right)},
                "left_weight": _number(left_weight) or 0,
                "right_weight": _number(right_weight) or 0,
                "slack": _number(slack) or 0,
            }


def _quotas(sent: QueryDict) -> Iterable[dict[str, Any]]:
    columns = [sent.getlist(name) for name in ("quota_side", "quota_where", "quota_min", "quota_max")]
    for side, where, low, high in zip(*columns, strict=False):
        if low.strip() or high.strip():
            yield {"side": side, "where": where_of(where), "min": _number(low), "max": _number(high)}


def _pairs(text: str) -> Iterable[list[str]]:
    for line in filter(str.strip, text.splitlines()):
        pair = [key for key in re.split(r"[;,\s]+", line.strip()) if key]
        if len(pair) != 2:  # noqa: PLR2004 -- a pair has two sides
            raise Refused(_("“%(line)s” is no pair. Write two keys on one line.") % {"line": line.strip()})
        yield pair


def _number(text: str) -> int | None:
    tidy = text.strip()
    if not tidy:
        return None
    if not tidy.isascii() or not tidy.isdecimal() or len(tidy) > LONGEST_NUMBER:
        raise Refused(_("“%(text)s” is no whole number.") % {"text": tidy})
    return int(tidy)
