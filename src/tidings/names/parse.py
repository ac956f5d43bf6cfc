"""Reading a name: which word is the surname, which the given name, which the patronymic — and how else it may be read."""

from dataclasses import dataclass, field
from functools import lru_cache
from math import log2
from typing import Final

from tidings.names.fold import Token, tidy, tokens
from tidings.names.given import read_given
from tidings.names.patronymic import looks_patronymic, read_patronymic
from tidings.names.surname import UNSEEN_BITS, Gender, read_surname

_GIVEN_FIRST_BITS: Final = {True: 0.0, False: 2.0}
"""How much likelier the given name stands first: Cyrillic lists put the surname first as often, Latin texts seldom."""

_UNKNOWN: Final = 2**-UNSEEN_BITS
_UNKNOWN_SURNAME_BITS: Final = -8.0
"""How an unknown word leans that ends as surnames do."""
_SURNAME_ENDINGS: Final = ("enko", "Cuk", "nuk", "dze", "vili", "An", "iC", "Suk", "ko")

DEAREST_READING: Final = 8.0
"""Bits at which a second reading is no longer kept."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: cleaned lower-case words by part, and what the reading costs in bits against the best one."""

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
    """

    text: str
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    alias: tuple[str, ...] = ()
    gender: Gender = ""
    readings: tuple[Reading, ...] = field(default=(), repr=False)

    @property
    def alternatives(self) -> tuple[Reading, ...]:
        """The other ways to read the name."""
        return self.readings[1:]


Parts = tuple[list[Token], list[Token], list[Token]]


def _is_cyrillic(words: list[Token]) -> bool:
    return any("\u0400" <= word.plain[0] <= "\u052f" for word in words)


def _split_patronymic(words: list[Token]) -> tuple[list[Token], list[Token]]:
    """Take the patronymic out of the words; a word that opens the name is none, nor is a lone word."""
    for place in range(len(words) - 1, 0, -1):
        if not words[place].initial and looks_patronymic(words[place].plain):
            return words[:place] + words[place + 1 :], [words[place]]
    return words, []


def _split_initials(words: list[Token]) -> Parts | None:
    """Read `Surname I. O.` and `I. O. Surname`; None where no initial stands."""
    initials = [word for word in words if word.initial]
    whole = [word for word in words if not word.initial]
    if not initials or not whole or len(initials) > len("IO"):
        return None
    if len(whole) > 1:
        return None
    return whole, initials[:1], initials[1:]


def _given_bits(word: Token) -> float:
    """Return how much likelier a word is a given name than a surname, in bits."""
    given, surname = read_given(word.plain), read_surname(word.plain)
    if not given.kinds and not surname.known:
        return _UNKNOWN_SURNAME_BITS if surname.gender or surname.units.endswith(_SURNAME_ENDINGS) else 0.0
    return log2(given.share if given.kinds else _UNKNOWN) - log2(surname.share)


def _orders(words: list[Token]) -> list[tuple[float, list[Token], list[Token]]]:
    """Return the ways to part words into surname and given names, each with its bits; the best first."""
    if len(words) == 1:
        lean = _given_bits(words[0])
        return sorted(((-lean, words, []), (lean, [], words)), key=lambda way: -way[0])
    first = -_given_bits(words[0]) + sum(map(_given_bits, words[1:])) / (len(words) - 1)
    last = -_given_bits(words[-1]) + sum(map(_given_bits, words[:-1])) / (len(words) - 1)
    ways = [(last + _GIVEN_FIRST_BITS[_is_cyrillic(words)], words[-1:], words[:-1]), (first, words[:1], words[1:])]
    return sorted(ways, key=lambda way: -way[0])


def _after_patronymic(words: list[Token], place: int) -> list[tuple[float, list[Token], list[Token]]]:
    """Part the words round a patronymic: the word before it is the given name."""
    given = words[place - 1 : place]
    return [(0.0, words[: place - 1] + words[place:], given)]


def _ways(words: list[Token]) -> list[tuple[float, Parts]]:
    """Return every reading of words without a comma, with its bits; the best first."""
    initials = _split_initials(words)
    if initials is not None:
        return [(0.0, initials)]
    rest, patronymic = _split_patronymic(words)
    if not rest:
        return []
    if patronymic:
        found = _after_patronymic(rest, words.index(patronymic[0]))
    else:
        found = _orders(rest)
    return [(weight, (surname, given, patronymic)) for weight, surname, given in found]


def _comma_ways(text: str) -> list[tuple[float, Parts]]:
    """Read `Surname, Given Patronymic`."""
    before, _, after = text.partition(",")
    left, right = list(tokens(before)), list(tokens(after))
    if not left or not right:
        return _ways(left or right)
    initials = [word for word in right if word.initial]
    if len(initials) == len(right):
        return [(0.0, (left, right[:1], right[1:2]))]
    given, patronymic = _split_patronymic(right)
    return [(0.0, (left, given, patronymic))]


def _gender(reading: Reading) -> Gender:
    """Return the gender that the parts tell: the patronymic first, then the given name, then the surname's ending."""
    told: list[Gender] = []
    if len(reading.patronymic) > 1:
        told.append(read_patronymic(reading.patronymic).gender)
    told += [read_given(word).gender for word in reading.given[:1] if len(word) > 1]
    told += [surname.gender for surname in map(read_surname, reading.surname[-1:]) if surname.known or surname.slavic]
    return next((gender for gender in told if gender), "")


def _plain(words: list[Token]) -> tuple[str, ...]:
    return tuple(part for word in words for part in word.plain.split("-") if part)


def _written(words: list[Token]) -> str:
    return " ".join(word.text for word in words)


def _built(text: str, ways: list[tuple[float, Parts]], alias: tuple[str, ...]) -> Name:
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
    return Name(text, surname, given, patronymic, alias, _gender(readings[0]), readings)


@lru_cache(maxsize=200_000)
def _parsed(text: str, surname: str, given: str, patronymic: str, alias: tuple[str, ...]) -> Name:
    text, surname, given, patronymic = map(tidy, (text, surname, given, patronymic))
    if surname or given or patronymic:
        parts = list(tokens(surname)), list(tokens(given)), list(tokens(patronymic))
        stated = " ".join(filter(None, (surname, given, patronymic)))
        return _built(stated, [(0.0, parts)] if any(parts) else [], alias)
    return _built(text, _comma_ways(text) if "," in text else _ways(list(tokens(text))), alias)


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
