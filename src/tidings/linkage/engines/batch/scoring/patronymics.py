"""Two patronymics: `names.evidence.patronymic_evidence` over numbered words."""

from collections.abc import Sequence
from math import isnan, log2
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.chances import Counted, all_shares, counted, share_of, weight_of
from tidings.linkage.engines.batch.scoring.edits import Edits, Floats, edit_cost
from tidings.linkage.engines.batch.scoring.letters import Words, spell, word_at
from tidings.linkage.engines.batch.scoring.memory import Memory, emptied, memory, recalled, remember
from tidings.linkage.engines.batch.scoring.numbering import Numbering
from tidings.linkage.engines.batch.scoring.pointers import b1, f8, i4
from tidings.linkage.engines.batch.scoring.sets import Sets, meet, sets_of
from tidings.names import Shares, evidence
from tidings.names.patronymic import read_patronymic

SLOTS_A_WORD = 256
MOST_SLOTS = 1 << 21


class PatronymicTerms(NamedTuple):
    """The constants of `names.evidence` that speak of patronymics."""

    floor: float
    most: float
    initial_other: float


class Patronymics(NamedTuple):
    """Every distinct patronymic, by number.

    Attributes:
        stems: their stems.
        stem: number of the stem.
        single: whether the word is an initial.
        cyrillic: whether it is written in Cyrillic.
        listed: the share by the lists.
        counted: how many people of these data bear its stem.
        most: bits that the word weighs at most with any other.
        fathers: the fathers' names it may come from.
        initials: the units with which it or the father's name may begin.
        initial: bits where an initial fits it, or it an initial.
        terms: constants.
        memory: pairs worked out before.
    """

    stems: Words
    stem: npt.NDArray[np.int32]
    single: npt.NDArray[np.bool_]
    cyrillic: npt.NDArray[np.bool_]
    listed: Floats
    counted: Counted
    most: Floats
    fathers: Sets
    initials: Sets
    initial: Floats
    terms: PatronymicTerms
    memory: Memory


def patronymic_table(words: Sequence[str], shares: Shares) -> Patronymics:
    """Read every patronymic once."""
    read = [read_patronymic(word) for word in words]
    stems, fathers, letters = Numbering(), Numbering(), Numbering()
    listed = np.array([one.share for one in read], np.float64)
    bearers, terms = counted(shares.patronymics, [one.stem for one in read]), _terms(shares.floors.patronymic)
    initial = np.array([evidence.father_initial_bits(one) for one in read], np.float64)
    most = np.maximum(np.minimum(-np.log2(all_shares(bearers, listed)), terms.most), initial)
    return Patronymics(
        stems=spell([one.stem for one in read]),
        stem=stems.column(one.stem for one in read),
        single=np.array([len(word) == 1 for word in words], np.bool_),
        cyrillic=np.array([one.cyrillic for one in read], np.bool_),
        listed=listed,
        counted=bearers,
        most=most,
        fathers=sets_of([[fathers[father] for father in one.fathers] for one in read]),
        initials=sets_of([[letters[letter] for letter in evidence.father_initials(one)] for one in read]),
        initial=initial,
        terms=terms,
        memory=memory(len(words), min(SLOTS_A_WORD * len(words), MOST_SLOTS)),
    )


def _terms(floor: float) -> PatronymicTerms:
    return PatronymicTerms(
        floor=floor,
        most=evidence.PATRONYMIC_MOST,
        initial_other=evidence.INITIAL_FLOOR,
    )


def patronymics_learned(table: Patronymics, floor: float) -> Patronymics:
    """Return the patronymics with another floor."""
    return table._replace(terms=_terms(floor), memory=emptied(table.memory))


@bare
def _worked_out(table: Patronymics, one: int, other: int, edit: Edits, work: Floats) -> float:
    terms = table.terms
    if b1(table.single, one) or b1(table.single, other):
        fitting = min(f8(table.initial, one), f8(table.initial, other))
        return fitting if meet(table.initials, one, other) else terms.initial_other
    share = share_of(table.counted, one, f8(table.listed, one), table.counted.own)
    share_ = share_of(table.counted, other, f8(table.listed, other), table.counted.own)
    if i4(table.stem, one) == i4(table.stem, other) or meet(table.fathers, one, other):
        return min(-log2(max(share, share_)), terms.most)
    stem, stem_ = word_at(table.stems, one), word_at(table.stems, other)
    cost = edit_cost(stem, stem_, b1(table.cyrillic, one), b1(table.cyrillic, other), False, edit, work)  # noqa: FBT003 -- kernels take no keywords
    return min(weight_of(cost, max(share, share_), min(share, share_), terms.floor), terms.most)


@bare
def patronymic_bits(table: Patronymics, one: int, other: int, edit: Edits, work: Floats) -> float:
    """Return what two patronymics or their initials weigh."""
    first, second = min(one, other), max(one, other)
    bits = recalled(table.memory, first, second)
    if isnan(bits):
        bits = remember(table.memory, first, second, _worked_out(table, first, second, edit, work))
    return bits
