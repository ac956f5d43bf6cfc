"""Announcements: an event told of several people named after it: in a list, a sentence, a clause without a verb."""

import re
from dataclasses import replace
from typing import Final

from tidings.intake.text.clauses import Clauses
from tidings.intake.text.events import Event, Told, kinds_of
from tidings.intake.text.mentions import Mention
from tidings.intake.text.people import People
from tidings.intake.text.settings import DateSpot, PlaceSpot, bounded, date_of, place_of
from tidings.intake.text.spelling import same_surname
from tidings.intake.text.tables import any_of, words
from tidings.intake.text.tokens import Sentence
from tidings.intake.text.triggers import Trigger
from tidings.intake.text.when import Anchor

NAMED_WITHIN: Final = 3
"""Sentences behind an announcement in which "They are" means its people."""
_PLURAL: Final = any_of(words("people", "plural") - words("of_announcements", "things"))
_NAMES_THEM: Final = re.compile(
    r"^\W*(?:and )?(?:they (?:are|were|include)|these (?:are|were)|among (?:them|those|the)\b|(?:here are )?(?:the|their|our) names\b|the (?:freed|released|captured|captives|missing|prisoners|returned|following)\b|one of them|two of them|(?:the )?list\b|including)"  # noqa: E501 -- one rule stays on one line
)
_OPENING: Final = 2  # words that may stand before the first name of a clause without a verb
_Spots = tuple[list[DateSpot], list[PlaceSpot]]


def opens(sentence: Sentence, found: list[Trigger]) -> bool:
    """Say whether a sentence that tells an event of nobody named announces a list, or tells it of several."""
    if not found:
        return False
    return sentence.tokens[-1].text == ":" or bool(_PLURAL.search(" ".join(sentence.low)))


def announced(sentence: Sentence, clauses: Clauses, found: list[Trigger], spots: _Spots, anchor: Anchor) -> list[Told]:
    """Return what an announcement tells, of nobody yet."""
    chosen = found[-1:] + [t for t in found[:-1] if t.rule.kind == "exchanged"]
    events = [Event(kinds_of(t, sentence)[0], -1, sentence, t, clauses.group_of(t.start)) for t in chosen]
    if any(event.kind == "exchanged" for event in events):
        events = [event for event in events if event.kind != "released"]
    dates, places = spots
    return [
        Told(
            event,
            date_of(event, clauses, dates, anchor)[0] or (dates[0].when.date if dates else None),
            place_of(event, clauses, places),
        )
        for event in events
    ]


def lists(pending: list[Told]) -> bool:
    """Say whether an announcement ends in a colon, so that entries follow."""
    return any(told.event.sentence.tokens[-1].text == ":" for told in pending)


def names_them(sentence: Sentence) -> bool:
    """Say whether a sentence names those of the announcement before it: "They are X, Y and Z"."""
    return bool(_NAMES_THEM.search(" ".join(sentence.low[:8])))


def listed(sentence: Sentence, mentions: list[Mention], people: People) -> list[int]:
    """Return those a sentence lists: names that hang on nobody else, and whole families ("the Kovals")."""
    found: list[int] = []
    for mention in mentions:
        if mention.who is None or mention.relation or {t.lower() for t in mention.titles} & words("offices"):
            continue
        if mention.kind == "name" and sentence.low[mention.end : mention.end + 1] != ["'s"]:
            found.append(mention.who)
        elif mention.kind == "family":
            found += [p.number for p in people if p.surname and same_surname(p.surname, mention.words[0])]
    return list(dict.fromkeys(found))


def for_person(told: Told, person: int, sentence: Sentence) -> Told:
    """Tell an announced event of somebody named behind it."""
    return replace(told, event=replace(told.event, person=person, sentence=sentence))


def leaves_verb_out(sentence: Sentence, clauses: Clauses, spots: _Spots, before: Sentence) -> bool:
    """As in "…; X and Y in April, in Mariupol": names, a day or a place (or a semicolon before), and no verb."""
    first = next((m for m in clauses.mentions if m.kind in ("name", "family")), None)
    if first is None or first.head > _OPENING or sentence.first or any(not group.bare for group in clauses.groups):
        return False
    return bool(spots[0] or spots[1]) or (before.tokens[-1].text == ";" and not clauses.groups)


def goes_on(told: Told, person: int, sentence: Sentence, spots: _Spots, anchor: Anchor) -> Told:
    """Tell the event of the clause before of somebody else, with the day and place said here."""
    dates, places = spots
    when = bounded(dates[0].when, told.event.kind, anchor) if dates else None
    place = next((spot.where.words for spot in places), "")
    return Told(replace(told.event, person=person, sentence=sentence), when, place)
