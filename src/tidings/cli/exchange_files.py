"""The files of an exchange, and a terminal that the solver does not write on."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer

from tidings.exchange import Plan, Round, read_plan, read_round
from tidings.kernel.errors import BadInput

RoundFile = Annotated[Path, typer.Argument(metavar="ROUND.json", help="The round.", show_default=False)]
PlanFile = Annotated[Path, typer.Argument(metavar="PLAN.json", help="The plan.", show_default=False)]
Language = Annotated[str, typer.Option(help="Language of the words: en, ru or uk.")]
LANGUAGES: Final = ("en", "ru", "uk")


def read_bytes(path: Path) -> bytes:
    """Read a file.

    Raises:
        BadInput: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(
            file=str(path), line=None, field=None, problem="cannot be read", advice=f"{error.strerror}."
        ) from error


def round_at(path: Path) -> Round:
    """Read a round from a file."""
    return read_round(read_bytes(path), file=str(path))


def plan_at(path: Path) -> Plan:
    """Read a plan from a file."""
    return read_plan(read_bytes(path), file=str(path))


def known_language(language: str) -> str:
    """Return a language there are words in.

    Raises:
        BadInput: there are none.
    """
    if language not in LANGUAGES:
        raise bad_option("--language", f"“{language}” is unknown", "Use en, ru or uk.")
    return language


def bad_option(name: str, problem: str, advice: str) -> BadInput:
    """Return the error for a word of the command line."""
    return BadInput(file=name, line=None, field=None, problem=problem, advice=advice)


@contextmanager
def solver_kept_off_the_output() -> Iterator[None]:
    """Send what the solver's own code prints to stderr, so that what a program reads from us is ours alone."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
