"""How two places lie to one another."""

from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

from rapidfuzz.distance import JaroWinkler

from tidings.places.gazetteer import settlement
from tidings.places.reading import Reading

EARTH_KM = 6371.0
NEAR_KM = 30.0  # a village and its market town: people name the one for the other
SAME_WORDS = 0.90  # folded spellings this alike are one name, for places the gazetteer does not know
SAME_ENDS = 0.80  # of several words, the first and the last are each at least so alike: what is between may be the same
ONE_WORD = 0.97  # or all are so alike that only a space may be between them


class Nearness(StrEnum):
    """What two places are to one another."""

    SAME = "same"
    NEAR = "near"
    REGION = "region"
    APART = "apart"
    UNKNOWN = "unknown"


def kilometres(left: int, right: int) -> float:
    """Return the distance between two settlements, along the great circle."""
    a, b = settlement(left), settlement(right)
    north, east = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    arc = sin(north / 2) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(arc))


def _same_words(one: str, other: str) -> bool:
    """Say whether folded words are spellings of one name; "Germany, Leipzig" and "Germany, Halle" are not."""
    alike = JaroWinkler.similarity(one, other) if one and other else 0.0
    if alike < SAME_WORDS or alike >= ONE_WORD:
        return alike >= ONE_WORD
    return all(JaroWinkler.similarity(a, b) >= SAME_ENDS for a, b in zip(ends(one), ends(other), strict=True))


def ends(folded: str) -> tuple[str, str]:
    """Return the first and the last of folded words."""
    return folded.partition(" ")[0], folded.rpartition(" ")[2]


def compare(left: Reading, right: Reading) -> Nearness:
    """Say how two places lie: the best that any of their readings allows, UNKNOWN where one of them is not known."""
    if left.settlements & right.settlements:
        return Nearness.SAME
    if not (left.names_region or right.names_region) and _same_words(left.folded, right.folded):
        return Nearness.SAME
    if not (left.known and right.known):
        return Nearness.UNKNOWN
    pairs = ((a, b) for a in left.settlements for b in right.settlements)
    if any(kilometres(a, b) <= NEAR_KM for a, b in pairs):
        return Nearness.NEAR
    if left.regions & right.regions:
        return Nearness.REGION
    return Nearness.APART
