"""What comes out of anything dropped in: reports, held rows, warnings. Nothing is lost, nothing guessed silently."""

from dataclasses import dataclass, field
from typing import Literal

from tidings.reports import Report


@dataclass(frozen=True, slots=True)
class Held:
    """A row that breaks a rule, kept whole to be mended in the review queue.

    Attributes:
        line: where it stands in the file, from 1.
        row: its cells as (column, value), as they were.
        field: the column that breaks the rule, or "" for the whole row.
        problem: what is wrong, in plain words.
        advice: what to do about it.
    """

    line: int
    row: tuple[tuple[str, str], ...]
    field: str
    problem: str
    advice: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, read.

    Attributes:
        reports: what could be taken, in the order of the file.
        held: what could not, each with its reason.
        warnings: what was assumed or is worth a look, fit to show.
        language: of a text, or of most rows of a table; "" where unclear.
        kind: whether it was read as a table or as running text.
        text: the decoded original that spans point into; "" for tables.
        original: the bytes that were read, to be kept as they are; empty where they were handed in.
    """

    reports: tuple[Report, ...] = ()
    held: tuple[Held, ...] = ()
    warnings: tuple[str, ...] = ()
    language: str = ""
    kind: Literal["table", "text"] = "table"
    text: str = ""
    original: bytes = field(default=b"", repr=False)
