"""Service: the power served, rank, unit and service number."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from tidings.forces import Rank, Unit
from tidings.linkage.finding import Finding
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.subject import Subject

POWERS: Final = (("RU", ("ru", "rf", "ро", "ру", "рф")), ("UA", ("uk", "ua", "ук")))
"""How the words for the two powers begin, in three languages."""

CHANCE_OF_RANK: Final = {1: 0.35, 2: 0.15}
"""How common the lowest ranks are; every other rank is held by some 7 in 100."""

OTHER_RANK: Final = 0.07
CLOSE: Final = 2
FAR: Final = 5
SHORTEST_NUMBER: Final = 4
"""A service number this short is more likely a cut-off one: it says nothing."""


def compare_powers(left: Subject, right: Subject, _: Frequencies) -> Iterator[Finding]:
    """Compare the power each serves; silent where one is neither stated nor known."""
    one, other = _power(left.report.nationality), _power(right.report.nationality)
    if one and other:
        level = "same" if one == other else "other"
        yield Finding(level, left.report.nationality, right.report.nationality)


def _power(words: str) -> str:
    plain = words.strip().casefold()
    return next((code for code, starts in POWERS if plain.startswith(starts)), "")


def compare_ranks(left: Subject, right: Subject, frequencies: Frequencies) -> Iterator[Finding]:
    """Compare two ranks as steps of one ladder; rank changes with time, so a step or two says little."""
    if left.rank and right.rank:
        level = _rank_level(left.rank, right.rank)
        if level == "close":
            level = _in_time(left, right)
        chance = frequencies.rank(left.rank.order) or CHANCE_OF_RANK.get(left.rank.order, OTHER_RANK)
        yield Finding(level, left.report.rank, right.report.rank, chance if level == "same" else None)


def _rank_level(a: Rank, b: Rank) -> str:
    steps = abs(a.order - b.order)
    if a.navy != b.navy:
        return "branch" if steps <= CLOSE else "far"
    if steps == 0:
        return "same"
    return "close" if steps <= CLOSE else "apart" if steps <= FAR else "far"


def _in_time(left: Subject, right: Subject) -> str:
    """Say of two near ranks whether the later is the higher, where it is known which is later."""
    a, b = left.happening, right.happening
    if not (a and b and left.rank and right.rank) or None in (a.first, a.last, b.first, b.last):
        return "close"
    rises = right.rank.order > left.rank.order
    if (a.last or 0) < (b.first or 0):
        return "promoted" if rises else "demoted"
    if (b.last or 0) < (a.first or 0):
        return "demoted" if rises else "promoted"
    return "close"


def compare_units(left: Subject, right: Subject, frequencies: Frequencies) -> Iterator[Finding]:
    """Compare the units: any that both name agrees; two of one kind with other numbers disagree."""
    levels = {_unit_level(a, b): a for a, b in product(left.units, right.units)}
    for level in ("same", "number", "other"):
        if level in levels:
            chance = frequencies.unit(levels[level]) if level == "same" else None
            yield Finding(level, left.report.unit, right.report.unit, chance)
            return


def _unit_level(a: Unit, b: Unit) -> str:
    if a.code or b.code:
        return "" if not (a.code and b.code) else "same" if a.code == b.code else "other"
    if a.number == b.number:
        return "same" if a.kind == b.kind else "number"
    return "other" if a.kind and a.kind == b.kind else ""


def compare_service_numbers(left: Subject, right: Subject, _: Frequencies) -> Iterator[Finding]:
    """Compare two service numbers; one slip of the pen is forgiven."""
    a, b = left.service_number, right.service_number
    if min(len(a), len(b)) < SHORTEST_NUMBER:
        return
    slips = DamerauLevenshtein.distance(a, b)
    level = "exact" if slips == 0 else "slip" if slips == 1 else "other"
    yield Finding(level, left.report.service_number, right.report.service_number)
