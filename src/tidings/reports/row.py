"""A Report as a row of the record table, and back."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from tidings.kernel.dates import PartialDate, read_date
from tidings.kernel.errors import BadInput
from tidings.reports.columns import COLUMNS
from tidings.reports.report import BadReport, Relative, Report
from tidings.reports.vocabulary import says_nothing, word_for

_TEXTS: Final = frozenset(COLUMNS) - {"alias", "sex", "birth_date", "age", "as_of", "event", "event_date"}
_AGE: Final = re.compile(
    r"(\d{1,3})(?:\s*(?:-|–|—|\.\.|до|to)\s*(\d{1,3}))?(?:\s*(?:years?( old)?|y\.?o|лет|год|года|рок\w*|р)\.?)?"
)
_NAMES: Final = frozenset({"name", "surname", "given", "patronymic", "alias"})
_ALSO_NAMES: Final = frozenset({"na", "nan", "none", "null", "нет"})
"""What means nothing elsewhere, but people are called: Ms Null is a person."""
_STATED: Final = " (as stated)"
"""Ends the name of the extra column that keeps the words of a date that is known only in part."""


def to_row(report: Report) -> dict[str, str]:
    """Write a report as a row: every column of the record table, then its extra columns."""
    row = dict.fromkeys(COLUMNS, "")
    row.update({column: getattr(report, column) for column in _TEXTS})
    row["alias"] = "; ".join(report.alias)
    row["sex"], row["event"] = report.sex, report.event
    row["birth_date"], row["event_date"] = str(report.birth_date or ""), str(report.event_date or "")
    row["as_of"] = report.as_of.isoformat() if report.as_of else ""
    if report.age:
        low, high = report.age
        row["age"] = str(low) if low == high else f"{low}-{high}"
    return row | dict(report.extra)


def from_row(
    row: Mapping[str, str],
    *,
    file: str = "",
    line: int | None = None,
    source: str = "",
    said_on: date | None = None,
) -> Report:
    """Read a report from a row of the record table.

    Columns that are not known are kept in `extra`; `enquirer` and `relation` also become a Relative. The words of a
    date that was not a plain day are kept beside it, in `extra` under "birth_date (as stated)"; a date that hangs on
    a day nobody gave ("two weeks earlier") is left empty with its words kept.

    Args:
        row: column to cell; any column may be missing.
        file: shown in errors.
        line: shown in errors, from 1.
        source: who says it, where the row does not.
        said_on: the day an age or a date such as "last March" was said of, where the row has no `as_of`.

    Raises:
        BadInput: a cell breaks a rule; it names line and column.
    """
    try:
        return _report(row, source, said_on)
    except BadReport as bad:
        raise BadInput(file=file, line=line, field=bad.field, problem=bad.problem, advice=bad.advice) from None


def _report(row: Mapping[str, str], source: str, said_on: date | None) -> Report:
    cells = {column: read_cell(column, row.get(column, "")) for column in COLUMNS}
    extra = {column: cell for column, cell in row.items() if column not in cells and cell}
    as_of = read_day(cells["as_of"])
    age = read_age(cells["age"])
    dates = {column: read_when(column, cells[column], as_of or said_on) for column in ("birth_date", "event_date")}
    for column, when in dates.items():
        if cells[column] and (when is None or (when.edtf != cells[column] and when.exact is None)):
            extra.setdefault(column + _STATED, cells[column])
    return Report(
        **{column: cells[column] for column in _TEXTS} | {"source": cells["source"] or source},  # type: ignore[arg-type]  # -- all of _TEXTS are text
        alias=tuple(alias.strip() for alias in cells["alias"].split(";") if alias.strip()),
        sex=read_word("sex", cells["sex"]),
        birth_date=dates["birth_date"],
        age=age,
        as_of=as_of or (said_on if age else None),
        event=read_word("event", cells["event"]),
        event_date=dates["event_date"],
        relatives=_enquirer(row),
        extra=tuple(extra.items()),
    )


def read_cell(column: str, text: str) -> str:
    """Return what a cell says, stripped; "" where it says no more than that nothing is known."""
    if not text or (says_nothing(text) and not (column in _NAMES and text.strip().lower() in _ALSO_NAMES)):
        return ""
    return text.strip()


def read_word(field: str, text: str) -> str:
    """Return the word of a report for what a cell says of `sex` or `event`.

    Raises:
        BadReport: the word is not known.
    """
    found = word_for(field, text) if text else ""
    if found is None:
        raise BadReport(field, f"“{text[:60]}” is not known", _ADVICE[field])
    return found


_ADVICE: Final = {
    "sex": "Write m or f, or leave it empty",
    "event": "Write one of the events of the record table (missing, captured, held, died …) or leave it empty",
}


def read_when(field: str, text: str, as_of: date | None) -> PartialDate | None:
    """Read `birth_date` or `event_date`; None where it is empty or hangs on a day nobody gave.

    Raises:
        BadReport: it is no date.
    """
    if not text:
        return None
    found = read_date(text, as_of=as_of)
    if found is None and not _hangs_on_a_day(text):
        raise BadReport(
            field, f"“{text[:60]}” is no date", "Write it as 1990-04-12, 1990-04 or 1990, or leave it empty"
        )
    return found


def _hangs_on_a_day(text: str) -> bool:
    """Tell "two weeks earlier", which is a date once the day it was said is known, from what is none."""
    return read_date(text, as_of=date(2000, 1, 1)) is not None


def read_day(text: str) -> date | None:
    """Read `as_of`.

    Raises:
        BadReport: it is not one day.
    """
    when = read_when("as_of", text, None)
    if text and (when is None or when.exact is None):
        raise BadReport("as_of", f"“{text[:60]}” is not one day", "Write the day the age was said of as 2022-04-01")
    return when.exact if when is not None else None


def read_age(text: str) -> tuple[int, int] | None:
    """Read an age or a range of ages in whole years.

    Raises:
        BadReport: it is no age.
    """
    if not text:
        return None
    found = _AGE.fullmatch(text.lower())
    if found is None:
        raise BadReport("age", f"“{text[:60]}” is no age", "Write 30 or 25-30, in whole years")
    low = int(found[1])
    return low, int(found[2] or low)


def _enquirer(row: Mapping[str, str]) -> tuple[Relative, ...]:
    stated, name = row.get("relation", ""), row.get("enquirer", "").strip()
    if says_nothing(stated) and not name:
        return ()
    return (Relative(word_for("relation", stated) or "relative", name),)
