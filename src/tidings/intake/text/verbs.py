# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""Verb groups of a sentence, found by word lists: auxiliaries, adverbs and one main verb."""

from dataclasses import dataclass
from typing import Final

from tidings.intake.text.tables import kin, words
from tidings.intake.text.tokens import Sentence

_NEGATION: Final = words("of_verbs", "negation")
_UNREAL: Final = words("of_verbs", "unreal")
_NOUNS: Final = words("of_verbs", "nouns")


@dataclass(slots=True)
class Group:
    """A run of auxiliaries, adverbs and one main verb.

    Attributes:
        start: its first token.
        end: one past its last.
        passive: whether a form of "be" or "get" rules a participle in it.
        negated: whether it holds a negation.
        unreal: whether it holds a modal or "to".
        bare: whether it is a past or participle alone.
    """

    start: int
    end: int
    passive: bool
    negated: bool
    unreal: bool
    bare: bool


def verbs(kind: str) -> frozenset[str]:
    """Return one list of small words and verb forms."""
    return words("grammar", kind)


def is_auxiliary(low: str) -> bool:
    """Say whether a word helps a verb."""
    return low in verbs("be") or low in verbs("have") or low in verbs("modal") or low in verbs("do") or low in _NEGATION


def is_past(low: str) -> bool:
    """Say whether a word may be a past or a participle."""
    return low in verbs("past") or (low.endswith("ed") and len(low) > 3 and low not in verbs("not_past"))


def is_adverb(low: str) -> bool:
    """Say whether a word may stand between an auxiliary and its verb."""
    return low in verbs("adverb") or (low.endswith("ly") and len(low) > 4) or low in _NEGATION


def find_groups(sentence: Sentence, names: set[int]) -> list[Group]:
    """Return the verb groups of a sentence in order.

    Args:
        sentence: the sentence.
        names: tokens that belong to names and are no verbs.
    """
    return _Finder(sentence, names).groups()


class _Finder:
    def __init__(self, sentence: Sentence, names: set[int]) -> None:
        self.sentence = sentence
        self.low = sentence.low
        self._names = names

    def groups(self) -> list[Group]:
        found: list[Group] = []
        position = 0
        while position < len(self.low):
            group = self._group(position)
            if group is None:
                position += 1
            else:
                found.append(group)
                position = group.end
        return found

    def _group(self, start: int) -> Group | None:
        low = self.low
        if start in self._names or not (is_auxiliary(low[start]) or self._is_main(start)) or self._is_month(start):
            return None
        end, be, main = start, False, -1
        while end < len(low) and end not in self._names:
            if is_auxiliary(low[end]) and main < 0:
                be = be or (
                    low[end] in verbs("be") and (low[end] != "'s" or (end + 1 < len(low) and is_past(low[end + 1])))
                )
            elif main < 0 and not is_adverb(low[end]) and self._may_be_main(start, end):
                main = end
            elif not is_adverb(low[end]) or (low[end] in ("first", "last", "more", "all", "both") and main >= 0):
                break
            end += 1
        if main < 0 and all(word in ("to", "'s") for word in low[start:end]):
            return None
        run = set(low[start:end])
        return Group(
            start,
            end,
            be and main > 0 and is_past(low[main]),
            bool(run & _NEGATION) or "no longer" in " ".join(low[start:end]),
            bool(run & _UNREAL),
            main == start,
        )

    def _is_month(self, position: int) -> bool:
        """As in "May" beside a number or behind "in" is no auxiliary."""
        near = self.low[max(0, position - 1) : position] + self.low[position + 1 : position + 2]
        return self.low[position] == "may" and (
            any(w[0].isdigit() for w in near)
            or self.low[max(0, position - 1)]
            in ("in", "since", "until", "of", "by", "last", "early", "late", "mid", "from", "to")
        )

    def _may_be_main(self, start: int, position: int) -> bool:
        word = self.low[position]
        if is_past(word) or word in verbs("present") or word.endswith("ing"):
            return True
        helped = position > start and (
            self.low[position - 1] == "to"
            or self.low[position - 1] in verbs("modal")
            or self.low[position - 1] in verbs("do")
        )
        noun = (
            word in verbs("determiner")
            or word in verbs("preposition")
            or word in _NOUNS
            or word in words("demonyms")
            or word in kin()
            or self.sentence.tokens[position].capital
        )
        return helped and word[0].isalpha() and not noun

    def _is_main(self, position: int) -> bool:
        low = self.low
        if low[position] in verbs("present"):
            before = low[position - 1] if position else ""
            return before not in verbs("preposition") and before not in verbs("determiner")
        if not is_past(low[position]) or low[position] == "born":
            return False
        before = low[position - 1] if position else ""
        return before not in verbs("determiner") and before not in words("demonyms") and before != "'s"
