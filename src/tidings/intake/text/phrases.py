# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""Phrases for people other than plain names: pronouns, kin ("Olena's son", "the son of X"), and unnamed ("a freed prisoner")."""  # noqa: E501 -- one rule stays on one line

import itertools
from functools import cache
from typing import Final

from tidings.intake.text.mentions import Mention
from tidings.intake.text.tables import kin, sex_words, words
from tidings.intake.text.tokens import Sentence

_PRONOUNS: Final = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f", "i": "i", "me": "i", "my": "i", "we": "i", "us": "i", "our": "i", "their": "p", "whose": "w", "you": "y", "your": "y",  # noqa: E501 -- one rule stays on one line
}  # fmt: skip
_POSSESSIVE: Final = frozenset({"his", "her", "my", "our", "their", "whose", "your"})
_ORDINALS: Final = frozenset({"first", "second", "third", "fourth", "former", "latter"})
_ARTICLES: Final = frozenset({"a", "an", "the", "one", "another", "this", "that", "other", "each", "some"})
_FREED: Final = frozenset({"freed", "released", "returned", "former", "exchanged", "liberated", "ex"})
_COMPOUNDS: Final = frozenset(
    {
        "exchange",
        "exchanges",
        "swap",
        "swaps",
        "list",
        "lists",
        "transfer",
        "camp",
        "camps",
        "officials",
        "issue",
        "affairs",
    }
)
_EPITHETS: Final = words("demonyms") | {
    "fellow",
    "young",
    "military",
    "wounded",
    "injured",
    "elderly",
    "local",
    "fallen",
}
_PLURAL_KIN: Final = {
    "sons": "son", "daughters": "daughter", "children": "child", "brothers": "brother", "sisters": "sister", "parents": "parent", "grandsons": "relative",  # noqa: E501 -- one rule stays on one line
    "nephews": "nephew", "nieces": "niece", "cousins": "cousin", "twins": "child",
}  # fmt: skip
_CIVIL: Final = frozenset(
    {"man", "woman", "boy", "girl", "guy", "fellow", "lad", "volunteer", "nurse", "veteran", "teenager"}
)
_LONGEST_REMARK: Final = 7  # words of "a man on the list," before his name
_LONGEST_GAP: Final = 4  # adjectives between a determiner and its noun


def phrases(sentence: Sentence, names: list[Mention]) -> list[Mention]:
    """Return all mentions of a sentence, names with their kin words joined in, in order."""
    starts = {name.head: name for name in names}
    found: list[Mention] = list(names)
    inside = {position for name in names for position in range(name.head, name.end)}
    position = 0
    while position < len(sentence.tokens):
        mention = None if position in inside and position not in starts else _phrase(sentence, position, names)
        if mention is None or position in inside:
            position += 1
            continue
        found.append(mention)
        position = mention.end
    ordered = sorted(found, key=lambda m: (m.start, m.end))
    for mention in list(ordered):
        if mention.kind == "kin":
            _hold(sentence, mention, ordered)
    _apposed(sentence, ordered)
    _named_kin(sentence, ordered)
    for mention in ordered:
        if mention.holder is not None and mention.holder.into is not None:
            mention.holder = mention.holder.into
        while mention.kind == "name" and mention.head and sentence.low[mention.head - 1] in _EPITHETS:
            mention.head -= 1
    return [mention for mention in ordered if mention.kind != "merged"]


def _phrase(sentence: Sentence, position: int, names: list[Mention]) -> Mention | None:
    low = sentence.low[position]
    if (
        low == "the"
        and sentence.low[position + 1 : position + 2]
        and sentence.low[position + 1] in _ORDINALS
        and _is_subject(sentence, position + 2)
    ):
        word = sentence.low[position + 1]
        return Mention(position, position + 2, "unnamed", (word,), position, traits={"ordinal"})
    if low in _openers():
        found = _noun_phrase(sentence, position, names)
        if found is not None:
            return found
    if low in _PRONOUNS and not (low == "i" and sentence.tokens[position].text != "I"):
        kind = "possessive" if _is_possessive(sentence, position) else "pronoun"
        return Mention(position, position + 1, kind, (low,), position, sex=_PRONOUNS[low])
    return None


def _is_subject(sentence: Sentence, position: int) -> bool:
    """Say whether a verb follows, so that "the second" stands for somebody."""
    after = sentence.low[position : position + 1]
    return bool(after) and (after[0] in words("grammar", "be") | words("grammar", "have") or after[0] == ",")


def _is_possessive(sentence: Sentence, position: int) -> bool:
    """Say whether a pronoun owns the noun behind it; "her" alone may also be whom something was done to."""
    low = sentence.low[position]
    if low not in _POSSESSIVE:
        return False
    after = sentence.low[position + 1 : position + 2]
    if low != "her":
        return True
    loose = (
        words("grammar", "preposition")
        | words("grammar", "subordinate")
        | words("grammar", "adverb")
        | words("grammar", "determiner")
        | {"and", "or", "but", "to", "he", "she", "they"}
    )
    return bool(after) and after[0][0].isalpha() and after[0] not in loose


def _noun_phrase(sentence: Sentence, position: int, names: list[Mention]) -> Mention | None:
    low = sentence.low
    taken = {p for name in names for p in range(name.start, name.end)}
    begin = position + (low[position] in _ARTICLES or low[position] in _POSSESSIVE or low[position] == "'s")
    last = min(len(low), begin + _LONGEST_GAP + 1)
    for noun in range(begin, last):
        if noun in taken or not sentence.tokens[noun].word:
            return None
        width = _noun_width(low, noun)
        if width:
            bare = begin == position and low[position] not in _FREED
            if (bare and (noun > position or not _stands_bare(sentence, noun + width, names))) or (
                low[noun + width : noun + width + 1] and low[noun + width] in _COMPOUNDS
            ):
                return None
            return _described(sentence, position, noun, noun + width)
        if (low[noun] in _stops() and low[noun] not in _FREED) or (
            sentence.tokens[noun].capital
            and low[noun] not in words("demonyms")
            and noun > 0
            and low[noun] not in _FREED
        ):
            return None
    return None


@cache
def _openers() -> frozenset[str]:
    """Words that may open a phrase for a human being."""
    return (
        words("people", "captive")
        | words("people", "anyone")
        | words("ranks", "military")
        | _FREED
        | _ARTICLES
        | _POSSESSIVE
        | {"'s"}
        | frozenset(kin())
    )


@cache
def _stops() -> frozenset[str]:
    """Words that cannot stand between a determiner and its noun."""
    return (
        words("grammar", "preposition")
        | words("grammar", "be")
        | words("grammar", "have")
        | (words("grammar", "past") - {"lost", "hidden"} - _FREED)
        | words("grammar", "subordinate")
        | words("grammar", "relative")
        | _ARTICLES - {"other", "one"}
        | _POSSESSIVE
        | {"and", "or"}
    )


def _stands_bare(sentence: Sentence, end: int, names: list[Mention]) -> bool:
    """Say whether a noun without an article is one human being: right before a name, or kin "of" somebody."""
    return any(
        name.start in (end, end + 1) and (name.start == end or sentence.low[end] == ",") for name in names
    ) or sentence.low[end : end + 1] == ["of"]


def _noun_width(low: list[str], noun: int) -> int:
    if low[noun : noun + 3] == ["prisoner", "of", "war"]:
        return 3
    for width in (3, 2, 1):
        phrase = " ".join(low[noun : noun + width])
        if phrase in kin() or phrase in words("people", "captive") or phrase in words("people", "anyone"):
            return width
    return 0


def _described(sentence: Sentence, start: int, noun: int, end: int) -> Mention:
    low = sentence.low
    word = " ".join(low[noun:end])
    words_between = set(low[start:noun])
    traits = {"freed"} if words_between & _FREED else set()
    traits |= {"soldierly"} if not kin().get(word) and word not in _CIVIL else set()
    traits |= {"definite"} if low[start] in ("the", "this", "that") else set()
    traits |= {"captive"} if word in words("people", "captive") and "freed" not in traits else set()
    possessed = low[start] in _POSSESSIVE or low[start] == "'s"
    relation = kin().get(word, "")
    sex = sex_words().get(word, "") or next((sex_words()[w] for w in words_between if w in sex_words()), "")
    text = " ".join(token.text for token in sentence.tokens[start + (low[start] == "'s") : end])
    return Mention(
        start,
        end,
        "kin"
        if relation and (possessed or low[end : end + 1] == ["of"] or low[end : end + 1] == ["to"])
        else "unnamed",
        (text,),
        start,
        sex=sex,
        relation=relation,
        traits=traits,
    )


def _hold(sentence: Sentence, mention: Mention, ordered: list[Mention]) -> None:
    """Find whose relative a kin phrase means: the possessive before it, or what follows "of"."""
    low = sentence.low
    if low[mention.head] in _POSSESSIVE:
        word = low[mention.head]
        before = [m for m in ordered if m.end <= mention.head and m.kind in ("name", "kin", "unnamed")]
        mention.holder = (
            before[-1]
            if word == "whose" and before
            else Mention(mention.head, mention.head + 1, "pronoun", (word,), mention.head, sex=_PRONOUNS[word])
        )
    elif low[mention.head] == "'s":
        owner = next((m for m in ordered if m.end == mention.head and m is not mention), None)
        mention.holder = owner
        mention.head = owner.head if owner else mention.head
    elif low[mention.end : mention.end + 1] in (["of"], ["to"]):
        owner = next(
            (
                m
                for m in ordered
                if m.head in (mention.end + 1, mention.end + 2) and m is not mention and m.kind != "pronoun"
            ),
            None,
        )
        mention.holder = owner
        if (
            owner is None
            and low[mention.end + 1 : mention.end + 2]
            and low[mention.end + 1] in ("two", "three", "four")
        ):
            mention.kind = "unnamed"


def _apposed(sentence: Sentence, ordered: list[Mention]) -> None:
    """Join "her brother, Roman Koval" and "Roman Koval, her brother" into one mention of the name."""
    low = sentence.low
    for left, right in itertools.pairwise(ordered):
        gap = low[left.end : right.head] if left.end <= right.head else ["?"]
        if (
            left.kind in ("kin", "unnamed")
            and right.kind == "name"
            and left.head < right.head < left.end <= right.start
        ):
            _merge(left, right)
        elif left.kind in ("kin", "unnamed") and right.kind == "name" and _names_it(gap, sentence, right):
            if not (left.kind == "kin" and left.holder is right):
                _merge(left, right)
        elif (
            left.kind == "name"
            and right.kind == "kin"
            and right.holder is not left
            and gap in ([","], ["-"], ["—"], ["("], [",", "the"], [",", "also"], ["is"], ["was"], [",", "a"])
        ) and not left.relation:
            left.relation, left.holder, left.sex = right.relation, right.holder, left.sex or right.sex
            left.traits |= {"kin " + str(right.head)}
            right.kind = "merged"
    _described_after(low, [m for m in ordered if m.kind != "merged"])
    for first, middle, last in zip(ordered, ordered[1:], ordered[2:], strict=False):
        if (
            first.kind == "name"
            and last.kind == "kin"
            and last.holder is middle
            and low[first.end : last.head] == [","]
            and not first.relation
        ):
            first.relation, first.holder, last.kind = last.relation, middle, "merged"
        if (
            first.kind == "kin"
            and first.holder is middle
            and last.kind == "name"
            and low[middle.end : last.head] in ([","], [], ["—"])
            and (
                middle.kind != "name"
                or (low[middle.end : last.head] == [","] and low[last.end : last.end + 1] == [","])
            )
        ):
            _merge(first, last)


def _named_kin(sentence: Sentence, ordered: list[Mention]) -> None:
    """As in "his wife Zoia and sons Mark and Luka", "her twin daughters, Liliia and Lidiia Koval": kin in the plural, then their names."""  # noqa: E501 -- one rule stays on one line
    low = sentence.low
    for place, first in enumerate(ordered):
        noun = first.head - 1 - (low[max(0, first.head - 1)] == ",")
        noun = _plural_noun(low, first) if first.relation else noun
        if first.kind != "name" or noun < 0 or low[noun] not in _PLURAL_KIN:
            continue
        holder = (
            first.holder
            or next(
                (
                    Mention(p, p + 1, "pronoun", (low[p],), p, sex=_PRONOUNS[low[p]])
                    for p in range(noun - 1, max(-1, noun - 4), -1)
                    if low[p] in _POSSESSIVE
                ),
                None,
            )
            or next((m.holder for m in reversed(ordered[:place]) if m.relation and low[noun - 1] in ("and", ",")), None)
        )
        if holder is None and low[noun - 1 : noun] == ["'s"]:
            holder = next((m for m in ordered[:place] if m.end == noun - 1), None)
        for name in _run_of_names(low, ordered[place:]) if holder is not None else ():
            name.relation, name.holder = _PLURAL_KIN[low[noun]], holder


def _plural_noun(low: list[str], name: Mention) -> int:
    """Return where the noun of kin stands that was joined with a name, -1 if it is not in the plural."""
    return next((p for p in range(name.start - 1, max(-1, name.head - 1), -1) if low[p] in _PLURAL_KIN), -1)


def _run_of_names(low: list[str], following: list[Mention]) -> list[Mention]:
    """Return the names joined to the first one by commas and "and"."""
    run = following[:1]
    for mention in following[1:]:
        if (
            mention.kind != "name"
            or mention.relation
            or low[run[-1].end : mention.head] not in (["and"], [","], [",", "and"])
        ):
            break
        run.append(mention)
    return run


def _described_after(low: list[str], ordered: list[Mention]) -> None:
    """Take "Ivan Koval, 27, a paramedic" as one person: what stands after the comma describes the one before it."""
    for left, right in itertools.pairwise(ordered):
        gap = low[left.end : right.head] if left.end <= right.head else ["?"]
        aside = gap in ([","], ["—"], ["("], [",", "himself"], [",", "then"]) or (
            len(gap) == 3 and gap[0] == gap[2] == "," and gap[1].isdigit()
        )
        if (
            left.kind in ("name", "kin")
            and right.kind == "unnamed"
            and aside
            and (low[right.head] in ("a", "an", "the", "one") or right.head == right.start)
        ):
            if (low[right.head] == "the" and right.relation) or low[right.head : right.head + 2] == ["the", "other"]:
                continue
            left.traits |= right.traits - {"definite"}
            left.sex = left.sex or (right.sex if right.relation else "")
            right.kind = "merged"


def _names_it(gap: list[str], sentence: Sentence, right: Mention) -> bool:
    if len(gap) > 1 and gap[-1] == "," and gap[0] in words("grammar", "preposition") and len(gap) <= _LONGEST_REMARK:
        return sentence.low[right.end : right.end + 1] == [","] and not any("," in word for word in gap[:-1])
    if gap in ([], ["named"], ["called"], [",", "named"], [",", "called"], [",", "one"], ["by", "the", "name", "of"]):
        return True
    after = sentence.low[right.end : right.end + 1]
    closed = not after or after[0] in ',.—;")(:'
    return gap in ([","], ["—"], [":"], [",", "the"]) and (closed or not _is_attributed(sentence, right))


def _is_attributed(sentence: Sentence, right: Mention) -> bool:
    """As in "according to his wife, Ivan disappeared": the name behind the comma need not be hers."""
    near = sentence.low[max(0, right.head - 6) : right.head]
    return "according" in near


def _merge(left: Mention, right: Mention) -> None:
    """Give a name what the phrase before it says, and let the phrase go."""
    if left.relation and not right.relation:
        right.relation, right.holder = left.relation, left.holder
    right.sex = right.sex or left.sex
    right.traits |= left.traits - {"definite"}
    right.head = min(left.head, right.head)
    left.kind, left.into = "merged", right
