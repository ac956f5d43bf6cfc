"""What a report is entered under in a key table: its keys as whole numbers, and keys that tell a crowd apart.

A common name alone stands in a bucket of thousands. Three facts together (name, given name and home) make a small one;
so a wide bucket is narrowed by what else is known, and nobody in it is dropped for its size.
"""

from collections.abc import Iterator
from enum import IntFlag
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, islice
from typing import Final

MOST_COMBINED: Final = 24
"""So many combined keys has a report at most; a report that says everything would have twice as many."""

_PARTS: Final = {"u": "unit", "p": "home", "e": "month"}


class Shown(IntFlag):
    """What it says of two reports that both stand under an entry."""

    NOTHING = 0
    SURNAME = 1
    SLIP = 2
    """Surnames with one consonant between them."""
    BEGINNING = 4
    """Surnames that begin alike."""
    GIVEN = 8
    FATHER = 16
    HOME = 32
    NUMBER = 64
    ALIAS = 128
    TELLING = 256
    """Worth reading far into: people of one surname, one day of birth or one number."""


_KINDS: Final = {
    "a": Shown.ALIAS | Shown.TELLING,
    "b": Shown.TELLING,
    "d": Shown.SLIP | Shown.GIVEN,
    "g": Shown.GIVEN,
    "gf": Shown.GIVEN | Shown.FATHER,
    "gxx": Shown.GIVEN,
    "n": Shown.NUMBER | Shown.TELLING,
    "p": Shown.GIVEN | Shown.HOME,
    "s": Shown.SURNAME | Shown.TELLING,
    "sf": Shown.BEGINNING | Shown.FATHER,
    "sg": Shown.BEGINNING | Shown.GIVEN | Shown.TELLING,
    "sgx": Shown.SURNAME | Shown.GIVEN | Shown.TELLING,
    "sx": Shown.SURNAME | Shown.TELLING,
    "u": Shown.GIVEN,
    "w": Shown.HOME,
    "y": Shown.GIVEN,
    "e": Shown.GIVEN,
}
_FACTS: Final = {"father": Shown.FATHER, "home": Shown.HOME}


@lru_cache(maxsize=100_000)
def numbered(key: str) -> int:
    """Return a key as a whole number of 64 bits with a sign, as both databases keep it."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def entries_of(keys: frozenset[str]) -> dict[int, int]:
    """Return the numbers of a report's keys and of what they say together, each with what it shows to share it."""
    return dict(map(_entry, (*keys, *islice(combined(keys), MOST_COMBINED))))


@lru_cache(maxsize=100_000)
def _entry(key: str) -> tuple[int, int]:
    return numbered(key), shown(key).value


def shown(key: str) -> Shown:
    """Return what it says of two reports that they share a key."""
    kind, *said = key.split(":")
    found = _KINDS.get(kind, Shown.NOTHING)
    if kind.endswith("x"):
        for fact in said[1:]:
            found |= _FACTS.get(fact, Shown.NOTHING)
    return found


def combined(keys: frozenset[str]) -> Iterator[str]:
    """Yield the combined keys, each of three facts or of a surname and a fact; always in the same order."""
    facts = sorted({(_PARTS[key[0]], key.split(":")[1]) for key in keys if key[0] in _PARTS and key[1] == ":"})
    fathers = sorted({("father", key.split(":")[2]) for key in keys if key.startswith("gf:")})
    given = sorted({key.rpartition(":")[2] for key in keys if key.startswith(("sg:", "g:"))})
    for bone in sorted(key[2:] for key in keys if key.startswith("s:")):
        yield from (f"sx:{bone}:{kind}:{said}" for kind, said in (*fathers, *facts))
        yield from (f"sgx:{bone}:{name}:{kind}:{said}" for name in given for kind, said in (*fathers, *facts))
    for name in given:
        for (kind, said), (other, also) in combinations((*fathers, *facts), 2):
            if kind != other:
                yield f"gxx:{name}:{kind}:{said}:{other}:{also}"
