"""Roles: who of the people of a text is traced, and who is kin, an official, a witness or somebody else.

Somebody of whom a fate is told is traced. So is somebody named in a passage about captives whom nothing else
explains: no office, no calling that writes or comments, no kin of the traced, nobody who only speaks.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from tidings.intake.text.kinship import Tie
from tidings.intake.text.mentions import Mention
from tidings.intake.text.people import People, Person
from tidings.intake.text.tables import any_of, words
from tidings.intake.text.tokens import Sentence
from tidings.intake.text.verbs import is_adverb

_FATE: Final = any_of(words("of_roles", "fate"))
_SPEECH: Final = words("of_spotting", "speech")
_ACTS: Final = words("of_roles", "acts")
_CREDIT: Final = re.compile(
    r"(?:words|text|reporting|writing|interviewer|interview|photographs?|photos?|contact|exec|executor|editor|edited|translated|reported|author|signed|answers|admin)\b[\w ]{0,12}\W{0,3}(?:by|in|for)?$"  # noqa: E501 -- one rule stays on one line
)
_ELDERS: Final = frozenset(
    {
        "mother",
        "father",
        "parent",
        "parents",
        "wife",
        "husband",
        "spouse",
        "partner",
        "fiancee",
        "grandmother",
        "grandfather",
        "aunt",
        "uncle",
        "sister",
    }
)
_HISTORY: Final = re.compile(r"(?<!born )(?<!born in )\b1[0-9]\d\d\b(?<!19[4-9]\d)")
_APART: Final = re.compile(r"\b(?:namesake|no relation|another person|different person|confused with)\b")
_OUTLET: Final = words("organisation")
_BYLINE: Final = 9  # tokens of a line that holds a name and the paper it writes for
_ABOUT: Final = 0.3  # share of paragraphs with a word of captivity from which the whole text is about captives


@dataclass(slots=True)
class Standing:
    """How the people of a text stand in it, beside the events told of them.

    Attributes:
        spoke: those next to a verb of speech.
        credited: those named in a by-line or credit.
        beside: those named in a sentence with a word of captivity, loss or death.
        passages: paragraphs in which each is named.
        fated: paragraphs that speak of captivity, loss or death.
        paragraphs: how many paragraphs there are.
    """

    spoke: set[int] = field(default_factory=set)
    credited: set[int] = field(default_factory=set)
    beside: set[int] = field(default_factory=set)
    passages: dict[int, set[int]] = field(default_factory=dict)
    fated: set[int] = field(default_factory=set)
    paragraphs: int = 1

    def survey(self, sentences: list[Sentence]) -> None:
        """Mark the paragraphs that speak of captivity, loss or death."""
        self.fated = {sentence.paragraph for sentence in sentences if _FATE.search(" ".join(sentence.low))}
        self.paragraphs = len({sentence.paragraph for sentence in sentences}) or 1

    @property
    def about_captives(self) -> bool:
        """Whether the whole text is about captives."""
        return len(self.fated) >= _ABOUT * self.paragraphs

    @property
    def tells_of_captivity(self) -> bool:
        """Whether captivity is more than mentioned in passing, so that a homecoming is one from there."""
        return len(self.fated) >= _ABOUT / 2 * self.paragraphs

    def note(self, sentence: Sentence, mentions: list[Mention]) -> None:
        """Take what a sentence says of how its people stand."""
        text = " ".join(sentence.low)
        for mention in mentions:
            if mention.who is None or mention.kind != "name":
                continue
            if _HISTORY.search(text) or _APART.search(text):
                continue
            self.passages.setdefault(mention.who, set()).add(sentence.paragraph)
            if _FATE.search(text):
                self.beside.add(mention.who)
            if _speaks(sentence, mention):
                self.spoke.add(mention.who)
            if _is_byline(sentence, mention) or _CREDIT.search(
                " ".join(sentence.low[max(0, mention.head - 6) : mention.head])
            ):
                self.credited.add(mention.who)

    def is_among_captives(self, person: Person) -> bool:
        """Say whether somebody is named where captives are spoken of."""
        passages = self.passages.get(person.number, set())
        return bool(passages) and (self.about_captives or bool(passages & self.fated))


def is_history(sentence: Sentence) -> bool:
    """Say whether a sentence tells of a year long before this war."""
    return bool(_HISTORY.search(" ".join(sentence.low)))


def _speaks(sentence: Sentence, mention: Mention) -> bool:
    low, position = sentence.low, mention.end
    while position < len(low) and is_adverb(low[position]):
        position += 1
    before = low[mention.head - 1] if mention.head else ""
    after = low[position] if position < len(low) else ""
    return (
        after in _SPEECH
        or (after in _ACTS and low[max(0, mention.head - 1) : mention.head] != ["and"])
        or before in _SPEECH - {"knew", "knows", "told", "tells"}
    )


def _is_byline(sentence: Sentence, mention: Mention) -> bool:
    """As in "Olena Hrach, Evening Post" or "Prof. Hrach, head of section" alone on a line."""
    rest = sentence.low[mention.end :]
    return (
        sentence.first
        and mention.head == 0
        and len(sentence.tokens) <= _BYLINE
        and rest[:1] in ([","], ["/"], ["|"])
        and bool(set(rest) & _OUTLET)
    )


def elders(ties: list[Tie], people: People) -> set[int]:
    """Return those told to be somebody's mother, wife or the like: who waits, not who is waited for."""
    found = set()
    for tie in ties:
        if tie.relation in _ELDERS or (tie.relation == "relative" and people[tie.other].sex == "f"):
            found.add(tie.other)
        elif tie.relation in ("son", "daughter", "child", "brother", "nephew", "fiance"):
            found.add(tie.holder)
    return {number for number in found if people[number].named}
