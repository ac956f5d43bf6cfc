"""Events: what befell whom, how surely, and through how many mouths; one for each person of each trigger."""

import re
from dataclasses import dataclass, field
from typing import Final

from tidings.intake.text.bearers import group_of, persons_of
from tidings.intake.text.clauses import Clauses
from tidings.intake.text.discourse import Discourse
from tidings.intake.text.facts import certainty_of, is_fact
from tidings.intake.text.hearsay import hearsay
from tidings.intake.text.tokens import Sentence
from tidings.intake.text.triggers import Trigger
from tidings.intake.text.verbs import Group
from tidings.kernel.dates import PartialDate

_FATES: Final = frozenset({"captured", "missing", "exchanged", "held"})
_CAPTIVITY: Final = frozenset({"captivity", "prisoner", "prisoners", "pow", "prison", "custody", "colony"})
_PRISONS: Final = frozenset(
    {"captivity", "camp", "colony", "prison", "cell", "barracks", "sizo", "jail", "custody", "detention"}
)
_SWAPS: Final = re.compile(r"\b(?:exchanges?|swaps?|exchanged|swapped)\b(?! of (?:remains|bodies|fire))")


@dataclass(slots=True)
class Event:
    """One event of one person, tied to its sentence."""

    kind: str
    person: int
    sentence: Sentence
    trigger: Trigger
    group: Group | None
    certainty: str = ""
    directness: int = 0
    witnesses: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """One event with its date and place: what becomes a line."""

    event: Event
    date: PartialDate | None
    place: str


def events_of(sentence: Sentence, clauses: Clauses, found: list[Trigger], discourse: Discourse) -> list[Event]:
    """Return the events a sentence states as facts, one for each person of each trigger."""
    events: list[Event] = []
    for trigger in found:
        group = group_of(trigger, clauses)
        if not is_fact(sentence, trigger, group):
            discourse.spoken_of.update(
                persons_of(sentence, clauses, trigger, group, discourse) if trigger.rule.kind in _FATES else ()
            )
            continue
        certainty = certainty_of(sentence, clauses, trigger, group)
        directness, witnesses = hearsay(sentence, clauses, trigger, discourse)
        for person in persons_of(sentence, clauses, trigger, group, discourse):
            if person in witnesses and trigger.rule.kind not in ("released", "exchanged", "escaped"):
                continue
            if trigger.rule.context and not _was_captive(person, sentence, discourse):
                continue
            kinds = kinds_of(trigger, sentence)
            events += [Event(k, person, sentence, trigger, group, certainty, directness, witnesses) for k in kinds]
    return events


def _was_captive(person: int, sentence: Sentence, discourse: Discourse) -> bool:
    """Say whether a person who "came home" came from captivity: it was told before, or here, or a captive writes."""
    return person in discourse.captive or bool(_CAPTIVITY & set(sentence.low)) or discourse.told_by_captive


def tells_swap(sentence: Sentence) -> bool:
    """Say whether a sentence speaks of an exchange of prisoners."""
    return bool(_SWAPS.search(" ".join(sentence.low)))


def kinds_of(trigger: Trigger, sentence: Sentence) -> list[str]:
    """Return the kinds a trigger tells: a release in a sentence that speaks of an exchange is one."""
    kind = trigger.rule.kind
    if kind == "seen_alive" and _PRISONS & set(sentence.low[max(0, trigger.start - 5) : trigger.end + 9]):
        return [kind, "held"]
    if kind == "released" and tells_swap(sentence):
        kind = "exchanged"
    return [kind, trigger.rule.also] if trigger.rule.also else [kind]
