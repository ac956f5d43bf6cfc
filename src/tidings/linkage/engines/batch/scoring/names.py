"""Two people's names: `names.compare` and `linkage.naming` over numbered words."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.linkage import naming
from tidings.linkage.engines.batch.columns import Columns, Readings
from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.edits import Edits, Floats, edit_costs
from tidings.linkage.engines.batch.scoring.givens import Givens, given_bits, given_table, givens_learned
from tidings.linkage.engines.batch.scoring.patronymics import (
    Patronymics,
    patronymic_bits,
    patronymic_table,
    patronymics_learned,
)
from tidings.linkage.engines.batch.scoring.pointers import record_reader
from tidings.linkage.engines.batch.scoring.surnames import (
    Surnames,
    is_near,
    surname_bits,
    surname_table,
    surnames_learned,
)
from tidings.names import Shares
from tidings.names.compare import (
    ALIAS_SAME,
    ALONE_AT_MOST,
    KIN_AT_MOST,
    OUT_OF_PLACE,
    SECOND_MOST,
    SECOND_OTHER,
    SEX_OTHER,
)
from tidings.names.shares import Floors

(
    SURNAME,
    GIVEN,
    PATRONYMIC,
    ORDER,
    SEX,
    ALIAS,
    FURTHER,
    FURTHER_AGAINST,
    KIN,
    ALONE,
    TOTAL,
    ALONE_TOLD,
    ONE,
    OTHER,
    HAS,
) = range(15)
"""Where the bits of each part of a name stand; after the parts their sum, whether a lone part was held down, and the
words that were compared as surnames, and which parts both names have."""

PARTS: Final = 15

HAS_SURNAME, HAS_GIVEN, HAS_PATRONYMIC, HAS_ORDER, AGREES = 1, 2, 4, 8, 16
"""Which parts both names have, and whether they plainly agree."""

TRIAL, SECOND_TRIAL = 4, 5
"""Rows of the room to work in that hold parts on trial; the ones before are those of an alignment."""

Span = tuple[int, int]
"""Where the readings of one name begin and end."""

READING = np.dtype(
    [
        ("surname", np.int32),
        ("surname_2", np.int32),
        ("whole", np.int32),
        ("given", np.int32),
        ("given_2", np.int32),
        ("patronymic", np.int32),
        ("cost", np.float32),
        ("gender", np.int8),
        ("guess", np.bool_),
    ],
    align=True,
)
"""One reading; `whole` is the surname's words written as one."""

ReadingRows = npt.NDArray[np.void]

reading_at = record_reader(READING)


class NameTerms(NamedTuple):
    """The constants of `names.compare` and `linkage.naming`."""

    sex: float
    alone: float
    kin: float
    alias: float
    second_other: float
    second_most: float
    out_of_place: float
    guess: float


class Names(NamedTuple):
    """All that is needed to weigh names."""

    surnames: Surnames
    givens: Givens
    patronymics: Patronymics
    edit: Edits
    terms: NameTerms


def name_tables(columns: Columns, shares: Shares) -> tuple[Names, ReadingRows, ReadingRows]:
    """Read every word once; return the tables and the readings of people and of their relatives."""
    words = list(columns.surnames)
    people, kin = _reading_rows(columns.readings, words), _reading_rows(columns.kin_readings, words)
    terms = NameTerms(
        sex=SEX_OTHER,
        alone=ALONE_AT_MOST,
        kin=KIN_AT_MOST,
        alias=ALIAS_SAME,
        second_other=SECOND_OTHER,
        second_most=SECOND_MOST,
        out_of_place=OUT_OF_PLACE,
        guess=naming.GUESS,
    )
    tables = Names(
        surname_table(words, shares),
        given_table(columns.givens, shares),
        patronymic_table(columns.patronymics, shares),
        edit_costs(),
        terms,
    )
    return tables, people, kin


def names_learned(names: Names, floors: Floors) -> Names:
    """Return the names with other floors."""
    return names._replace(
        surnames=surnames_learned(names.surnames, floors.surname),
        givens=givens_learned(names.givens, floors.given),
        patronymics=patronymics_learned(names.patronymics, floors.patronymic),
    )


def _reading_rows(readings: Readings, words: list[str]) -> ReadingRows:
    """Lay out readings; surnames of several words get the number of the word they are when written as one."""
    rows = np.zeros(len(readings.surname), READING)
    rows["surname"], rows["surname_2"] = readings.surname[:, 0], readings.surname[:, 1]
    rows["given"], rows["given_2"] = readings.given[:, 0], readings.given[:, 1]
    rows["patronymic"], rows["cost"] = readings.patronymic, readings.cost
    rows["gender"], rows["guess"] = readings.gender, readings.guess
    rows["whole"] = rows["surname"]
    numbers: dict[str, int] = {}
    double = np.flatnonzero(rows["surname_2"] >= 0)
    if len(double):
        numbers.update((word, number) for number, word in enumerate(words))
    for place in double:
        whole = words[rows["surname"][place]] + words[rows["surname_2"][place]]
        if whole not in numbers:
            numbers[whole] = len(words)
            words.append(whole)
        rows["whole"][place] = numbers[whole]
    return rows


@bare
def _word_bits(names: Names, part: int, one: int, other: int, work: Floats) -> float:
    if part == SURNAME:
        return surname_bits(names.surnames, one, other, names.edit, work)
    return given_bits(names.givens, one, other, names.edit, work)


@bare
def _aligned(names: Names, part: int, words: tuple[int, int, int, int], work: Floats, told: Floats) -> int:
    """Pair the words of one part, the best pair first; return how many pairs there are."""
    one, one_2, other, other_2 = words
    best, first, second = -np.inf, one, other
    for x in (one, one_2):
        for y in (other, other_2):
            if x >= 0 and y >= 0:
                bits = _word_bits(names, part, x, y, work)
                if x != one or y != other:
                    bits -= names.terms.out_of_place
                if bits > best:
                    best, first, second = bits, x, y
    told[part] = _word_bits(names, part, first, second, work)
    if part == SURNAME:
        told[ONE], told[OTHER] = first, second
    if one_2 < 0 or other_2 < 0:
        return 1
    rest, rest_ = one_2 if first == one else one, other_2 if second == other else other
    bits = _word_bits(names, part, rest, rest_, work)
    if bits > 0:
        told[FURTHER] += min(bits, names.terms.second_most)
    else:
        told[FURTHER] += names.terms.second_other
        told[FURTHER_AGAINST] += names.terms.second_other
    return 2


@bare
def _surname(names: Names, a: ReadingRows, b: ReadingRows, work: Floats, told: Floats) -> int:
    """Compare the surnames as one word or word by word; return how many parts that makes."""
    one, other = a["surname"], b["surname"]
    if one < 0 or other < 0:
        return 0
    if a["surname_2"] < 0 and b["surname_2"] < 0:
        told[SURNAME], told[ONE], told[OTHER] = surname_bits(names.surnames, one, other, names.edit, work), one, other
        return 1
    count = _aligned(names, SURNAME, (one, a["surname_2"], other, b["surname_2"]), work, told)
    whole = surname_bits(names.surnames, a["whole"], b["whole"], names.edit, work)
    if whole <= told[SURNAME] + told[FURTHER]:
        return count
    told[SURNAME], told[FURTHER], told[FURTHER_AGAINST] = whole, 0.0, 0.0
    told[ONE], told[OTHER] = a["whole"], b["whole"]
    return 1


@bare
def _given(names: Names, a: ReadingRows, b: ReadingRows, work: Floats, told: Floats) -> int:
    one, other = a["given"], b["given"]
    if one < 0 or other < 0:
        return 0
    if a["given_2"] < 0 and b["given_2"] < 0:
        told[GIVEN] = given_bits(names.givens, one, other, names.edit, work)
        return 1
    return _aligned(names, GIVEN, (one, a["given_2"], other, b["given_2"]), work, told)


@bare
def _reading_parts(names: Names, a: ReadingRows, b: ReadingRows, work: Floats, told: Floats) -> int:
    """Compare two readings; return which parts both have, and whether surname and all else speak for one person."""
    told[:] = 0.0
    surnames = _surname(names, a, b, work, told)
    givens = _given(names, a, b, work, told)
    has = (HAS_SURNAME if surnames else 0) | (HAS_GIVEN if givens else 0)
    count = surnames + givens
    agrees = surnames > 0 and told[SURNAME] > 0 and told[FURTHER_AGAINST] == 0 and (givens == 0 or told[GIVEN] > 0)
    if a["patronymic"] >= 0 and b["patronymic"] >= 0:
        told[PATRONYMIC] = patronymic_bits(names.patronymics, a["patronymic"], b["patronymic"], names.edit, work)
        has, count, agrees = has | HAS_PATRONYMIC, count + 1, agrees and told[PATRONYMIC] > 0
    cost = max(a["cost"], b["cost"])
    if cost > 0:
        told[ORDER] = -cost
        has, agrees = has | HAS_ORDER, False
    told[TOTAL] = told[SURNAME] + told[GIVEN] + told[FURTHER] + told[PATRONYMIC] + told[ORDER]
    return has | (AGREES if agrees and count > 1 else 0)


@bare
def take_over(told: Floats, trial: Floats) -> None:
    """Copy the parts of a trial."""
    for part in range(PARTS):
        told[part] = trial[part]


@bare
def _are_near(names: Names, told: Floats, work: Floats) -> bool:
    """Say whether the surnames compared only may be one."""
    return is_near(names.surnames, np.int64(told[ONE]), np.int64(told[OTHER]), names.edit, work)


@bare
def _best_parts(
    names: Names,
    rows: ReadingRows,
    span: Span,
    rows_: ReadingRows,
    span_: Span,
    work: Floats,
    told: Floats,
) -> int:
    """Compare under every pair of readings and keep the best (`names.compare`); return which parts both have."""
    best = _reading_parts(names, reading_at(rows, span[0]), reading_at(rows_, span_[0]), work, told)
    if span[1] - span[0] == 1 and span_[1] - span_[0] == 1:
        return best
    if best & AGREES and not _are_near(names, told, work):
        return best
    trial = work[TRIAL, :PARTS]
    for place in range(span[0], span[1]):
        for place_ in range(span_[0], span_[1]):
            if place == span[0] and place_ == span_[0]:
                continue
            has = _reading_parts(names, reading_at(rows, place), reading_at(rows_, place_), work, trial)
            if (has > 0 or best == 0) and trial[TOTAL] > told[TOTAL]:
                take_over(told, trial)
                best = has
    return best


@bare
def _hold_down(names: Names, has: int, told: Floats) -> None:
    """Hold down what relatives share, and a part that stands alone."""
    terms, total = names.terms, told[TOTAL]
    shared = max(told[SURNAME], 0.0) + max(told[PATRONYMIC], 0.0)
    if has & HAS_PATRONYMIC and told[GIVEN] <= 0 and shared > terms.kin:
        told[KIN] = terms.kin - shared
    if told[ALIAS] != 0:
        return
    both = has & (HAS_SURNAME | HAS_GIVEN)
    if both == HAS_SURNAME or both == HAS_GIVEN:
        told[ALONE_TOLD], told[ALONE] = 1.0, min(terms.alone - total, 0.0)


@bare
def weigh_names(
    names: Names,
    rows: ReadingRows,
    span: Span,
    rows_: ReadingRows,
    span_: Span,
    alias: bool,
    work: Floats,
    told: Floats,
) -> None:
    """Compare two names by all their readings (`names.compare`); `told` gets the bits of each part and their sum."""
    has = 0
    if span[0] < span[1] and span_[0] < span_[1]:
        has = _best_parts(names, rows, span, rows_, span_, work, told) & ~AGREES
    else:
        told[:] = 0.0
    told[HAS] = has
    gender = reading_at(rows, span[0])["gender"] if span[0] < span[1] else 0
    gender_ = reading_at(rows_, span_[0])["gender"] if span_[0] < span_[1] else 0
    if gender and gender_ and gender != gender_:
        told[SEX] = names.terms.sex
    if alias:
        told[ALIAS] = names.terms.alias
    told[TOTAL] += told[SEX] + told[ALIAS]
    _hold_down(names, has, told)
    told[TOTAL] += told[KIN] + told[ALONE]


@bare
def guessed_from(rows: ReadingRows, span: Span) -> int:
    """Return where the readings of the stated name end and those of the second guess begin."""
    place = span[0]
    while place < span[1] and not reading_at(rows, place)["guess"]:
        place += 1
    return place


@bare
def weigh_people(
    names: Names,
    rows: ReadingRows,
    span: Span,
    span_: Span,
    alias: bool,
    work: Floats,
    told: Floats,
) -> None:
    """Compare two people's names, stated and guessed (`linkage.naming.compare_names`); nothing for an unnamed one."""
    if span[0] == span[1] or span_[0] == span_[1]:
        told[:] = 0.0
        return
    middle, middle_ = guessed_from(rows, span), guessed_from(rows, span_)
    if middle == span[1] and middle_ == span_[1]:
        weigh_names(names, rows, span, rows, span_, alias, work, told)
        return
    best, trial = -np.inf, work[SECOND_TRIAL, :PARTS]
    for guess in range(2):
        for guess_ in range(2):
            own = (middle, span[1]) if guess else (span[0], middle)
            own_ = (middle_, span_[1]) if guess_ else (span_[0], middle_)
            if own[0] == own[1] or own_[0] == own_[1]:
                continue
            weigh_names(names, rows, own, rows, own_, alias, work, trial)
            bits = trial[TOTAL] - names.terms.guess * (guess + guess_)
            if bits > best:
                best = bits
                take_over(told, trial)
