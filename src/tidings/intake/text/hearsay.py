"""Hearsay: through how many mouths a thing came before the source had it."""

import re
from typing import Final

from tidings.intake.text.bearers import group_of, mentions_of
from tidings.intake.text.clauses import Clauses
from tidings.intake.text.discourse import Discourse
from tidings.intake.text.tables import kin, words
from tidings.intake.text.tokens import Sentence
from tidings.intake.text.triggers import Trigger
from tidings.intake.text.verbs import Group

_TELLING: Final = frozenset(
    {"told", "tells", "informed", "notified", "wrote", "writes", "assured", "phoned", "telephoned", "reported", "tell"}
)
_SAYING: Final = frozenset(
    {"says", "said", "told", "tells", "recalled", "recalls", "added", "confirmed", "claims", "claimed"}
)
_HEARERS: Final = frozenset(
    {"her", "him", "me", "us", "them", "his", "my", "our", "the", "to", "relatives", "family", "mothers"}
)
_OUTLETS: Final = words("of_events", "outlets")


def hearsay(sentence: Sentence, clauses: Clauses, trigger: Trigger, discourse: Discourse) -> tuple[int, list[int]]:
    """Count the people a thing was passed on through before the source had it, and return those who told."""
    count, tellers = 0, []
    for group in clauses.groups:
        if group.end > trigger.start:
            break
        verb = next((w for w in sentence.low[group.start : group.end] if w in _TELLING), "")
        if not verb or group.negated:
            continue
        if group.passive:
            count += 1
            continue
        hearers = sentence.low[group.end : group.end + 4]
        if _is_private(hearers, clauses, group):
            count += 1
            tellers += [m.who for m in clauses.subjects(group) if m.who is not None]
    count = count or _told_by_freed(sentence, clauses, trigger, discourse)
    text = " ".join(sentence.low[: trigger.start])
    count += len(re.findall(r"\b(?:heard|learned|learnt|found out|had it|knows?) from\b", text))
    return count, tellers


def _told_by_freed(sentence: Sentence, clauses: Clauses, trigger: Trigger, discourse: Discourse) -> int:
    """Count one mouth where somebody who was there, freed since, says what befell another."""
    speakers = [
        m
        for g in clauses.groups
        if g.end <= trigger.start and _SAYING & set(sentence.low[g.start : g.end])
        for m in clauses.subjects(g)
    ]
    speakers += [m for m in clauses.mentions if sentence.low[max(0, m.head - 2) : m.head] == ["according", "to"]]
    befallen = {m.who for m in mentions_of(sentence, clauses, trigger, group_of(trigger, clauses))}
    told = [m.who for m in speakers if m.who in discourse.freed and m.who not in befallen]
    return int(bool(told) and trigger.frame != "object")


def _is_private(hearers: list[str], clauses: Clauses, group: Group) -> bool:
    if not hearers or set(hearers[:4]) & _OUTLETS:
        return False
    if hearers[0] in ("her", "him", "me", "us", "them"):
        return True
    if hearers[0] == "to":
        return hearers[1:2] != [] and (hearers[1] in _HEARERS)
    if hearers[0] in ("his", "her", "my", "our", "the"):
        return any(w in kin() or w in ("family", "relatives", "parents") for w in hearers[1:3])
    return any(m.head == group.end and m.kind == "name" for m in clauses.mentions)
