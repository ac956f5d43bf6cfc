"""Two surnames: `names.evidence.surname_evidence` over numbered words."""

from collections.abc import Sequence
from math import isnan, log2
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.chances import Counted, all_shares, counted, share_of, weight_of
from tidings.linkage.engines.batch.scoring.edits import (
    CYRILLIC,
    CYRILLIC_LATIN,
    FOREIGN,
    LATIN,
    Edits,
    Floats,
    cost_at_least,
    edit_cost,
)
from tidings.linkage.engines.batch.scoring.letters import (
    Word,
    Words,
    begins,
    ends,
    length_of,
    only_in_first,
    spell,
    word_at,
)
from tidings.linkage.engines.batch.scoring.memory import Memory, emptied, memory, recalled, remember
from tidings.linkage.engines.batch.scoring.numbering import Numbering
from tidings.linkage.engines.batch.scoring.pointers import Record, b1, f8, i4, record_reader, u8
from tidings.linkage.engines.batch.scoring.sets import Sets, holds, sets_of
from tidings.linkage.engines.batch.scoring.spellings import Spellings, spelled_cost, spelling_table
from tidings.names import Shares, evidence
from tidings.names.edits import LONGEST_WORD
from tidings.names.surname import neighbours, read_surname

SLOTS_A_WORD = 128
MOST_SLOTS = 1 << 23


class SurnameTerms(NamedTuple):
    """The constants of `names.evidence` that speak of surnames."""

    kin: float
    kin_bits: float
    floor: float
    rarest: float
    unlisted: float
    neighbour_cost: float
    glued_cost: float
    shortest_glued: int
    shortest_prefix: int
    initial: float
    initial_other: float
    spelling: float
    one_letter: float
    near: float
    longest: int


GLANCE: Final = np.dtype(
    [
        ("stem_letters", np.uint64),
        ("unit_letters", np.uint64),
        ("stem", np.int32),
        ("first", np.int32),
        ("stem_length", np.int16),
        ("unit_length", np.int16),
        ("single", np.bool_),
        ("known", np.bool_),
        ("cyrillic", np.bool_),
        ("near", np.bool_),
    ]
)
"""What mostly settles a pair, read at once: which letters stem and word hold, whether the stem has forms."""

glance_at = record_reader(GLANCE)


class Surnames(NamedTuple):
    """Every distinct surname word, by number.

    Attributes:
        glances: what mostly settles a pair.
        units: the words in units.
        stems: their stems.
        stem: number of the stem.
        first: first unit, 0 where there is none.
        length: letters of the word as written.
        single: whether the word is an initial.
        known: whether it stands in the frequency table.
        cyrillic: whether it is written in Cyrillic.
        listed: the share by the lists.
        rare: bits that the word is worth by its rarity, however common kin is.
        counted: how many people of these data bear its stem.
        near: numbers of the stems that are its neighbours, for each stem.
        spellings: those that no list knows, letter by letter.
        terms: constants.
        memory: pairs worked out before.
    """

    glances: Record
    units: Words
    stems: Words
    stem: npt.NDArray[np.int32]
    first: npt.NDArray[np.int32]
    length: npt.NDArray[np.int32]
    single: npt.NDArray[np.bool_]
    known: npt.NDArray[np.bool_]
    cyrillic: npt.NDArray[np.bool_]
    listed: Floats
    rare: Floats
    counted: Counted
    near: Sets
    spellings: Spellings
    terms: SurnameTerms
    memory: Memory


def surname_table(words: Sequence[str], shares: Shares) -> Surnames:
    """Read every surname word once."""
    read = [read_surname(word) for word in words]
    stems = Numbering()
    number = stems.column(one.stem for one in read)
    listed = np.array([one.share for one in read], np.float64)
    known = np.array([one.known for one in read], np.bool_)
    cyrillic = np.array([one.cyrillic for one in read], np.bool_)
    bearers = counted(shares.surnames, [one.stem for one in read])
    terms = _terms(shares)
    rarest = np.minimum(listed, terms.unlisted)
    least = all_shares(bearers, rarest)
    initial = np.array([len(word) == 1 for word in words], np.bool_)
    units, spelled_stems, near = spell([one.units for one in read]), spell([one.stem for one in read]), near_of(stems)
    first = np.array([ord(one.units[0]) if one.units else 0 for one in read], np.int32)
    glances = np.zeros(len(words), GLANCE)
    glances["stem_letters"], glances["unit_letters"] = spelled_stems.masks, units.masks
    glances["stem_length"], glances["unit_length"] = np.diff(spelled_stems.starts), np.diff(units.starts)
    glances["stem"], glances["first"], glances["single"] = number, first, initial
    glances["known"], glances["cyrillic"], glances["near"] = known, cyrillic, np.diff(near.starts)[number] > 0
    return Surnames(
        glances=glances,
        units=units,
        stems=spelled_stems,
        stem=number,
        first=first,
        length=np.array([len(word) for word in words], np.int32),
        single=initial,
        known=known,
        cyrillic=cyrillic,
        listed=listed,
        rare=np.where(initial, terms.initial, np.maximum(-np.log2(np.maximum(least, terms.rarest)), terms.initial)),
        counted=bearers,
        near=near,
        spellings=spelling_table(words, cyrillic, ~known, evidence.LETTERS_COST),
        terms=terms,
        memory=memory(len(words), min(SLOTS_A_WORD * len(words), MOST_SLOTS)),
    )


def surnames_learned(table: Surnames, floor: float) -> Surnames:
    """Return the surnames with another floor."""
    return table._replace(terms=table.terms._replace(floor=floor), memory=emptied(table.memory))


def _terms(shares: Shares) -> SurnameTerms:
    return SurnameTerms(
        kin=evidence.KIN_SHARE,
        kin_bits=-log2(evidence.KIN_SHARE),
        floor=shares.floors.surname,
        rarest=evidence.RAREST,
        unlisted=evidence.UNLISTED_SHARE,
        neighbour_cost=evidence.NEIGHBOUR_COST,
        glued_cost=evidence.GLUED_COST,
        shortest_glued=evidence.SHORTEST_GLUED,
        shortest_prefix=evidence.SHORTEST_PREFIX,
        initial=-log2(evidence.INITIAL_SHARE),
        initial_other=evidence.INITIAL_FLOOR,
        spelling=evidence.SPELLING,
        one_letter=evidence.ONE_LETTER,
        near=evidence.NEAR,
        longest=LONGEST_WORD,
    )


def near_of(stems: Numbering) -> Sets:
    """Return for each stem the numbers of those that are another form of it."""
    found: list[list[int]] = [[] for _ in stems]
    for left, right in neighbours():
        if left in stems and right in stems:
            found[stems[left]].append(stems[right])
            found[stems[right]].append(stems[left])
    return sets_of(found)


@bare
def is_glued(part: Word, whole: Word, shortest: int, prefix: int) -> bool:
    """Say whether a word opens or closes another that a foreign word was glued to."""
    if part[2] < shortest or whole[2] - part[2] < prefix:
        return False
    return begins(part, whole) or ends(part, whole)


@bare
def _far(table: Surnames, one: int, other: int) -> bool:
    """Say at a glance, where the letters alone show it, that two stems are too far apart to be aligned."""
    length, length_ = length_of(table.stems, one), length_of(table.stems, other)
    most = max(3, max(length, length_) // 2)
    here, there = u8(table.stems.masks, one), u8(table.stems.masks, other)
    return bool(abs(length - length_) > most or only_in_first(here, there) > most or only_in_first(there, here) > most)


@bare
def _may_be_glued(table: Surnames, part: int, whole: int) -> bool:
    if only_in_first(u8(table.stems.masks, part), u8(table.units.masks, whole)):
        return False
    terms = table.terms
    return is_glued(
        word_at(table.stems, part), word_at(table.units, whole), terms.shortest_glued, terms.shortest_prefix
    )


@bare
def _by_letters(table: Surnames, one: int, other: int, cost: float, most: float, work: Floats) -> float:
    """Return the bits of a foreign name in two scripts, by its letters where its sound does not fit."""
    terms, cyrillic = table.terms, b1(table.cyrillic, one)
    if cost <= terms.spelling or cyrillic == b1(table.cyrillic, other):
        return cost
    if max(i4(table.length, one), i4(table.length, other)) > terms.longest:
        return cost
    latin, word = (other, one) if cyrillic else (one, other)
    return min(cost, table.spellings.extra + spelled_cost(table.spellings, latin, word, min(cost, most), work))


@bare
def _cost(table: Surnames, one: int, other: int, most: float, edit: Edits, work: Floats) -> float:
    """Return the bits between two surnames; from `most` on they need not be exact."""
    if i4(table.stem, one) == i4(table.stem, other):
        return 0.0
    cost, foreign = edit.farthest, not (b1(table.known, one) or b1(table.known, other))
    if not _far(table, one, other):
        stem, stem_ = word_at(table.stems, one), word_at(table.stems, other)
        cost = edit_cost(stem, stem_, b1(table.cyrillic, one), b1(table.cyrillic, other), foreign, edit, work)
    if foreign:
        cost = _by_letters(table, one, other, cost, most, work)
    if cost > table.terms.neighbour_cost and holds(table.near, i4(table.stem, one), i4(table.stem, other)):
        cost = table.terms.neighbour_cost
    if cost > table.terms.glued_cost and (_may_be_glued(table, one, other) or _may_be_glued(table, other, one)):
        cost = table.terms.glued_cost
    return cost


@bare
def _worked_out(table: Surnames, one: int, other: int, edit: Edits, work: Floats) -> float:
    terms = table.terms
    listed, listed_ = f8(table.listed, one), f8(table.listed, other)
    if not (b1(table.known, one) or b1(table.known, other)):
        listed = listed_ = terms.unlisted
    own = table.counted.own if i4(table.stem, one) == i4(table.stem, other) else 1
    share = share_of(table.counted, one, listed, own)
    share_ = share_of(table.counted, other, listed_, own)
    rarer = max(min(share, share_), terms.rarest)
    cost = _cost(table, one, other, -log2(rarer) - terms.floor, edit, work)
    if cost == 0:
        rarer = 0.0
    return weight_of(cost, max(share, share_) + terms.kin, rarer, terms.floor)


@bare
def _plainly_other(terms: SurnameTerms, a: Record, b: Record) -> bool:
    """Say at a glance that two surnames are too far apart to be aligned, and cannot be two forms of one otherwise."""
    if (a["near"] and b["near"]) or (a["cyrillic"] != b["cyrillic"] and not (a["known"] or b["known"])):
        return False
    most = max(3, max(a["stem_length"], b["stem_length"]) // 2)
    here, there = a["stem_letters"], b["stem_letters"]
    if abs(a["stem_length"] - b["stem_length"]) <= most:
        if only_in_first(here, there) <= most and only_in_first(there, here) <= most:
            return False
    return not (_may_hold(terms, a, b) or _may_hold(terms, b, a))


@bare
def _may_hold(terms: SurnameTerms, part: Record, whole: Record) -> bool:
    """Say whether the one may be the other with a word glued to it."""
    if part["stem_length"] < terms.shortest_glued or whole["unit_length"] - part["stem_length"] < terms.shortest_prefix:
        return False
    return (part["stem_letters"] & ~whole["unit_letters"]) == 0


@bare
def surnames_at_most(terms: SurnameTerms, a: Record, b: Record, rare: float, rarer: float, edit: Edits) -> float:
    """Return what two surnames weigh at most, by their glances and by what the commoner and the rarer are worth."""
    if a["single"] or b["single"]:
        return terms.initial if a["first"] == b["first"] else terms.initial_other
    most = min(rare, terms.kin_bits)
    if a["stem"] == b["stem"] or (a["near"] and b["near"]) or _may_hold(terms, a, b) or _may_hold(terms, b, a):
        return most
    foreign, kind = not (a["known"] or b["known"]), LATIN
    if a["cyrillic"] != b["cyrillic"]:
        if foreign:
            return most
        kind = CYRILLIC_LATIN
    elif a["cyrillic"]:
        kind = FOREIGN if foreign else CYRILLIC
    cost = cost_at_least(a["stem_letters"], b["stem_letters"], kind, edit)
    return max(min(most, rarer - cost), terms.floor)


@bare
def surname_bits(table: Surnames, one: int, other: int, edit: Edits, work: Floats) -> float:
    """Return what two surname words weigh."""
    a, b = glance_at(table.glances, one), glance_at(table.glances, other)
    if a["single"] or b["single"]:
        return table.terms.initial if a["first"] == b["first"] else table.terms.initial_other
    if a["stem"] != b["stem"] and _plainly_other(table.terms, a, b):
        return table.terms.floor
    first, second = min(one, other), max(one, other)
    bits = recalled(table.memory, first, second)
    if isnan(bits):
        bits = remember(table.memory, first, second, _worked_out(table, first, second, edit, work))
    return bits


@bare
def is_near(table: Surnames, one: int, other: int, edit: Edits, work: Floats) -> bool:
    """Say whether two surnames differ by more than one letter, and yet may be one that no list has (`surname_near`)."""
    if i4(table.stem, one) == i4(table.stem, other) or b1(table.single, one) or b1(table.single, other):
        return False
    if b1(table.known, one) and b1(table.known, other):
        return False
    cost = _cost(table, one, other, table.terms.near + 1, edit, work)
    return table.terms.one_letter < cost <= table.terms.near
