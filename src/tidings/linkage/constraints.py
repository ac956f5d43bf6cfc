"""What no one person can be: born on two days, of two sexes, two bodies, twice on one clean list."""

from typing import Final

from tidings.linkage.comparison import Comparison
from tidings.linkage.deciding import AGAINST as AGAINST_ONE
from tidings.linkage.deciding import BARRED, BORN_APART, JOINED_FROM
from tidings.linkage.features.births import FEW_YEARS, YEAR, one_slip
from tidings.linkage.subject import Happening, Subject

BODIES_APART: Final = 60
"""Days between two findings of a body beyond which they are two bodies, allowing for a late record."""

AGAINST: Final = -6.0
"""Bits that must speak against an improbable pair before it holds a cluster apart: mere silence is no ground."""


def kind_of(constraint: str, comparison: Comparison) -> int:
    """Return how a pair met inside a cluster does not fit, 0 where it does; one wrong letter for the sex is a slip."""
    if constraint in ("bodies", "clean_list"):
        return BARRED
    if constraint == "births":
        return BORN_APART
    wrong_sex = constraint == "sexes" and comparison.probability < JOINED_FROM
    return AGAINST_ONE if wrong_sex or speaks_against(comparison) else 0


def states_birth(subject: Subject) -> bool:
    """Say whether a report states a birth, and not an age alone."""
    return subject.birth is not None and subject.birth.stated


def why_apart(left: Subject, right: Subject, clean_sources: frozenset[str]) -> str:
    """Name the constraint that keeps two reports from being one person's; "" where none does."""
    checks = (
        ("sexes", _two_sexes(left, right)),
        ("births", _two_births(left, right)),
        ("bodies", _two_bodies(left, right)),
        ("clean_list", left.report.source == right.report.source and left.report.source in clean_sources),
    )
    return next((name for name, holds in checks if holds), "")


def speaks_against(comparison: Comparison) -> bool:
    """Say whether a pair that met inside a cluster is plainly of two people."""
    against = sum(min(reason.weight, 0.0) for reason in comparison.reasons)
    return comparison.verdict == "different" and against <= AGAINST


def _two_sexes(left: Subject, right: Subject) -> bool:
    one, other = left.report.sex, right.report.sex
    return bool(one and other and one != other)


def _two_births(left: Subject, right: Subject) -> bool:
    """Both births are stated, and too far apart for one wrong digit or an age in round years."""
    a, b = left.birth, right.birth
    if not (a and b and a.stated and b.stated):
        return False
    apart = max(a.first - b.last, b.first - a.last) > FEW_YEARS * YEAR
    return apart and not (a.exact and b.exact and one_slip(a, b))


def _two_bodies(left: Subject, right: Subject) -> bool:
    a, b = left.happening, right.happening
    if not (a and b and a.kind == b.kind == "body_found"):
        return False
    return _gap(a, b) > BODIES_APART


def _gap(a: Happening, b: Happening) -> int:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return 0
    return max(0, b.first - a.last, a.first - b.last)
