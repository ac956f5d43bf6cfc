"""From what was read to Reports: who is traced and who only stands by, one event a line."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from tidings.intake.text.details import Details
from tidings.intake.text.events import Told
from tidings.intake.text.kinship import inverse, merged
from tidings.intake.text.people import Person
from tidings.intake.text.roles import elders
from tidings.intake.text.story import Story
from tidings.intake.text.tables import words
from tidings.kernel.dates import overlaps
from tidings.reports import Relative, Report
from tidings.reports.words import RELATIONS

_TRACED: Final = frozenset(
    {"missing", "captured", "held", "transferred", "released", "exchanged", "escaped", "died", "body_found", "buried"}
)
_OF_OFFICIALS: Final = _TRACED - {"buried"}
_ONCE: Final = frozenset(
    {"captured", "missing", "died", "buried", "body_found", "exchanged", "released", "escaped", "interviewed"}
)
_AFTER_CAPTIVITY: Final = frozenset({"exchanged", "released", "escaped"})
_HIGH_RANKS: Final = frozenset(
    ["major", "colonel", "general", "admiral", "lieutenant-colonel", "maj.", "col.", "gen.", "brigadier"]
)


class Assembly:
    """Turns one story into reports."""

    def __init__(self, story: Story, text: str, source: str) -> None:
        self.story = story
        self.text = text
        self.source = source
        self.people = story.discourse.people
        self.into = merged(
            self.people,
            story.discourse.ties,
            frozenset(told.event.person for told in story.told),
            story.discourse.author,
        )
        self.kin = self._ties()
        self.elders = {self._number(number) for number in elders(story.discourse.ties, self.people)}
        self.told: dict[int, list[Told]] = {}
        for told in story.told:
            self.told.setdefault(self._number(told.event.person), []).append(told)

    def _number(self, number: int) -> int:
        return self.into.get(number, number)

    def reports(self) -> tuple[Report, ...]:
        """Return the lines: subjects first in the order of the text, then the others, then the figures."""
        people = [p for p in self.people if p.number not in self.into]
        told = {p.number for p in people if self._is_subject(p)}
        sure = told or self.story.standing.about_captives
        candidates = people if told else [p for p in people if p.ranks or "soldierly" in p.traits]
        meant = {p.number for p in candidates if self._is_meant(p, told)} if sure else set()
        subjects = [p for p in people if p.number in told | meant]
        others = [p for p in people if p not in subjects]
        numbers = {p.number for p in subjects}
        roles = [(person, role) for person in others if (role := self._role(person, numbers))]
        lines = [line for place, person in enumerate(subjects, 1) for line in self._subject(person, f"p{place}")]
        lines += [
            self._bystander(person, role, f"p{place}") for place, (person, role) in enumerate(roles, len(subjects) + 1)
        ]
        return (*lines, *self._claims())

    def _is_subject(self, person: Person) -> bool:
        kinds = {told.event.kind for told in self.told.get(person.number, ())}
        if not kinds & _TRACED:
            return self._is_sought(person) or self._is_known_of(person)
        if not person.named:
            return person.holder is not None or "withheld" in person.traits
        if self._is_official(person):
            here = {sentence for sentence, _ in person.seen}
            return any(
                t.event.kind in _OF_OFFICIALS and t.event.sentence.index in here for t in self.told[person.number]
            )
        return True

    def _is_meant(self, person: Person, told: set[int]) -> bool:  # noqa: PLR0911 -- one answer for each ground
        """Say whether somebody is traced of whom nothing is told that was understood, because nothing else explains why they are named."""  # noqa: E501 -- one rule stays on one line
        standing = self.story.standing
        number = person.number
        if number in told or not person.named or not standing.is_among_captives(person):
            return False
        if self._is_official(person) or any(rank.lower().split()[0] in _HIGH_RANKS for rank in person.ranks):
            return False
        if (
            person.titles & (words("trades") | words("courtesy", "female") | words("courtesy", "any"))
            or self._details(person).trade
        ):
            return False
        if " " not in person.name and not (
            person.ranks or "soldierly" in person.traits or person.aliases or self._details(person).birth
        ):
            return False
        if not (
            person.ranks
            or person.aliases
            or person.traits
            or number in standing.beside
            or self._details(person).birth
            or self._details(person).age
        ):
            return False
        if number in standing.spoke | standing.credited | self.story.witnesses | self.elders:
            return False
        return not any(other in told for other, _ in self._kin(person)) or bool(person.ranks)

    def _is_sought(self, person: Person) -> bool:
        """Say whether somebody is traced of whom no event is stated: a capture denied, an exchange hoped for, a search."""  # noqa: E501 -- one rule stays on one line
        sought = person.named and person.number in self.story.discourse.spoken_of
        return sought and person.number not in self.elders and not self._is_official(person)

    def _is_known_of(self, person: Person) -> bool:
        """Say whether somebody's fate is told without a word of captivity: seen, or taken to a hospital."""
        told = [
            t
            for t in self.told.get(person.number, ())
            if t.event.kind == "hospitalised"
            or (t.event.kind == "seen_alive" and t.event.trigger.frame in ("verbs", "object"))
        ]
        return bool(told) and person.named and not self._is_official(person) and not self.kin.get(person.number)

    def _is_official(self, person: Person) -> bool:
        offices = words("offices") - words("ranks", "military")
        return bool(person.titles & offices) or self._details(person).official

    def _details(self, person: Person) -> Details:
        return self.story.details.get(person.number) or Details()

    def _role(self, person: Person, subjects: set[int]) -> str:
        if any(number in subjects for number, _ in self._kin(person)):
            return "relative"
        if person.number in self.story.witnesses:
            return "witness"
        if not person.named:
            return ""
        if self._is_official(person) or any(rank.lower().split()[0] in _HIGH_RANKS for rank in person.ranks):
            return "official"
        return "other"

    def _subject(self, person: Person, identity: str) -> Iterator[Report]:
        """Yield the lines of somebody traced: one an event, or one without where none is stated."""
        told = _distinct(self.told.get(person.number, []))
        if not told:
            yield self._bystander(person, "subject", identity)
        base = self._person(person, identity, "subject")
        for one in told:
            yield self._passage(base, (one.event.sentence.start, one.event.sentence.end), _stated(one))
        if self._is_implied_captive(told):
            first = next(one for one in told if one.event.kind in _AFTER_CAPTIVITY).event
            implied = {"event": "captured", "certainty": first.certainty, "directness": first.directness}
            yield self._passage(base, (first.sentence.start, first.sentence.end), implied)

    @staticmethod
    def _is_implied_captive(told: list[Told]) -> bool:
        """An exchange, or an interview given from captivity, says that the person was captured."""
        kinds = {one.event.kind for one in told}
        if "captured" in kinds:
            return False
        return bool(kinds & _AFTER_CAPTIVITY)

    def _bystander(self, person: Person, role: str, identity: str) -> Report:
        span = self.story.spans.get(person.seen[0][0]) if person.seen else None
        base = self._person(person, identity, role)
        return self._passage(base, span, {}) if span else replace(base, text=person.words)

    def _passage(self, base: Report, span: tuple[int, int], stated: Mapping[str, Any]) -> Report:
        return replace(base, text=" ".join(self.text[slice(*span)].split()), span=span, **stated)

    def _person(self, person: Person, identity: str, role: str) -> Report:
        """Return a line with all that is told of a person beside events."""
        details = self._details(person)
        return Report(
            source=self.source,
            name=person.name,
            alias=tuple(person.aliases),
            sex=person.sex if person.sex in ("m", "f") else "",
            birth_date=details.birth,
            age=(details.age, details.age) if details.age is not None else None,
            as_of=self.story.as_of if details.age is not None else None,
            birth_place=details.birth_place,
            residence=details.residence,
            unit=details.unit,
            rank=next(iter((*person.ranks, *details.ranks)), ""),
            subject=identity,
            role=role,
            name_alternatives=_other_forms(person),
            relatives=self._relatives(person),
            language="en",
        )

    def _relatives(self, person: Person) -> tuple[Relative, ...]:
        found: dict[int, Relative] = {}
        for number, relation in self._kin(person):
            known = relation if relation in RELATIONS else "relative"
            found.setdefault(number, Relative(known, self.people[number].name))
        return tuple(dict.fromkeys(found.values()))

    def _kin(self, person: Person) -> list[tuple[int, str]]:
        """Return the relatives of a person: who, and what they are to the person."""
        return self.kin.get(person.number, [])

    def _ties(self) -> dict[int, list[tuple[int, str]]]:
        kin: dict[int, list[tuple[int, str]]] = {}
        for tie in self.story.discourse.ties:
            holder, other = self._number(tie.holder), self._number(tie.other)
            if holder != other:
                kin.setdefault(holder, []).append((other, tie.relation))
                kin.setdefault(other, []).append((holder, inverse(tie.relation, self.people[holder].sex)))
        return kin

    def _claims(self) -> Iterator[Report]:
        seen: set[tuple[str, int | None, int | None]] = set()
        for claim in self.story.claims:
            key = (claim.what.lower(), claim.low, claim.high)
            if key not in seen:
                seen.add(key)
                span = (claim.sentence.start, claim.sentence.end)
                yield Report(
                    source=self.source,
                    kind="claim",
                    role="other",
                    subject=claim.what,
                    low=claim.low,
                    high=claim.high,
                    text=" ".join(self.text[slice(*span)].split()),
                    span=span,
                    language="en",
                )


def _stated(told: Told) -> Mapping[str, Any]:
    """Return what an event says in the fields of a report."""
    event = told.event
    return {
        "event": event.kind,
        "event_date": told.date,
        "event_place": told.place,
        "certainty": event.certainty,
        "directness": event.directness,
    }


def _other_forms(person: Person) -> tuple[str, ...]:
    name = person.name
    return tuple(dict.fromkeys(form for words_of in person.forms if (form := " ".join(words_of)) != name))


def _distinct(told: list[Told]) -> list[Told]:
    """Drop what says the same again: of an event that happens once, the undated beside the dated."""
    kept: list[Told] = []
    for one in told:
        twin = next((i for i, other in enumerate(kept) if _repeats(one, other)), None)
        if twin is None:
            kept.append(one)
        elif _weight(one) > _weight(kept[twin]):
            kept[twin] = one
    return kept


def _repeats(one: Told, other: Told) -> bool:
    if one.event.kind != other.event.kind:
        return {one.event.kind, other.event.kind} == {
            "released",
            "exchanged",
        } and one.event.sentence is other.event.sentence
    if one.date and other.date and one.date.edtf == other.date.edtf:
        return True
    if one.event.kind in _ONCE:
        return one.date is None or other.date is None or overlaps(one.date, other.date) is True
    return (one.date is None or other.date is None) and one.event.directness == other.event.directness


def _weight(told: Told) -> tuple[bool, bool, bool, bool]:
    return told.event.kind == "exchanged", told.date is not None, bool(told.place), not told.event.certainty
