"""Units as people name them: a number and what kind of formation it is."""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_NUMBER = re.compile(r"(?<![\w/])(\d{1,6})\s*(?:-?(?:я|й|ий|а|го|му|ої|ой|st|nd|rd|th))?\b", re.IGNORECASE)
_MILITARY_UNIT = re.compile(
    r"\b(?:в/?ч|войсковая часть|військова частина|military unit)\W*([а-яіa-z]?)\W*(\d{4,5})\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Unit:
    """One formation: its number without zeros in front, its `kind` (of units.tsv, or ""), or the `code` of a в/ч."""

    number: str
    kind: str
    code: str = ""


@cache
def _kinds() -> dict[str, str]:
    text = (files("tidings.forces") / "data" / "units.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return {form: row["kind"] for row in rows for form in row["forms"].split("|")}


def _kind_after(text: str) -> str:
    for word in _WORD.findall(text.casefold()):
        if kind := _kinds().get(word):
            return kind
    return ""


@lru_cache(maxsize=16384)
def read_units(text: str) -> tuple[Unit, ...]:
    """Read every unit of `text`: "35-я одшбр", "126 полк 54 дивизии", "в/ч 12345"; none where no number stands."""
    found = [Unit("", "", f"{letter.casefold()}{number}") for letter, number in _MILITARY_UNIT.findall(text)]
    rest = _MILITARY_UNIT.sub(" ", text)
    marks = list(_NUMBER.finditer(rest))
    ends = [*(mark.start() for mark in marks[1:]), len(rest)]
    for mark, end in zip(marks, ends[: len(marks)], strict=True):
        found.append(Unit(mark[1].lstrip("0") or "0", _kind_after(rest[mark.end() : end])))
    return tuple(found)
