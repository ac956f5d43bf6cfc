"""Pairs: kinship told of people named together: "the brothers", "father and son", "the couple"."""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Final

from tidings.intake.text.kinship import Tie
from tidings.intake.text.mentions import Mention
from tidings.intake.text.people import People
from tidings.intake.text.spelling import same_surname
from tidings.intake.text.tokens import Sentence

_SIBLINGS: Final = re.compile(r"\b(?:the|both|two|twin) (brothers|sisters|twins)\b")
_HOUSEHOLD: Final = re.compile(
    r"\b(father|mother) and (son|daughter)\b|\b(?:husband and wife|the couple|married couple)\b"
)
_TWO: Final = 2
_MOST: Final = 6  # more of one surname are a village, not a family


def household_in(sentence: Sentence, together: Sequence[int]) -> list[Tie]:
    """Return what two people named together are said to be: "P. and R., who are father and son"."""
    found = _HOUSEHOLD.search(" ".join(sentence.low))
    if not found or len(together) != _TWO:
        return []
    first, second = together
    return [Tie(second, first, found[1])] if found[1] else [Tie(first, second, "spouse"), Tie(second, first, "spouse")]


def siblings_in(sentence: Sentence, recent: Sequence[int], people: People) -> tuple[int, int] | None:
    """Return the two that "the brothers" means: those of one surname named last."""
    if not _SIBLINGS.search(" ".join(sentence.low)):
        return None
    pairs = [
        (a, b) for a, b in pairwise(recent) if people[a].surname and same_surname(people[a].surname, people[b].surname)
    ]
    return pairs[-1] if pairs and people[pairs[-1][0]].sex == people[pairs[-1][1]].sex else None


def families_in(sentence: Sentence, mentions: list[Mention]) -> list[tuple[str, str]]:
    """Return surname and relation of "the brothers Koval", "the Koval sisters"."""
    low = sentence.low
    return [
        (mention.words[-1], word[:-1])
        for mention in mentions
        if mention.kind in ("family", "name") and len(mention.words) == 1
        for word in (*low[max(0, mention.start - 1) : mention.start], *low[mention.end : mention.end + 1])
        if word in ("brothers", "sisters")
    ]


def ties_of_family(surname: str, relation: str, people: People) -> list[Tie]:
    """Tie all of one surname and sex who were told to be brothers, or sisters."""
    sex = {"brother": "m", "sister": "f"}[relation]
    members = [p.number for p in people if p.named and p.sex == sex and p.surname and same_surname(p.surname, surname)]
    if len(members) > _MOST:
        return []
    return [tie for a, b in combinations(members, 2) for tie in (Tie(a, b, relation), Tie(b, a, relation))]
