"""Patronymics: the father's name behind them, in either language and script."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tidings.names.letters import is_cyrillic, units
from tidings.names.surname import Gender
from tidings.names.tables import rows

_ENDING: Final = re.compile(r"(?:[oeiOA]?v(?:iC|ic|ix|na)|iniCna|iCna|iC)$")
_SURE_ENDING: Final = re.compile(r"(?:[oeOi]viC|[oeOi]vna|iniCna|iCna)$")
_SHORTEST_STEM: Final = 2
UNSEEN_BITS: Final = 14.0
"""-log2 of the share of people whose father bears a name that stands in no list."""


@dataclass(frozen=True, slots=True)
class Patronymic:
    """One patronymic as read: units, stem, the fathers' names it may come from, gender, share of people."""

    units: str
    stem: str
    fathers: frozenset[str]
    gender: Gender
    share: float
    cyrillic: bool


@lru_cache(maxsize=1)
def _fathers() -> dict[str, tuple[frozenset[str], float]]:
    return {stem: (frozenset(fathers.split(" ")), float(share)) for stem, fathers, share in rows("fathers.tsv.gz")}


def listed_patronymics() -> Iterator[Patronymic]:
    """Yield the patronymics of the lists, by their stems alone."""
    for stem, (fathers, share) in _fathers().items():
        yield Patronymic(stem, stem, fathers, "", share, cyrillic=True)


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    """Return for every father's name the first of those that share patronymics with it, directly or through others."""
    found: dict[str, str] = {}
    members: dict[str, set[str]] = {}
    for fathers, _ in _fathers().values():
        together = fathers.union(*(members[found[father]] for father in fathers if father in found))
        members[min(together)] = set(together)
        found.update(dict.fromkeys(together, min(together)))
    return found


def family_of(father: Patronymic) -> str:
    """Return the name that stands for all the fathers a patronymic may come from; "" where no list knows one.

    Олексійович may come from Алексей and from a misspelling of it, Алексеевич from the first alone: one family.
    """
    return _families()[min(father.fathers)] if father.fathers else ""


def stem_of(sound: str) -> str:
    """Return a patronymic in units without its ending, and without the glide or vowel before it."""
    return _ENDING.sub("", sound).rstrip("iej") or sound


def ends_patronymic(plain: str) -> bool:
    """Say whether a word ends as patronymics do; some surnames do too."""
    return bool(_SURE_ENDING.search(units(plain)))


def looks_patronymic(plain: str) -> bool:
    """Say whether a word ends as a patronymic does and comes from a father's name we know."""
    sound = units(plain)
    if not _SURE_ENDING.search(sound) and not (sound.endswith("iC") and len(sound) <= len("fomiCxx")):
        return False
    stem = stem_of(sound)
    return len(stem) >= _SHORTEST_STEM and stem in _fathers()


@lru_cache(maxsize=100_000)
def read_patronymic(plain: str) -> Patronymic:
    """Read one cleaned patronymic."""
    sound = units(plain)
    stem = stem_of(sound)
    fathers, share = _fathers().get(stem, (frozenset[str](), 2**-UNSEEN_BITS))
    gender: Gender = "f" if sound.endswith("na") else "m" if sound.endswith(("iC", "ic")) else ""
    return Patronymic(sound, stem, fathers, gender, share, is_cyrillic(plain))
