"""The in-process engine: every record of some tables compared where it is worth it, and joined into persons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tidings.linkage.candidates import pairs
from tidings.linkage.clusters import Cluster, Edge, cluster
from tidings.linkage.comparison import Comparison, compare_subjects
from tidings.linkage.constraints import kind_of, states_birth, why_apart
from tidings.linkage.counting import count
from tidings.linkage.engines.linked import KEPT_FROM, SCATTER, Learned, Progress, prior_of
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.keys import keys_of, worthwhile
from tidings.linkage.sampling import sampled
from tidings.linkage.subject import Subject, read_subject
from tidings.linkage.training import FEWEST as FEWEST_PROBABLE
from tidings.linkage.training import learn
from tidings.reports import Report

SAMPLED: Final = 10_000
"""From so many candidates is learned."""

STRANGERS: Final = 2_500
"""And from so many pairs picked blindly: four times as many brought the same persons, twice as late."""

STEPS: Final = 2_000
"""Pairs between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be of one person."""

    left: str
    right: str
    probability: float
    weight: float


@dataclass(frozen=True, slots=True)
class Linked:
    """Who is who in some tables.

    Attributes:
        pairs: those worth writing, `left` before `right`.
        clusters: every record in exactly one.
        candidates: the pairs that were compared.
        learned: the weights, with the bits that a blindly picked pair was given.
    """

    pairs: tuple[Pair, ...]
    clusters: tuple[Cluster, ...]
    candidates: frozenset[tuple[str, str]]
    learned: Learned


def link(
    reports: Sequence[Report],
    *,
    verdicts: Mapping[tuple[str, str], bool] | None = None,
    clean_sources: frozenset[str] = frozenset(),
    learning: bool = True,
    progress: Progress | None = None,
) -> Linked:
    """Say who is who among reports with unique `record_id`s.

    Args:
        reports: the records; those in which nobody is traced stay alone.
        verdicts: what people decided of a pair of ids, same (True) or different (False); always holds.
        clean_sources: sources whose keepers let nobody stand twice.
        learning: adapt the shipped weights to the data (`linkage.training`), where there is enough of it.
        progress: told how far the work is.
    """
    subjects = {report.record_id: read_subject(report) for report in sorted(reports, key=lambda one: one.record_id)}
    engine = _Engine(subjects, count(subjects.values(), clean_sources=clean_sources), prior_of(len(subjects)))
    candidates = engine.candidates()
    if learning and candidates:
        engine = engine.learned(candidates)
    found = engine.compared(candidates, progress)
    edges = [Edge(pair.left, pair.right, pair.probability, pair.weight) for pair in found]
    born = (record for record, subject in subjects.items() if states_birth(subject))
    clusters = cluster(subjects, edges, clash=engine.clash, verdicts=verdicts, born=born)
    return Linked(tuple(found), clusters, frozenset(candidates), engine.weights())


@dataclass(frozen=True, slots=True)
class _Engine:
    subjects: Mapping[str, Subject]
    frequencies: Frequencies
    prior: float

    def candidates(self) -> list[tuple[str, str]]:
        """Return the pairs worth comparing, in order."""
        ids = list(self.subjects)
        keys = {row: keys_of(subject) for row, subject in enumerate(self.subjects.values())}
        found = (pair for pair in pairs(keys) if worthwhile(keys[pair[0]], keys[pair[1]]))
        return [(ids[left], ids[right]) for left, right in sorted(found)]

    def compared(self, candidates: Sequence[tuple[str, str]], progress: Progress | None) -> list[Pair]:
        """Compare the candidates; return those worth keeping."""
        found = []
        for done, (left, right) in enumerate(candidates, start=1):
            comparison = self.compare(left, right)
            if comparison.probability >= KEPT_FROM:
                found.append(Pair(left, right, comparison.probability, comparison.weight))
            if progress and (done % STEPS == 0 or done == len(candidates)):
                progress("comparing", done, len(candidates))
        return found

    def learned(self, candidates: Sequence[tuple[str, str]]) -> "_Engine":
        """Return the engine with its weights adapted to the data, itself where too few pairs are probable."""
        step = 1 + len(candidates) // SAMPLED
        pairs = [(self.subjects[left], self.subjects[right]) for left, right in candidates[::step]]
        told = sampled(pairs, self.frequencies, len(candidates) / len(pairs))
        if (told.weight + self.prior >= 0.0).sum() < FEWEST_PROBABLE:
            return self
        strangers = sampled(_strangers(list(self.subjects.values())), self.frequencies)
        found = learn(told, strangers, prior=self.prior, records=len(self.subjects))
        return _Engine(self.subjects, found.applied(self.frequencies), found.prior)

    def weights(self) -> Learned:
        """Return what was taken for the weights."""
        return Learned(self.prior, self.frequencies.shifts, tuple(self.frequencies.names.floors))

    def compare(self, left: str, right: str) -> Comparison:
        """Compare two records."""
        one, other = self.subjects[left], self.subjects[right]
        return compare_subjects(one, other, frequencies=self.frequencies, prior=self.prior)

    def clash(self, left: str, right: str) -> int:
        """Say how two records do not fit into one cluster, 0 where they do."""
        constraint = why_apart(self.subjects[left], self.subjects[right], self.frequencies.clean_sources)
        return kind_of(constraint, self.compare(left, right))


def _strangers(everybody: Sequence[Subject]) -> list[tuple[Subject, Subject]]:
    """Return pairs picked blindly, the same in every run."""
    size = len(everybody)
    picked = ((number % size, number * SCATTER % size) for number in range(1, STRANGERS + 1))
    return [(everybody[left], everybody[right]) for left, right in picked if left != right]
