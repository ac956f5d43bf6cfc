"""Power, rank, unit and service number: `linkage.features.service` over numbered values."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tidings import forces
from tidings.linkage.engines.batch.columns import Columns
from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.letters import Word, Words, letter, part_of, same, spell, word_at
from tidings.linkage.engines.batch.scoring.levels import (
    NO_CHANCE,
    NUMBER_EXACT,
    NUMBER_OTHER,
    NUMBER_SLIP,
    POWER_OTHER,
    POWER_SAME,
    RANK_APART,
    RANK_BRANCH,
    RANK_CLOSE,
    RANK_DEMOTED,
    RANK_FAR,
    RANK_PROMOTED,
    RANK_SAME,
    UNIT_NUMBER,
    UNIT_OTHER,
    UNIT_SAME,
    Levels,
    tell,
)
from tidings.linkage.engines.batch.scoring.numbering import Numbering
from tidings.linkage.engines.batch.scoring.pointers import b1, f8, i4
from tidings.linkage.engines.batch.scoring.rows import POWERS, Rows
from tidings.linkage.features import service
from tidings.linkage.frequencies import Frequencies

Numbers = npt.NDArray[np.int32]


class Service(NamedTuple):
    """Every distinct rank, unit and service number.

    Attributes:
        order: place of each rank on the ladder.
        navy: whether it is of the navy.
        rank_chance: how common each rank is.
        close: so many steps are few.
        far: more than so many steps are many.
        code: number of each unit's code, 0 where it has none.
        number: number of its number.
        kind: number of its kind, 0 where it is not known.
        unit_chance: how common each unit is, negative where it was not counted.
        service_numbers: the distinct service numbers.
        shortest: signs of the shortest service number that is compared.
    """

    order: Numbers
    navy: npt.NDArray[np.bool_]
    rank_chance: Floats
    close: int
    far: int
    code: Numbers
    number: Numbers
    kind: Numbers
    unit_chance: Floats
    service_numbers: Words
    shortest: int


def service_table(columns: Columns, frequencies: Frequencies) -> Service:
    """Lay out ranks, units and service numbers for the kernels."""
    code, number, kind = _numbered(columns.unit_values)
    return Service(
        order=np.array([rank.order for rank in columns.ranks], np.int32),
        navy=np.array([rank.navy for rank in columns.ranks], np.bool_),
        rank_chance=np.array([_chance(rank, frequencies) for rank in columns.ranks], np.float64),
        close=service.CLOSE,
        far=service.FAR,
        code=code,
        number=number,
        kind=kind,
        unit_chance=np.array([frequencies.units.get(unit, NO_CHANCE) for unit in columns.unit_values], np.float64),
        service_numbers=spell(columns.service_numbers),
        shortest=service.SHORTEST_NUMBER,
    )


def _chance(rank: forces.Rank, frequencies: Frequencies) -> float:
    return frequencies.rank(rank.order) or service.CHANCE_OF_RANK.get(rank.order, service.OTHER_RANK)


def _numbered(units: Sequence[forces.Unit]) -> tuple[Numbers, Numbers, Numbers]:
    """Return the numbers of the units' codes, numbers and kinds; 0 is the empty word's."""
    columns = []
    for words in ([unit.code for unit in units], [unit.number for unit in units], [unit.kind for unit in units]):
        numbering = Numbering({"": 0})
        columns.append(numbering.column(words))
    return columns[0], columns[1], columns[2]


@bare
def weigh_powers(levels: Levels, a: Rows, b: Rows, told: Floats) -> int:
    """Weigh the powers that two serve."""
    one, other = a["flags"] & POWERS, b["flags"] & POWERS
    if not one or not other:
        return -1
    level = POWER_SAME if one == other else POWER_OTHER
    tell(levels, level, NO_CHANCE, told)
    return level


@bare
def _in_time(rises: bool, a: Rows, b: Rows) -> int:
    """Return whether the later of two near ranks is the higher, where it is known which is later."""
    if not (a["event_first"] and a["event_last"] and b["event_first"] and b["event_last"]):
        return RANK_CLOSE
    if a["event_last"] < b["event_first"]:
        return RANK_PROMOTED if rises else RANK_DEMOTED
    if b["event_last"] < a["event_first"]:
        return RANK_DEMOTED if rises else RANK_PROMOTED
    return RANK_CLOSE


@bare
def weigh_ranks(table: Service, levels: Levels, a: Rows, b: Rows, told: Floats) -> int:
    """Weigh two ranks."""
    one, other = a["rank"], b["rank"]
    if one < 0 or other < 0:
        return -1
    steps = abs(i4(table.order, one) - i4(table.order, other))
    chance = NO_CHANCE
    if b1(table.navy, one) != b1(table.navy, other):
        level = RANK_BRANCH if steps <= table.close else RANK_FAR
    elif steps == 0:
        level, chance = RANK_SAME, f8(table.rank_chance, one)
    elif steps <= table.close:
        level = _in_time(i4(table.order, other) > i4(table.order, one), a, b)
    else:
        level = RANK_APART if steps <= table.far else RANK_FAR
    tell(levels, level, chance, told)
    return level


@bare
def _unit_level(table: Service, one: int, other: int) -> int:
    if i4(table.code, one) or i4(table.code, other):
        if not (i4(table.code, one) and i4(table.code, other)):
            return -1
        return UNIT_SAME if i4(table.code, one) == i4(table.code, other) else UNIT_OTHER
    if i4(table.number, one) == i4(table.number, other):
        return UNIT_SAME if i4(table.kind, one) == i4(table.kind, other) else UNIT_NUMBER
    return UNIT_OTHER if i4(table.kind, one) and i4(table.kind, one) == i4(table.kind, other) else -1


@bare
def weigh_units(table: Service, levels: Levels, a: Rows, b: Rows, told: Floats) -> int:
    """Weigh the units: any that both name agrees; two of one kind with other numbers disagree."""
    best, chance = UNIT_OTHER + 1, NO_CHANCE
    for one in (a["unit"], a["unit_2"]):
        for other in (b["unit"], b["unit_2"]):
            if one >= 0 and other >= 0:
                level = _unit_level(table, one, other)
                if 0 <= level <= best:
                    best = level
                    if level == UNIT_SAME:
                        chance = f8(table.unit_chance, one)
    if best > UNIT_OTHER:
        return -1
    tell(levels, best, chance if best == UNIT_SAME else NO_CHANCE, told)
    return best


@bare
def one_slip(one: Word, other: Word) -> bool:
    """Say whether one slip of the pen makes one word of the other."""
    if one[2] > other[2]:
        one, other = other, one
    size, longer = one[2], other[2] - one[2]
    if longer > 1:
        return False
    place = 0
    while place < size and letter(one, place) == letter(other, place):
        place += 1
    if longer:
        return same(part_of(one, place, size), part_of(other, place + 1, size + 1))
    if same(part_of(one, place + 1, size), part_of(other, place + 1, size)):
        return True
    if place + 1 >= size or letter(one, place) != letter(other, place + 1):
        return False
    if letter(one, place + 1) != letter(other, place):
        return False
    return same(part_of(one, place + 2, size), part_of(other, place + 2, size))


@bare
def weigh_service_numbers(table: Service, levels: Levels, a: Rows, b: Rows, told: Floats) -> int:
    """Weigh two service numbers; one slip of the pen is forgiven."""
    one, other = a["service_number"], b["service_number"]
    if one < 0 or other < 0:
        return -1
    first, second = word_at(table.service_numbers, one), word_at(table.service_numbers, other)
    if min(first[2], second[2]) < table.shortest:
        return -1
    level = NUMBER_EXACT if one == other else NUMBER_SLIP if one_slip(first, second) else NUMBER_OTHER
    tell(levels, level, NO_CHANCE, told)
    return level
