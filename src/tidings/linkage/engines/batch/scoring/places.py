"""Two places: `tidings.places.compare` over numbered readings."""

from collections.abc import Sequence
from math import asin, cos, isnan, radians, sin, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tidings import places
from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.letters import Word, Words, letter, only_in_first, same, spell, word_at
from tidings.linkage.engines.batch.scoring.memory import Memory, memory, recalled, remember
from tidings.linkage.engines.batch.scoring.numbering import Numbering
from tidings.linkage.engines.batch.scoring.pointers import b1, f8, i4, i8, u8
from tidings.linkage.engines.batch.scoring.sets import Sets, meet, sets_of
from tidings.places import Nearness
from tidings.places.comparison import EARTH_KM, NEAR_KM, ONE_WORD, SAME_ENDS, SAME_WORDS, ends

UNKNOWN, SAME, NEAR, REGION, APART = range(5)
"""Nearness, in numbers; 1 to 4 are levels of a feature in the model's order."""

ORDER = (Nearness.SAME, Nearness.NEAR, Nearness.REGION, Nearness.APART)

SLOTS_A_PLACE = 64
MOST_SLOTS = 1 << 20

DEGREE_KM = 2 * np.pi * EARTH_KM / 360
PREFIX = 4
"""Letters at the beginning that Winkler's measure counts."""


class PlaceTerms(NamedTuple):
    """The constants of `places.comparison`."""

    near_km: float
    earth_km: float
    same_words: float
    same_ends: float
    one_word: float


class Places(NamedTuple):
    """Every distinct place, by number; settlements likewise.

    Attributes:
        settlements: what it may be.
        regions: where it may lie.
        folded: its words.
        first: the first of them.
        last: the last.
        region_only: whether it names a region.
        latitude: of the settlements, in degrees.
        longitude: likewise.
        terms: constants.
        memory: pairs worked out before.
    """

    settlements: Sets
    regions: Sets
    folded: Words
    first: Words
    last: Words
    region_only: npt.NDArray[np.bool_]
    latitude: Floats
    longitude: Floats
    terms: PlaceTerms
    memory: Memory


def place_table(readings: Sequence[places.Reading]) -> Places:
    """Lay out the places for the kernels."""
    towns, regions = Numbering(), Numbering()
    settlements = sets_of([[towns[town] for town in one.settlements] for one in readings])
    found = [places.settlement(town) for town in towns if isinstance(town, int)]
    return Places(
        settlements=settlements,
        regions=sets_of([[regions[region] for region in one.regions] for one in readings]),
        folded=spell([one.folded for one in readings]),
        first=spell([ends(one.folded)[0] for one in readings]),
        last=spell([ends(one.folded)[1] for one in readings]),
        region_only=np.array([one.names_region for one in readings], np.bool_),
        latitude=np.array([town.latitude for town in found], np.float64),
        longitude=np.array([town.longitude for town in found], np.float64),
        terms=PlaceTerms(NEAR_KM, EARTH_KM, SAME_WORDS, SAME_ENDS, ONE_WORD),
        memory=memory(len(readings), min(SLOTS_A_PLACE * len(readings), MOST_SLOTS)),
    )


@bare
def jaro_winkler(one: Word, other: Word, work: Floats) -> float:
    """Return the Jaro-Winkler similarity of two words that are not empty (Winkler 1990)."""
    size, size_ = one[2], other[2]
    reach = max(max(size, size_) // 2 - 1, 0)
    met, met_ = work[0], work[1]
    met[:size] = 0.0
    met_[:size_] = 0.0
    matches = 0
    for place in range(size):
        for place_ in range(max(0, place - reach), min(size_, place + reach + 1)):
            if met_[place_] == 0 and letter(one, place) == letter(other, place_):
                met[place] = met_[place_] = 1.0
                matches += 1
                break
    if matches == 0:
        return 0.0
    swapped, place_ = 0, 0
    for place in range(size):
        if met[place] > 0:
            while met_[place_] == 0:
                place_ += 1
            swapped += 1 if letter(one, place) != letter(other, place_) else 0
            place_ += 1
    alike = (matches / size + matches / size_ + (matches - swapped // 2) / matches) / 3.0
    prefix = 0
    while prefix < min(size, size_, PREFIX) and letter(one, prefix) == letter(other, prefix):
        prefix += 1
    return alike + prefix * 0.1 * (1.0 - alike) if alike > 0.7 else alike  # noqa: PLR2004 -- Winkler's bound


@bare
def alike_words(words: Words, one: int, other: int, least: float, work: Floats) -> bool:
    """Say whether two words are at least so similar; empty ones never are."""
    first, second = word_at(words, one), word_at(words, other)
    shorter, longer = min(first[2], second[2]), max(first[2], second[2])
    if shorter == 0:
        return False
    if same(first, second):
        return True
    here, there = u8(words.masks, one), u8(words.masks, other)
    lost = max(only_in_first(here, there), only_in_first(there, here))
    most = min(shorter, longer - lost)
    if most <= 0 or _with_prefix((most / shorter + most / longer + 1.0) / 3.0) < least:
        return False
    return jaro_winkler(first, second, work) >= least


@bare
def _with_prefix(alike: float) -> float:
    """Return what a similarity comes to at most."""
    return alike + PREFIX * 0.1 * (1.0 - alike)


@bare
def _kilometres(table: Places, one: int, other: int) -> float:
    north = radians(f8(table.latitude, other) - f8(table.latitude, one))
    east = radians(f8(table.longitude, other) - f8(table.longitude, one))
    cosines = cos(radians(f8(table.latitude, one))) * cos(radians(f8(table.latitude, other)))
    arc = sin(north / 2) ** 2 + cosines * sin(east / 2) ** 2
    return 2 * table.terms.earth_km * asin(sqrt(arc))


@bare
def _near(table: Places, one: int, other: int) -> bool:
    sets = table.settlements
    for place in range(i8(sets.starts, one), i8(sets.starts, one + 1)):
        for place_ in range(i8(sets.starts, other), i8(sets.starts, other + 1)):
            town, town_ = i4(sets.numbers, place), i4(sets.numbers, place_)
            if abs(f8(table.latitude, town) - f8(table.latitude, town_)) * DEGREE_KM > table.terms.near_km + 1:
                continue
            if _kilometres(table, town, town_) <= table.terms.near_km:
                return True
    return False


@bare
def _known(table: Places, place: int) -> bool:
    return bool(
        i8(table.settlements.starts, place) < i8(table.settlements.starts, place + 1)
        or i8(table.regions.starts, place) < i8(table.regions.starts, place + 1)
    )


@bare
def _one_name(table: Places, one: int, other: int, work: Floats) -> bool:
    """Say whether the words of two places are spellings of one name (`places.comparison`)."""
    terms = table.terms
    if not alike_words(table.folded, one, other, terms.same_words, work):
        return False
    if alike_words(table.first, one, other, terms.same_ends, work):
        if alike_words(table.last, one, other, terms.same_ends, work):
            return True
    return alike_words(table.folded, one, other, terms.one_word, work)


@bare
def _worked_out(table: Places, one: int, other: int, work: Floats) -> int:
    if meet(table.settlements, one, other):
        return SAME
    words = not (b1(table.region_only, one) or b1(table.region_only, other))
    if words and _one_name(table, one, other, work):
        return SAME
    if not (_known(table, one) and _known(table, other)):
        return UNKNOWN
    if _near(table, one, other):
        return NEAR
    return REGION if meet(table.regions, one, other) else APART


@bare
def nearness(table: Places, one: int, other: int, work: Floats) -> int:
    """Return how two places lie to one another."""
    first, second = min(one, other), max(one, other)
    found = recalled(table.memory, first, second)
    if isnan(found):
        found = remember(table.memory, first, second, float(_worked_out(table, first, second, work)))
    return int(found)
