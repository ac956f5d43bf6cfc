"""Pairs of subjects with the levels they reach, for `training`."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from tidings.linkage.comparison import compare_subjects
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.model import FEATURES, Feature
from tidings.linkage.subject import Subject
from tidings.linkage.training import AGREES, AT_FLOOR, BETWEEN, NAMES, Sample
from tidings.names import Reason

SILENT: Final = -1
HARDLY: Final = 0.01

Pair = tuple[Subject, Subject]


def sampled(pairs: Sequence[Pair], frequencies: Frequencies, times: float = 1.0) -> Sample:
    """Return the levels that pairs reach, and what they weigh by the shipped weights."""
    described = [feature for feature in FEATURES if feature.name != "others"]
    columns = (*(feature.name for feature in described), *frequencies.extras, *NAMES)
    levels = np.full((len(pairs), len(columns)), SILENT, np.int8)
    weight = np.zeros(len(pairs))
    place = {column: at for at, column in enumerate(columns)}
    for row, (left, right) in enumerate(pairs):
        comparison = compare_subjects(left, right, frequencies=frequencies)
        weight[row] = comparison.weight
        for feature in FEATURES:
            for column, level in _levels(feature, left, right, frequencies):
                levels[row, place[column]] = level
        for reason in comparison.reasons:
            if reason.feature in NAMES:
                levels[row, place[reason.feature]] = _part(reason, frequencies)
    return Sample(columns, levels, weight, times)


def _levels(feature: Feature, left: Subject, right: Subject, frequencies: Frequencies) -> list[tuple[str, int]]:
    names = list(feature.levels)
    found = feature.compare(left, right, frequencies)
    return [(finding.scope or feature.name, names.index(finding.level)) for finding in found]


def _part(reason: Reason, frequencies: Frequencies) -> int:
    """Return how a part of the name fits."""
    if reason.weight > 0:
        return AGREES
    floor = frequencies.names.floors[NAMES.index(reason.feature)]
    return AT_FLOOR if reason.weight <= floor + HARDLY else BETWEEN
