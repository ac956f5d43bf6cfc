"""Two reports compared: one probability, the bits it is made of, and the reasons in words."""

from dataclasses import dataclass
from typing import Final, Literal

from tidings.linkage.doubts import doubts
from tidings.linkage.finding import Finding
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.model import FEATURES, Feature
from tidings.linkage.naming import compare_names
from tidings.linkage.reasons import FieldReason
from tidings.linkage.subject import Subject, subject_of
from tidings.names import Reason
from tidings.reports import Report

Verdict = Literal["same", "unsure", "different"]

SAME_FROM: Final = 0.9
"""From here on a pair is proposed as one person: nine in ten such proposals hold, a caseworker sees each of them."""

DIFFERENT_BELOW: Final = 0.1
"""Below this a pair is not shown unless asked for: nine in ten and more are strangers."""

PRIOR: Final = -13.0
"""Bits for two reports picked blindly: in a bureau with some 8,000 people, one in 8,000 is the same person."""

NO_EVIDENCE: Final = Frequencies()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the engine makes of two reports; a person decides.

    Attributes:
        probability: that they speak of one person.
        weight: the sum of the reasons, in bits, without the prior.
        prior: bits for a pair picked blindly.
        verdict: what the engine proposes.
        reasons: every field that said something, heaviest first.
    """

    probability: float
    weight: float
    prior: float
    verdict: Verdict
    reasons: tuple[Reason, ...]


def verdict_of(probability: float) -> Verdict:
    """Return what is proposed at a probability."""
    if probability >= SAME_FROM:
        return "same"
    return "different" if probability < DIFFERENT_BELOW else "unsure"


def _reason(feature: Feature, finding: Finding, frequencies: Frequencies) -> Reason:
    weight = feature.levels[finding.level].bits(
        finding.chance, frequencies.shift(finding.scope or feature.name, finding.level)
    )
    code = f"linkage.{feature.name}.{finding.level}"
    return FieldReason(feature.name, weight, finding.left, finding.right, code, finding.values)


def _field_reasons(left: Subject, right: Subject, frequencies: Frequencies) -> list[Reason]:
    return [
        _reason(feature, finding, frequencies)
        for feature in FEATURES
        for finding in feature.compare(left, right, frequencies)
    ]


def compare_subjects(
    left: Subject, right: Subject, *, frequencies: Frequencies = NO_EVIDENCE, prior: float = PRIOR
) -> Comparison:
    """Compare two prepared reports."""
    compared = compare_names(left, right, frequencies.names)
    names = list(compared.reasons) if compared else []
    told = {reason.feature for reason in names}
    others = [reason for reason in _field_reasons(left, right, frequencies) if reason.feature not in told]
    reasons = [*names, *others, *doubts(names, others, prior)]
    weight = sum(reason.weight for reason in reasons)
    probability = 1.0 / (1.0 + 2.0 ** -max(-60.0, min(60.0, weight + prior)))
    ordered = tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))
    return Comparison(probability, weight, prior, verdict_of(probability), ordered)


def compare(left: Report, right: Report, *, prior: float = PRIOR) -> Comparison:
    """Compare two reports: are they about one person?

    Args:
        left: one report; its role must be "subject", or nobody is sought in it.
        right: the other.
        prior: bits for two reports picked blindly.
    """
    return compare_subjects(subject_of(left), subject_of(right), prior=prior)
