"""Relatives: who the two reports say is near to the person. A relative is evidence of the person, never the person."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from tidings import names
from tidings.linkage.finding import Finding
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.naming import compare_names, compared
from tidings.linkage.subject import Kin, Subject

SAME_TIE: Final = (
    frozenset({"mother", "parent"}),
    frozenset({"father", "parent"}),
    frozenset({"wife", "spouse", "partner", "fiancee"}),
    frozenset({"husband", "spouse", "partner", "fiance"}),
)
"""Ties that two sources may call by either word."""

ONE_ONLY: Final = frozenset({"mother", "father"})
"""Nobody has two of these."""

FAMILY: Final = frozenset(
    {"mother", "father", "parent", "son", "daughter", "child", "brother", "sister", "grandmother", "grandfather"}
)
"""Ties between people who share a surname for being kin: between these it is no further evidence."""

AGREEING_BITS: Final = 3.0
DIFFERING_BITS: Final = -3.0
BEGINNING: Final = 5
"""Letters in which a relative's surname begins like the person's, whatever its ending."""

LEAST_CHANCE: Final = 2.0**-13
"""A relative's full name is never rarer than this: the same enquirer may seek two of the family."""


def compare_kin(left: Subject, right: Subject, frequencies: Frequencies) -> Iterator[Finding]:
    """Compare the relatives of one with the relatives of the other; the best agreement speaks, else a contradiction."""
    pairs = [
        (bits, a, b) for a, b in product(left.kin, right.kin) if (bits := _bits(left, a, b, frequencies)) is not None
    ]
    if not pairs:
        return
    bits, a, b = max(pairs, key=lambda pair: pair[0])
    values = (("relation", a.relation), ("other_relation", b.relation))
    if bits >= AGREEING_BITS:
        yield Finding("agree", a.words, b.words, max(2.0**-bits, LEAST_CHANCE), values)
        return
    against = [(a, b) for bits, a, b in pairs if bits <= DIFFERING_BITS and a.relation == b.relation]
    for a, b in against[:1]:
        level = "other" if a.relation in ONE_ONLY else "another"
        yield Finding(level, a.words, b.words, None, (("relation", a.relation), ("other_relation", b.relation)))


def tied(one: str, other: str) -> bool:
    """Say whether two relations may be one, which two sources call by different words."""
    return one == other or any({one, other} <= tie for tie in SAME_TIE)


def _bits(subject: Subject, a: Kin, b: Kin, frequencies: Frequencies) -> float | None:
    """Return how strongly two relatives are one, in bits beyond what kinship with the person explains."""
    if not tied(a.relation, b.relation) and not (a.name.surname and b.name.surname):
        return None
    found = compared(a.name, b.name, frequencies.names)
    if found.weight < 0 or not _shares_surname(subject, a):
        return found.weight
    return sum(reason.weight for reason in found.reasons if reason.feature != "surname")


def _shares_surname(subject: Subject, kin: Kin) -> bool:
    if kin.relation in FAMILY:
        return True
    own = {names.fold(name.surname)[:BEGINNING] for name in subject.readings if name.surname}
    return bool(kin.name.surname) and names.fold(kin.name.surname)[:BEGINNING] in own


def compare_roles(left: Subject, right: Subject, frequencies: Frequencies) -> Iterator[Finding]:
    """Warn where the person of one report is called like a relative of the other's person: a mother is not her son."""
    if not (left.kin or right.kin):
        return
    own = compare_names(left, right, frequencies.names)
    alike = own.weight if own else 0.0
    for one, other in ((left, right), (right, left)):
        for kin in other.kin:
            if kin.keys & one.name_keys and _called(one, kin, frequencies) >= max(alike, 0.0) + AGREEING_BITS:
                yield Finding("relative", one.readings[0].text, kin.words, None, (("relation", kin.relation),))
                return


def _called(one: Subject, kin: Kin, frequencies: Frequencies) -> float:
    return max((compared(name, kin.name, frequencies.names).weight for name in one.readings), default=0.0)
