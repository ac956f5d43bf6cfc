"""What a single cell may not hold."""

import re
from typing import Final

from tidings.intake.formats import limits
from tidings.kernel.scripts import script_of

_ERROR: Final = re.compile(r"#(?:[A-ZА-ЯІЇЄҐ]{1,12}(?:/[0A-ZА-ЯІЇЄҐ]{1,3})?[!?]?|#{2,})")
_JOINTS: Final = re.compile(r"\s*(?:[;,\n&]|\s(?:and|и|та|і|й)\s)\s*")
_SUM: Final = re.compile(
    r"\s*(?:total|in total|всего|итого|разом|усього|всього|сума|сумма)\b[\s:.–-]*\d*\s*", re.IGNORECASE
)
_FULL_NAME: Final = 2

Problem = tuple[str, str]
"""What is wrong and what to do about it."""


def problem_of(column: str, cell: str) -> Problem | None:
    """Say what is wrong with a cell of a column of the record table, whatever the column."""
    if "\0" in cell:
        return "a NUL byte, which is no text", "Type the cell again; the file may be damaged"
    if len(cell) > limits.CELL_LETTERS:
        return f"{len(cell)} letters in one cell, {limits.CELL_LETTERS} at most", "Shorten it"
    if _ERROR.fullmatch(cell.strip()):
        return f"the spreadsheet shows an error ({cell.strip()})", "Put right the formula or type the value"
    if column == "name" and _SUM.fullmatch(cell):
        return "a sum, not a person", "Nothing, if it is one; else write the name"
    if column == "name" and holds_two_people(cell):
        return "two people in one cell", "Give each person a row of their own"
    return None


def holds_two_people(cell: str) -> bool:
    """Tell whether a name cell names two people: two full names, joined by a comma, a line end or "and".

    The same name written in two scripts is one person.
    """
    full = [piece for piece in _JOINTS.split(cell[:500]) if _is_full_name(piece)]
    return len(full) > 1 and len({script_of(piece) for piece in full}) == 1


def _is_full_name(piece: str) -> bool:
    words = piece.split()
    return len(words) >= _FULL_NAME and all(word[:1].isupper() for word in words)
