"""ROUND.json read strictly."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from tidings.exchange.rounds.candidate import ATTRIBUTES, CONSENT, DATES, HARDEST, LABELS, MEDICAL, Candidate
from tidings.exchange.rounds.fields import Field, loaded
from tidings.exchange.rounds.round import DEFAULT_ORDER, LOT, PARITY, SUMMED, Lot, Round
from tidings.exchange.rounds.terms_reading import read_terms
from tidings.kernel import PartialDate, canonical_json

_ROUND: Final = ("round", "as_of", "sides", "terms", "order", "lot")
_EVEN: Final = ("category", "rank", "place", "region", "sex")
_SEX: Final = ("m", "f", "")


def read_round(content: bytes | Mapping[str, object], *, file: str = "ROUND.json") -> Round:
    """Read a round.

    Args:
        content: the bytes of the file, or what JSON makes of them.
        file: what to call it in errors.

    Raises:
        BadInput: something is missing, wrong or unknown; the error names the path in the file and what to do.
    """
    whole = Field(loaded(content, file) if isinstance(content, bytes) else content, "", file)
    fields = whole.mapping(_ROUND, required=("as_of", "sides"))
    as_of = fields["as_of"].day()
    sides = _sides(fields["sides"])
    ordered, drawn = _given(fields, "order"), _given(fields, "lot")
    order = _order(ordered) if ordered else DEFAULT_ORDER
    lot = _lot(drawn) if drawn else None
    everybody = [person for persons in sides.values() for person in persons]
    return Round(
        name=(fields["round"].label() or "") if "round" in fields else "",
        as_of=as_of,
        sides=sides,
        terms=read_terms(_given(fields, "terms") or whole.at("terms", {}), sides, {person.key for person in everybody}),
        order=order,
        lot=lot,
        digest=_digest(whole),
        warnings=(*_about_dates(everybody, as_of), *_about_the_rest(everybody, order, lot)),
    )


def _given(fields: Mapping[str, Field], name: str) -> Field | None:
    found = fields.get(name)
    return None if found is None or found.value is None else found


def _digest(whole: Field) -> str:
    try:
        return hashlib.sha256(canonical_json(whole.value)).hexdigest()
    except (TypeError, ValueError) as error:
        raise whole.refuse(str(error), "Write texts, whole numbers, true, false and null only.") from None


def _sides(field: Field) -> dict[str, tuple[Candidate, ...]]:
    seen: dict[str, str] = {}
    sides: dict[str, tuple[Candidate, ...]] = {}
    for side, lists in field.mapping().items():
        lists.at("name", side).text()
        persons = lists.mapping(("persons",), required=("persons",))["persons"]
        sides[side] = tuple(_person(person, side, seen) for person in persons.items())
    if not sides:
        raise field.refuse("has no side", 'Write {"A": {"persons": […]}, "B": {"persons": […]}}.')
    return sides


def _person(field: Field, side: str, seen: dict[str, str]) -> Candidate:
    fields = field.mapping(ATTRIBUTES, required=("key",))
    key = fields.pop("key").text()
    if key in seen:
        raise field.at("key", key).refuse(
            f"“{key}” stands already at {seen[key]}", "Give each person a key of its own."
        )
    seen[key] = field.path
    given = {name: READERS[name](value) for name, value in fields.items() if value.value is not None}
    return replace(Candidate(key, side), **given)


def _date_or_flag(field: Field) -> PartialDate | bool | None:
    return field.value if isinstance(field.value, bool) else _date(field)


def _date(field: Field) -> PartialDate | None:
    return None if field.value is None or field.value == "" else field.partial_date()


def _sex(field: Field) -> str:
    return "" if field.value is None else field.one_of(_SEX)


READERS: Final[Mapping[str, Callable[[Field], Any]]] = {
    "key": Field.text,
    **dict.fromkeys(LABELS, Field.label),
    **dict.fromkeys(DATES[:2], _date),
    **dict.fromkeys(DATES[2:], _date_or_flag),
    "sex": _sex,
    "medical": lambda field: field.one_of(MEDICAL),
    "vulnerable": Field.flag,
    "hardship": lambda field: field.count(HARDEST),
    "consent": lambda field: field.one_of(CONSENT),
    "protection": Field.flag,
}


def _order(field: Field) -> tuple[str, ...]:
    order: list[str] = []
    for item in field.items():
        criterion = _criterion(item)
        if criterion in order:
            raise item.refuse(f"“{criterion}” stands twice", "Name each criterion once.")
        order.append(criterion)
    return tuple(order)


def _criterion(field: Field) -> str:
    if isinstance(field.value, Mapping):
        return PARITY + field.mapping(("parity",), required=("parity",))["parity"].one_of(_EVEN)
    known = (*SUMMED, LOT)
    if isinstance(field.value, str) and field.value.startswith(PARITY):
        return PARITY + field.at("parity", field.value.removeprefix(PARITY)).one_of(_EVEN)
    if not isinstance(field.value, str) or field.value not in known:
        raise field.refuse(
            "is no criterion",
            f'Use {", ".join(known)} or {{"parity": "region"}} ({", ".join(_EVEN)}). '
            "Military value, skills and the number of petitions are no criteria and cannot be made any.",
        )
    return field.value


def _lot(field: Field) -> Lot:
    fields = field.mapping(("commitment", "value"), required=("commitment", "value"))
    return Lot(fields["commitment"].text(), fields["value"].text())


def _about_dates(everybody: list[Candidate], as_of: date) -> Iterator[str]:
    unknown = sum(person.captured is None or person.captured.latest is None for person in everybody)
    if unknown:
        yield f"{unknown} without a known day of capture count as 0 days captive"
    ahead = sum(
        person.captured is not None and person.captured.latest is not None and person.captured.latest > as_of
        for person in everybody
    )
    if ahead:
        yield f"{ahead} whose capture may lie after {as_of.isoformat()} count as 0 days captive"


def _about_the_rest(everybody: list[Candidate], order: tuple[str, ...], lot: Lot | None) -> Iterator[str]:
    unlisted = sum(not person.is_listed for person in everybody)
    if unlisted:
        yield f"{unlisted} stand on no official list; that is no veto here, but the other side may refuse them"
    if lot and LOT not in order:
        yield "the lot is not in the order, so nothing is decided by it"
