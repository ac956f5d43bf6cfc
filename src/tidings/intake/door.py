"""One file in, one Reading out."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from tidings.intake.formats import (
    Asked,
    NoHeader,
    Taken,
    add,
    column_for,
    decode,
    delimiter_of,
    limits,
    read_delimited,
    read_workbook,
    refuse_contacts,
    take_json_lines,
    take_table,
    text_of_page,
)
from tidings.intake.reading import Reading
from tidings.intake.text import LONGEST_TEXT, read_text
from tidings.kernel.errors import BadInput
from tidings.kernel.scripts import language_of

_FORMATS: Final = ("auto", "csv", "xlsx", "jsonl", "text")
_LANGUAGES: Final = ("auto", "en", "ru", "uk")
_BY_SUFFIX: Final = {
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "text",
    ".htm": "text",
    ".html": "text",
}
_PACKED: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_LEAST_COLUMNS: Final = 2
_MARKUP: Final = (".htm", ".html")
NOT_READ_YET: Final = {
    "ru": "Running text in Russian is not read yet; enter what it says by hand",
    "uk": "Running text in Ukrainian is not read yet; enter what it says by hand",
}
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_MOST_CONTROLS: Final = 0.02
"""Share of control characters above which a file is no text, whatever its encoding."""
_SAMPLE: Final = 20_000


def read(
    path: Path,
    *,
    format: str = "auto",  # noqa: A002 -- the option's name
    language: str = "auto",
    as_of: date | None = None,
    source: str = "",
    columns: Mapping[str, str] | None = None,
) -> Reading:
    """Read a file into Reports.

    Args:
        path: the file.
        format: "csv", "xlsx", "jsonl" or "text"; "auto" decides by content and name.
        language: "en", "ru" or "uk"; "auto" decides by the words.
        as_of: the day the file speaks from, for ages and dates that hang on it.
        source: who says it, where the file itself does not.
        columns: what column names of the file mean, where this program would not know.

    Raises:
        BadInput: the file as a whole cannot be taken; a row that cannot is held, and the rest is read.
    """
    _check_option("--format", format, _FORMATS)
    _check_option("--lang", language, _LANGUAGES)
    spoken = "" if language == "auto" else language
    asked = Asked(path.name, source, as_of, spoken, tuple((columns or {}).items()))
    content = _content(path)
    return replace(read_content(content, asked, as_format=format), original=content)


def read_content(data: bytes, asked: Asked, *, as_format: str = "auto") -> Reading:
    """Read a file that is already in memory (an upload); as `read`.

    Raises:
        BadInput: as `read`.
    """
    if len(data) > limits.FILE_BYTES:
        raise _bad(asked.file, f"it is larger than {limits.FILE_BYTES >> 20} MB", "Divide it")
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise _bad(asked.file, "it is empty", "Look whether it was saved")
    kind = _by_content(data, asked.file) if as_format == "auto" else as_format
    if kind == "xlsx":
        return _read_workbook(data, asked)
    return _read_decoded(data, asked, kind)


def _check_option(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise _bad(option, f"“{value[:40]}” is not known", f"Use one of: {', '.join(allowed)}")


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > limits.FILE_BYTES:
            raise _bad(path.name, f"it is larger than {limits.FILE_BYTES >> 20} MB", "Divide it")
        return path.read_bytes()
    except OSError as error:
        raise _bad(path.name, f"it cannot be opened ({error.strerror})", "Look whether the path is right") from None


def _by_content(data: bytes, file: str) -> str:
    if data.startswith(_OLD_OFFICE):
        raise _bad(file, "it is a document of an old or locked Office", "Save it as .xlsx, CSV or plain text")
    if data.startswith(_PACKED):
        return "xlsx"
    if data.startswith(b"%PDF"):
        raise _bad(
            file, "it is a PDF, which is not read yet", "Copy its text into a .txt file or its table into a .csv file"
        )
    return _BY_SUFFIX.get(Path(file).suffix.lower(), "")


def _read_workbook(data: bytes, asked: Asked) -> Reading:
    taken, headless = Taken(), []
    for table in read_workbook(data, file=asked.file):
        try:
            take_table(table, asked, taken)
        except NoHeader as bad:
            headless.append(bad)
            taken.warnings.append(f"Sheet “{table.sheet}” was passed over: {bad.problem}")
    if not taken.reports and not taken.held:
        raise headless[0] if headless else _bad(asked.file, "no sheet holds anything", "Look whether it was saved")
    return _reading(taken, asked)


def _read_decoded(data: bytes, asked: Asked, kind: str) -> Reading:
    decoded = decode(data)
    sample = decoded.text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise _bad(asked.file, "it is no text in any encoding we know", "Look whether it is the right file")
    taken = Taken(warnings=[decoded.warning] if decoded.warning else [])
    kind = kind or ("csv" if asked.columns else _by_words(decoded.text))
    if kind == "text":
        return _read_running(decoded.text, asked, taken)
    if kind == "jsonl":
        take_json_lines(decoded.text, asked, taken)
    else:
        take_table(read_delimited(decoded.text, lambda label: column_for(label) is not None), asked, taken)
    return _reading(taken, asked)


def _by_words(text: str) -> str:
    """Tell a table or JSON lines from running text by the first line that says anything."""
    first = next((line for line in text[:20_000].splitlines() if line.strip()), "")
    if first.lstrip().startswith("{"):
        return "jsonl"
    labels = first.split(delimiter_of([first], lambda label: column_for(label) is not None))
    return "csv" if sum(column_for(label) is not None for label in labels) >= _LEAST_COLUMNS else "text"


def _read_running(text: str, asked: Asked, taken: Taken) -> Reading:
    if Path(asked.file).suffix.lower() in _MARKUP:
        text = text_of_page(text)
        taken.warnings.append("The page was freed of its markup; passages are counted in the text that was left")
    refuse_contacts(file=asked.file, named=(asked.source, asked.file), columns=(), cells=(text,))
    language = asked.language or language_of(text[:_SAMPLE])
    if language in NOT_READ_YET:
        taken.warnings.append(NOT_READ_YET[language])
        return Reading((), (), tuple(taken.warnings), language, "text", text)
    reports = read_text(text, language=language, as_of=asked.as_of, source=asked.source)
    for report in reports:
        add(report, taken)
    if len(text) > LONGEST_TEXT:
        taken.warnings.append(
            f"The text has {len(text):,} characters: what stands beyond the first {LONGEST_TEXT:,} was not read"
        )
    return Reading(tuple(taken.reports), (), tuple(taken.warnings), language, "text", text)


def _reading(taken: Taken, asked: Asked) -> Reading:
    spoken = Counter(report.language for report in taken.reports if report.language).most_common(1)
    if taken.day_numbers:
        taken.warnings.append(f"{taken.day_numbers} day numbers of a spreadsheet (such as 44652) were read as dates")
    language = asked.language or (spoken[0][0] if spoken else "")
    return Reading(tuple(taken.reports), tuple(taken.held), tuple(taken.warnings), language)


def _bad(file: str, problem: str, advice: str) -> BadInput:
    return BadInput(file=file, line=None, field=None, problem=problem, advice=advice)
