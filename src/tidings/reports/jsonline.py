"""A Report as a JSON line, and back: one event a line, the same words everywhere."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Final

from tidings.kernel.dates import BadDate, PartialDate
from tidings.kernel.errors import BadInput
from tidings.reports.report import BadReport, Relative, Report

_DATES: Final = ("birth_date", "event_date")
AGE_DIGITS: Final = 6
_SELDOM: Final = ("low", "high", "extra", "occurrence")
"""Written only where they say something."""


def to_json(report: Report) -> dict[str, object]:
    """Write a report as the mapping of its JSON line.

    Dates are EDTF; the key `inferred` names those worked out and not stated. An unnamed person has `name` null.
    `age` and `alias` are written as the record table writes them: 30 or "25-30", and "Sever; Vania".
    """
    line = {field.name: _written(getattr(report, field.name)) for field in fields(report)}
    line["name"] = report.name or None
    line["alias"] = _as_cell(report.alias)
    line["age"] = _as_age(report.age)
    line["relatives"] = [{"relation": one.relation, "name": one.name or None} for one in report.relatives]
    line["extra"] = dict(report.extra)
    for seldom in _SELDOM:
        if getattr(report, seldom) == _DEFAULTS[seldom]:
            del line[seldom]
    inferred = [name for name in _DATES if (when := getattr(report, name)) is not None and when.inferred]
    return line | ({"inferred": inferred} if inferred else {})


def _as_cell(aliases: tuple[str, ...]) -> str | list[str]:
    """Write aliases in one string, parted by `;`, or as a list where that could not be read back."""
    cell = "; ".join(aliases)
    return cell if _parted(cell) == aliases else list(aliases)


def _parted(cell: str) -> tuple[str, ...]:
    return tuple(part for alias in cell.split(";") if (part := alias.strip()))


def _as_age(age: tuple[int, int] | None) -> int | str | None:
    if age is None:
        return None
    return age[0] if age[0] == age[1] else f"{age[0]}-{age[1]}"


def _written(value: object) -> object:
    match value:
        case PartialDate():
            return value.edtf
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value


def from_json(mapping: Mapping[str, object], *, file: str = "", line: int | None = None) -> Report:
    """Read a report from the mapping of a JSON line; missing keys are empty, unknown ones go to `extra` as text.

    Raises:
        BadInput: a value is of the wrong kind, no date, or no word we know; it names the key.
    """
    try:
        return Report(**dict(_values(mapping)))  # type: ignore[arg-type]  # -- every value comes from its own reader
    except BadReport as bad:
        raise BadInput(file=file, line=line, field=bad.field, problem=bad.problem, advice=bad.advice) from None


def _values(mapping: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    inferred = _texts("inferred", mapping.get("inferred") or ())
    extra = dict(_pairs_of_text("extra", mapping.get("extra") or {}))
    for key, value in mapping.items():
        if key in _DATES and value:
            yield key, _partial(key, value, inferred=key in inferred)
        elif key in _READERS and value is not None:
            yield key, _READERS[key](key, value)
        elif key not in _READERS and key not in ("inferred", "extra", *_DATES):
            extra[_text("extra", key)] = _text(key, value if isinstance(value, str) else repr(value))
    yield "extra", tuple(extra.items())


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadReport(key, f"{type(value).__name__} where text was expected", "Write it in quotes")
    if any("\ud800" <= letter <= "\udfff" or letter == "\0" for letter in value):
        raise BadReport(key, "a character that is no text (NUL or half a surrogate pair)", "Take it out")
    return value


def _number(key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**31:
        raise BadReport(key, "no whole number", "Write digits without quotes")
    return value


def _list(key: str, value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise BadReport(key, f"{type(value).__name__} where a list was expected", "Write it in square brackets")
    return list(value)


def _texts(key: str, value: object) -> tuple[str, ...]:
    return tuple(_text(key, item) for item in _list(key, value))


def _pair(key: str, value: object) -> tuple[int, int]:
    numbers = [_number(key, item) for item in _list(key, value)]
    if len(numbers) != 2:  # noqa: PLR2004 -- a pair
        raise BadReport(key, f"{len(numbers)} numbers where two were expected", "Write [25, 30]")
    return numbers[0], numbers[1]


def _aliases(key: str, value: object) -> tuple[str, ...]:
    return _parted(_text(key, value)) if isinstance(value, str) else _texts(key, value)


def _age(key: str, value: object) -> tuple[int, int]:
    """Read 30, "30", "25-30" or [25, 30]."""
    if isinstance(value, list | tuple):
        return _pair(key, value)
    low, _, high = str(value).partition("-")
    if not (low.isdecimal() and (high or low).isdecimal() and len(low + high) <= AGE_DIGITS):
        raise BadReport(key, f"“{str(value)[:40]}” is no age", "Write 30 or 25-30")
    return int(low), int(high or low)


def _day(key: str, value: object) -> date | None:
    if value == "":
        return None
    try:
        return date.fromisoformat(_text(key, value))
    except ValueError:
        raise BadReport(key, f"“{str(value)[:40]}” is no day", "Write it as 2022-04-01") from None


def _partial(key: str, value: object, *, inferred: bool) -> PartialDate:
    try:
        return PartialDate(_text(key, value), inferred)
    except BadDate as bad:
        raise BadReport(key, str(bad), "Correct the date or leave it empty") from None


def _relatives(key: str, value: object) -> tuple[Relative, ...]:
    return tuple(_relative(key, item) for item in _list(key, value))


def _relative(key: str, item: object) -> Relative:
    if not isinstance(item, Mapping):
        raise BadReport(key, "no relation and name", 'Write {"relation": "mother", "name": "…"}')
    return Relative(_text(key, item.get("relation")), _text(key, item.get("name") or ""))


def _pairs_of_text(key: str, value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, Mapping):
        raise BadReport(key, "no columns and values", 'Write {"column": "value"}')
    for column, cell in value.items():
        yield _text(key, column), _text(key, cell)


_DEFAULTS: Final = {field.name: field.default for field in fields(Report)}

_READERS: Final[Mapping[str, Callable[[str, object], object]]] = {
    **{name: _text for name, default in _DEFAULTS.items() if isinstance(default, str)},
    "alias": _aliases,
    "name_alternatives": _texts,
    **dict.fromkeys(("directness", "low", "high", "occurrence"), _number),
    "age": _age,
    "span": _pair,
    "as_of": _day,
    "relatives": _relatives,
}
