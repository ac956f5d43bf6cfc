"""How well the links agree with a known truth: pairs, clusters, calibration, and the pairs lost by cause."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.local import Linked
from tidings.linkage.settling import groups_of

BANDS: Final = (0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99)
"""Lower edges of the bands in which calibration is told."""

EXPLAINED: Final = 1_000
"""Of so many lost pairs, evenly picked, it is told which field spoke against them."""

CAUSES: Final = ("never compared", "refused by a constraint", "too improbable", "held to be different")

IdPair = tuple[str, str]
Numbers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Spoke = Callable[[int, int], str]
"""Names the field that spoke most against two rows, "" where none did."""


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
        spoke: the cause, the field that spoke most against ("" for none), and of how many lost pairs; of a sample.
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
    spoke: tuple[tuple[str, str, int], ...] = ()


def pairs_of(persons: Iterable[Iterable[str]]) -> set[IdPair]:
    """Return all pairs of ids within the same person, the smaller id first."""
    return {pair for members in persons for pair in combinations(sorted(members), 2)}


def persons_of(truth: Mapping[str, str]) -> list[list[str]]:
    """Return the records of each person."""
    found: dict[str, list[str]] = defaultdict(list)
    for record, person in truth.items():
        found[person].append(record)
    return list(found.values())


def people_of(ids: Iterable[str], truth: Mapping[str, str]) -> Numbers:
    """Return the number of the true person of each record, -1 where it is not known."""
    known = list(map(truth.get, ids))
    numbers: dict[str | None, int] = {person: number for number, person in enumerate(dict.fromkeys(known))} | {None: -1}
    return np.fromiter(map(numbers.__getitem__, known), np.int64, len(known))


def share(part: int, whole: int) -> float:
    """Return part of whole, 1 where there is nothing to have a part of."""
    return part / whole if whole else 1.0


@dataclass(frozen=True, slots=True)
class Edges:
    """What a run found of pairs of rows, the smaller row first.

    Attributes:
        left, right: the pairs kept.
        probability: of each.
        refused: whether it spoke for one person and was not followed.
        compared_left, compared_right: the pairs that were compared and are of one person in truth.
    """

    left: Numbers
    right: Numbers
    probability: npt.NDArray[np.float64]
    refused: Bools
    compared_left: Numbers
    compared_right: Numbers


def agreement_of_rows(truth: Numbers, person: Numbers, edges: Edges, spoke: Spoke | None = None) -> Agreement:
    """Measure the links between rows.

    Args:
        truth: the true person of every row by number, -1 where it is not known; such rows do not count.
        person: the cluster of every row by number.
        edges: what was found of pairs.
        spoke: names the field that spoke against a lost pair.
    """
    known = truth >= 0
    both = _pair_ids(truth[known], person[known])
    hits, implied, true = _pairs(both), _pairs(person[known]), _pairs(truth[known])
    precision, recall = share(hits, implied), share(hits, true)
    bands = _calibration(truth, edges)
    lost, told = _lost(truth, person, edges, spoke)
    return Agreement(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        cluster_precision=_whole(person[known], both),
        cluster_recall=_recovered(truth[known], person[known], both),
        candidate_recall=share(_distinct(edges, len(truth)), true),
        calibration=bands,
        calibration_error=_error(bands),
        lost=lost,
        spoke=told,
    )


def agreement(linked: Linked, truth: Mapping[str, str]) -> Agreement:
    """Measure the links on the records whose truth is known."""
    names = sorted(member for cluster in linked.clusters for member in cluster.members)
    rows = {name: row for row, name in enumerate(names)}
    home = {member: number for number, cluster in enumerate(linked.clusters) for member in cluster.members}
    people = {name: number for number, name in enumerate(sorted(set(truth.values())))}
    true = np.array([people[truth[name]] if name in truth else -1 for name in names], np.int64)
    refused = {(edge.left, edge.right) for cluster in linked.clusters for edge in cluster.refused}
    left, right = _ends([(pair.left, pair.right) for pair in linked.pairs], rows)
    same = [pair for pair in linked.candidates if truth.get(pair[0], "") and truth.get(pair[0]) == truth.get(pair[1])]
    edges = Edges(
        left,
        right,
        np.array([pair.probability for pair in linked.pairs], np.float64),
        np.array([(pair.left, pair.right) in refused for pair in linked.pairs], np.bool_),
        *_ends(same, rows),
    )
    return agreement_of_rows(true, np.array([home[name] for name in names], np.int64), edges)


def _ends(pairs: Iterable[IdPair], rows: Mapping[str, int]) -> tuple[Numbers, Numbers]:
    numbers = np.array([(rows[left], rows[right]) for left, right in pairs], np.int64).reshape(-1, 2)
    numbers.sort(axis=1)
    return numbers[:, 0], numbers[:, 1]


def _pair_ids(one: Numbers, other: Numbers) -> Numbers:
    """Number the distinct pairs of two columns of numbers."""
    found: Numbers = np.unique(one * (int(other.max(initial=0)) + 1) + other, return_inverse=True)[1]
    return found


def _sizes(groups: Numbers) -> Numbers:
    return np.unique(groups, return_counts=True)[1]


def _pairs(groups: Numbers) -> int:
    sizes = _sizes(groups)
    return int((sizes * (sizes - 1) // 2).sum())


def _distinct(edges: Edges, size: int) -> int:
    return len(_ascending(edges.compared_left * size + edges.compared_right))


def _ascending(numbers: Numbers) -> Numbers:
    """Return the distinct numbers in order; many times as fast as `np.unique` on some millions."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def _are_among(numbers: Numbers, others: Numbers) -> Bools:
    """Say which numbers stand among others."""
    ordered = _ascending(others)
    if not len(ordered):
        return np.zeros(len(numbers), np.bool_)
    found: Bools = ordered[np.minimum(np.searchsorted(ordered, numbers), len(ordered) - 1)] == numbers
    return found


def _whole(person: Numbers, both: Numbers) -> float:
    """Return the share of the clusters of several records that are of one person only."""
    _, first, cluster, sizes = np.unique(person, return_index=True, return_inverse=True, return_counts=True)
    pure = _all_same(both, both[first][cluster], cluster)
    several = sizes > 1
    return share(int((pure & several).sum()), int(several.sum()))


def _recovered(truth: Numbers, person: Numbers, both: Numbers) -> float:
    """Return the share of the people with several records who are one whole cluster."""
    _, first, human, sizes = np.unique(truth, return_index=True, return_inverse=True, return_counts=True)
    together = _all_same(both, both[first][human], human)
    _, cluster, in_cluster = np.unique(person, return_inverse=True, return_counts=True)
    whole = together & (in_cluster[cluster[first]] == sizes) & (sizes > 1)
    return share(int(whole.sum()), int((sizes > 1).sum()))


def _all_same(values: Numbers, wanted: Numbers, groups: Numbers) -> Bools:
    """Say of each group whether all its values are the wanted one."""
    found: Bools = np.bincount(groups, weights=values != wanted) == 0
    return found


def _calibration(truth: Numbers, edges: Edges) -> tuple[Band, ...]:
    known = (truth[edges.left] >= 0) & (truth[edges.right] >= 0) & (edges.probability >= BANDS[0])
    claimed = edges.probability[known]
    same = (truth[edges.left] == truth[edges.right])[known]
    place = np.searchsorted(BANDS, claimed, side="right") - 1
    return tuple(
        Band(BANDS[band], int(inside.sum()), float(claimed[inside].mean()), float(same[inside].mean()))
        for band in np.unique(place).tolist()
        for inside in [place == band]
    )


def _error(bands: tuple[Band, ...]) -> float:
    total = sum(band.pairs for band in bands)
    return sum(band.pairs * abs(band.claimed - band.true) for band in bands) / total if total else 0.0


Lost = tuple[tuple[str, int], ...]


def _lost(
    truth: Numbers, person: Numbers, edges: Edges, spoke: Spoke | None
) -> tuple[Lost, tuple[tuple[str, str, int], ...]]:
    """Count the true pairs that are not in one cluster, by cause, and which field spoke against a sample of them."""
    left, right = groups_of(np.where(truth >= 0, truth, -1 - np.arange(len(truth))))
    apart = person[left] != person[right]
    left, right = left[apart], right[apart]
    cause = _causes(left * len(truth) + right, edges, len(truth))
    counted = Counter(CAUSES[one] for one in cause.tolist())
    told: Counter[tuple[str, str]] = Counter()
    compared = np.flatnonzero(cause > 0)
    if spoke is not None:
        for at in compared[:: max(1, len(compared) // EXPLAINED)].tolist():
            told[CAUSES[cause[at]], spoke(int(left[at]), int(right[at]))] += 1
    return tuple(counted.most_common()), tuple((*key, number) for key, number in told.most_common())


def _causes(pairs: Numbers, edges: Edges, size: int) -> Numbers:
    """Return for every lost pair the place of its cause in `CAUSES`."""
    compared = _are_among(pairs, edges.compared_left * size + edges.compared_right)
    kept = edges.left * size + edges.right
    refused, improbable = _are_among(pairs, kept[edges.refused]), _are_among(pairs, kept)
    found: Numbers = np.select([~compared & ~improbable, refused, improbable], [0, 1, 2], 3)
    return found
