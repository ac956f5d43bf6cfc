"""The terms of ROUND.json read strictly."""

from collections.abc import Callable, Collection
from typing import Final

from tidings.exchange.rounds.candidate import ATTRIBUTES, CONSENT, DATES, LABELS, MEDICAL, Value
from tidings.exchange.rounds.fields import Field
from tidings.exchange.rounds.terms import Bounds, Quota, Ratio, Terms, Where

_TERMS: Final = ("totals", "ratios", "quotas", "must_include", "exclude_pairs", "groups_together")
_RATIO: Final = ("left", "right", "left_weight", "right_weight", "slack")
_QUOTA: Final = ("side", "where", "min", "max")
_PAIR: Final = 2
_HEAVIEST: Final = 10**6


def read_terms(field: Field, sides: Collection[str], keys: Collection[str]) -> Terms:
    """Read the terms of a round with these sides and these persons.

    Raises:
        BadInput: something is wrong or unknown, or names a side or person that is not in the round.
    """
    fields = field.mapping(_TERMS)
    together = fields.get("groups_together")
    return Terms(
        totals={_side(total, name, sides): _bounds(total) for name, total in _inside(fields, "totals").items()},
        ratios=tuple(_ratio(item, sides) for item in _listed(fields, "ratios")),
        quotas=tuple(_quota(item, sides) for item in _listed(fields, "quotas")),
        must_include=tuple(_key(item, keys) for item in _listed(fields, "must_include")),
        exclude_pairs=tuple(_pair(item, keys) for item in _listed(fields, "exclude_pairs")),
        groups_together=together.flag() if together else False,
    )


def _listed(fields: dict[str, Field], name: str) -> list[Field]:
    return fields[name].items() if name in fields else []


def _inside(fields: dict[str, Field], name: str) -> dict[str, Field]:
    return fields[name].mapping() if name in fields else {}


def _side(field: Field, name: object, sides: Collection[str]) -> str:
    if not isinstance(name, str) or name not in sides:
        raise field.refuse(f"there is no side “{name}”", f"The round has: {', '.join(sides)}.")
    return name


def _bounds(field: Field) -> Bounds:
    ends = field.items() if field.value is not None else [field, field]
    if len(ends) != _PAIR:
        raise field.refuse("is no pair of bounds", "Write [lowest, highest]; null is no bound.")
    return _bound(ends[0]), _bound(ends[1])


def _bound(field: Field | None) -> int | None:
    return None if field is None or field.value is None else field.count()


def _quota(field: Field, sides: Collection[str]) -> Quota:
    fields = field.mapping(_QUOTA, required=("side",))
    return Quota(_where(field, fields, sides), _bound(fields.get("min")), _bound(fields.get("max")))


def _where(field: Field, fields: dict[str, Field], sides: Collection[str]) -> Where:
    side = _side(fields["side"], fields["side"].value, sides)
    where = fields.get("where", field.at("where", {}))
    conditions = where.mapping(ATTRIBUTES) if where.value is not None else {}
    return Where(side, {name: _values(name, value) for name, value in conditions.items()})


def _values(name: str, field: Field) -> tuple[Value, ...]:
    return tuple(_value(name, item) for item in (field.items() if isinstance(field.value, list | tuple) else [field]))


def _words(choices: tuple[str, ...]) -> Callable[[Field], Value]:
    return lambda field: field.one_of(choices)


def _date_text(field: Field) -> Value:
    return field.value if isinstance(field.value, bool) else field.partial_date().edtf


_VALUES: Final[dict[str, Callable[[Field], Value]]] = {
    "key": Field.text,
    **dict.fromkeys(LABELS, Field.label),
    **dict.fromkeys(DATES, _date_text),
    "sex": _words(("m", "f", "")),
    "medical": _words(MEDICAL),
    "consent": _words(CONSENT),
    "vulnerable": Field.flag,
    "protection": Field.flag,
    "hardship": Field.count,
}


def _value(name: str, field: Field) -> Value:
    if field.value is None:
        return "" if name == "sex" else None
    return _VALUES[name](field)


def _ratio(field: Field, sides: Collection[str]) -> Ratio:
    fields = field.mapping(_RATIO, required=("left", "right"))
    left, right = (_end(fields[name], sides) for name in ("left", "right"))
    weights = {
        name: fields[name].count(_HEAVIEST) for name in _RATIO[2:] if name in fields and fields[name].value is not None
    }
    ratio = Ratio(left, right, **weights)
    if ratio.left_weight == ratio.right_weight == 0:
        raise field.refuse("both weights are 0, so it says nothing", "Leave the ratio out.")
    return ratio


def _end(field: Field, sides: Collection[str]) -> Where:
    return _where(field, field.mapping(("side", "where"), required=("side",)), sides)


def _key(field: Field, keys: Collection[str]) -> str:
    key = field.text()
    if key not in keys:
        raise field.refuse(f"nobody of this round has the key “{key}”", "Name a person of the lists.")
    return key


def _pair(field: Field, keys: Collection[str]) -> tuple[str, str]:
    pair = [_key(item, keys) for item in field.items()]
    if len(pair) != _PAIR or pair[0] == pair[1]:
        raise field.refuse("is no pair", "Name two different persons.")
    return pair[0], pair[1]
