"""Why somebody goes or stays: said from the plan for those admitted, and in counts only for the family."""

from dataclasses import dataclass

from tidings.casework.rounds.shown import RoundFile
from tidings.casework.rounds.state import RunDone
from tidings.web.rounds.figures import Someone


@dataclass(frozen=True, slots=True)
class Reasons:
    """Sentences: the first reason, what binds, what would change it, what forcing would cost; and the family's word."""

    lines: tuple[tuple[str, str], ...]
    family: str


def reasons_for(file: RoundFile, run: RunDone | None, one: Someone, language: str) -> Reasons | None:
    """Put the reasons for one person into words; None where nothing was planned yet."""
    del file, run, one, language
    return None
