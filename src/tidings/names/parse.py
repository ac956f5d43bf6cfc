"""Reading a name: which word is surname, given name and patronymic — and how else it may be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import log2
from typing import Final

from tidings.names.cases import nominatives
from tidings.names.fold import Token, tidy, tokens
from tidings.names.given import is_formal, is_listed, read_given
from tidings.names.patronymic import ends_patronymic, looks_patronymic, read_patronymic
from tidings.names.surname import Gender, read_surname

DEAREST_READING: Final = 8.0
"""Bits at which a second reading is no longer kept."""
MOST_READINGS: Final = 3

PARTICLES: Final = frozenset(
    {"al", "el", "ul", "bin", "ben", "ibn", "bint", "de", "da", "do", "dos", "das", "del", "della", "di", "la", "le"}
    | {"van", "von", "der", "den", "ter", "af", "zu", "де", "фон", "ван", "дер", "аль", "эль", "ель", "ібн", "ибн"}
)
"""Words that open or join names and tell nobody apart; they are not compared where another word stands."""

# How likely a word is in a part that no list knows it in, in bits.
_UNKNOWN_GIVEN: Final = -20.0
_UNKNOWN_GIVEN_LIKE_SURNAME: Final = -24.0
_UNKNOWN_SURNAME: Final = -20.0
_UNKNOWN_SURNAME_BY_ENDING: Final = -16.0
UNKNOWN_PATRONYMIC: Final = -18.0
_SURNAME_ENDINGS: Final = ("enko", "Cuk", "nuk", "dze", "vili", "An", "iC", "Suk", "ko")

# How likely an order of parts is, in bits: Cyrillic lists put the surname first as often as last, Latin texts seldom.
GIVEN_FIRST: Final = {True: -1.0, False: -0.4}
SURNAME_FIRST: Final = {True: -1.0, False: -2.4}
AS_STATED: Final = 6.0
"""How much likelier stated parts stand where they belong: about 1 in 60 rows has them swapped."""
OBLIQUE: Final = 3.0
"""Bits against a name that is not in the nominative."""
BENT: Final = re.compile(
    "(?:[ое]го|[ое]му|[оеє]вой|[оеє]вої|иной|іної|с[ь]?кой|ської|ській|ичу|ича|ичем|вны|вни|вне|вні)$"
)
"""Endings that hardly any name has in the nominative."""
_ALIAS: Final = re.compile(
    r"[\"«„“]([^\"«»„“”()]{2,40})[\"»”“]|\(([^()]{2,40})\)|"
    r"[,;]?\s(?:позывной|позивний|по прозвищу|на прізвисько|на псевдо|call ?sign|nicknamed|alias|aka):?"
    r"\s+([^,;\"«»„“”()]{2,40})",
    re.IGNORECASE,
)
"""What tells a nickname or a call sign from the name beside it."""
_PREPOSITION: Final = re.compile("^(?:об?|обо|про|от|від|для|до|із?|изо?|со?|зі?|у|ко?) (?=[А-ЯЁІЇЄҐ])")
"""A preposition that was copied with the name ("о Сергее Хмарском"); an initial is a capital."""
NO_SURNAME: Final = -4.0
_GLUED: Final = 14.0
"""What speaks for cutting a word that no list knows, against reading it as one unknown surname."""
_SHORTEST_GLUED: Final = 8
_LONGEST_GLUED: Final = 30


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: cleaned words by part, and its cost in bits against the best reading."""

    surname: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    patronymic: str = ""
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as read.

    Attributes:
        text: as stated, tidied.
        surname, given, patronymic: the parts as written, by the best reading; "" where absent.
        alias: nicknames, call signs and other names, as stated.
        gender: "m", "f" or "" where the name does not tell.
        readings: all ways to read it, the best first.
        shown: how the words of the readings were written.
    """

    text: str
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    alias: tuple[str, ...] = ()
    gender: Gender = ""
    readings: tuple[Reading, ...] = field(default=(), repr=False, hash=False)
    shown: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def alternatives(self) -> tuple[Reading, ...]:
        """The other ways to read the name."""
        return self.readings[1:]


Parts = tuple[list[Token], list[Token], list[Token]]
Way = tuple[float, Parts]


def _is_cyrillic(words: list[Token]) -> bool:
    return any("\u0400" <= word.plain[0] <= "\u052f" for word in words)


def _ends_like_surname(plain: str) -> bool:
    surname = read_surname(plain)
    return bool(surname.gender) or surname.units.endswith(_SURNAME_ENDINGS)


@lru_cache(maxsize=200_000)
def surname_bits(plain: str) -> float:
    """Return how likely a word is as a surname: log2 of its share."""
    surname = read_surname(plain)
    if surname.known:
        return log2(surname.share)
    return _UNKNOWN_SURNAME_BY_ENDING if _ends_like_surname(plain) else _UNKNOWN_SURNAME


@lru_cache(maxsize=200_000)
def given_bits(plain: str) -> float:
    """Return how likely a word is as a given name: log2 of its share."""
    if is_listed(plain):
        return log2(read_given(plain).share)
    return _UNKNOWN_GIVEN_LIKE_SURNAME if _ends_like_surname(plain) else _UNKNOWN_GIVEN


def _weighed(order: float, surname: list[Token], given: list[Token], patronymic: list[Token]) -> Way:
    """Weigh one way to part the words: the likelihood of every word in its part; many given names count as one."""
    bits = order + sum(surname_bits(word.plain) for word in surname) / max(len(surname), 1)
    bits += sum(given_bits(word.plain) for word in given) / max(len(given), 1)
    for word in patronymic:
        known = looks_patronymic(word.plain)
        bits += log2(read_patronymic(word.plain).share) if known else UNKNOWN_PATRONYMIC
    return bits, (surname, given, patronymic)


def _split_initials(words: list[Token]) -> Parts | None:
    """Read `Surname I. O.` and `I. O. Surname`; None where no such initials stand."""
    initials = [word for word in words if word.initial]
    whole = [word for word in words if not word.initial]
    if not initials or len(whole) != 1 or len(initials) > len("IO"):
        return None
    return whole, initials[:1], initials[1:]


def _with_patronymic(words: list[Token]) -> list[Way]:
    """Return the ways in which a word after a given name is the patronymic."""
    found = []
    for place in range(1, len(words)):
        word = words[place]
        if word.initial or not (looks_patronymic(word.plain) or (len(words) > 2 and ends_patronymic(word.plain))):  # noqa: PLR2004 -- with surname and given name
            continue
        surname = words[: place - 1] + words[place + 1 :]
        order = (GIVEN_FIRST if place == 1 else SURNAME_FIRST)[True] if surname else NO_SURNAME
        found.append(_weighed(order, surname, [words[place - 1]], [word]))
    return found


def may_be_glued(plain: str) -> bool:
    """Say whether a lone cleaned word may be a given name and a surname without a space: no list knows it whole."""
    whole = plain.replace("-", "")
    return _SHORTEST_GLUED <= len(whole) <= _LONGEST_GLUED and not read_surname(whole).known and not is_listed(whole)


def _unglued(word: Token) -> list[Way]:
    """Return the ways to cut one long unknown word into a given name and a surname that were glued together."""
    if not may_be_glued(word.plain):
        return []
    whole = word.plain.replace("-", "")
    found = []
    for place in range(3, len(whole) - 2):
        parts = Token(whole[:place], whole[:place], False), Token(whole[place:], whole[place:], False)  # noqa: FBT003 -- no initials
        for given, surname in (parts, parts[::-1]):
            if is_listed(given.plain) and len(surname.plain) > len("xyz"):
                found.append(_weighed(_GLUED, [surname], [given], []))
    return found


def _without_patronymic(words: list[Token]) -> list[Way]:
    """Return the ways with the surname last or first; a lone word may be either."""
    if len(words) == 1:
        return [_weighed(0.0, words, [], []), _weighed(0.0, [], words, []), *_unglued(words[0])]
    cyrillic = _is_cyrillic(words)
    return [
        _weighed(GIVEN_FIRST[cyrillic], words[-1:], words[:-1], []),
        _weighed(SURNAME_FIRST[cyrillic], words[:1], words[1:], []),
    ]


def _ways(words: list[Token]) -> list[Way]:
    """Return every reading of words without a comma, with its bits; the best first."""
    if not words:
        return []
    initials = _split_initials(words)
    if initials is not None:
        return [(0.0, initials)]
    found = _with_patronymic(words)
    if not found or len(words) == 2:  # noqa: PLR2004 -- a surname in -ovich may stand beside a lone given name
        found += _without_patronymic(words)
    found = sorted(found, key=lambda way: -way[0])[:MOST_READINGS]
    return _with_nominatives(words, found) if len(words) > 1 and _is_cyrillic(words) else found


def _with_nominatives(words: list[Token], found: list[Way]) -> list[Way]:
    """Add the readings in the nominative where no word is a given name as it stands, or an ending tells the case."""
    if any(is_formal(word.plain) for word in words) and not any(BENT.search(word.plain) for word in words):
        return found
    straight = [
        way for text in nominatives(" ".join(word.text for word in words))[:2] for way in _ways(list(tokens(text)))[:1]
    ]
    if not straight:
        return found
    best = max(bits for bits, _ in straight) - OBLIQUE
    kept = [(max(bits, best - DEAREST_READING), parts) for bits, parts in found[:2]]
    return sorted([*((bits - OBLIQUE, parts) for bits, parts in straight), *kept], key=lambda way: -way[0])


def _comma_ways(text: str) -> list[Way]:
    """Read `Surname, Given Patronymic`."""
    before, _, after = text.partition(",")
    left, right = list(tokens(before)), list(tokens(after))
    if not left or not right:
        return _ways(left or right)
    if all(word.initial for word in right):
        return [(0.0, (left, right[:1], right[1:2]))]
    if len(right) > 1 and ends_patronymic(right[-1].plain):
        return [(0.0, (left, right[:-1], right[-1:]))]
    return [(0.0, (left, right, []))]


def _stated_ways(surname: list[Token], given: list[Token], patronymic: list[Token]) -> list[Way]:
    """Read parts as stated, and the other way round: now and then they stand in each other's place."""
    if not surname and not given and not patronymic:
        return []
    if not surname or not given or given[0].initial or surname[0].initial:
        return [(0.0, (surname, given, patronymic))]
    ways = [_weighed(AS_STATED, surname, given, patronymic), _weighed(0.0, given, surname, patronymic)]
    return sorted(ways, key=lambda way: -way[0])


def _gender(reading: Reading) -> Gender:
    """Return the gender that the parts tell: the patronymic first, then the given name, then the surname's ending."""
    told: list[Gender] = []
    if len(reading.patronymic) > 1:
        told.append(read_patronymic(reading.patronymic).gender)
    told += [read_given(word).gender for word in reading.given[:1] if len(word) > 1]
    told += [surname.gender for surname in map(read_surname, reading.surname[-1:]) if surname.known or surname.slavic]
    return next((gender for gender in told if gender), "")


def _plain(words: list[Token]) -> tuple[str, ...]:
    found = tuple(part for word in words for part in word.plain.split("-") if part)
    return tuple(part for part in found if part not in PARTICLES) or found


def _written(words: list[Token]) -> str:
    return " ".join(word.text for word in words)


def _built(text: str, ways: list[Way], alias: tuple[str, ...]) -> Name:
    """Make the Name of weighed readings."""
    if not ways:
        return Name(text, alias=alias)
    best = ways[0][0]
    readings = tuple(
        Reading(_plain(surname), _plain(given), "".join(_plain(patronymic)), best - weight)
        for weight, (surname, given, patronymic) in ways
        if best - weight <= DEAREST_READING
    )
    surname, given, patronymic = map(_written, ways[0][1])
    shown = {
        plain: written
        for part in ways[0][1]
        for word in part
        for plain, written in [(word.plain, word.text), *zip(word.plain.split("-"), word.text.split("-"), strict=False)]
    }
    return Name(text, surname, given, patronymic, alias, _gender(readings[0]), readings, shown)


def _aliases(text: str) -> tuple[str, tuple[str, ...]]:
    """Part a name from what stands in brackets or quotes, or after "call sign"; a name all in quotes stays one."""
    told = [next(filter(None, found.groups())) for found in _ALIAS.finditer(text)]
    alone = " ".join(_ALIAS.sub(" ", text).split()).strip(" ,;")
    if not told or not any(letter.isalpha() for letter in alone):
        return text, ()
    return alone, tuple(alias.strip() for alias in told)


@lru_cache(maxsize=200_000)
def _parsed(text: str, surname: str, given: str, patronymic: str, alias: tuple[str, ...]) -> Name:
    text, surname, given, patronymic = map(tidy, (text, surname, given, patronymic))
    if surname or given or patronymic:
        parts = list(tokens(surname)), list(tokens(given)), list(tokens(patronymic))
        stated = " ".join(filter(None, (surname, given, patronymic)))
        return _built(stated, _stated_ways(*parts), alias)
    text, told = _aliases(_PREPOSITION.sub("", text))
    return _built(text, _comma_ways(text) if "," in text else _ways(list(tokens(text))), (*alias, *told))


def parse(
    text: str = "", *, surname: str = "", given: str = "", patronymic: str = "", alias: tuple[str, ...] = ()
) -> Name:
    """Read a name.

    Args:
        text: the name in one string, in any order; not looked at where parts are given.
        surname: the surname, where the source states parts.
        given: the given name or initial, likewise.
        patronymic: the patronymic or its initial, likewise.
        alias: other names the person goes by, nicknames, call signs.

    Raises:
        NameTooLong: a text has more than 200 characters.
    """
    return _parsed(text, surname, given, patronymic, alias)
