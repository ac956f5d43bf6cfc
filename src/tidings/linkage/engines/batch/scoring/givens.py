"""Two given names: `names.evidence.given_evidence` over numbered words."""

from collections.abc import Sequence
from math import inf, isnan, log2, nan
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.columns import Int32s
from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.chances import Counted, all_shares, counted, share_of, weight_of
from tidings.linkage.engines.batch.scoring.edits import Edits, Floats, edit_cost
from tidings.linkage.engines.batch.scoring.letters import Words, begins, spell, word_at
from tidings.linkage.engines.batch.scoring.memory import Memory, emptied, memory, recalled, remember
from tidings.linkage.engines.batch.scoring.numbering import Numbering
from tidings.linkage.engines.batch.scoring.pointers import b1, f8, i4, i8
from tidings.linkage.engines.batch.scoring.sets import Sets, holds, meet, sets_of
from tidings.linkage.engines.batch.scoring.surnames import is_glued, near_of
from tidings.names import Shares, evidence
from tidings.names.given import Given, class_of, formal_forms, initials_of, read_given

SLOTS_A_WORD = 256
MOST_SLOTS = 1 << 22


class GivenTerms(NamedTuple):
    """The constants of `names.evidence` that speak of given names."""

    floor: float
    commonest: float
    rare: float
    typo: float
    rarest: float
    neighbour_cost: float
    glued_cost: float
    prefix: float
    shortest_glued: int
    shortest_prefix: int
    initial_other: float


class Classes(NamedTuple):
    """To which classes each word belongs, class after class by number.

    Attributes:
        of: the classes of each word.
        cost: bits of the kind in which the word belongs to the class, beside `of.numbers`.
        two_slips: whether that kind is two slips of the hand.
        listed: the share of each class by the lists.
        counted: how many people of these data bear each class.
    """

    of: Sets
    cost: Floats
    two_slips: npt.NDArray[np.bool_]
    listed: Floats
    counted: Counted


class Givens(NamedTuple):
    """Every distinct given name, by number.

    Attributes:
        units: the words in units.
        sound: number of those units.
        letter: first letter as written.
        single: whether the word is an initial.
        listed: whether some list has it.
        cyrillic: whether it is written in Cyrillic.
        share: of its commonest class by the lists.
        own: its share, the counted ones blended in.
        most: bits that the word weighs at most with any other, `terms.prefix` aside where a list lacks one of the two.
        initials: the units with which the name behind it may begin.
        initial: bits where an initial fits it, or it an initial.
        classes: its classes.
        formal: numbers of the formal forms of its classes, in `forms`.
        forms: the formal forms in units.
        near: sounds that are its neighbours, by sound.
        terms: constants.
        memory: pairs worked out before.
    """

    units: Words
    sound: npt.NDArray[np.int32]
    letter: npt.NDArray[np.int32]
    single: npt.NDArray[np.bool_]
    listed: npt.NDArray[np.bool_]
    cyrillic: npt.NDArray[np.bool_]
    share: Floats
    own: Floats
    most: Floats
    initials: Sets
    initial: Floats
    classes: Classes
    formal: Sets
    forms: Words
    near: Sets
    terms: GivenTerms
    memory: Memory


def given_table(words: Sequence[str], shares: Shares) -> Givens:
    """Read every given name once."""
    read = [read_given(word) for word in words]
    sounds, forms, letters = Numbering(), Numbering(), Numbering()
    sound = sounds.column(one.units for one in read)
    formal = sets_of([{forms[form] for form in formal_forms(one)} for one in read])
    initials = sets_of([{letters[letter] for letter in initials_of(one)} for one in read])
    listed = np.array([one.listed for one in read], np.bool_)
    initial = np.array([evidence.given_initial_bits(one) for one in read], np.float64)
    own, classes, terms = (
        np.array([_share(one, shares) for one in read], np.float64),
        _classes(read, shares),
        _terms(shares),
    )
    return Givens(
        units=spell([one.units for one in read]),
        sound=sound,
        letter=np.array([ord(word[0]) for word in words], np.int32),
        single=np.array([one.initial for one in read], np.bool_),
        listed=listed,
        cyrillic=np.array([one.cyrillic for one in read], np.bool_),
        share=np.array([one.share for one in read], np.float64),
        own=own,
        most=np.maximum(_most(sound, own, classes, terms), initial),
        initials=initials,
        initial=initial,
        classes=classes,
        formal=formal,
        forms=spell([str(form) for form in forms]),
        near=near_of(sounds),
        terms=terms,
        memory=memory(len(words), min(SLOTS_A_WORD * len(words), MOST_SLOTS)),
    )


def _share(name: Given, shares: Shares) -> float:
    """Return the share of a name's commonest class, or of its spelling where it has none."""
    if not name.kinds:
        return shares.given.share(name.units, name.share)
    return max(shares.given.share(str(number), class_of(number).share) for number in name.kinds)


def _classes(read: Sequence[Given], shares: Shares) -> Classes:
    met = sorted({number for one in read for number in one.kinds})
    place = {number: at for at, number in enumerate(met)}
    kinds = [one.kinds[number] for one in read for number in sorted(one.kinds)]
    return Classes(
        of=sets_of([[place[number] for number in one.kinds] for one in read]),
        cost=np.array([evidence.KIND_COST[kind] for kind in kinds], np.float64),
        two_slips=np.array([kind == "w" for kind in kinds], np.bool_),
        listed=np.array([class_of(number).share for number in met], np.float64),
        counted=counted(shares.given, [str(number) for number in met]),
    )


def _most(sound: Int32s, own: Floats, classes: Classes, terms: GivenTerms) -> Floats:
    """Return what each word weighs at most: as rare as the rarest class it belongs to, or as its own letters are."""
    least = np.ones(int(sound.max(initial=-1)) + 1)
    np.minimum.at(least, sound, own)
    found = least[sound]
    words = np.repeat(np.arange(len(sound)), np.diff(classes.of.starts))
    np.minimum.at(found, words, all_shares(classes.counted, classes.listed)[classes.of.numbers])
    return -np.log2(np.maximum(found, terms.commonest))


def givens_learned(table: Givens, floor: float) -> Givens:
    """Return the given names with another floor."""
    return table._replace(terms=table.terms._replace(floor=floor), memory=emptied(table.memory))


def _terms(shares: Shares) -> GivenTerms:
    return GivenTerms(
        floor=shares.floors.given,
        commonest=2**-evidence.UNLISTED_GIVEN,
        rare=evidence.RARE_GIVEN,
        typo=evidence.GIVEN_TYPO_SHARE,
        rarest=evidence.RAREST_GIVEN,
        neighbour_cost=evidence.NEIGHBOUR_COST,
        glued_cost=evidence.GLUED_COST,
        prefix=evidence.UNLISTED_GIVEN - evidence.PREFIX_COST,
        shortest_glued=evidence.SHORTEST_GLUED,
        shortest_prefix=evidence.SHORTEST_PREFIX,
        initial_other=evidence.INITIAL_FLOOR,
    )


@bare
def _by_class(table: Givens, one: int, other: int) -> float:
    """Compare two forms through the likeliest class they share; not a number where they share none."""
    of, best, at, at_ = table.classes.of, inf, -1, -1
    for place in range(i8(of.starts, one), i8(of.starts, one + 1)):
        for place_ in range(i8(of.starts, other), i8(of.starts, other + 1)):
            if i4(of.numbers, place) == i4(of.numbers, place_):
                cost = f8(table.classes.cost, place) + f8(table.classes.cost, place_)
                likely = cost - log2(f8(table.classes.listed, i4(of.numbers, place)))
                if likely < best:
                    best, at, at_ = likely, place, place_
    if at < 0:
        return nan
    number = i4(of.numbers, at)
    share = max(
        share_of(table.classes.counted, number, f8(table.classes.listed, number), table.classes.counted.own),
        table.terms.commonest,
    )
    if i4(table.sound, one) == i4(table.sound, other):
        return weight_of(0.0, share, 0.0, table.terms.floor)
    rival = table.terms.typo if b1(table.classes.two_slips, at) or b1(table.classes.two_slips, at_) else 0.0
    return weight_of(f8(table.classes.cost, at) + f8(table.classes.cost, at_), share, rival, table.terms.floor)


@bare
def _classless(table: Givens, name: int) -> bool:
    return i8(table.classes.of.starts, name) == i8(table.classes.of.starts, name + 1)


@bare
def _glued(table: Givens, known: int, unknown: int) -> bool:
    """Say whether the unknown name is the known one, or one of its formal forms, with a word glued to it."""
    terms, whole = table.terms, word_at(table.units, unknown)
    if is_glued(word_at(table.units, known), whole, terms.shortest_glued, terms.shortest_prefix):
        return True
    for place in range(i8(table.formal.starts, known), i8(table.formal.starts, known + 1)):
        form = word_at(table.forms, i4(table.formal.numbers, place))
        if is_glued(form, whole, terms.shortest_glued, terms.shortest_prefix):
            return True
    return False


@bare
def _cost(table: Givens, one: int, other: int, edit: Edits, work: Floats) -> float:
    """Return the edit cost; an unknown name is held against every form of the known one's classes."""
    known, unknown = (other, one) if _classless(table, one) else (one, other)
    foreign = not b1(table.listed, known) or max(f8(table.share, one), f8(table.share, other)) <= table.terms.rare
    first, second = word_at(table.units, one), word_at(table.units, other)
    cost = edit_cost(first, second, b1(table.cyrillic, one), b1(table.cyrillic, other), foreign, edit, work)
    if not _classless(table, unknown):
        return cost
    word, cyrillic = word_at(table.units, unknown), b1(table.cyrillic, unknown)
    for place in range(i8(table.formal.starts, known), i8(table.formal.starts, known + 1)):
        form = word_at(table.forms, i4(table.formal.numbers, place))
        cost = min(cost, edit_cost(form, word, cyrillic, cyrillic, False, edit, work))  # noqa: FBT003 -- kernels take no keywords
    if cost > table.terms.neighbour_cost and holds(table.near, i4(table.sound, known), i4(table.sound, unknown)):
        cost = table.terms.neighbour_cost
    if cost > table.terms.glued_cost and _glued(table, known, unknown):
        cost = table.terms.glued_cost
    return cost


@bare
def _by_letters(table: Givens, one: int, other: int, edit: Edits, work: Floats) -> float:
    """Compare two given names of which at least one is unknown, or which share no class."""
    terms = table.terms
    if i4(table.sound, one) == i4(table.sound, other):
        return -log2(max(f8(table.own, one), terms.commonest))
    if not (b1(table.listed, one) and b1(table.listed, other)):
        first, second = word_at(table.units, one), word_at(table.units, other)
        if second[2] < first[2]:
            first, second = second, first
        if first[2] >= terms.shortest_prefix and begins(first, second):
            return terms.prefix
    share = max(f8(table.own, one), f8(table.own, other), terms.commonest)
    rival = max(min(f8(table.own, one), f8(table.own, other)), terms.rarest)
    return weight_of(_cost(table, one, other, edit, work), share, rival, terms.floor)


@bare
def given_bits(table: Givens, one: int, other: int, edit: Edits, work: Floats) -> float:
    """Return what two given names or initials weigh."""
    bits = recalled(table.memory, one, other)
    if not isnan(bits):
        return bits
    if b1(table.single, one) or b1(table.single, other):
        fits = i4(table.letter, one) == i4(table.letter, other) or meet(table.initials, one, other)
        fitting = min(f8(table.initial, one), f8(table.initial, other))
        bits = fitting if fits else table.terms.initial_other
    else:
        bits = _by_class(table, one, other)
        if isnan(bits):
            bits = _by_letters(table, one, other, edit, work)
    return remember(table.memory, one, other, bits)
