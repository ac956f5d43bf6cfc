"""Naming: the names of all sentences joined into people, and single words that name somebody met elsewhere."""

from typing import Final

from tidings.intake.text.mentions import Mention
from tidings.intake.text.people import People, Person
from tidings.intake.text.spelling import same_surname
from tidings.intake.text.spotting import Spotter
from tidings.intake.text.tables import words
from tidings.intake.text.tokens import Sentence

_FAMILY_WORDS: Final = frozenset(
    {"family", "brothers", "household", "sisters", "family's", "couple", "twins", "spouses"}
)
_PLACED: Final = frozenset({"region", "street", "regiment", "district", "brigade", "oblast"})
_SHORTEST: Final = 3  # letters of a word that may name somebody by itself


def join_names(sentences: list[Sentence], names: list[list[Mention]], spotter: Spotter, people: People) -> None:
    """Join the spotted names into people, then add to each sentence the single words that name one of them."""
    people.join((s, m) for s, listed in zip(sentences, names, strict=True) for m in listed)
    for sentence, listed in zip(sentences, names, strict=True):
        listed.extend(_single_words(sentence, listed, spotter, people))
        listed.sort(key=lambda mention: mention.start)


def _single_words(sentence: Sentence, names: list[Mention], spotter: Spotter, people: People) -> list[Mention]:
    """Find the single words that name somebody met elsewhere in the text: a surname, a given name."""
    taken = {position for name in names for position in range(name.start, name.end)}
    nowhere = words("places") | words("demonyms") | words("organisation")
    return [
        mention
        for position, token in enumerate(sentence.tokens)
        if position not in taken
        and token.capital
        and len(token.text) >= _SHORTEST
        and token.low not in nowhere
        and not spotter.is_common(token.low)
        and (mention := _single(sentence, position, people)) is not None
    ]


def _single(sentence: Sentence, position: int, people: People) -> Mention | None:
    low, token = sentence.low, sentence.tokens[position]
    place = (sentence.index, position)
    family = bool(set(low[position + 1 : position + 2]) & _FAMILY_WORDS)
    person = people.bearer(token.text, "", place)
    if person is None and token.text.endswith("s") and low[position - 1 : position] == ["the"]:
        person, family = people.bearer(token.text[:-1], "", place), True
    if person is None or set(low[position + 1 : position + 2]) & _PLACED:
        return None
    name = _singular(token.text, person) if family else token.text
    mention = Mention(position, position + 1, "family" if family else "name", (name,), position, sex=person.sex)
    if family:
        people.spell(name)
    person.take(mention, place)
    return mention


def _singular(word: str, person: Person) -> str:
    """Take the plural ending off a family's name ("the Kovals") where its members are called without it."""
    return word if not word.endswith("s") or same_surname(word, person.surname) else word[:-1]
