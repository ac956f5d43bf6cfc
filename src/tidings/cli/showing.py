"""How the commands print: words for people, JSON for programs, a bar for what takes long."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Annotated, Protocol

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tidings.names import Reason

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]
Language = Annotated[str, typer.Option(help="Language of the reasons: en, ru or uk.")]
console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


class Compared(Protocol):
    """Two reports compared, whether rows of tables or reports of the register."""

    @property
    def probability(self) -> float:
        """That they speak of one person."""

    @property
    def weight(self) -> float:
        """Bits of all reasons, without the prior."""

    @property
    def verdict(self) -> str:
        """What the engine proposes."""

    @property
    def reasons(self) -> Sequence[Reason]:
        """Every field that said something, heaviest first."""


def comparison_json(found: Compared, language: str) -> dict[str, object]:
    """Return a comparison for programs."""
    return {
        "probability": round(found.probability, 6),
        "weight": round(found.weight, 3),
        "verdict": found.verdict,
        "reasons": [
            {"feature": reason.feature, "weight": round(reason.weight, 3), "words": reason.words(language)}
            for reason in found.reasons
        ],
    }


def say_comparison(found: Compared, language: str) -> None:
    """Print a comparison for people, a line a reason."""
    say(f"{found.verdict}: probability {found.probability:.3f}, weight {found.weight:+.1f} bits")
    for reason in found.reasons:
        say(f"{reason.weight:+6.1f}  {reason.feature}: {reason.words(language)}")


def print_json(value: object) -> None:
    """Print one JSON value, one line, letters as they are."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def say(words: str) -> None:
    """Print a sentence; square brackets in names are no markup."""
    console.print(words, markup=False)


def complain(words: str) -> None:
    """Print a sentence on stderr."""
    errors.print(words, markup=False)


def print_table(title: str, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print a table."""
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in header:
        table.add_column(column)
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    console.print(table, markup=False)


def progress() -> Progress:
    """Return a bar on stderr that goes when the work is done; without a terminal it is silent."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=errors,
        transient=True,
    )
