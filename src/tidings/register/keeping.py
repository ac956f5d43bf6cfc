"""Things taken in: the row of one file or text, what of it can be written down, and the rows it holds."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from django.conf import settings

from tidings.intake import Held, Reading
from tidings.register.doing import Doing
from tidings.register.errors import RuleRefused
from tidings.register.models import HeldRow, Source, Taking
from tidings.reports import Report, to_json

UNWRITABLE: Final = re.compile("[\0\ud800-\udfff]")
"""NUL, which PostgreSQL keeps in no text, and halves of letters, which no encoding can write."""


def check_size(content: bytes) -> None:
    """Refuse an original larger than this installation takes."""
    if len(content) > settings.UPLOAD_LIMIT:
        raise RuleRefused(f"This file is larger than {settings.UPLOAD_LIMIT // 2**20} MB. Split it.")


def put(doing: Doing, source: Source, original: tuple[str, int, str], reading: Reading) -> Taking:
    """Write the row of one thing taken in; `original` is its hash, its size in bytes and how the person calls it."""
    sha256, size, filename = original
    return Taking.objects.put(
        doing.actor,
        source=source,
        sha256=sha256,
        size=size,
        filename=_tidy(filename),
        kind=reading.kind,
        language=reading.language,
        text=reading.text.replace("\0", "\ufffd"),
        moment=doing.moment,
        by_id=doing.actor.user_id,
        new=0,
        known_before=0,
    )


def sifted(source: str, reading: Reading) -> tuple[list[Report], list[Held]]:
    """Part the reports that can be written down from those with characters no database holds (NUL, half a letter)."""
    reports, held = [], []
    for place, stated in enumerate(reading.reports, start=1):
        report = replace(stated, source=stated.source or source)
        if _unwritable(to_json(report)):
            problem = "it holds characters that are no letters of any script"
            held.append(Held(place, (), "", problem, "Ask the source for the words again"))
        else:
            reports.append(report)
    return reports, held


def _unwritable(value: object) -> bool:
    match value:
        case str():
            return UNWRITABLE.search(value) is not None
        case dict():
            return any(map(_unwritable, (*value, *value.values())))
        case list():
            return any(map(_unwritable, value))
        case _:
            return False


def _tidy(filename: str) -> str:
    return "".join(letter for letter in filename if letter.isprintable())[:255]


def hold(doing: Doing, taking: Taking, held_rows: Iterable[Held]) -> None:
    """Keep rows that break a rule: they wait in the inbox to be mended."""
    HeldRow.objects.put_all(
        HeldRow(
            bureau_id=doing.actor.bureau_id,
            taking=taking,
            line=held.line,
            row=[list(cell) for cell in held.row],
            field=held.field,
            problem=held.problem,
            advice=held.advice,
        )
        for held in held_rows
    )
