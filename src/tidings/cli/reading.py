"""`tidings read`: any file into Reports as JSON lines, without a database."""

import io
import json
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Final, TextIO

import typer

from tidings.cli.showing import complain
from tidings.intake import Reading
from tidings.intake import read as read_file
from tidings.kernel.errors import BadInput
from tidings.reports import COLUMNS, to_json

Files = Annotated[list[Path], typer.Argument(help="Tables (CSV, XLSX), texts, or JSON lines.", show_default=False)]
REQUEST_COLUMNS: Final = ("enquirer", "relation", "language")
AsOf = Annotated[str, typer.Option(help="The day an undated text was written, as 2024-03-12.")]


def day_of(words: str) -> date | None:
    """Read the day of `--as-of`.

    Raises:
        BadInput: where it is no day.
    """
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise BadInput(
            file="--as-of", line=None, field=None, problem=f"“{words}” is no day", advice="Write it as 2024-03-12."
        ) from None


def mapping_of(path: Path | None) -> dict[str, str]:
    """Read what the column names of a table mean from a TOML file: `"Name in the file" = "birth_date"`, one a line.

    Raises:
        BadInput: it cannot be read, or names a column that the record table does not have.
    """
    if path is None:
        return {}
    try:
        columns = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _bad_mapping(path, f"cannot be read ({error})", 'Write lines such as "Дата" = "event_date".') from error
    for label, column in columns.items():
        if column not in (*COLUMNS, *REQUEST_COLUMNS):
            raise _bad_mapping(path, f"“{label}” is mapped to “{column}”", f"Use one of: {', '.join(COLUMNS)}.")
    return columns


def _bad_mapping(path: Path, problem: str, advice: str) -> BadInput:
    return BadInput(file=str(path), line=None, field=None, problem=problem, advice=advice)


def tell(reading: Reading, path: Path) -> None:
    """Say on stderr what was held and what was assumed."""
    for warning in reading.warnings:
        complain(f"{path}: {warning}")
    for held in reading.held:
        complain(f"{path}:{held.line}: {held.field + ': ' if held.field else ''}{held.problem}. {held.advice}")


def write_lines(reading: Reading, out: TextIO) -> None:
    """Write each report as one JSON line."""
    out.writelines(json.dumps(to_json(report), ensure_ascii=False) + "\n" for report in reading.reports)


def read(
    files: Files,
    out: Annotated[Path | None, typer.Option(help="Where the JSON lines go; the terminal if left out.")] = None,
    file_format: Annotated[str, typer.Option("--format", help="auto, csv, xlsx, text or jsonl.")] = "auto",
    lang: Annotated[str, typer.Option(help="auto, en, ru or uk.")] = "auto",
    as_of: AsOf = "",
    source: Annotated[str, typer.Option(help="Who says it; a column `source` wins.")] = "",
) -> None:
    """Read files into Reports, one JSON line each, without a database."""
    if out is not None and any(path.exists() and out.exists() and path.samefile(out) for path in files):
        raise BadInput(
            file=str(out),
            line=None,
            field=None,
            problem="is also to be read",
            advice="Write to another file with --out.",
        )
    day, unread, read_count, held = day_of(as_of), 0, 0, 0
    with io.StringIO() as lines:
        for path in files:
            try:
                reading = read_file(path, format=file_format, language=lang, as_of=day, source=source)
            except BadInput as error:
                complain(str(error))
                unread += 1
                continue
            tell(reading, path)
            write_lines(reading, lines)
            read_count += len(reading.reports)
            held += len(reading.held)
        if out is None:
            sys.stdout.write(lines.getvalue())
        else:
            out.write_text(lines.getvalue(), encoding="utf-8")
    complain(f"{read_count} reports read, {held} rows held, {unread} files not read")
    if unread:
        raise typer.Exit(2)


COMMANDS: Final = {"read": read}
