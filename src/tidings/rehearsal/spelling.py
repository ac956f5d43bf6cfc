"""How one source writes a name: language, script, order, short forms and the errors people make."""

from dataclasses import dataclass
from random import Random
from typing import Final

from tidings.rehearsal.people import Human
from tidings.rehearsal.romanising import romanised

HOMOGLYPHS: Final = str.maketrans("аеорсхі", "aeopcxi")
HEARD: Final = (
    ("о", "а"),
    ("и", "і"),
    ("е", "и"),
    ("ы", "и"),
    ("г", "х"),
    ("ё", "е"),
    ("й", "и"),
    ("т", "д"),
    ("б", "п"),
)
READ: Final = (("н", "и"), ("п", "л"), ("ш", "щ"), ("з", "э"), ("б", "6"), ("о", "0"))
"""Letters that the ear and that a scanner confuses."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What a kind of source does to names; chances are between 0 and 1."""

    language: str = "own"
    schemes: tuple[str, ...] = ()
    patronymic: float = 1.0
    initials: float = 0.0
    short: float = 0.0
    no_surname: float = 0.0
    typo: float = 0.05
    heard: float = 0.0
    read: float = 0.0
    homoglyph: float = 0.0
    glued: float = 0.0
    capitals: float = 0.0
    surname_first: float = 1.0


@dataclass(frozen=True, slots=True)
class Written:
    """A name as one source writes it: parts, and all of it in one string."""

    surname: str
    given: str
    patronymic: str
    name: str


def _swapped(word: str, pairs: tuple[tuple[str, str], ...], chance: Random) -> str:
    """Replace one letter that is easily taken for another."""
    usable = [(old, new) for old, new in pairs if old in word[1:]]
    if not usable:
        return word
    old, new = chance.choice(usable)
    return word[0] + word[1:].replace(old, new, 1)


def _mistyped(word: str, chance: Random) -> str:
    """Drop, double or transpose one letter, never the first."""
    if len(word) < 4:
        return word
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def _spoilt(word: str, habit: Habit, chance: Random) -> str:
    """Apply the errors of ear, scanner and keyboard, each by its own chance."""
    if chance.random() < habit.heard:
        word = _swapped(word, HEARD, chance)
    if chance.random() < habit.read:
        word = _swapped(word, READ, chance)
    return _mistyped(word, chance) if chance.random() < habit.typo else word


def _titled(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def written(human: Human, habit: Habit, chance: Random) -> Written:
    """Write a person's name as a source with this habit would."""
    language = {"own": human.language, "captors": human.captors}.get(habit.language, habit.language)
    short = chance.random() < habit.short
    given = chance.choice(human.given.short) if short else human.given.name.in_language(language)
    patronymic = human.patronymic.in_language(language) if chance.random() < habit.patronymic and not short else ""
    surname = "" if chance.random() < habit.no_surname else human.surname.in_language(language)
    parts = [_spoilt(surname, habit, chance), _spoilt(given, habit, chance), _spoilt(patronymic, habit, chance)]
    if habit.schemes:
        scheme = chance.choice(habit.schemes)
        parts = [romanised(part, scheme) for part in parts]
    if chance.random() < habit.initials:
        parts[1:] = [part[:1].upper() + "." if part else "" for part in parts[1:]]
    return _arranged([_titled(part) for part in parts], habit, chance)


def _arranged(parts: list[str], habit: Habit, chance: Random) -> Written:
    """Put the parts into order and into one string."""
    surname, given, patronymic = parts
    if chance.random() < habit.capitals:
        surname = surname.upper()
    if chance.random() < habit.homoglyph:
        surname = surname.translate(HOMOGLYPHS)
    ordered = [surname, given, patronymic] if chance.random() < habit.surname_first else [given, patronymic, surname]
    between = "" if chance.random() < habit.glued else " "
    return Written(surname, given, patronymic, between.join(part for part in ordered if part))
