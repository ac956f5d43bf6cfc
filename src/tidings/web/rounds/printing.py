"""A sheet printed as PDF by typst: the words come in as one JSON input, never as code of the typesetter."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

import typst

MARKS = "\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u200e\u200f"
"""Marks that turn the direction of text: a name with one could read otherwise on paper than it is."""

BLANKS = "\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
"""Blanks that Python does not count as printable."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sheet under its heading: paragraphs, points, facts (name, value), a table, or a line of code."""

    title: str
    paragraphs: Sequence[str] = ()
    points: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    columns: Sequence[str] = ()
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on paper: everything already in words of one language."""

    language: str
    title: str
    subtitle: str
    foot: str
    strip: str = ""
    parts: Sequence[Part] = ()
    signatures: Sequence[str] = field(default=())


def pdf(sheet: Sheet, moment: datetime) -> bytes:
    """Print a sheet; the same sheet and moment give the same bytes."""
    return _compiled(_said(sheet), "pdf", int(moment.timestamp()))


def png(sheet: Sheet, moment: datetime) -> bytes:
    """Draw the first page, to be looked at."""
    return _compiled(_said(sheet), "png", int(moment.timestamp()))


def _said(sheet: Sheet) -> str:
    return json.dumps(_clean(asdict(sheet)), ensure_ascii=False)


def _clean(value: object) -> object:
    match value:
        case str():
            return "".join(
                letter for letter in value if letter not in MARKS and (letter.isprintable() or letter in BLANKS)
            )
        case Mapping():
            return {name: _clean(item) for name, item in value.items()}
        case list() | tuple():
            return [_clean(item) for item in value]
        case _:
            return value


def _compiled(said: str, kind: Literal["pdf", "png"], moment: int) -> bytes:
    made = typst.compile(
        _template(),
        format=kind,
        ppi=110.0,
        sys_inputs={"sheet": said},
        ignore_system_fonts=True,
        timestamp=moment,
    )
    return cast("list[bytes]", made)[0] if isinstance(made, list) else made


@lru_cache(maxsize=1)
def _template() -> bytes:
    return (files("tidings.web.rounds") / "typst" / "sheet.typ").read_bytes()
