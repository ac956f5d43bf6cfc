"""Marks: scars, tattoos, teeth. Two sources seldom name the same ones, and seldom in the same words."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from tidings.linkage.finding import Finding
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.subject import Subject

STEM: Final = 4
"""Letters of a word that are compared: enough to tell a tattoo from a tooth, few enough to leave endings out."""
SHORTEST: Final = 3
USUAL: Final = 0.1
"""The share of a word that was not counted."""
LEAST: Final = 2.0**-10
"""Marks that agree are never worth more bits than this says: whose words they are is not known."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_EMPTY: Final = frozenset({
    "the", "and", "with", "from", "not", "his", "her", "has", "one", "two", "left", "right", "above", "below", "side",
    "под", "над", "без", "его", "ее", "її", "його", "або", "или", "при", "від", "ліва", "лівий", "права", "правий",
    "левая", "левый", "левой", "правая", "правый", "правой",
})  # fmt: skip


@lru_cache(maxsize=65_536)
def mark_words(text: str) -> frozenset[str]:
    """Return the beginnings of the words that tell of marks."""
    words = (word for word in _WORD.findall(text.casefold()) if len(word) >= SHORTEST and word not in _EMPTY)
    return frozenset(word[:STEM] for word in words)


def compare_marks(left: Subject, right: Subject, frequencies: Frequencies) -> Iterator[Finding]:
    """Say which marks both name; the rarer their words, the more it tells."""
    a, b = mark_words(left.report.marks), mark_words(right.report.marks)
    if a and b:
        level, chance = agreement(a, b, frequencies)
        yield Finding(level, left.report.marks, right.report.marks, chance)


def agreement(a: frozenset[str], b: frozenset[str], frequencies: Frequencies) -> tuple[str, float | None]:
    """Return the level two sets of words reach, and how likely strangers reach it: by the two rarest words shared."""
    shared = sorted(frequencies.marks.get(word, USUAL) for word in a & b)
    if not shared:
        return "other", None
    chance = shared[0] * (shared[1] ** 0.5 if len(shared) > 1 else 1.0)
    return "same" if len(shared) > 1 or a == b else "part", max(chance, LEAST)
