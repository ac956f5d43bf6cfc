# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""Claims: figures a text gives of people, bodies, exchanges or calls, as intervals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tidings.intake.text.calendars import MONTHS
from tidings.intake.text.tables import words
from tidings.intake.text.tokens import Sentence
from tidings.intake.text.triggers import Trigger
from tidings.intake.text.when import NUMBERS

_AT_LEAST: Final = re.compile(
    r"(?:at least|more than|over|no fewer than|no less than|not fewer than|not less than|upwards of|in excess of|above|as many as at least|exceeds|exceeded|beyond|a minimum of)$"  # noqa: E501 -- one rule stays on one line
)
_AT_MOST: Final = re.compile(
    r"(?:nearly|almost|up to|at most|no more than|not more than|fewer than|less than|under|below|no higher than|not higher than|as many as|close to|a maximum of|just under)$"  # noqa: E501 -- one rule stays on one line
)
_NOT_COUNTED: Final = words("of_claims", "not_counted")
_BEFORE: Final = words("of_claims", "before")
_FIGURE: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,7}")
_PHRASE: Final = 10
_SCALES: Final = {"dozen": 12, "hundred": 100, "thousand": 1000}
_SURE: Final = 5  # from this number on, people counted in words are a figure even where nothing befalls them
_PART_OF: Final = re.compile(r"(?:of|among) (?:them|these|those|whom|which)\b(?: \w+){0,4}$")
_STATED: Final = re.compile(
    r"\b(?:it|figure|number|total|toll|count) (?:was|is|stands at|stood at|had been|has reached|reached|rose to|grew to)$"  # noqa: E501 -- one rule stays on one line
)
_STATES: Final = words("of_claims", "states")


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure: what is counted in the text's words, and its bounds (None where open)."""

    what: str
    low: int | None
    high: int | None
    sentence: Sentence


def claims_of(sentence: Sentence, found: list[Trigger], *, before: bool = False) -> list[Claim]:
    """Return the figures of a sentence.

    Args:
        sentence: the sentence.
        found: what tells events in it.
        before: whether the sentence before told a figure, so that this one may leave its noun out.
    """
    return list(_claims(sentence, told=bool(found), before=before))


def _claims(sentence: Sentence, *, told: bool, before: bool) -> Iterator[Claim]:
    position, said = 0, before
    while position < len(sentence.tokens):
        width, value, spelled = _number(sentence, position)
        if not width:
            position += 1
            continue
        low, high, start, end = _bounds(sentence, position, position + width, value)
        what = _counted(sentence, start, end, told=told) or _elliptic(sentence, start, end, said=said)
        if (
            sentence.low[end : end + 1] == ["others"]
            and {"with", "and", "alongside"} & set(sentence.low[max(0, start - 2) : start])
            and low is not None
        ):
            low, high, what = low + 1, (high + 1 if high is not None else None), what or _words(sentence, end, end)
        said = said or bool(what)
        if what and (told or not spelled or value >= _SURE) and not (spelled and value < 2):
            yield Claim(what, low, high, sentence)
        position = max(end, position + width)


def _number(sentence: Sentence, position: int) -> tuple[int, int, bool]:
    """Return how many tokens a number takes, what it is, and whether it is written in words."""
    token = sentence.tokens[position]
    if _FIGURE.fullmatch(token.text):
        after = sentence.low[position + 1 : position + 2]
        if after == ["million"]:
            return 0, 0, False
        if after and after[0] in _SCALES and "," not in token.text:
            return 2, int(token.text) * _SCALES[after[0]], False
        return 1, int(token.text.replace(",", "")), False
    return _in_words(sentence, position)


def _in_words(sentence: Sentence, position: int) -> tuple[int, int, bool]:
    """As in "twenty-eight", "two hundred", "a dozen", "hundred"."""
    low = sentence.low
    scale = _SCALES.get(low[position + 1], 0) if position + 1 < len(low) else 0
    units = 1 if low[position] in ("a", "one") else _spelled(low[position])
    if units is not None and scale:
        return 2, units * scale, True
    if low[position] in _SCALES and (position == 0 or low[position - 1] not in ("several", "few", "some", "many")):
        return 1, _SCALES[low[position]], True
    whole = _spelled(low[position])
    return (1, whole, True) if whole is not None else (0, 0, False)


def _spelled(low: str) -> int | None:
    if low in ("a", "an", "one"):
        return None
    if low in NUMBERS:
        return NUMBERS[low]
    tens, _, units = low.partition("-")
    if tens in NUMBERS and units in NUMBERS and NUMBERS[tens] >= 20 and NUMBERS[units] < 10:
        return NUMBERS[tens] + NUMBERS[units]
    return None


def _bounds(sentence: Sentence, start: int, end: int, value: int) -> tuple[int | None, int | None, int, int]:
    low = sentence.low
    joined = " ".join(low[max(0, start - 4) : start])
    if (low[start - 1 : start] == ["between"] and low[end : end + 1] == ["and"]) or (
        low[end : end + 1] and low[end] in ("to", "–", "-", "—")
    ):
        width, other, _ = _number(sentence, end + 1) if end + 1 < len(low) else (0, 0, False)
        if width and other > value:
            return value, other, start, end + 1 + width
    if _AT_LEAST.search(joined):
        return value, None, start, end
    if _AT_MOST.search(joined):
        return None, value, start, end
    return value, value, start, end


def _counted(  # noqa: PLR0911 -- one answer for each shape a figure is told in
    sentence: Sentence, start: int, end: int, *, told: bool
) -> str:
    """Return what a number counts, "" where it counts nothing we keep."""
    low = sentence.low
    before = low[start - 1] if start else ""
    after = low[end] if end < len(low) else ""
    if (
        after in _NOT_COUNTED
        or before in _BEFORE
        or (before == "." and low[max(0, start - 2)] in _BEFORE)
        or after in MONTHS
        or before in MONTHS
        or after in ("-", "st", "nd", "th", ":", "/")
    ):
        return ""
    number = sentence.tokens[start].text
    if start == 0 and after in (".", ")"):
        return ""
    noun = next((i for i in range(end, min(end + 5, len(low))) if low[i] in words("people", "plural")), None)
    if low[end : end + 2] == ["for", number] or low[max(0, start - 2) : start] == ["group", "of"]:
        return _words(sentence, end, end) or "the same"
    if noun is not None and not any(
        w in words("grammar", "preposition") - {"of"} or w in ",;.:()" or w in _NOT_COUNTED for w in low[end:noun]
    ):
        return _words(sentence, end, noun)
    of_them = low[end : end + 2] in (["of", "them"], ["of", "these"], ["of", "those"], ["of", "whom"])
    is_year = len(number) == 4 and number.isdigit() and 1900 <= int(number) <= 2099
    if (
        told
        and not is_year
        and (of_them or after in _STATES)
        and (_people_before(sentence, start) or _PART_OF.search(" ".join(low[max(0, start - 7) : start])))
        and before not in (",", "(")
    ):
        return _words(sentence, end, end)
    if told and not is_year and of_them:
        return _words(sentence, end, end)
    return ""


def _elliptic(sentence: Sentence, start: int, end: int, *, said: bool) -> str:
    """A figure that leaves its noun out: "… and more than 300 by Ukraine", "the figure is no higher than 15"."""
    low = sentence.low
    bounded = (
        _AT_LEAST.search(" ".join(low[max(0, start - 4) : start]))
        or _AT_MOST.search(" ".join(low[max(0, start - 4) : start]))
        or low[max(0, start - 1) : start] == ["between"]
    )
    last = end >= len(low) - 1 or low[end] in (".", ",", ";", "by", "in", '"')
    if said and last and _STATED.search(" ".join(low[max(0, start - 5) : start])):
        return "the same"
    if (
        not bounded
        or not last
        or not (said or {"figure", "number", "estimate", "estimates", "total", "toll", "count"} & set(low[:start]))
    ):
        return ""
    return _words(sentence, max(0, start - 8), start - 1) if not said else _words(sentence, end, end) or "the same"


def _people_before(sentence: Sentence, start: int) -> bool:
    return any(low in words("people", "plural") for low in sentence.low[:start])


def _words(sentence: Sentence, start: int, noun: int) -> str:
    stop = min(len(sentence.tokens), max(noun + 1, start + _PHRASE))
    cut = next(
        (
            i
            for i in range(noun + 1, stop)
            if sentence.low[i] in ",;.:()" or sentence.low[i] in ("and", "but") or sentence.tokens[i].text.isdigit()
        ),
        stop,
    )
    return " ".join(token.text for token in sentence.tokens[start:cut])
