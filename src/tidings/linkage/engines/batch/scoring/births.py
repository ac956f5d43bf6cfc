"""Two births: `linkage.features.births` over days as numbers."""

from typing import NamedTuple

import numpy as np

from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.levels import (
    BIRTH_DIGIT,
    BIRTH_EXACT,
    BIRTH_FEW_YEARS,
    BIRTH_MANY_YEARS,
    BIRTH_NEAR,
    BIRTH_OTHER_DAY,
    BIRTH_OTHER_YEAR,
    BIRTH_OVERLAP,
    BIRTH_SAME_DAY,
    BIRTH_SWAPPED,
    BIRTH_YEAR_SLIP,
    F_BIRTH,
    NO_CHANCE,
    Levels,
    bits_by_span,
    tell,
)
from tidings.linkage.engines.batch.scoring.pointers import f8
from tidings.linkage.engines.batch.scoring.rows import EXACT, Rows
from tidings.linkage.features import births
from tidings.linkage.frequencies import Frequencies

MONTHS, DAYS = 13, 32


class BirthTerms(NamedTuple):
    """The constants of `features.births`, and how births spread on these data.

    Attributes:
        year: days of a year at most.
        few_years: so many years apart are few.
        days: over how many days births spread.
        birthday: how likely two people are to share a day of birth, by month and day.
        overlap: bits of two births that overlap, by the days that both span; for the first `spans` numbers of days.
    """

    year: int
    few_years: int
    days: float
    birthday: Floats
    overlap: Floats
    spans: int


def birth_terms(frequencies: Frequencies, levels: Levels) -> BirthTerms:
    """Read the constants."""
    birthday = np.full((MONTHS, DAYS), 1.0 / frequencies.birth_days)
    for (month, day), times in frequencies.birthdays.items():
        birthday[month, day] = times / frequencies.birth_days
    overlap = bits_by_span(levels, BIRTH_OVERLAP, frequencies.birth_days)
    return BirthTerms(births.YEAR, births.FEW_YEARS, frequencies.birth_days, birthday, overlap, len(overlap))


@bare
def calendar(ordinal: int) -> tuple[int, int, int]:
    """Return year, month and day of a day counted from 0001-01-01 (Hinnant 2014, `civil_from_days`)."""
    day = ordinal + 305
    era, rest = day // 146097, day % 146097
    year = (rest - rest // 1460 + rest // 36524 - rest // 146096) // 365
    rest -= 365 * year + year // 4 - year // 100
    month = (5 * rest + 2) // 153
    day = rest - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9  # noqa: PLR2004 -- the year begins in March
    return year + 400 * era + (month <= 2), month, day  # noqa: PLR2004 -- January and February


@bare
def _digits(one: int, other: int) -> int:
    """Return in how many digits two numbers of eight differ."""
    count = 0
    for _ in range(8):
        count += one % 10 != other % 10
        one //= 10
        other //= 10
    return count


@bare
def _slip(one: int, other: int) -> int:
    """Return the level of two exact days of which one may be a slip of the other, -1 where it is none."""
    if one == other:
        return BIRTH_EXACT
    year, month, day = calendar(one)
    year_, month_, day_ = calendar(other)
    if month == day_ and day == month_ and year == year_:
        return BIRTH_SWAPPED
    if month == month_ and day == day_:
        return BIRTH_YEAR_SLIP if abs(year - year_) == 1 else BIRTH_SAME_DAY
    digits = _digits(year * 10000 + month * 100 + day, year_ * 10000 + month_ * 100 + day_)
    return BIRTH_DIGIT if digits == 1 else -1


@bare
def weigh_births(terms: BirthTerms, levels: Levels, a: Rows, b: Rows, told: Floats) -> int:
    """Weigh two births; return the level, -1 where one is not known."""
    first, last, first_, last_ = a["birth_first"], a["birth_last"], b["birth_first"], b["birth_last"]
    if first == 0 or first_ == 0:
        return -1
    level, chance = -1, NO_CHANCE
    days = a["flags"] & b["flags"] & EXACT
    if days:
        level = _slip(first, first_)
        if level == BIRTH_EXACT:
            _, month, day = calendar(first)
            chance = f8(terms.birthday, month * DAYS + day)
    if level < 0:
        gap = max(0, first_ - last, first - last_)
        if gap == 0:
            span = (last - first + 1) + (last_ - first_ + 1) - 1
            if span < terms.spans:
                told[F_BIRTH] = f8(terms.overlap, span)
                return BIRTH_OVERLAP
            level, chance = BIRTH_OVERLAP, span / (terms.days + span)
        elif gap <= terms.year:
            level = BIRTH_OTHER_DAY if days else BIRTH_NEAR
        elif gap <= terms.few_years * terms.year:
            level = BIRTH_OTHER_YEAR if days else BIRTH_FEW_YEARS
        else:
            level = BIRTH_MANY_YEARS
    tell(levels, level, chance, told)
    return level
