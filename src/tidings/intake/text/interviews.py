"""Interviews: who is asked, which paragraphs ask and which answer; there "you" and "I" are one person."""

import re
from dataclasses import dataclass
from typing import Final

from tidings.intake.text.mentions import Mention
from tidings.intake.text.tables import words
from tidings.intake.text.tokens import Sentence

_MARKS: Final = frozenset({"q", "a", "—", "–", "-", "question", "answer"})
_LEAST_QUESTIONS: Final = 2
_OPENING: Final = 2  # tokens that may stand before the name somebody is addressed by
_ASKED: Final = re.compile(
    r"(?:talks?|talked|spoke|speaks|speaking|interview|conversation|talking) (?:to|with)(?: (?:the|a|an|former|freed))?$|interviewed$"  # noqa: E501 -- one rule stays on one line
)


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview: the number of who is asked, and of each paragraph whether it is a question (else an answer)."""

    asked: int
    turns: dict[int, bool]


def interview(sentences: list[Sentence], names: list[list[Mention]]) -> Interview | None:
    """Return the interview a text is, None where it is none."""
    turns = _turns(sentences)
    if sum(turns.values()) < _LEAST_QUESTIONS or all(turns.values()):
        return None
    asked = _introduced(sentences, names) or _addressed(sentences, names, turns) or _first(sentences, names, turns)
    return Interview(asked.who, turns) if asked is not None and asked.who is not None else None


def _turns(sentences: list[Sentence]) -> dict[int, bool]:
    """Tell the paragraphs that open with a mark of a dialogue, and whether they end with a question."""
    turns: dict[int, bool] = {}
    marked = set()
    for sentence in sentences:
        if sentence.first and _is_marked(sentence):
            marked.add(sentence.paragraph)
        if sentence.paragraph in marked:
            letter = sentence.low[0] if sentence.first else ""
            if letter in ("q", "question", "a", "answer"):
                turns[sentence.paragraph] = letter.startswith("q")
            elif sentence.paragraph not in turns or not _is_lettered(sentences, sentence):
                turns[sentence.paragraph] = "?" in sentence.low[-2:]
    return turns


def _is_marked(sentence: Sentence) -> bool:
    low = sentence.low
    return low[0] in ("—", "–", "-") or (low[0] in _MARKS and low[1:2] in ([":"], ["."], ["—"]))


def _is_lettered(sentences: list[Sentence], sentence: Sentence) -> bool:
    first = next(s for s in reversed(sentences[: sentence.index + 1]) if s.paragraph == sentence.paragraph and s.first)
    return first.low[0] in ("q", "a", "question", "answer")


def _introduced(sentences: list[Sentence], names: list[list[Mention]]) -> Mention | None:
    """As in "The Review talks to X, the wife of a marine"."""
    return next(
        (
            mention
            for sentence, listed in zip(sentences, names, strict=True)
            for mention in listed
            if _ASKED.search(" ".join(sentence.low[max(0, mention.head - 4) : mention.head]))
        ),
        None,
    )


def _addressed(sentences: list[Sentence], names: list[list[Mention]], turns: dict[int, bool]) -> Mention | None:
    """As in "Ms X, when were you taken?"."""
    return next(
        (
            mention
            for sentence, listed in zip(sentences, names, strict=True)
            for mention in listed
            if turns.get(sentence.paragraph)
            and mention.head <= _OPENING
            and sentence.low[mention.end : mention.end + 1] == [","]
        ),
        None,
    )


def _first(sentences: list[Sentence], names: list[list[Mention]], turns: dict[int, bool]) -> Mention | None:
    """Return the first person named before the dialogue who is no journalist."""
    begin = min(turns)
    return next(
        (
            mention
            for sentence, listed in zip(sentences, names, strict=True)
            for mention in listed
            if sentence.paragraph < begin
            and not {title.lower() for title in mention.titles} & words("trades")
            and sentence.low[max(0, mention.head - 1) : mention.head] not in ([":"], ["by"])
        ),
        None,
    )
