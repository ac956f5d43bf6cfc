"""Where two people were born and live: `linkage.features.whereabouts` over numbered places."""

from collections.abc import Sequence

import numpy as np

from tidings import places
from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.levels import (
    BIRTH_PLACE_SAME,
    HOME_SAME,
    NO_CHANCE,
    RESIDENCE_SAME,
    Levels,
    tell,
)
from tidings.linkage.engines.batch.scoring.places import SAME, UNKNOWN, Places, nearness
from tidings.linkage.engines.batch.scoring.pointers import f8
from tidings.linkage.engines.batch.scoring.rows import Rows
from tidings.linkage.features import whereabouts
from tidings.linkage.frequencies import Frequencies


def home_chances(readings: Sequence[places.Reading], frequencies: Frequencies) -> Floats:
    """Return for each place how likely two people are to share it."""
    found = (whereabouts.chance_of(place, frequencies.place(place.folded)) for place in readings)
    return np.fromiter(found, np.float64, len(readings))


@bare
def weigh_place(
    table: Places, chances: Floats, levels: Levels, same: int, one: int, other: int, work: Floats, told: Floats
) -> int:
    """Compare two places of which `same` is the level of agreement; return the level."""
    if one < 0 or other < 0:
        return -1
    near = nearness(table, one, other, work)
    if near == UNKNOWN:
        return -1
    level = same + near - SAME
    tell(levels, level, f8(chances, one) if near == SAME else NO_CHANCE, told)
    return level


@bare
def weigh_birth_places(
    table: Places, chances: Floats, levels: Levels, a: Rows, b: Rows, work: Floats, told: Floats
) -> int:
    """Compare the two birth places."""
    return weigh_place(table, chances, levels, BIRTH_PLACE_SAME, a["birth_place"], b["birth_place"], work, told)


@bare
def weigh_residences(
    table: Places, chances: Floats, levels: Levels, a: Rows, b: Rows, work: Floats, told: Floats
) -> int:
    """Compare where the two live."""
    return weigh_place(table, chances, levels, RESIDENCE_SAME, a["residence"], b["residence"], work, told)


@bare
def weigh_home(table: Places, chances: Floats, levels: Levels, a: Rows, b: Rows, work: Floats, told: Floats) -> int:
    """Compare where one was born with where the other lives, if nothing better is said: only agreement counts."""
    if (a["birth_place"] >= 0 and b["birth_place"] >= 0) or (a["residence"] >= 0 and b["residence"] >= 0):
        return -1
    one = a["birth_place"] if a["birth_place"] >= 0 else a["residence"]
    other = b["birth_place"] if b["birth_place"] >= 0 else b["residence"]
    if one < 0 or other < 0 or nearness(table, one, other, work) != SAME:
        return -1
    tell(levels, HOME_SAME, f8(chances, one), told)
    return HOME_SAME
