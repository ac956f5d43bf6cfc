"""Where: place phrases of a sentence, as stated."""

from dataclasses import dataclass
from typing import Final

from tidings.intake.text.calendars import MONTHS, SEASONS, WEEKDAYS
from tidings.intake.text.mentions import Mention
from tidings.intake.text.tables import words
from tidings.intake.text.tokens import Sentence

_PREPOSITIONS: Final = words("of_places", "prepositions")
_KINDS_BEFORE: Final = words("of_places", "kinds_before")
_KINDS_AFTER: Final = words("of_places", "kinds_after")
_BARE: Final = frozenset(["border", "checkpoint", "plant", "factory", "airport", "front", "crossing", "steelworks"])
_SKIPPED: Final = words("of_places", "skipped")
_NOT_PLACES: Final = frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(SEASONS)
_ORGANISATIONS: Final = words("of_places", "organisations")


@dataclass(frozen=True, slots=True)
class Where:
    """One place phrase: its tokens, [start, end), the preposition before it, and its words."""

    start: int
    end: int
    lead: str
    words: str


def places_in(sentence: Sentence, mentions: list[Mention]) -> list[Where]:
    """Return the place phrases of a sentence in order."""
    named = {p for m in mentions if m.kind in ("name", "family") for p in range(m.start, m.end)}
    found: list[Where] = []
    for position, low in enumerate(sentence.low):
        if low in _PREPOSITIONS and (not found or position >= found[-1].end):
            where = _phrase(sentence, position, named)
            if where is not None and not (low in ("of", "by", "for", "on") and not _is_sure(where)):
                found.append(where)
    return found


def _is_sure(where: Where) -> bool:
    last = where.words.split()[-1].lower()
    return last in _KINDS_AFTER or where.words.lower() in words("places")


def _phrase(sentence: Sentence, lead: int, named: set[int]) -> Where | None:
    low, tokens = sentence.low, sentence.tokens
    start = lead + 1
    while start < len(low) and low[start] in _SKIPPED and start < lead + 4:
        start += 1
    first = start
    while start < len(low) - 1 and low[start] in _KINDS_BEFORE | _KINDS_AFTER and start < first + 3:
        start += 1 + (low[start + 1] in ("of", "in"))
    if start >= len(low):
        return None
    end = start
    while end < len(low) and _is_proper(sentence, end, named):
        end += 1
    if end == start:
        return _bare(sentence, lead, first)
    while end < len(low) and low[end] in _KINDS_AFTER:
        end += 1
    if set(low[start:end]) & _ORGANISATIONS or low[end : end + 1] == ["'s"]:
        return None
    text = " ".join(token.text for token in tokens[start:end])
    return Where(start, end, low[lead], text)


def _is_proper(sentence: Sentence, position: int, named: set[int]) -> bool:
    token = sentence.tokens[position]
    if not token.word or not token.capital or position in named:
        return False
    if token.low in _NOT_PLACES or (
        token.low in words("demonyms") and sentence.low[position + 1 : position + 2] != ["region"]
    ):
        return False
    return token.low not in words("ranks", "military") and token.low not in words("common")


def _bare(sentence: Sentence, lead: int, start: int) -> Where | None:
    low = sentence.low
    if start < len(low) and start > lead + 1 and low[start] in _BARE and low[lead] in ("at", "near", "on", "in"):
        return Where(start, start + 1, low[lead], low[start])
    return None
