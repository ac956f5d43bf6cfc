"""Triggers: the words of a sentence that tell an event, matched against the rule table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tidings.intake.text.tables import FRAMES, EventRule, event_rules
from tidings.intake.text.tokens import Sentence


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell an event: which rule, in which frame, and the tokens they take up, [start, end)."""

    rule: EventRule
    frame: str
    start: int
    end: int


def triggers(sentence: Sentence, before: str = "") -> list[Trigger]:
    """Return the triggers of a sentence in order; where two meet, the rule that stands first in the table wins.

    Args:
        sentence: the sentence.
        before: the sentence before it, small, in which the photograph may be told of that somebody is recognised in.
    """
    text, starts = _joined(sentence)
    taken = bytearray(len(text))
    found: list[Trigger] = []
    here = set(sentence.low)
    for rule in event_rules():
        for frame, match in _matches(rule, text, here):
            if any(taken[match.start() : match.end()]) or not _holds(rule, frame, text, match, before):
                continue
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            found.append(Trigger(rule, frame, _token_at(starts, match.start()), _token_at(starts, match.end() - 1) + 1))
    return sorted(found, key=lambda trigger: trigger.start)


def _joined(sentence: Sentence) -> tuple[str, list[int]]:
    starts, position = [], 0
    for low in sentence.low:
        starts.append(position)
        position += len(low) + 1
    return " ".join(sentence.low), starts


def _token_at(starts: list[int], position: int) -> int:
    low, high = 0, len(starts)
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if starts[middle] <= position else (low, middle)
    return low


def _matches(rule: EventRule, text: str, here: set[str]) -> Iterator[tuple[str, re.Match[str]]]:
    for frame in FRAMES:
        pattern = rule.patterns.get(frame)
        if pattern is not None and not rule.firsts[frame].isdisjoint(here):
            for match in pattern.finditer(text):
                yield frame, match


def _holds(rule: EventRule, frame: str, text: str, match: re.Match[str], before: str) -> bool:
    around = text[max(0, match.start() - 45) : match.end() + 45]
    if not (frame == "state" and match[0].startswith("in ")) and rule.unless.search(around):
        return False
    told = f"{before} {text}" if rule.kind == "seen_alive" else text
    return rule.needs is None or bool(rule.needs.search(told))
