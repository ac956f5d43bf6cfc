"""Where the person was born and lives."""

from collections.abc import Iterator
from typing import Final

from tidings import places
from tidings.linkage.finding import Finding
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.subject import Subject
from tidings.places import Nearness

PEOPLE: Final = 5e7
"""Over so many people those who are sought are spread: a town of n has the share n in them."""

SMALLEST: Final = 1e-3
"""No place is believed rarer than this: families of one village serve, are lost and are sought together."""

COMMONEST: Final = 0.15


def chance_of(place: places.Reading, counted: float) -> float:
    """Return how likely two people are to share a place that has the share `counted` among those at hand."""
    populations = [places.settlement(identity).population for identity in place.settlements]
    share = max(populations) / PEOPLE if populations else 0.0
    return min(max(share, counted, SMALLEST), COMMONEST)


def _found(a: places.Reading, b: places.Reading, words: tuple[str, str], counted: float) -> Iterator[Finding]:
    nearness = places.compare(a, b)
    if nearness is Nearness.SAME:
        yield Finding("same", *words, chance_of(a, counted))
    elif nearness is not Nearness.UNKNOWN:
        yield Finding(nearness.value, *words)


def compare_birth_places(left: Subject, right: Subject, frequencies: Frequencies) -> Iterator[Finding]:
    """Compare the two birth places; silent where one is not known."""
    if left.birth_place and right.birth_place:
        words = (left.report.birth_place, right.report.birth_place)
        yield from _found(left.birth_place, right.birth_place, words, frequencies.place(left.birth_place.folded))


def compare_residences(left: Subject, right: Subject, frequencies: Frequencies) -> Iterator[Finding]:
    """Compare where the two live; silent where one is not known."""
    if left.residence and right.residence:
        words = (left.report.residence, right.report.residence)
        yield from _found(left.residence, right.residence, words, frequencies.place(left.residence.folded))


def compare_home(left: Subject, right: Subject, frequencies: Frequencies) -> Iterator[Finding]:
    """Compare where one was born with where the other lives, if nothing better is said: only agreement counts."""
    if (left.birth_place and right.birth_place) or (left.residence and right.residence):
        return
    one, other = (left.birth_place or left.residence), (right.birth_place or right.residence)
    if one and other and places.compare(one, other) is Nearness.SAME:
        words = (left.report.birth_place or left.report.residence, right.report.birth_place or right.report.residence)
        yield Finding("same", *words, chance_of(one, frequencies.place(one.folded)))
