"""Columns that are not known here (a postcode, an occupation): equal, alike or different, by how common a value is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import JaroWinkler

from tidings.linkage.finding import Finding
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.subject import Subject
from tidings.reports import Report

NOT_COMPARED: Final = frozenset({"enquirer", "relation", "language", "contact", "phone", "note", "comment", "url"})
"""Columns that tell of who says it, or how, not of the person."""
_STATED: Final = " (as stated)"
LONGEST: Final = 60
"""A value longer than this is a text, no property."""
ENOUGH: Final = 200
REPEATED: Final = 0.3
"""A column in which fewer of the values than this stand more than once numbers its rows."""
MOST_COLUMNS: Final = 8
ALIKE: Final = 0.88
LEAST: Final = 2.0**-9
"""A value of a column nobody has described is never worth more bits than this says."""
_WORD: Final = re.compile(r"\w+")


@lru_cache(maxsize=200_000)
def folded(value: str) -> str:
    """Return a value in the form it is compared in; "" for one that is no property."""
    plain = " ".join(_WORD.findall(value.casefold()))
    return plain if len(plain) <= LONGEST else ""


def values_of(report: Report) -> dict[str, str]:
    """Return the values that may be compared, by column; the service arm is one of them."""
    stated = (("branch", report.branch), *report.extra)
    found = {column: folded(value) for column, value in stated if is_compared(column)}
    return {column: value for column, value in found.items() if value}


def is_compared(column: str) -> bool:
    """Say whether a column may tell people apart, and not only who says so."""
    return column not in NOT_COMPARED and not column.endswith(_STATED)


def worth_comparing(counts: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, float]]:
    """Return the shares of the values of those columns that can tell people apart.

    Left out are columns with few values, with one value nearly everywhere, and such as number their rows.
    """
    kept: dict[str, dict[str, float]] = {}
    for column, values in sorted(counts.items()):
        total = sum(values.values())
        again = sum(number for number in values.values() if number > 1)
        if total >= ENOUGH and again >= REPEATED * total and max(values.values()) < total:
            kept[column] = {value: number / total for value, number in values.items()}
    return dict(list(kept.items())[:MOST_COLUMNS])


def count_values(reports: Iterable[Report]) -> dict[str, dict[str, float]]:
    """Count the values of the columns that are worth comparing."""
    counts: dict[str, Counter[str]] = {}
    for report in reports:
        for column, value in values_of(report).items():
            counts.setdefault(column, Counter())[value] += 1
    return worth_comparing(counts)


def compare_others(left: Subject, right: Subject, frequencies: Frequencies) -> Iterator[Finding]:
    """Compare each further column that was counted; silent where one side says nothing in it."""
    if not frequencies.extras:
        return
    a, b = values_of(left.report), values_of(right.report)
    for column, counted in frequencies.extras.items():
        if column in a and column in b:
            level, chance = agreement(a[column], b[column], counted)
            yield Finding(level, f"{column} {a[column]}", f"{column} {b[column]}", chance, scope=column)


def agreement(a: str, b: str, counted: Mapping[str, float]) -> tuple[str, float | None]:
    """Return the level that two values of a column reach, and how likely strangers reach it."""
    if a == b:
        return "same", max(counted.get(a, 0.0), LEAST)
    return ("near" if JaroWinkler.similarity(a, b) >= ALIKE else "other"), None
