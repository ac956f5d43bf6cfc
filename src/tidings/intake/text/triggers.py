"""Triggers: the words of a sentence that tell an event, matched against the rule table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tidings.intake.text.tables import FRAMES, EventRule, Tree, event_rules, words
from tidings.intake.text.tokens import Sentence

_LOOSE: Final = words("of_triggers", "loose")
_AROUND: Final = 8  # words on either side in which a word of `unless` says something else


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
    taken: set[int] = set()
    found: list[Trigger] = []
    for rule in event_rules():
        for frame, start, end in _matches(rule, sentence.low):
            if taken.isdisjoint(range(start, end)) and _holds(rule, frame, sentence.low, (start, end), before):
                taken.update(range(start, end))
                found.append(Trigger(rule, frame, start, end))
    return sorted(found, key=lambda trigger: trigger.start)


def _matches(rule: EventRule, low: list[str]) -> Iterator[tuple[str, int, int]]:
    for frame in FRAMES:
        tree = rule.frames.get(frame)
        if tree is None:
            continue
        for start, word in enumerate(low):
            if word in tree and (end := _longest(tree[word], low, start + 1)):
                yield frame, start, end


def _longest(node: Tree, low: list[str], position: int) -> int:
    """Return where the longest phrase ends that goes on at a position, 0 if none does; one loose word may stand between two of it."""  # noqa: E501 -- one rule stays on one line
    end = position if "" in node else 0
    if position >= len(low):
        return end
    if low[position] in node:
        return _longest(node[low[position]], low, position + 1) or end
    after = low[position + 1] if position + 1 < len(low) else ""
    if low[position] in _LOOSE and after and after in node:
        return _longest(node[after], low, position + 2) or end
    return end


def _holds(rule: EventRule, frame: str, low: list[str], place: tuple[int, int], before: str) -> bool:
    start, end = place
    if not (frame == "state" and low[start] == "in") and rule.unless.search(
        " ".join(low[max(0, start - _AROUND) : end + _AROUND])
    ):
        return False
    if rule.needs is None:
        return True
    text = " ".join(low)
    return bool(rule.needs.search(f"{before} {text}" if rule.kind == "seen_alive" else text))
