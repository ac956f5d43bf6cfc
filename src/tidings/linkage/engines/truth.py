"""How well the links agree with a known truth: pairs, clusters, calibration, and the pairs lost by cause."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from tidings.linkage.clusters import Cluster
from tidings.linkage.engines.local import Linked

BANDS: Final = (0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99)
"""Lower edges of the bands in which calibration is told."""

IdPair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Band:
    """The pairs whose probability lies in one band: how many, what was claimed on average, what was true."""

    low: float
    pairs: int
    claimed: float
    true: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairwise and cluster figures against the truth.

    Attributes:
        precision, recall, f1: over the pairs that the clusters imply.
        cluster_precision: share of the clusters of two and more that hold one person only.
        cluster_recall: share of the persons with two and more records that are one whole cluster.
        candidate_recall: share of the true pairs that were compared at all.
        calibration: by bands of probability.
        calibration_error: mean distance of claimed and true, weighted by pairs.
        lost: true pairs not joined, by cause.
    """

    precision: float
    recall: float
    f1: float
    cluster_precision: float
    cluster_recall: float
    candidate_recall: float
    calibration: tuple[Band, ...]
    calibration_error: float
    lost: tuple[tuple[str, int], ...]


def pairs_of(persons: Iterable[Iterable[str]]) -> set[IdPair]:
    """Return all pairs of ids within the same person, the smaller id first."""
    return {pair for members in persons for pair in combinations(sorted(members), 2)}


def persons_of(truth: Mapping[str, str]) -> list[list[str]]:
    """Return the records of each person."""
    found: dict[str, list[str]] = defaultdict(list)
    for record, person in truth.items():
        found[person].append(record)
    return list(found.values())


def share(part: int, whole: int) -> float:
    """Return part of whole, 1 where there is nothing to have a part of."""
    return part / whole if whole else 1.0


def agreement(linked: Linked, truth: Mapping[str, str]) -> Agreement:
    """Measure the links on the records whose truth is known."""
    members = [[record for record in cluster.members if record in truth] for cluster in linked.clusters]
    true, found = pairs_of(persons_of(truth)), pairs_of(members)
    precision, recall = share(len(true & found), len(found)), share(len(true & found), len(true))
    bands = _calibration(linked, truth)
    return Agreement(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        cluster_precision=_whole(members, truth),
        cluster_recall=_recovered(linked.clusters, truth),
        candidate_recall=share(len(true & linked.candidates), len(true)),
        calibration=bands,
        calibration_error=_error(bands),
        lost=_lost(linked, true - found),
    )


def _whole(members: list[list[str]], truth: Mapping[str, str]) -> float:
    several = [records for records in members if len(records) > 1]
    return share(sum(len({truth[record] for record in records}) == 1 for records in several), len(several))


def _recovered(clusters: Iterable[Cluster], truth: Mapping[str, str]) -> float:
    found = {tuple(record for record in cluster.members if record in truth) for cluster in clusters}
    several = [tuple(sorted(records)) for records in persons_of(truth) if len(records) > 1]
    return share(sum(records in found for records in several), len(several))


def _calibration(linked: Linked, truth: Mapping[str, str]) -> tuple[Band, ...]:
    told: dict[float, list[tuple[float, bool]]] = defaultdict(list)
    for pair in linked.pairs:
        if pair.left in truth and pair.right in truth:
            band = max(edge for edge in BANDS if edge <= pair.probability)
            told[band].append((pair.probability, truth[pair.left] == truth[pair.right]))
    return tuple(
        Band(low, len(pairs), sum(p for p, _ in pairs) / len(pairs), sum(same for _, same in pairs) / len(pairs))
        for low, pairs in sorted(told.items())
    )


def _error(bands: tuple[Band, ...]) -> float:
    total = sum(band.pairs for band in bands)
    return sum(band.pairs * abs(band.claimed - band.true) for band in bands) / total if total else 0.0


def _lost(linked: Linked, missed: set[IdPair]) -> tuple[tuple[str, int], ...]:
    probabilities = {(pair.left, pair.right): pair.probability for pair in linked.pairs}
    refused = {(edge.left, edge.right) for cluster in linked.clusters for edge in cluster.refused}
    causes: Counter[str] = Counter()
    for pair in missed:
        if pair not in linked.candidates:
            causes["never compared"] += 1
        elif pair in refused:
            causes["refused by a constraint"] += 1
        elif pair in probabilities:
            causes["too improbable"] += 1
        else:
            causes["held to be different"] += 1
    return tuple(sorted(causes.items(), key=lambda cause: (-cause[1], cause[0])))
