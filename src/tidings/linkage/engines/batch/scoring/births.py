"""Two births: `linkage.features.births` over days as numbers."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.columns import Int32s
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
from tidings.linkage.engines.batch.scoring.pointers import Record, f8
from tidings.linkage.engines.batch.scoring.rows import EXACT
from tidings.linkage.features import births
from tidings.linkage.frequencies import Frequencies

MONTHS, DAYS = 13, 32

FIRST_DAY: Final = np.datetime64("0001-01-01", "D")


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


def digits_of(days: Int32s) -> npt.NDArray[np.uint32]:
    """Return dates, counted from 0001-01-01, as YYYYMMDD with four bits a digit; 0 stays 0."""
    day = FIRST_DAY + (np.maximum(days, 1).astype(np.int64) - 1)
    month = day.astype("datetime64[M]")
    year = month.astype("datetime64[Y]").astype(np.int64) + 1970
    of_month = (day - month.astype("datetime64[D]")).astype(np.int64) + 1
    number = year * 10000 + (month.astype(np.int64) % 12 + 1) * 100 + of_month
    found = np.zeros(len(days), np.uint32)
    for place in range(8):
        found |= (number // 10**place % 10 << 4 * place).astype(np.uint32)
    return np.where(days > 0, found, np.uint32(0))


@bare
def _number(digits: int) -> int:
    """Return the number that up to four digits of four bits make."""
    return (digits >> 12 & 15) * 1000 + (digits >> 8 & 15) * 100 + (digits >> 4 & 15) * 10 + (digits & 15)


@bare
def _one_digit(one: int, other: int) -> bool:
    """Say whether two dates that are not the same differ in one digit only."""
    differs = one ^ other
    differs = (differs | differs >> 1 | differs >> 2 | differs >> 3) & 0x11111111
    return differs & (differs - 1) == 0


@bare
def _slip(one: int, other: int) -> int:
    """Return the level of two exact days, in digits, of which one may be a slip of the other, -1 where it is none."""
    if one == other:
        return BIRTH_EXACT
    year, year_ = one >> 16, other >> 16
    day, day_ = one & 0xFFFF, other & 0xFFFF
    if year == year_ and (day >> 8 | (day & 0xFF) << 8) == day_:
        return BIRTH_SWAPPED
    if day == day_:
        return BIRTH_YEAR_SLIP if abs(_number(year) - _number(year_)) == 1 else BIRTH_SAME_DAY
    return BIRTH_DIGIT if _one_digit(one, other) else -1


@bare
def weigh_births(terms: BirthTerms, levels: Levels, a: Record, b: Record, told: Floats) -> int:
    """Weigh two births; return the level, -1 where one is not known."""
    first, last, first_, last_ = a["birth_first"], a["birth_last"], b["birth_first"], b["birth_last"]
    if first == 0 or first_ == 0:
        return -1
    level, chance = -1, NO_CHANCE
    days = a["flags"] & b["flags"] & EXACT
    if days:
        digits = np.int64(a["birth_digits"])
        level = _slip(digits, np.int64(b["birth_digits"]))
        if level == BIRTH_EXACT:
            chance = f8(terms.birthday, _number(digits >> 8 & 0xFF) * DAYS + _number(digits & 0xFF))
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
