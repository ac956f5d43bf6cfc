"""A prepared report in short, and back: so that a neighbour is compared without being read again.

`pack(subject)` is JSON: every dataclass a list of its fields in order, a report the fields that say something. It is
worked out from the report and never the only copy; `ENGINE` names the reading that made it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import Field, fields, is_dataclass, replace
from datetime import date
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from tidings.kernel import PartialDate
from tidings.linkage.subject import Subject
from tidings.reports import Report

ENGINE: Final = 2
"""Raise it whenever names, places or dates are read otherwise, or keys are: kept forms and keys are then made anew."""

NOT_COMPARED: Final = frozenset({"text", "extra", "span", "name_alternatives", "relatives"})
"""What of a report no feature reads: its words were read into the subject, or say nothing of who it is."""

Read = Callable[[Any], Any]


def pack(subject: Subject) -> str:
    """Write a prepared report in short."""
    return json.dumps(_packed(subject), ensure_ascii=False, separators=(",", ":"))


def unpack(text: str) -> Subject:
    """Read what `pack` wrote. The report inside is without `NOT_COMPARED`."""
    found: Subject = _reader(Subject)(json.loads(text))
    return found


def bare(report: Report) -> Report:
    """Return a report as `unpack` brings it back."""
    return replace(report, text="", extra=(), span=None, name_alternatives=(), relatives=())


def _packed(value: object) -> object:
    if is_dataclass(value):
        return _packed_fields(value)
    match value:
        case date():
            return value.toordinal()
        case frozenset():
            return sorted(value)
        case tuple():
            return [_packed(one) for one in value]
        case Mapping():
            return dict(value)
        case _:
            return value


def _packed_fields(value: object) -> object:
    match value:
        case Report():
            return {field.name: _packed(held) for field in fields(Report) if (held := _said(value, field)) is not None}
        case PartialDate():
            return [value.edtf, value.inferred]
        case _:
            return [_packed(getattr(value, name)) for name in _names(type(value))]  # type: ignore[arg-type]  # -- a type is hashable


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 -- a dataclass
    return tuple(field.name for field in fields(kind))


def _said(report: Report, field: "Field[Any]") -> object:
    value: object = getattr(report, field.name)
    return None if field.name in NOT_COMPARED or value == field.default else value


@lru_cache(maxsize=20_000)
def _day(edtf: str, inferred: bool) -> PartialDate:  # noqa: FBT001 -- as it stands in the pair
    return PartialDate(edtf, inferred)


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 -- text, a number, a mapping of text: JSON brings it back itself
    return value


@cache
def _reader(kind: Any) -> Read:  # noqa: ANN401 -- a type as it stands in an annotation
    """Return what makes a value of this type of what JSON brings back."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _maybe(_reader(next(one for one in inner if one is not NoneType)))
    if origin in (tuple, frozenset):
        return _many(origin, inner)
    special: dict[object, Read] = {PartialDate: lambda pair: _day(*pair), date: date.fromordinal, Report: _report}
    if kind in special:
        return special[kind]
    if is_dataclass(kind):
        return _fields(kind)
    if (
        kind in (str, int, float, bool)
        or origin is Literal
        or (isinstance(origin, type) and issubclass(origin, Mapping))
    ):
        return _as_it_is
    raise TypeError(f"{kind} in a Subject: say in {__name__} how it is packed")


def _maybe(read: Read) -> Read:
    return _as_it_is if read is _as_it_is else lambda value: None if value is None else read(value)


def _many(made: Any, inner: tuple[Any, ...]) -> Read:  # noqa: ANN401 -- tuple or frozenset
    if made is tuple and (len(inner) != 2 or inner[1] is not Ellipsis):  # noqa: PLR2004 -- tuple[X, ...]
        reads = [_reader(one) for one in inner]
        return lambda values: tuple(read(value) for read, value in zip(reads, values, strict=True))
    read = _reader(inner[0])
    return made if read is _as_it_is else lambda values: made([read(value) for value in values])


def _fields(kind: Any) -> Read:  # noqa: ANN401 -- a dataclass
    hints = get_type_hints(kind)
    reads = [_reader(hints[field.name]) for field in fields(kind)]
    special = [(place, read) for place, read in enumerate(reads) if read is not _as_it_is]

    def made(values: list[Any]) -> object:
        for place, read in special:
            values[place] = read(values[place])
        return kind(*values)

    return made


@cache
def _report_readers() -> dict[str, Read]:
    hints = get_type_hints(Report)
    found = {field.name: _reader(hints[field.name]) for field in fields(Report)}
    return {name: read for name, read in found.items() if read is not _as_it_is}


def _report(said: dict[str, Any]) -> Report:
    special = _report_readers()
    for name in said.keys() & special.keys():
        said[name] = special[name](said[name])
    return Report(**said)
