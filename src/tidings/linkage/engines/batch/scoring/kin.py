"""Relatives: `linkage.features.kin` over numbered relatives, one for each record at most."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.columns import Columns
from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.letters import length_of, part_of, same, word_at
from tidings.linkage.engines.batch.scoring.levels import (
    KIN_AGREE,
    KIN_ANOTHER,
    KIN_OTHER,
    NO_CHANCE,
    ROLE_RELATIVE,
    Levels,
    tell,
)
from tidings.linkage.engines.batch.scoring.names import (
    PARTS,
    SURNAME,
    TOTAL,
    Names,
    ReadingRows,
    Span,
    guessed_from,
    reading_at,
    weigh_names,
)
from tidings.linkage.engines.batch.scoring.numbering import Numbering
from tidings.linkage.engines.batch.scoring.pointers import b1, i4, i8
from tidings.linkage.engines.batch.scoring.rows import Rows
from tidings.linkage.features import kin

KIN_TRIAL = 6
"""Row of the room to work in that holds the parts of a relative's name."""

LONG, START = 8, 3
"""Letters of a surname long enough that no case changes those that count; and those that none changes in any."""

ROUNDED: Final = 1e-4
"""Bits that a name's weight may be off by here."""

UNSURE = -2
"""Stands where the words themselves must be looked at: the scalar model says more."""


class Kins(NamedTuple):
    """Every distinct relative, by number.

    Attributes:
        rows: the readings of their names.
        starts: where the readings of each begin, and one more.
        relation: number of the relation.
        tied: whether two relations may be one, by number.
        ties: how many relations there are.
        family: whether a relation shares a surname for being kin.
        only: whether nobody has two of a relation.
        agreeing: bits from which on two relatives are one.
        differing: bits up to which they are two.
        least: a relative's name is never believed rarer.
        beginning: letters by which surnames are told to be of one family.
    """

    rows: ReadingRows
    starts: npt.NDArray[np.int64]
    relation: npt.NDArray[np.int32]
    tied: npt.NDArray[np.bool_]
    ties: int
    family: npt.NDArray[np.bool_]
    only: npt.NDArray[np.bool_]
    agreeing: float
    differing: float
    least: float
    beginning: int


def kin_table(columns: Columns, rows: ReadingRows) -> Kins:
    """Lay out the relatives for the kernels."""
    relations = Numbering()
    relation = relations.column(tie for tie, _ in columns.kins)
    ties = [str(tie) for tie in relations]
    return Kins(
        rows=rows,
        starts=columns.kin_readings.starts,
        relation=relation,
        tied=np.array([[kin.tied(one, other) for other in ties] for one in ties], np.bool_),
        ties=len(ties),
        family=np.array([tie in kin.FAMILY for tie in ties], np.bool_),
        only=np.array([tie in kin.ONE_ONLY for tie in ties], np.bool_),
        agreeing=kin.AGREEING_BITS,
        differing=kin.DIFFERING_BITS,
        least=kin.LEAST_CHANCE,
        beginning=kin.BEGINNING,
    )


@bare
def span_of(kins: Kins, number: int) -> Span:
    """Return the readings of one relative."""
    return i8(kins.starts, number), i8(kins.starts, number + 1)


@bare
def _has_surname(kins: Kins, number: int) -> bool:
    span = span_of(kins, number)
    return bool(span[0] < span[1] and reading_at(kins.rows, span[0])["surname"] >= 0)


@bare
def _same_until(names: Names, one: int, other: int, place: int) -> bool:
    """Say whether two surnames begin with the same letters."""
    first, second = word_at(names.surnames.units, one), word_at(names.surnames.units, other)
    if min(first[2], second[2]) < place:
        return False
    return same(part_of(first, 0, place), part_of(second, 0, place))


@bare
def _shares_surname(names: Names, rows: ReadingRows, span: Span, kins: Kins, number: int) -> int:
    """Say whether somebody's surname begins as a relative's does: 0, 1, or `UNSURE`.

    The surname as written counts (`features.kin`), which another case's ending may tell from the word as it was read.
    """
    word, found = reading_at(kins.rows, span_of(kins, number)[0]), 0
    for place in (span[0], guessed_from(rows, span)):
        if place < span[1]:
            own = reading_at(rows, place)
            if own["surname"] < 0:
                continue
            if own["surname_2"] >= 0 or word["surname_2"] >= 0:
                return UNSURE
            letters = min(
                length_of(names.surnames.units, own["surname"]), length_of(names.surnames.units, word["surname"])
            )
            if letters >= LONG and _same_until(names, own["surname"], word["surname"], kins.beginning):
                return 1
            if _same_until(names, own["surname"], word["surname"], START) or letters < START:
                found = UNSURE
    return found


@bare
def weigh_kin(
    names: Names,
    rows: ReadingRows,
    span: Span,
    kins: Kins,
    levels: Levels,
    a: Rows,
    b: Rows,
    work: Floats,
    told: Floats,
) -> int:
    """Compare the relative of one, whose name is at `span`, with that of the other; return the level, or `UNSURE`."""
    one, other = a["kin"], b["kin"]
    if one < 0 or other < 0:
        return -1
    tie, tie_ = i4(kins.relation, one), i4(kins.relation, other)
    if not b1(kins.tied, tie * kins.ties + tie_) and not (_has_surname(kins, one) and _has_surname(kins, other)):
        return -1
    parts = work[KIN_TRIAL, :PARTS]
    weigh_names(names, kins.rows, span_of(kins, one), kins.rows, span_of(kins, other), False, work, parts)  # noqa: FBT003 -- kernels take no keywords
    bits = parts[TOTAL]
    if bits >= 0:
        if b1(kins.family, tie):
            bits -= parts[SURNAME]
        elif _has_surname(kins, one):
            shares = _shares_surname(names, rows, span, kins, one)
            if shares == UNSURE:
                return UNSURE
            bits -= parts[SURNAME] if shares else 0.0
    if bits >= kins.agreeing:
        tell(levels, KIN_AGREE, max(2.0**-bits, kins.least), told)
        return KIN_AGREE
    if bits <= kins.differing and tie == tie_:
        level = KIN_OTHER if b1(kins.only, tie) else KIN_ANOTHER
        tell(levels, level, NO_CHANCE, told)
        return level
    return -1


@bare
def _called(names: Names, rows: ReadingRows, span: Span, kins: Kins, number: int, work: Floats) -> float:
    """Return how well somebody's name, stated or guessed, fits a relative's."""
    parts, middle = work[KIN_TRIAL, :PARTS], guessed_from(rows, span)
    best = -np.inf
    for own in ((span[0], middle), (middle, span[1])):
        if own[0] < own[1]:
            weigh_names(names, rows, own, kins.rows, span_of(kins, number), False, work, parts)  # noqa: FBT003 -- kernels take no keywords
            best = max(best, parts[TOTAL])
    return max(best, 0.0) if span[0] == span[1] else best


@bare
def _bears(names: Names, word: int, other: int) -> bool:
    """Say whether two surname words are of one stem, and hence share a key."""
    table = names.surnames
    if word < 0 or other < 0 or b1(table.single, word) or b1(table.single, other):
        return False
    return i4(table.stem, word) == i4(table.stem, other)


@bare
def _share_key(names: Names, rows: ReadingRows, span: Span, kins: Kins, number: int) -> bool:
    """Say whether the best readings of a name, stated or guessed, plainly share a key with a relative's."""
    own = span_of(kins, number)
    if own[0] == own[1]:
        return False
    b = reading_at(kins.rows, own[0])
    for place in (span[0], guessed_from(rows, span)):
        if place < span[1]:
            a = reading_at(rows, place)
            for word in (a["surname"], a["surname_2"]):
                if _bears(names, word, b["surname"]) or _bears(names, word, b["surname_2"]):
                    return True
    return False


@bare
def _is_relative(
    names: Names, rows: ReadingRows, kins: Kins, a: Rows, b: Rows, span: Span, least: float, work: Floats
) -> int:
    """Say whether the person of the first record is called like the relative of the second: 0, 1, or `UNSURE`."""
    if b["kin"] < 0:
        return 0
    called = _called(names, rows, span, kins, b["kin"], work)
    if called < least - ROUNDED:
        return 0
    sure = called > least + ROUNDED and a["alias"] < 0 and _share_key(names, rows, span, kins, b["kin"])
    return 1 if sure else UNSURE


@bare
def weigh_roles(
    names: Names,
    rows: ReadingRows,
    kins: Kins,
    levels: Levels,
    a: Rows,
    b: Rows,
    spans: tuple[Span, Span],
    alike: float,
    work: Floats,
    told: Floats,
) -> int:
    """Say whether the person of one record is called like the relative of the other's; return the level, or `UNSURE`.

    It is one only if the names share a key too (`features.kin.compare_roles`), which is not looked up here: it goes
    without saying where a surname is the same.
    """
    least = max(alike, 0.0) + kins.agreeing
    one = _is_relative(names, rows, kins, a, b, spans[0], least, work)
    other = _is_relative(names, rows, kins, b, a, spans[1], least, work) if one != 1 else 0
    if one == 1 or other == 1:
        tell(levels, ROLE_RELATIVE, NO_CHANCE, told)
        return ROLE_RELATIVE
    return UNSURE if one == UNSURE or other == UNSURE else -1
