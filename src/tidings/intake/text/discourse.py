# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""Discourse: who a pronoun, "her son" or "the soldier" means, sentence after sentence."""

import itertools
from dataclasses import dataclass, field
from typing import Final

from tidings.intake.text.clauses import Clauses
from tidings.intake.text.kinship import INVERSE, Tie, family, same_relation
from tidings.intake.text.mentions import Mention
from tidings.intake.text.people import People
from tidings.intake.text.tables import words
from tidings.intake.text.tokens import Sentence

_MEMORY: Final = 60  # mentions kept in mind
_REACH: Final = 5  # sentences a pronoun looks back
_ORDINALS: Final = {
    "first": 0,
    "former": 0,
    "elder": 0,
    "second": 1,
    "latter": -1,
    "other": -1,
    "younger": -1,
    "third": 2,
    "fourth": 3,
}
_CHILDREN: Final = frozenset({"son", "daughter", "child", "brother", "sister"})
_COUNT_REACH: Final = 8  # sentences in which "all three" finds its people
_COMMANDING: Final = frozenset({"major", "colonel", "general", "admiral", "lieutenant colonel", "maj.", "col.", "gen."})
_CLOSE: Final = frozenset(
    {
        "mother",
        "father",
        "sister",
        "brother",
        "wife",
        "husband",
        "grandmother",
        "grandfather",
        "daughter",
        "son",
        "aunt",
        "uncle",
    }
)
SPEECH: Final = words("of_discourse", "speech")


@dataclass(slots=True)
class _Remembered:
    person: int
    sentence: int
    token: int
    weight: float


@dataclass(slots=True)
class Discourse:
    """What the reader keeps in mind on the way through a text.

    Attributes:
        people: all persons met.
        ties: kinship told.
        tracked: persons of whom an event was told, in order.
        topic: the person a paragraph or list entry is about.
        group: the persons last named together.
        addressed: who is asked in an interview: "you".
        told_by_captive: whether the whole text is about captives.
        author: who says "I" outside quotations, in a letter.
        spoken_of: persons of whom a fate was denied, feared or asked for: traced, though nothing is stated.
        captive: persons told to be captured, held or missing.
        freed: persons told to be back from captivity: what they say of others is a witness's word.
    """

    people: People
    ties: list[Tie] = field(default_factory=list)
    tracked: list[int] = field(default_factory=list)
    topic: int | None = None
    group: list[int] = field(default_factory=list)
    group_told: int = 0
    author: int | None = None
    spoken_of: set[int] = field(default_factory=set)
    freed: set[int] = field(default_factory=set)
    captive: set[int] = field(default_factory=set)
    speaker: int | None = None
    addressed: int | None = None
    told_by_captive: bool = False
    _doers: frozenset[int] = frozenset()
    _memory: list[_Remembered] = field(default_factory=list)
    _unnamed: dict[tuple[int, str], int] = field(default_factory=dict)

    def read(self, sentence: Sentence, mentions: list[Mention], clauses: Clauses) -> None:
        """Resolve every mention of a sentence and remember it."""
        subjects = {id(m) for group in clauses.groups for m in clauses.subjects(group)}
        for mention in mentions:
            place = (sentence.index, mention.start)
            quoted = sentence.low[: mention.start].count('"') % 2 == 1 and self.speaker is not None
            self._doers = _doers(mention, clauses) | (
                frozenset({self.speaker}) if quoted and self.speaker is not None else frozenset()
            )
            person = self._who(mention, sentence)
            if person is None or mention.kind == "family":
                continue
            mention.who = person
            if mention.kind == "name" and not self.people[person].sex and mention.sex in ("m", "f"):
                self.people[person].sex = mention.sex
            weight = (
                1.5 * (id(mention) in subjects)
                - 2.0 * self._is_speaker(sentence, mention)
                - 2.5 * self._is_official(person)
            )
            self._remember(person, place, weight)
        self._note_group(clauses)
        self._tie_children(mentions)

    def _tie_children(self, mentions: list[Mention]) -> None:
        """As in "her daughters, X and Y": children of one parent named in one breath are each other's sisters."""
        for left, right in itertools.pairwise([m for m in mentions if m.kind == "name" and m.relation in _CHILDREN]):
            one_parent = left.holder is not None and right.holder is not None and left.holder.who == right.holder.who
            if one_parent and left.who is not None and right.who is not None and left.who != right.who:
                sexes = {self.people[left.who].sex, self.people[right.who].sex}
                self.call_kin(
                    left.who, right.who, "sister" if sexes == {"f"} else "brother" if sexes == {"m"} else "relative"
                )

    def _note_group(self, clauses: Clauses) -> None:
        for mention in clauses.mentions:
            joined = [m.who for m in clauses.with_coordinated(mention) if m.who is not None]
            if len(set(joined)) > 1:
                self.group, self.group_told = joined, clauses.sentence.index

    def _remember(self, person: int, place: tuple[int, int], weight: float) -> None:
        self._memory.append(_Remembered(person, *place, weight))
        del self._memory[:-_MEMORY]

    @staticmethod
    def _is_speaker(sentence: Sentence, mention: Mention) -> bool:
        before = sentence.low[mention.head - 1 : mention.head]
        return bool(before) and before[0] in SPEECH

    def _is_official(self, person: int) -> bool:
        bearer = self.people[person]
        return bool(bearer.titles & words("offices")) or any(rank.lower() in _COMMANDING for rank in bearer.ranks)

    def lately(self, count: int, sentence: Sentence) -> list[int]:
        """Return those named together, or the so many named last, officials apart; nobody where there are fewer."""
        if len(self.group) == count:
            return list(self.group)
        named: list[int] = []
        for entry in reversed(self._memory):
            if sentence.index - entry.sentence > _COUNT_REACH:
                break
            person = self.people[entry.person]
            if entry.person not in named and " " in person.name and not self._is_official(entry.person):
                named.append(entry.person)
        return named[:count][::-1] if len(named) >= count else []

    def call_kin(self, left: int, right: int, relation: str) -> None:
        """Tell two persons to be each other's `relation` ("the brothers")."""
        self.ties += [Tie(left, right, relation), Tie(right, left, relation)]

    def _who(self, mention: Mention, sentence: Sentence) -> int | None:
        if mention.kind in {"name", "family"}:
            if mention.relation and mention.who is not None:
                self._tie_named(mention, sentence)
            return mention.who
        if mention.kind in ("pronoun", "possessive"):
            return self.pronoun(mention, sentence)
        if mention.kind == "kin":
            return self._kin(mention, sentence)
        return self._described(mention, sentence)

    def pronoun(self, mention: Mention, sentence: Sentence) -> int | None:
        """Return whom a pronoun means: the likeliest person in mind of that sex."""
        if mention.sex == "i":
            return self._first_person(mention, sentence)
        if mention.sex == "y":
            return self.addressed
        if mention.sex == "w":
            return next((entry.person for entry in reversed(self._memory) if entry.sentence == sentence.index), None)
        if mention.sex == "p":
            return (
                self.group[0]
                if self.group and sentence.index - self.group_told <= _REACH
                else (self.tracked[-1] if self.tracked else None)
            )
        best, score = None, -99.0
        for entry in self._memory:
            person = self.people[entry.person]
            if (
                sentence.index - entry.sentence > _REACH
                or (entry.sentence == sentence.index and entry.token > mention.start)
                or (person.sex and person.sex != mention.sex)
                or (mention.kind == "pronoun" and entry.person in self._doers)
            ):
                continue
            value = (
                entry.weight
                - 1.4 * (sentence.index - entry.sentence)
                + (1.0 if entry.person in self.tracked else 0.0)
                + 0.01 * entry.token
            )
            value += 1.0 if entry.sentence == sentence.index and entry.weight > 0 else 0.0
            value += (
                2.0 if entry.sentence == sentence.index and ":" in sentence.low[entry.token : mention.start] else 0.0
            )
            value -= (0.0 if person.sex else 0.7) + (0.0 if person.named or person.holder is not None else 1.2)
            value += (2.0 if sentence.first else 1.2) if entry.person == self.topic else 0.0
            if value >= score:
                best, score = entry.person, value
        if best is None:
            near = (self.topic, *reversed(self.tracked[-3:]))
            best = next((n for n in near if n is not None and self.people[n].sex in ("", mention.sex)), None)
        if best is not None and self.people[best].named and not self.people[best].sex:
            self.people[best].sex = mention.sex
        return best

    def _first_person(self, mention: Mention, sentence: Sentence) -> int | None:
        """As in "He says: I am well": "I" is he; else who speaks the paragraph, else who writes the letter."""
        for entry in self._memory:
            if entry.sentence == sentence.index and sentence.low[max(0, entry.token - 2) : entry.token] == ["i", "am"]:
                return entry.person
        colon = next((p for p in range(mention.start - 1, 0, -1) if sentence.low[p] == ":"), 0)
        if colon and set(sentence.low[max(0, colon - 3) : colon]) & SPEECH:
            told = [entry.person for entry in self._memory if entry.sentence == sentence.index and entry.token < colon]
            if told:
                return told[-1]
        return self.speaker if self.speaker is not None else self.author

    def _holder(self, mention: Mention, sentence: Sentence) -> int | None:
        holder = mention.holder
        if holder is None:
            near = (
                [n for n in (self.topic, *reversed(self.tracked)) if n is not None and n != mention.who]
                if mention.relation in _CLOSE
                else []
            )
            return near[0] if near else None
        if holder.who is None:
            holder.who = self._who(holder, sentence)
        return holder.who

    def _tie_named(self, mention: Mention, sentence: Sentence) -> None:
        holder = self._holder(mention, sentence)
        if holder is None or mention.who is None or holder == mention.who:
            return
        plural = mention.holder is not None and mention.holder.sex == "p" and holder in self.group
        self.ties += [
            Tie(each, mention.who, mention.relation)
            for each in (self.group if plural else [holder])
            if each != mention.who
        ]
        person = self.people[holder]
        if not person.named and person.holder is None:
            person.holder, person.relation = mention.who, INVERSE.get(mention.relation, "relative")

    def _kin(self, mention: Mention, sentence: Sentence) -> int | None:
        holder = self._holder(mention, sentence)
        if holder is None:
            return None
        if {mention.relation: self.people[holder].sex} in ({"husband": "m"}, {"wife": "f"}):
            return holder
        named = [
            tie.other
            for tie in self.ties
            if tie.holder == holder and same_relation(tie.relation, mention.relation) and self.people[tie.other].named
        ]
        if named:
            return named[-1]
        back = [
            t.holder
            for t in self.ties
            if t.other == holder and same_relation(INVERSE.get(t.relation, ""), mention.relation)
        ]
        if back:
            person = self.people[back[-1]]
            if not person.named and person.holder is None:
                person.holder, person.relation = holder, mention.relation
            return person.number
        key = (holder, family(mention.relation))
        if key not in self._unnamed:
            person = self.people.new(
                sex=mention.sex, described=mention.words[0], holder=holder, relation=mention.relation
            )
            self._unnamed[key] = person.number
            self.ties.append(Tie(holder, person.number, mention.relation))
        return self._unnamed[key]

    def _ordinal(self, mention: Mention, sentence: Sentence) -> int | None:
        """As in "The first was captured, the second is missing": those named together, in their order."""
        if sentence.index - self.group_told > _COUNT_REACH or len(self.group) < 2:
            return None
        place = _ORDINALS.get(mention.words[0].lower().split()[-1], 0)
        return self.group[place] if place < len(self.group) else None

    def _described(self, mention: Mention, sentence: Sentence) -> int | None:
        if "ordinal" in mention.traits:
            return self._ordinal(mention, sentence)
        if "definite" in mention.traits and "captive" not in mention.traits:
            known = self._definite(mention, sentence)
            if known is not None:
                return known
        person = self.people.new(sex=mention.sex or "m", described=mention.words[0])
        person.traits |= mention.traits
        return person.number

    def _definite(self, mention: Mention, sentence: Sentence) -> int | None:
        """As in "The man", "the captain": somebody in mind of that noun or rank, else the last person traced."""
        noun = mention.words[0].lower().split()[-1]
        for entry in reversed(self._memory):
            person = self.people[entry.person]
            if sentence.index - entry.sentence <= _REACH and (
                noun in person.words.lower().split()
                or any(
                    noun in r.lower() or (r.lower().rstrip(".") and noun.startswith(r.lower().rstrip(".")))
                    for r in person.ranks
                )
            ):
                return entry.person
        recent = [
            e.person
            for e in self._memory
            if sentence.index - e.sentence <= 2
            and e.person in self.tracked
            and self.people[e.person].sex in ("", mention.sex or "m")
        ]
        return recent[-1] if recent else None


def _doers(mention: Mention, clauses: Clauses) -> frozenset[int]:
    """Return who does the deed that a pronoun right behind its verb suffers: "he last saw him" speaks of two."""
    group = clauses.group_of(mention.start)
    if (
        mention.kind != "pronoun"
        or group is None
        or mention.words[0] not in ("him", "her")
        or not group.end <= mention.start <= group.end + 3
    ):
        return frozenset()
    return frozenset(m.who for m in clauses.subjects(group) if m.who is not None)


def speaker_of(mentions: list[tuple[Sentence, Mention]]) -> int | None:
    """Return who speaks the quotations of a paragraph: the name next to a verb of speech."""
    for sentence, mention in mentions:
        if mention.kind != "name" or mention.who is None:
            continue
        around = (*sentence.low[max(0, mention.head - 1) : mention.head], *sentence.low[mention.end : mention.end + 1])
        if any(word in SPEECH for word in around):
            return mention.who
    return None
