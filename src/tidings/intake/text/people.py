# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""People: the mentions by name of one text joined into persons."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from tidings.intake.text.mentions import Mention, name_parts, sex_of_given, sex_of_name, sex_of_surname
from tidings.intake.text.spelling import folded, same_given, same_surname, skeleton
from tidings.intake.text.tokens import Sentence

_BEARERS: Final = 100  # bearers of one name that are weighed; a text with more is a list
_APART: Final = re.compile(r"\b(?:confused with|mistaken for|namesake|different person|not the same)\b")


@dataclass(slots=True)
class Person:
    """One human being of the text, as far as its writer tells them apart.

    Attributes:
        number: place in the order of first mention.
        forms: the spellings met, each as its words; none for a person not named.
        holder: for a person told only by kinship, whose relative it is (`number`), with the `relation`.
        seen: (sentence, token) of each mention.
    """

    number: int
    forms: list[tuple[str, ...]] = field(default_factory=list)
    given: str = ""
    patronymic: str = ""
    surname: str = ""
    sex: str = ""
    ranks: list[str] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    aliases: list[str] = field(default_factory=list)
    words: str = ""
    holder: int | None = None
    relation: str = ""
    traits: set[str] = field(default_factory=set)
    seen: list[tuple[int, int]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest form of the name as stated, "" if none is."""
        if not self.forms:
            return ""
        fullest: tuple[str, ...] = max(self.forms, key=_fullness)
        return " ".join(fullest)

    @property
    def named(self) -> bool:
        """Whether the text names the person."""
        return bool(self.forms)

    def take(self, mention: Mention, place: tuple[int, int]) -> None:
        """Add what a mention says."""
        mention.who = self.number
        self.seen.append(place)
        self.sex = self.sex or mention.sex
        self.titles.update(title.lower() for title in mention.titles)
        if mention.rank and mention.rank not in self.ranks:
            self.ranks.append(mention.rank)
        if mention.kind in ("name", "family") and mention.words not in self.forms:
            self.forms.append(mention.words)

    def learn_parts(self, words_of_name: tuple[str, ...]) -> None:
        """Take the parts of a fuller name over what is known."""
        given, patronymic, surname = name_parts(words_of_name)
        if len(given.rstrip(".")) > len(self.given.rstrip(".")):
            self.given = given
        if len(patronymic) > len(self.patronymic):
            self.patronymic = patronymic
        self.surname = self.surname or surname
        self.sex = self.sex or sex_of_name(words_of_name)


def _fullness(form: tuple[str, ...]) -> tuple[int, int]:
    return sum(not word.endswith(".") for word in form), len(form)


class People:
    """All persons of a text; joins mentions as it takes them."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self._by_skeleton: dict[str, list[int]] = {}

    def __getitem__(self, number: int) -> Person:
        return self.persons[number]

    def __iter__(self) -> Iterator[Person]:
        return iter(self.persons)

    def new(self, *, sex: str = "", described: str = "", holder: int | None = None, relation: str = "") -> Person:
        """Add a person not named."""
        person = Person(len(self.persons), sex=sex, words=described, holder=holder, relation=relation)
        self.persons.append(person)
        return person

    def join(self, mentions: Iterable[tuple[Sentence, Mention]]) -> None:
        """Join mentions by name: the full names first, then single words to the fullest and nearest bearer."""
        listed = list(mentions)
        _share_surnames(listed)
        for sentence, mention in listed:
            if len(mention.words) > 1:
                apart = bool(_APART.search(" ".join(sentence.low[max(0, mention.head - 8) : mention.head])))
                self._take_full(mention, (sentence.index, mention.start), apart=apart)
        for sentence, mention in listed:
            if len(mention.words) == 1:
                self._take_single(mention, (sentence.index, mention.start))

    def _index(self, person: Person) -> None:
        for word in (
            person.surname,
            *person.surname.replace("-", " ").split(),
            *person.given.replace("-", " ").split(),
        ):
            listed = self._by_skeleton.setdefault(skeleton(word), [])
            if person.number not in listed:
                listed.append(person.number)

    def _known(self, name: str) -> list[int]:
        """Return the persons with a name of the same consonants: only those can be meant."""
        parts = [name, *name.replace("-", " ").split()] if "-" in name or " " in name else [name]
        return list(dict.fromkeys(number for part in parts for number in self._by_skeleton.get(skeleton(part), ())))

    def _take_full(self, mention: Mention, place: tuple[int, int], *, apart: bool) -> None:
        given, patronymic, surname = name_parts(mention.words)
        known = None if apart else self._full_bearer(given, patronymic, surname, mention.sex, place)
        person = known or self.new(sex=mention.sex)
        person.take(mention, place)
        person.learn_parts(mention.words)
        self._index(person)

    def _full_bearer(
        self, given: str, patronymic: str, surname: str, sex: str, place: tuple[int, int]
    ) -> Person | None:
        fitting = [
            person
            for number in self._known(surname)[-_BEARERS:]
            if _same_full(person := self.persons[number], given, patronymic, surname)
            and not _sexes_part(person.sex, sex)
        ]
        return _nearest(fitting, place)

    def _take_single(self, mention: Mention, place: tuple[int, int]) -> None:
        person = self.bearer(mention.words[0], mention.sex, place, titled=bool(mention.titles))
        if person is None:
            person = self.new(sex=mention.sex)
            person.learn_parts(mention.words)
            self._index(person)
        elif len(person.forms) and mention.words not in person.forms and not person.surname:
            person.learn_parts(mention.words)
        person.take(mention, place)

    def spell(self, surname: str) -> None:
        """Give a spelling that is said of a whole family to each of its members."""
        for number in self._known(surname):
            person = self.persons[number]
            if same_surname(surname, person.surname) and (surname,) not in person.forms:
                person.forms.append((surname,))

    def bearer(self, word: str, sex: str, place: tuple[int, int], *, titled: bool = False) -> Person | None:
        """Return whom a single word of a name means: by surname, then by given name; the nearest where several bear it."""  # noqa: E501 -- one rule stays on one line
        known = [self.persons[number] for number in self._known(word)[-_BEARERS:]]
        known = [person for person in known if not _sexes_part(person.sex, sex)]
        key = folded(word)
        exact = [p for p in known if any(folded(part) == key for part in _surname_parts(p))]
        close = [p for p in known if any(same_surname(word, part) for part in _surname_parts(p))]
        given = (
            [] if titled else [p for p in known if p.given and not p.given.endswith(".") and same_given(word, p.given)]
        )
        near_given = [p for p in known if p.surname == "" and same_surname(word, p.given)]
        return _nearest(exact or given or close or near_given, place)


def _share_surnames(listed: list[tuple[Sentence, Mention]]) -> None:
    """As in "Orest and Zenovii Koval" names two of one surname."""
    for (sentence, left), (other, right) in itertools.pairwise(listed):
        given, _, surname = name_parts(right.words)
        shares = (
            sentence is other
            and len(left.words) == 1
            and len(right.words) == 2
            and sentence.low[left.end : right.head] == ["and"]
        )
        clash = {sex_of_given(left.words[0]), sex_of_surname(surname)} == {"m", "f"} or sentence.low[
            max(0, left.head - 1) : left.head
        ] == ["of"]
        if shares and not clash and sex_of_given(left.words[0]) and right.words[0] == given and not left.titles:
            left.words = (left.words[0], surname)


def _surname_parts(person: Person) -> tuple[str, ...]:
    parts = (person.surname, *person.surname.replace("-", " ").split())
    return tuple(part for part in parts if len(part) > 2 or (not part.islower() and len(part) > 1))


def _same_full(person: Person, given: str, patronymic: str, surname: str) -> bool:
    if not person.surname or not _surnames_meet(person.surname, surname):
        return False
    if not given or not person.given:
        return True
    first, second = given.split(maxsplit=1)[0], ([*given.split(), ""])[1]
    if not same_given(first, person.given.split()[0]):
        return False
    if second.endswith(".") and person.patronymic and not same_given(second, person.patronymic):
        return False
    if patronymic.endswith(".") or person.patronymic.endswith("."):
        return not (patronymic and person.patronymic) or same_given(patronymic, person.patronymic)
    return not (patronymic and person.patronymic) or same_surname(patronymic, person.patronymic)


def _surnames_meet(left: str, right: str) -> bool:
    if same_surname(left, right):
        return True
    a, b = left.replace("-", " ").split(), right.replace("-", " ").split()
    return len(a) != len(b) and (same_surname(a[0], b[0]) or same_surname(a[-1], b[-1])) and min(len(a), len(b)) == 1


def _sexes_part(left: str, right: str) -> bool:
    return {left, right} == {"m", "f"}


def _nearest(persons: list[Person], place: tuple[int, int]) -> Person | None:
    """Return the person mentioned last before a place, or first after it."""
    if not persons:
        return None
    before = [(max(seen), p.number) for p in persons if (seen := [s for s in p.seen if s < place])]
    return next(p for p in persons if p.number == max(before)[1]) if before else persons[0]
