"""Marks, columns that are not known here, and sources: `marks`, `others` and `sources` over numbered values."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.columns import Columns, Int8s, Int32s
from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.letters import Words, spell
from tidings.linkage.engines.batch.scoring.levels import (
    F_OTHERS,
    MARKS_OTHER,
    MARKS_PART,
    MARKS_SAME,
    NO_CHANCE,
    OTHERS_AGAINST,
    OTHERS_SAME,
    SEX_DIFFER,
    SILENT,
    SOURCE_AGAIN,
    SOURCE_COPIED,
    SOURCE_TWO_ROWS,
    Levels,
    bits_of,
    tell,
)
from tidings.linkage.engines.batch.scoring.numbering import Numbering
from tidings.linkage.engines.batch.scoring.places import alike_words
from tidings.linkage.engines.batch.scoring.pointers import b1, f8, i4, i8
from tidings.linkage.engines.batch.scoring.rows import SEXES, Rows
from tidings.linkage.engines.batch.scoring.sets import Sets, sets_of
from tidings.linkage.features import marks, others
from tidings.linkage.frequencies import Frequencies


class Further(NamedTuple):
    """What few records state.

    Attributes:
        marks: number of each record's marks, in `mark_words`.
        mark_words: the words of each distinct account of marks.
        mark_share: how common each word is.
        least_mark: marks are never believed rarer.
        columns: for each record and further column that is compared the number of its value.
        wide: how many further columns are compared.
        values: the values of all columns.
        chance: how common each value is, as far as it is believed.
        alike: values so similar are near.
        clean: of each source whether it is a clean list; of the last, which stands for none, not.
    """

    marks: Int32s
    mark_words: Sets
    mark_share: Floats
    least_mark: float
    columns: Int32s
    wide: int
    values: Words
    chance: Floats
    alike: float
    clean: npt.NDArray[np.bool_]


def further_table(columns: Columns, frequencies: Frequencies) -> Further:
    """Lay out marks, further columns and sources for the kernels."""
    words = Numbering()
    mark_words = sets_of([[words[word] for word in one] for one in columns.mark_sets])
    numbers, values, chance = _columns(columns, frequencies)
    return Further(
        marks=columns.marks,
        mark_words=mark_words,
        mark_share=np.array([frequencies.marks.get(str(word), marks.USUAL) for word in words], np.float64),
        least_mark=marks.LEAST,
        columns=numbers,
        wide=numbers.shape[1],
        values=spell(values),
        chance=np.array(chance, np.float64),
        alike=others.ALIKE,
        clean=np.array([*(source in frequencies.clean_sources for source in columns.sources), False], np.bool_),
    )


def _columns(columns: Columns, frequencies: Frequencies) -> tuple[Int32s, list[str], list[float]]:
    """Return the further columns that were counted, their values numbered through, and how common these are."""
    found, values, chance = [], list[str](), list[float]()
    for column, counted in frequencies.extras.items():
        if column in columns.extra_columns:
            place = columns.extra_columns.index(column)
            own = columns.extras[:, place]
            found.append(np.where(own >= 0, own + len(values), -1))
            values += columns.extra_values[place]
            chance += [max(counted.get(value, 0.0), others.LEAST) for value in columns.extra_values[place]]
        else:
            found.append(np.full(len(columns), -1))
    numbers = np.stack(found, axis=1) if found else np.zeros((len(columns), 0))
    return np.ascontiguousarray(numbers, np.int32), values, chance


@bare
def weigh_marks(table: Further, levels: Levels, left: int, right: int, told: Floats) -> int:
    """Weigh the marks of two records by the two rarest words that both have; return the level."""
    one, other = i4(table.marks, left), i4(table.marks, right)
    if one < 0 or other < 0:
        return -1
    sets, shared, rarest, second = table.mark_words, 0, 1.0, 1.0
    for place in range(i8(sets.starts, one), i8(sets.starts, one + 1)):
        for place_ in range(i8(sets.starts, other), i8(sets.starts, other + 1)):
            if i4(sets.numbers, place) == i4(sets.numbers, place_):
                share = f8(table.mark_share, i4(sets.numbers, place))
                shared += 1
                if share < rarest:
                    rarest, second = share, rarest
                else:
                    second = min(second, share)
    level, chance = MARKS_OTHER, NO_CHANCE
    if shared:
        level = MARKS_SAME if shared > 1 or one == other else MARKS_PART
        chance = max(rarest * (second**0.5 if shared > 1 else 1.0), table.least_mark)
    tell(levels, level, chance, told)
    return level


@bare
def weigh_others(
    table: Further, levels: Levels, left: int, right: int, work: Floats, told: Floats, steps: Int8s
) -> None:
    """Weigh each further column that both fill; `steps` gets the place of each level: same, near, other."""
    wide = table.wide
    for column in range(wide):
        one, other = i4(table.columns, left * wide + column), i4(table.columns, right * wide + column)
        steps[column] = SILENT
        if one < 0 or other < 0:
            continue
        step, chance = 2, NO_CHANCE
        if one == other:
            step, chance = 0, f8(table.chance, one)
        elif alike_words(table.values, one, other, table.alike, work):
            step = 1
        bits = bits_of(levels, OTHERS_SAME + step, chance, f8(levels.column_shift, 3 * column + step))
        told[F_OTHERS if bits > 0 else OTHERS_AGAINST] += bits
        steps[column] = step


@bare
def weigh_sexes(levels: Levels, a: Rows, b: Rows, told: Floats) -> int:
    """Say where the stated sexes differ."""
    one, other = a["flags"] & SEXES, b["flags"] & SEXES
    if not one or not other or one == other:
        return -1
    tell(levels, SEX_DIFFER, NO_CHANCE, told)
    return SEX_DIFFER


@bare
def weigh_sources(table: Further, levels: Levels, a: Rows, b: Rows, told: Floats) -> int:
    """Two rows of one clean list are two people; a copied origin counts once."""
    if a["source"] == b["source"] and b1(table.clean, a["source"]):
        level = SOURCE_TWO_ROWS
    elif a["origin"] >= 0 and a["origin"] == b["origin"]:
        level = SOURCE_COPIED
    elif a["source"] >= 0 and a["source"] == b["source"]:
        level = SOURCE_AGAIN
    else:
        return -1
    tell(levels, level, NO_CHANCE, told)
    return level
