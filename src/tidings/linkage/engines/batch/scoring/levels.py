"""Every level of every feature by number, and what it weighs: the table of `linkage.model`, read at run time."""

from math import log2
from typing import Final, NamedTuple

import numpy as np

from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.pointers import f8, i1
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.model import FEATURES
from tidings.linkage.weights import HEAVIEST, RAREST

LEVELS: Final = (
    ("sex", "differ"),
    ("birth", "exact"),
    ("birth", "swapped"),
    ("birth", "digit"),
    ("birth", "year_slip"),
    ("birth", "same_day"),
    ("birth", "overlap"),
    ("birth", "near"),
    ("birth", "other_day"),
    ("birth", "other_year"),
    ("birth", "few_years"),
    ("birth", "many_years"),
    ("birth_place", "same"),
    ("birth_place", "near"),
    ("birth_place", "region"),
    ("birth_place", "apart"),
    ("residence", "same"),
    ("residence", "near"),
    ("residence", "region"),
    ("residence", "apart"),
    ("home", "same"),
    ("nationality", "same"),
    ("nationality", "other"),
    ("rank", "same"),
    ("rank", "close"),
    ("rank", "promoted"),
    ("rank", "demoted"),
    ("rank", "branch"),
    ("rank", "apart"),
    ("rank", "far"),
    ("unit", "same"),
    ("unit", "number"),
    ("unit", "other"),
    ("service_number", "exact"),
    ("service_number", "slip"),
    ("service_number", "other"),
    ("relatives", "agree"),
    ("relatives", "other"),
    ("relatives", "another"),
    ("role", "relative"),
    ("event", "together"),
    ("event", "near"),
    ("event", "apart"),
    ("event", "follows"),
    ("event", "too_early"),
    ("event", "after_death"),
    ("event", "two_deaths"),
    ("event_place", "same"),
    ("event_place", "near"),
    ("event_place", "region"),
    ("event_place", "apart"),
    ("marks", "same"),
    ("marks", "part"),
    ("marks", "other"),
    ("others", "same"),
    ("others", "near"),
    ("others", "other"),
    ("source", "two_rows"),
    ("source", "copied"),
    ("source", "again"),
)
"""Feature and level, in the order of the model; the names below are their numbers."""

(
    SEX_DIFFER,
    BIRTH_EXACT, BIRTH_SWAPPED, BIRTH_DIGIT, BIRTH_YEAR_SLIP, BIRTH_SAME_DAY,
    BIRTH_OVERLAP, BIRTH_NEAR, BIRTH_OTHER_DAY, BIRTH_OTHER_YEAR, BIRTH_FEW_YEARS, BIRTH_MANY_YEARS,
    BIRTH_PLACE_SAME, _, _, _,
    RESIDENCE_SAME, _, _, _,
    HOME_SAME,
    POWER_SAME, POWER_OTHER,
    RANK_SAME, RANK_CLOSE, RANK_PROMOTED, RANK_DEMOTED, RANK_BRANCH, RANK_APART, RANK_FAR,
    UNIT_SAME, UNIT_NUMBER, UNIT_OTHER,
    NUMBER_EXACT, NUMBER_SLIP, NUMBER_OTHER,
    KIN_AGREE, KIN_OTHER, KIN_ANOTHER,
    ROLE_RELATIVE,
    EVENT_TOGETHER, EVENT_NEAR, EVENT_APART, EVENT_FOLLOWS, EVENT_TOO_EARLY, EVENT_AFTER_DEATH,
    EVENT_TWO_DEATHS,
    EVENT_PLACE_SAME, _, _, _,
    MARKS_SAME, MARKS_PART, MARKS_OTHER,
    OTHERS_SAME, _, _,
    SOURCE_TWO_ROWS, SOURCE_COPIED, SOURCE_AGAIN,
) = range(len(LEVELS))  # fmt: skip

NAMES: Final = tuple(dict.fromkeys(feature for feature, _ in LEVELS))
"""The features, in the order of the model."""

(
    F_SEX, F_BIRTH, F_BIRTH_PLACE, F_RESIDENCE, F_HOME, F_POWER, F_RANK, F_UNIT, F_NUMBER, F_KIN, F_ROLE, F_EVENT,
    F_EVENT_PLACE, F_MARKS, F_OTHERS, F_SOURCE,
) = range(len(NAMES))  # fmt: skip

OTHERS_AGAINST: Final = len(NAMES)
"""Beside the features: what those further columns weigh that speak against."""

SPANS: Final = 4096
"""Spans of fewer days are weighed beforehand."""

FIELDS: Final = len(NAMES) + 1

SILENT: Final = -1
"""Stands for the level of a feature that says nothing."""

NO_CHANCE: Final = -1.0
"""Stands for a chance that hangs on nothing but the level."""


class Levels(NamedTuple):
    """What each level weighs, by number.

    Attributes:
        m: log2 of how often two reports of one person reach it.
        u: log2 of how often two of different people do.
        shift: bits added on the data at hand.
        feature: the number of its feature.
        step: its place among the levels of that feature.
        bits: what it weighs where its chance hangs on nothing.
        column_shift: the same for each further column and level of "others".
        heaviest: bits that no level exceeds.
        rarest: the least chance believed.
    """

    m: Floats
    u: Floats
    shift: Floats
    feature: np.ndarray[tuple[int], np.dtype[np.int8]]
    step: np.ndarray[tuple[int], np.dtype[np.int8]]
    bits: Floats
    column_shift: Floats
    heaviest: float
    rarest: float


def level_table(frequencies: Frequencies) -> Levels:
    """Read the model's table, and what was learned on the data at hand."""
    known = {feature.name: feature.levels for feature in FEATURES}
    if tuple((name, level) for name, levels in known.items() for level in levels) != LEVELS:
        raise ValueError("the model and the kernels do not know the same levels")
    found = [known[feature][level] for feature, level in LEVELS]
    steps = [level for feature, level in LEVELS if feature == "others"]
    columns = [[frequencies.shift(column, level) for level in steps] for column in frequencies.extras]
    shifts = [frequencies.shift(feature, level) for feature, level in LEVELS]
    return Levels(
        m=np.array([log2(level.m) for level in found]),
        u=np.array([log2(level.u) for level in found]),
        shift=np.array(shifts, np.float64),
        feature=np.array([NAMES.index(feature) for feature, _ in LEVELS], np.int8),
        step=np.array([list(known[feature]).index(level) for feature, level in LEVELS], np.int8),
        bits=np.array([level.bits(None, shift) for level, shift in zip(found, shifts, strict=True)]),
        column_shift=np.array(columns, np.float64).reshape(-1, len(steps)),
        heaviest=HEAVIEST,
        rarest=RAREST,
    )


def bits_by_span(table: Levels, level: int, days: float) -> Floats:
    """Return what a level weighs whose chance is how much of so many days two spans cover, by the days covered."""
    span = np.arange(SPANS)
    chance = np.clip(span / (days + span), table.rarest, 1.0)
    return np.clip(table.m[level] - np.log2(chance) + table.shift[level], -table.heaviest, table.heaviest)


def most_bits(table: Levels, feature: int, least: float) -> float:
    """Return what a feature weighs at most where no chance is less than so much, 0 at least."""
    own = table.feature == feature
    u = np.minimum(table.u[own], log2(max(least, table.rarest)))
    found = np.clip(table.m[own] - u + table.shift[own], 0.0, table.heaviest)
    return float(found.max())


def bits_by_value(table: Levels, level: int, chance: Floats, shift: float) -> Floats:
    """Return what a level weighs by the chance of the value; a negative chance stands for the table's own."""
    likely = np.where(chance < 0, table.u[level], np.log2(np.clip(chance, table.rarest, 1.0)))
    return np.clip(table.m[level] - likely + shift, -table.heaviest, table.heaviest)


@bare
def bits_of(table: Levels, level: int, chance: float, shift: float) -> float:
    """Return what a level weighs (`linkage.weights.Level.bits`); a negative chance stands for the table's own."""
    likely = f8(table.u, level) if chance < 0 else log2(min(max(chance, table.rarest), 1.0))
    return max(-table.heaviest, min(table.heaviest, f8(table.m, level) - likely + shift))


@bare
def tell(table: Levels, level: int, chance: float, told: Floats) -> None:
    """Note what a field says."""
    bits = f8(table.bits, level) if chance < 0 else bits_of(table, level, chance, f8(table.shift, level))
    told[i1(table.feature, level)] = bits
