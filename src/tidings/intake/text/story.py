# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""The way of a text: cleaned, parted, people spotted and joined, then read sentence by sentence for what befell them."""  # noqa: E501 -- one rule stays on one line

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from tidings.intake.text.anchors import OLDEST_YEAR, day_of_text
from tidings.intake.text.announcements import (
    NAMED_WITHIN,
    announced,
    for_person,
    goes_on,
    leaves_verb_out,
    listed,
    lists,
    names_them,
    opens,
)
from tidings.intake.text.bearers import group_of, persons_of
from tidings.intake.text.calendars import MONTHS
from tidings.intake.text.claims import Claim, claims_of
from tidings.intake.text.clauses import Clauses
from tidings.intake.text.clean import cleaned
from tidings.intake.text.details import Details, learn, learn_labelled
from tidings.intake.text.discourse import SPEECH, Discourse, speaker_of
from tidings.intake.text.events import Event, Told, events_of, tells_swap
from tidings.intake.text.interviews import Interview, interview
from tidings.intake.text.mentions import Mention
from tidings.intake.text.naming import join_names
from tidings.intake.text.pairs import families_in, household_in, siblings_in, ties_of_family
from tidings.intake.text.people import People
from tidings.intake.text.phrases import phrases
from tidings.intake.text.places import places_in
from tidings.intake.text.roles import Standing, is_history
from tidings.intake.text.settings import DateSpot, PlaceSpot, date_of, date_spots, lone_date, place_of
from tidings.intake.text.spotting import Spotter
from tidings.intake.text.tokens import Sentence, sentences
from tidings.intake.text.triggers import Trigger, triggers
from tidings.intake.text.when import Anchor, dates_in
from tidings.kernel.dates import PartialDate

_LABEL: Final = re.compile(r"^\W*(?:[A-Za-z][\w' ]{2,28}):")
_AUTHOR: Final = re.compile(r"\bmy name is$|(?:^|\W )i ,$")
_CALLED: Final = frozenset({"callsign", "call", "nickname", "c"})


@dataclass(slots=True)
class Story:
    """What was read from a text."""

    discourse: Discourse
    as_of: date | None
    told: list[Told] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    details: dict[int, Details] = field(default_factory=dict)
    witnesses: set[int] = field(default_factory=set)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    standing: Standing = field(default_factory=Standing)


class Reader:
    """Reads one text."""

    def __init__(self, text: str, as_of: date | None) -> None:
        self.plain = cleaned(text)
        self.small = (
            self.plain.lower()
            if len(self.plain.lower()) == len(self.plain)
            else "".join(c.lower() if len(c.lower()) == 1 else c for c in self.plain)
        )
        self.sentences = sentences(self.plain)
        self.spotter = Spotter(self.sentences)
        self.people = People()
        self.names = [self.spotter.names(sentence) for sentence in self.sentences]
        self.anchor = Anchor(as_of or day_of_text(_small(text)))
        self.story = Story(Discourse(self.people), self.anchor.as_of)
        self.story.standing.survey(self.sentences)
        self.story.discourse.told_by_captive = self.story.standing.tells_of_captivity
        self.story.spans = {sentence.index: (sentence.start, sentence.end) for sentence in self.sentences}
        self._pending: list[Told] = []
        self._pending_at = 0
        self._last: list[Told] = []
        self._interview: Interview | None = None
        self._asked: list[Event] = []
        self._families: list[tuple[str, str]] = []
        self._swap: tuple[int, PartialDate | None] | None = None

    def read(self) -> Story:
        """Read the text from its first sentence to its last."""
        join_names(self.sentences, self.names, self.spotter, self.people)
        self._find_author()
        self._interview = interview(self.sentences, self.names)
        for sentence, names in zip(self.sentences, self.names, strict=True):
            if sentence.first:
                self._open_paragraph(sentence)
            self._read_sentence(sentence, names)
        for surname, relation in dict.fromkeys(self._families):
            self.story.discourse.ties += ties_of_family(surname, relation, self.people)
        return self.story

    def _find_author(self) -> None:
        """A letter says "my name is X", or bears a name alone on its last lines."""
        for sentence, names in zip(self.sentences, self.names, strict=True):
            for name in names:
                if _AUTHOR.search(" ".join(sentence.low[max(0, name.start - 3) : name.start])):
                    self.story.discourse.author = name.who
                    return
        if not any(low in ("my", "i") for sentence in self.sentences for low in sentence.low):
            return
        for sentence, names in list(zip(self.sentences, self.names, strict=True))[:-8:-1]:
            rest = [t for t in sentence.tokens[names[0].end :] if t.word and t.low not in MONTHS] if names else []
            if names and len(sentence.tokens) <= names[0].end + 5 and len(rest) <= 1 and names[0].head <= 3:
                self.story.discourse.author = names[0].who
                return

    def _open_paragraph(self, sentence: Sentence) -> None:
        discourse = self.story.discourse
        if self._interview is not None and sentence.paragraph in self._interview.turns:
            asks = self._interview.turns[sentence.paragraph]
            discourse.speaker = None if asks else self._interview.asked
            discourse.addressed = self._interview.asked if asks else None
            discourse.author = self._interview.asked
            return
        inside = [
            (s, m)
            for s, names in zip(
                self.sentences[sentence.index : sentence.index + 8],
                self.names[sentence.index : sentence.index + 8],
                strict=True,
            )
            if s.paragraph == sentence.paragraph
            for m in names
        ]
        spoken = speaker_of(inside)
        if spoken is not None:
            discourse.speaker = spoken
        elif (
            not any(low in SPEECH for low in sentence.low)
            and sentence.tokens[0].text != '"'
            and discourse.author is not None
        ):
            discourse.speaker = None

    def _read_sentence(self, sentence: Sentence, names: list[Mention]) -> None:
        discourse = self.story.discourse
        mentions = phrases(sentence, names)
        clauses = Clauses(sentence, mentions)
        discourse.read(sentence, mentions, clauses)
        self._note_topic(sentence, names)
        self.story.standing.note(sentence, mentions)
        found = triggers(sentence, self._before(sentence))
        events = events_of(sentence, clauses, found, discourse) or self._answered(sentence, found)
        self._ask(sentence, clauses, found)
        self._tell(sentence, clauses, events, mentions)
        self._name_later(sentence, clauses, found, events, mentions)
        self._last = self._told_here(sentence) or ([] if sentence.first else self._last)
        if not events:
            self._note_swap(sentence, self._spots(sentence, mentions)[0])
        self._learn(sentence, mentions)
        counted = bool(self.story.claims) and self.story.claims[-1].sentence.index == sentence.index - 1
        self.story.claims += claims_of(sentence, found, before=counted)
        self._states(sentence, mentions)
        self._tie_together(sentence, mentions)

    def _ask(self, sentence: Sentence, clauses: Clauses, found: list[Trigger]) -> None:
        """Keep what a question asks of the person asked: "When were you taken?"."""
        asked = self.story.discourse.addressed
        if asked is not None and sentence.tokens[-1].text == "?":
            self._asked = [
                Event(t.rule.kind, asked, sentence, t, None)
                for t in found
                if asked in persons_of(sentence, clauses, t, group_of(t, clauses), self.story.discourse)
            ]

    def _answered(self, sentence: Sentence, found: list[Trigger]) -> list[Event]:
        """Return what an answer that opens with a day or a place tells of the question before it."""
        if not self._asked or self.story.discourse.speaker != self._asked[0].person:
            return []
        asked, self._asked = self._asked, []
        if found or not sentence.first or not self._spots(sentence, [])[0]:
            return []
        return [replace(event, sentence=sentence, trigger=replace(event.trigger, start=0, end=1)) for event in asked]

    def _told_here(self, sentence: Sentence) -> list[Told]:
        """Return what the sentence told, once for each kind."""
        kinds = {told.event.kind: told for told in self.story.told[-8:] if told.event.sentence is sentence}
        return list(kinds.values())

    def _before(self, sentence: Sentence) -> str:
        return "" if sentence.first else " ".join(self.sentences[sentence.index - 1].low)

    def _tie_together(self, sentence: Sentence, mentions: list[Mention]) -> None:
        """Tie those whom a sentence calls brothers, father and son, a couple."""
        discourse = self.story.discourse
        window = self.names[max(0, sentence.index - 8) : sentence.index + 1]
        recent = list(dict.fromkeys(m.who for names in window for m in names if m.who is not None))
        pair = siblings_in(sentence, recent, self.people)
        if pair is not None:
            discourse.call_kin(*pair, "sister" if self.people[pair[0]].sex == "f" else "brother")
            discourse.group, discourse.group_told = list(pair), sentence.index
        if sentence.index - discourse.group_told <= 1:
            discourse.ties += household_in(sentence, discourse.group)
        self._families += families_in(sentence, mentions)

    def _note_topic(self, sentence: Sentence, names: list[Mention]) -> None:
        opening = [m for m in names if m.head <= 3 and m.kind == "name"]
        if (
            opening
            and opening[0].who is not None
            and (sentence.first or sentence.tokens[0].text.isdigit() or self._follows_number(sentence))
        ):
            self.story.discourse.topic = opening[0].who

    def _follows_number(self, sentence: Sentence) -> bool:
        """Say whether the sentence is a list entry whose number stands as a sentence before it."""
        before = self.sentences[sentence.index - 1] if sentence.index else None
        return before is not None and before.first and len(before.tokens) <= 2 and before.tokens[0].text[0].isdigit()

    def _spots(self, sentence: Sentence, mentions: list[Mention]) -> tuple[list[DateSpot], list[PlaceSpot]]:
        dates = dates_in(self.small, sentence.start, sentence.end, self.anchor)
        spots = date_spots([token.start for token in sentence.tokens], dates)
        births = [s for s in spots if set(sentence.low[max(0, s.first - 4) : s.first]) & {"born", "birth", "b"}]
        return [s for s in spots if s not in births], [PlaceSpot(where) for where in places_in(sentence, mentions)]

    def _tell(self, sentence: Sentence, clauses: Clauses, events: list[Event], mentions: list[Mention]) -> None:
        dates, places = self._spots(sentence, mentions)
        said = {id(event): date_of(event, clauses, dates, self.anchor) for event in events}
        alone = not any(by_words for _, by_words in said.values())
        for event in events:
            when, _ = said[id(event)]
            if when is None and alone:
                when = lone_date(event, clauses, dates, self.anchor)
            place = place_of(event, clauses, places)
            if event.kind == event.trigger.rule.also or _is_aside(event, events):
                when, place = None, ""
            like = self._like(event, sentence) or self._swap_of(event, sentence, when)
            if like is not None:
                when, place = like.date, place or like.place
            if when is not None and when.latest is not None and when.latest.year < OLDEST_YEAR:
                continue
            if when is None and is_history(sentence):
                continue
            self._add(Told(event, when, place))
        last = [spot.when.date for spot in dates if spot.when.date is not None]
        if last:
            self.anchor = Anchor(self.anchor.as_of, last[-1])

    def _note_swap(self, sentence: Sentence, spots: list[DateSpot]) -> None:
        """Keep the day of an exchange told of many, for those "among the freed" who are named after it."""
        if tells_swap(sentence):
            self._swap = (sentence.index, next((spot.when.date for spot in spots if spot.when.date is not None), None))

    def _swap_of(self, event: Event, sentence: Sentence, when: PartialDate | None) -> Told | None:
        if (
            when is not None
            or self._swap is None
            or event.kind not in ("released", "exchanged")
            or "among" not in sentence.low
        ):
            return None
        told, day = self._swap
        if sentence.index - told > _SWAP_REACH:
            return None
        event.kind = "exchanged"
        return Told(event, day, "")

    def _like(self, event: Event, sentence: Sentence) -> Told | None:
        """As in "Captured on the same day": the day, and the place, of the last such event told of somebody else."""
        around = " ".join(sentence.low[event.trigger.end : event.trigger.end + 6])
        if not re.search(
            r"\bsame (?:day|time|place|battle|month)\b|^(?:together |along )?with (?!a |an |the |his |her |only |other )[a-z'-]+|^alongside",  # noqa: E501 -- one rule stays on one line
            around,
        ):
            return None
        return next(
            (
                told
                for told in reversed(self.story.told)
                if told.event.kind == event.kind and told.event.person != event.person
            ),
            None,
        )

    def _add(self, told: Told) -> None:
        self.story.told.append(told)
        self.story.witnesses.update(told.event.witnesses)
        if told.event.kind in ("released", "exchanged", "escaped"):
            self.story.discourse.freed.add(told.event.person)
        person = told.event.person
        if told.event.kind in ("captured", "held", "missing", "transferred"):
            self.story.discourse.captive.add(person)
        tracked = self.story.discourse.tracked
        if person in tracked:
            tracked.remove(person)
        tracked.append(person)

    def _name_later(
        self, sentence: Sentence, clauses: Clauses, found: list[Trigger], events: list[Event], mentions: list[Mention]
    ) -> None:
        """Tell of those who are named behind an announcement, in a list, or in a clause that leaves its verb out."""
        spots = self._spots(sentence, mentions)
        if not events and opens(sentence, found):
            self._pending = announced(sentence, clauses, found, spots, self.anchor)
            self._pending_at = sentence.index
        elif self._pending and (sentence.first or self._follows_number(sentence)) and lists(self._pending):
            self._entry(sentence, mentions)
        elif self._pending and sentence.index - self._pending_at <= NAMED_WITHIN and names_them(sentence):
            for told in self._pending:
                for person in listed(sentence, mentions, self.people):
                    self._add(for_person(told, person, sentence))
        elif (
            not events and self._last and leaves_verb_out(sentence, clauses, spots, self.sentences[sentence.index - 1])
        ):
            for person in listed(sentence, mentions, self.people):
                for told in self._last:
                    self._add(goes_on(told, person, sentence, spots, self.anchor))

    def _entry(self, sentence: Sentence, mentions: list[Mention]) -> None:
        first = next((m for m in mentions if m.head <= 3 and m.who is not None and m.kind in ("name", "unnamed")), None)
        if first is None or first.who is None:
            if len(sentence.tokens) > 3:
                self._pending = []
            return
        for told in self._pending:
            self._add(for_person(told, first.who, sentence))
        self.story.discourse.topic = first.who

    def _learn(self, sentence: Sentence, mentions: list[Mention]) -> None:
        for mention in mentions:
            if mention.who is not None and mention.kind in ("name", "pronoun", "kin", "possessive"):
                details = self.story.details.setdefault(mention.who, Details())
                learn(
                    details,
                    self.people[mention.who],
                    mention,
                    sentence=sentence,
                    mentions=mentions,
                    text=self.plain,
                )
                if details.official:
                    self.people[mention.who].titles.add("official")
        passage = self.plain[sentence.start : sentence.end]
        topic = self.story.discourse.topic
        if (
            topic is not None
            and (_LABEL.match(passage) or sentence.low[0] in _CALLED)
            and not any(m.kind == "name" and m.head <= 3 for m in mentions)
        ):
            learn_labelled(self.story.details.setdefault(topic, Details()), self.people[topic], passage)

    def _states(self, sentence: Sentence, mentions: list[Mention]) -> None:
        """Mark those whose name the text keeps back, and those who speak as freed prisoners."""
        for mention in mentions:
            if mention.who is None or mention.kind != "unnamed":
                continue
            after = " ".join(sentence.low[mention.end : mention.end + 9])
            if re.search(
                r"^,? ?(?:whose (?:name|identity)|who (?:asked|wished|wants|does not want|did not want|asks) not to be (?:named|identified))",  # noqa: E501 -- one rule stays on one line
                after,
            ):
                self.people[mention.who].traits.add("withheld")


_SWAP_REACH: Final = 6  # sentences behind an exchange in which "among the freed" means that one


def _is_aside(event: Event, events: list[Event]) -> bool:
    """As in "Exchanged in May after a year in captivity": the day is the exchange's, not that of being held."""
    group = event.group
    if event.kind != "held" or group is None or event.trigger.start < group.end:
        return False
    return any(other.group is group and other.kind != "held" and other.trigger.start < group.end for other in events)


def _small(text: str) -> str:
    return text.lower().replace("\u00a0", " ").replace("’", "'")
