"""JSON lines as `tidings read` writes them, read back."""

import json
from typing import Final

from tidings.intake.formats import limits
from tidings.intake.formats.hotline import refuse_contacts
from tidings.intake.formats.table import Asked, Taken, add
from tidings.intake.reading import Held
from tidings.kernel.errors import BadInput
from tidings.reports import Report, from_json

_SHOWN: Final = 2_000
_ADVICE: Final = "Write one JSON object a line, as `tidings read` does"


def take_json_lines(text: str, asked: Asked, taken: Taken) -> None:
    """Read each line into `taken`; a line that is no report is held.

    Raises:
        HotlineRefused: the lines hold contacts of a surrender hotline.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            add(_report(line, number, asked), taken)
        except BadInput as bad:
            kept = (("line", line[:_SHOWN].replace("\0", "�")),)
            taken.held.append(Held(number, kept, bad.field or "", bad.problem, bad.advice))
    refuse_contacts(
        file=asked.file,
        named=(
            asked.source,
            asked.file,
            *(said for report in taken.reports for said in (report.source, report.origin)),
        ),
        columns={column for report in taken.reports for column, _ in report.extra},
        cells=(cell for report in taken.reports for cell in (report.text, *(cell for _, cell in report.extra))),
    )


def _report(line: str, number: int, asked: Asked) -> Report:
    if len(line) > limits.CELL_LETTERS * 4:
        raise _bad(number, f"{len(line)} letters in one line")
    try:
        mapping = json.loads(line)
    except (ValueError, RecursionError):
        raise _bad(number, "no JSON") from None
    if not isinstance(mapping, dict):
        raise _bad(number, "no JSON object")
    if asked.source and not mapping.get("source"):
        mapping["source"] = asked.source
    return from_json(mapping, file=asked.file, line=number)


def _bad(number: int, problem: str) -> BadInput:
    return BadInput(file="", line=number, field=None, problem=problem, advice=_ADVICE)
