"""Why somebody goes or stays, in words: from the planner's own explanation, in counts, with nobody else's data."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tidings.casework.rounds.planning import explained, round_at
from tidings.casework.rounds.shown import RoundFile
from tidings.casework.rounds.state import RunDone
from tidings.exchange.explaining import Explanation
from tidings.exchange.sentences import Sentence
from tidings.web.rounds.figures import (
    CONDITIONAL,
    GOES,
    LAW,
    NOT_ELIGIBLE,
    STAYS,
    VETO,
    Someone,
    people_of,
    place_in,
    places_in,
)

KEPT = 64
"""So many explanations are remembered in this process: each cost some ten solvings."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Sentences: why, and what would change it; and what a caseworker may say to the family when the round is over.

    `slow` says that they were not worked out, because the round is hard to solve.
    """

    why: tuple[str, ...]
    changes: tuple[str, ...]
    family: str
    slow: bool = False


def reasons_for(
    file: RoundFile, run: RunDone | None, one: Someone, language: str, *, patient: bool = False
) -> Reasons | None:
    """Put the reasons for one person into words; None where nothing was planned yet.

    Args:
        file: the round.
        run: the run that is explained.
        one: whom it is explained for.
        language: "en", "uk" or "ru".
        patient: work them out even where the round is hard to solve.
    """
    if run is None:
        return None
    stands = place_in(run.plan, one)
    if stands == NOT_ELIGIBLE:
        words = _(
            "No official list names this person, so the round could not take them. Being listed would change that."
        )
        return Reasons((words,), (), _("We press for the official listing; without it nobody can be exchanged."))
    found = _explained(file, run, one.listed["key"], patient=patient)
    if found is None:
        late = _("This round is hard to solve: its reasons may take a minute to work out.")
        return Reasons((late,), (), "", slow=True)
    family = _to_the_family(file, run, one) if stands == STAYS else ""
    return Reasons(_said(found.reasons, language), _said(found.changes, language), "" if stands == VETO else family)


def _said(sentences: Sequence[Sentence], language: str) -> tuple[str, ...]:
    found = (one.words(language) for one in sentences)
    return tuple(f"{words[:1].upper()}{words[1:]}." for words in found)


def _explained(file: RoundFile, run: RunDone, key: str, *, patient: bool) -> Explanation | None:
    known = _known().get((run.entry_id, run.sha256, key))
    if known is not None:
        return known
    read = round_at(file.name, file.as_of, file.entries, run)
    found = explained(read, run, key, patient=patient) if read is not None else None
    if found is not None:
        kept = _known()
        kept[(run.entry_id, run.sha256, key)] = found
        while len(kept) > KEPT:
            kept.pop(next(iter(kept)))
    return found


@lru_cache(maxsize=1)
def _known() -> dict[tuple[int, str, str], Explanation]:
    return {}


def _to_the_family(file: RoundFile, run: RunDone, one: Someone) -> str:
    """What may be said when the round is over: counts of who waited longer, no terms, no chances."""
    people = people_of(file, one.side)
    places = places_in(run.plan, people)
    longer = sum(
        places[other.listed["key"]] in {GOES, LAW, CONDITIONAL}
        and other.days is not None
        and one.days is not None
        and other.days > one.days
        for other in people
    )
    said = ngettext(
        "%(number)d person who had waited longer went first.",
        "%(number)d people who had waited longer went first.",
        longer,
    ) % {"number": longer}
    return _("On the list, and considered. %(said)s Considered again in every round.") % {"said": said}
