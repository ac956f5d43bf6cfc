"""Names by their beginnings: what a word may become that somebody has not typed to its end."""

from bisect import bisect_left
from functools import lru_cache
from typing import Final

from tidings.names.fold import tokens
from tidings.names.given import class_of
from tidings.names.letters import units
from tidings.names.surname import split_gender
from tidings.names.tables import rows

SHORTEST: Final = 3
"""Units that a beginning must have: two letters begin thousands of names."""

LAST: Final = "\U0010ffff"

Shares = tuple[tuple[str, ...], dict[str, float]]


def begun(typed: str) -> str:
    """Return the beginning of a word in the units that all scripts share, no ending being read into it."""
    plain = _plain(typed)
    return units(plain + ("t" if plain.isascii() else "т")).removesuffix("t")


def _plain(word: str) -> str:
    return "".join(token.plain for token in tokens(word))


def begins(typed: str, word: str) -> bool:
    """Say whether a typed word is the beginning of another, in any script, and not all of it."""
    start, whole = begun(typed), units(_plain(word))
    return len(start) >= SHORTEST and len(whole) > len(start) and whole.startswith(start)


@lru_cache(maxsize=1)
def _surnames() -> Shares:
    shares = {stem: float(count) for count, stems in rows("surnames.tsv.gz") for stem in stems.split(" ")}
    return tuple(sorted(shares)), shares


@lru_cache(maxsize=4096)
def surnames_begun(typed: str, most: int = 12) -> tuple[str, ...]:
    """Return the commonest surnames that begin so, in units and the form both sexes share."""
    start = begun(typed)
    if len(start) < SHORTEST:
        return ()
    ordered, shares = _surnames()
    found = ordered[bisect_left(ordered, start) : bisect_left(ordered, start + LAST)]
    return tuple(
        sorted((stem for stem in found if stem != split_gender(start)[0]), key=lambda stem: -shares[stem])[:most]
    )


@lru_cache(maxsize=1)
def _given() -> tuple[tuple[str, str, float], ...]:
    formal = [class_of(number) for number, _ in enumerate(rows("given.tsv.gz"))]
    forms = ((form, one.share) for one in formal for form in dict.fromkeys((one.russian, one.ukrainian)))
    return tuple(sorted((units(_plain(form)), form, share) for form, share in forms))


@lru_cache(maxsize=4096)
def given_begun(typed: str, most: int = 3) -> tuple[str, ...]:
    """Return the commonest given names that begin so."""
    start = begun(typed)
    if len(start) < SHORTEST:
        return ()
    ordered = _given()
    found = ordered[bisect_left(ordered, (start,)) : bisect_left(ordered, (start + LAST,))]
    return tuple(form for sound, form, _ in sorted(found, key=lambda one: -one[2]) if sound != start)[:most]
