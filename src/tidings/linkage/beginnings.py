"""A question whose words are not typed to their end: the keys of what they may become, and who fits the beginning."""

from dataclasses import replace
from typing import Final

from tidings import names
from tidings.linkage.comparison import Comparison, compare_subjects, verdict_of
from tidings.linkage.keys import keys_of
from tidings.linkage.looking import Look, look_of
from tidings.linkage.reasons import FieldReason
from tidings.linkage.subject import Subject
from tidings.names.beginnings import begins, given_begun, surnames_begun
from tidings.names.keys import skeleton

LETTER: Final = 1.0
"""Bits taken off for each letter that was not typed, since other names begin so too."""
MOST_TAKEN: Final = 6.0


def look_begun(asked: Subject) -> Look:
    """Make ready to look for whoever is meant, the ends of the words guessed at."""
    return look_of(asked, more=frozenset(_keys_begun(asked)))


def _keys_begun(asked: Subject) -> set[str]:
    own = keys_of(asked)
    given = {key.rpartition(":")[2] for key in own if key.startswith(("sg:", "g:"))}
    bones = {key[2:] for key in own if key.startswith("s:")}
    readings = [reading for name in asked.readings for reading in name.readings]
    for word in {word for reading in readings for word in reading.given[:1]}:
        for form in given_begun(word):
            given |= {key[2:] for key in names.keys(names.parse(given=form)) if key.startswith("g:")}
    for word in {word for reading in readings for word in (*reading.surname[:1], *reading.given[:1])}:
        bones |= {skeleton(stem) for stem in surnames_begun(word)}
    return {f"s:{bone}" for bone in bones} | {f"d:{bone}:{name}" for bone in bones for name in given}


def compare_begun(asked: Subject, theirs: Subject) -> Comparison:
    """Compare a question with a report: as typed, or with the words typed to their end, whichever fits better."""
    plain = compare_subjects(asked, theirs)
    whole = _completed(asked, theirs)
    if whole is None:
        return plain
    subject, typed, meant = whole
    found = compare_subjects(subject, theirs)
    bits = min(LETTER * max(len(meant) - len(typed), 1), MOST_TAKEN)
    if found.weight - bits <= plain.weight:
        return plain
    reason = FieldReason("name", -bits, typed, meant, "linkage.name.begun")
    weight = found.weight - bits
    probability = 1.0 / (1.0 + 2.0 ** -max(-60.0, min(60.0, weight + found.prior)))
    reasons = tuple(sorted((*found.reasons, reason), key=lambda one: -abs(one.weight)))
    return Comparison(probability, weight, found.prior, verdict_of(probability), reasons)


def _completed(asked: Subject, theirs: Subject) -> tuple[Subject, str, str] | None:
    """Return the question with its words as the report ends them, what was typed and what it became."""
    for reading in (reading for name in asked.readings for reading in name.readings):
        for other in (other for name in theirs.readings for other in name.readings):
            surname = _ended(reading.surname[:1], other.surname[:1])
            given = _ended(reading.given[:1], other.given[:1])
            parts = [(typed, meant) for typed, meant in (surname, given) if typed != meant]
            if parts:
                name = names.parse(surname=surname[1], given=given[1], patronymic=reading.patronymic)
                typed, meant = (" ".join(side) for side in zip(*parts, strict=True))
                return replace(asked, readings=(name,)), typed, meant
    return None


def _ended(typed: tuple[str, ...], word: tuple[str, ...]) -> tuple[str, str]:
    own = typed[0] if typed else ""
    return (own, word[0]) if own and word and begins(own, word[0]) else (own, own)
