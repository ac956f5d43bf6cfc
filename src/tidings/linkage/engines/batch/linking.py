"""Record tables linked in columns: read, counted, paired, learned from, weighed, joined."""

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

import numpy as np

from tidings.linkage.engines.batch.blocking import blocks
from tidings.linkage.engines.batch.clustering import clusters_of_rows
from tidings.linkage.engines.batch.columns import Bools, Int32s, Int64s
from tidings.linkage.engines.batch.compiled import compiled
from tidings.linkage.engines.batch.encoding import Encoded, encode
from tidings.linkage.engines.batch.piles import Pile, joined
from tidings.linkage.engines.batch.scoring.scorer import Kept, Scorer
from tidings.linkage.engines.batch.tallies import count_columns
from tidings.linkage.engines.linked import SCATTER, Clock, Learned, LinkedRows, Pairs, Progress, least_bits, prior_of
from tidings.linkage.engines.truth import people_of
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.settling import NO_VERDICTS, Verdicts
from tidings.linkage.subject import Subject, read_subject
from tidings.linkage.training import Sample, learn

THREADS: Final = min(max(os.cpu_count() or 1, 2), 8)
"""So many blocks are walked and weighed at once: what is found does not hang on it."""

SAMPLED: Final = 100_000
"""From so many candidates and so many strangers is learned."""

STRIDE, SHIFT, SPREAD = np.uint64(SCATTER), np.uint64(16), np.uint64(0xFFFFFFFF)


@compiled
def scattered(left: Int32s, right: Int32s, step: int) -> Bools:
    """Say which pairs stand for `step` pairs each; the same for the same rows in every engine."""
    found = np.empty(len(left), np.bool_)
    for pair in range(len(left)):
        number = (np.uint64(left[pair]) * STRIDE ^ np.uint64(right[pair])) * STRIDE
        found[pair] = (number >> SHIFT & SPREAD) % np.uint64(step) == 0
    return found


class _Times:
    """How long each step took, by the clock that was given; nothing without one."""

    def __init__(self, clock: Clock | None) -> None:
        self._clock = clock
        self._since = clock() if clock else 0.0
        self.steps: list[tuple[str, float]] = []

    def done(self, step: str) -> None:
        """Note that a step is done."""
        if self._clock:
            now = self._clock()
            self.steps.append((step, round(now - self._since, 2)))
            self._since = now


@dataclass(frozen=True, slots=True)
class Task:
    """Tables that are being linked.

    Attributes:
        encoded: the records.
        frequencies: what was counted and learned.
        prior: bits of a pair picked blindly.
    """

    encoded: Encoded
    frequencies: Frequencies
    prior: float

    @classmethod
    def of(cls, encoded: Encoded, clean_sources: frozenset[str]) -> Self:
        """Count the records."""
        columns = encoded.columns
        return cls(encoded, count_columns(columns, clean_sources=clean_sources), prior_of(len(columns)))

    def scorer(self) -> Scorer:
        """Return what weighs pairs of these records."""
        return Scorer.of(
            self.encoded.columns, self.frequencies, prior=self.prior, subject=self.subject, threads=THREADS
        )

    def subject(self, row: int) -> Subject:
        """Read one record for the scalar model."""
        return read_subject(self.encoded.report(row))

    def learned(self, left: Int32s, right: Int32s, times: float, scorer: Scorer | None = None) -> Self:
        """Adapt the weights.

        Args:
            left: a sample of the candidates (`scattered`).
            right: likewise.
            times: how many candidates each stands for.
            scorer: what weighs pairs of these records, if there is one already.
        """
        scorer, size = scorer or self.scorer(), len(self.encoded.columns)
        number = np.arange(1, min(SAMPLED, size * size) + 1, dtype=np.int64)
        one, other = number % size, number * SCATTER % size
        apart = one != other
        candidates = Sample(*scorer.levels(left, right), times)
        strangers = Sample(*scorer.levels(*_in_order(one[apart], other[apart])))
        found = learn(candidates, strangers, prior=self.prior, records=size)
        return replace(self, frequencies=found.applied(self.frequencies), prior=found.prior)

    def finished(self, scorer: Scorer, pairs: Pairs, verdicts: Verdicts = NO_VERDICTS) -> LinkedRows:
        """Join rows into persons by the pairs kept."""
        columns = self.encoded.columns
        found = clusters_of_rows(
            columns,
            pairs.left,
            pairs.right,
            pairs.weight,
            prior=self.prior,
            weigh=scorer.weigh,
            verdicts=verdicts,
            clean_sources=self.frequencies.clean_sources,
        )
        floors = tuple(self.frequencies.names.floors)
        return LinkedRows(
            ids=columns.ids,
            person=found.person,
            pairs=pairs,
            refused=found.refused,
            candidates=0,
            compared=joined([]),
            learned=Learned(self.prior, dict(self.frequencies.shifts), floors),
            warnings=self.encoded.warnings,
            spoke=lambda left, right: spoke(scorer, left, right),
        )


def _in_order(one: Int64s, other: Int64s) -> tuple[Int32s, Int32s]:
    return np.minimum(one, other).astype(np.int32), np.maximum(one, other).astype(np.int32)


def spoke(scorer: Scorer, left: int, right: int) -> str:
    """Name the field that spoke most against two rows, "" where none did."""
    against = min(scorer.compare(left, right).reasons, key=lambda reason: reason.weight, default=None)
    return against.feature if against is not None and against.weight < 0 else ""


def sorted_pairs(kept: Sequence[Kept]) -> Pairs:
    """Return what was kept of blocks, in order."""
    left, right = joined([(left, right) for left, right, _ in kept])
    weight = np.concatenate([np.empty(0, np.float32), *(weight for _, _, weight in kept)])
    order = np.argsort(left.astype(np.int64) << 32 | right)
    return Pairs(left[order], right[order], weight[order])


def link_tables(  # noqa: PLR0913 -- what the command is given
    files: Sequence[Path],
    *,
    scratch: Path,
    truth: Mapping[str, str] | None = None,
    verdicts: Mapping[tuple[str, str], bool] | None = None,
    clean_sources: frozenset[str] = frozenset(),
    learning: bool = True,
    progress: Progress | None = None,
    clock: Clock | None = None,
) -> LinkedRows:
    """Say who is who over record tables of any size.

    Args:
        files: record tables; a `record_id` must be unique over all of them.
        scratch: a file to put pairs into when there are more than memory should hold.
        truth: the person of each record, where it is known: then the true pairs that were compared are noted.
        verdicts: what people decided of a pair of ids, same (True) or different (False); always holds.
        clean_sources: sources whose keepers let nobody stand twice.
        learning: adapt the shipped weights to the data (`linkage.training`), where there is enough of it.
        progress: told how far the work is.
        clock: seconds of a clock, to say how long each step took.
    """
    times, told = _Times(clock), progress or (lambda _words, _done, _all: None)
    encoded = encode(files, progress=progress)
    times.done("reading")
    task = Task.of(encoded, clean_sources)
    times.done("counting")
    columns = encoded.columns
    with Pile(scratch) as pile, ThreadPoolExecutor(1) as beside:
        laid: Future[Scorer] | None = None
        for left, right in blocks(columns, threads=THREADS, progress=progress):
            laid = laid or beside.submit(task.scorer)
            pile.put(left, right)
        scorer = laid.result() if laid else task.scorer()
        times.done("candidates")
        if learning and len(columns) > 1:
            step = 1 + len(pile) // SAMPLED
            chosen = [
                (left[own], right[own]) for left, right in pile.blocks() for own in [scattered(left, right, step)]
            ]
            task = task.learned(*joined(chosen), step, scorer)
            scorer = scorer.learned(task.frequencies, task.prior)
        times.done("learning")
        kept, done = list[Kept](), 0
        for size, found in scorer.kept(pile.blocks(), least_bits(task.prior)):
            kept.append(found)
            done += size
            told("scoring", done, len(pile))
        compared = _true(pile.blocks(), people_of(columns.ids, truth)) if truth else joined([])
        times.done("scoring")
        linked = task.finished(scorer, sorted_pairs(kept), verdicts_of_rows(columns.ids, verdicts or {}))
        told("clustering", 1, 1)
        times.done("clustering")
        return replace(linked, candidates=len(pile), compared=compared, seconds=tuple(times.steps))


def _true(pairs: Iterable[tuple[Int32s, Int32s]], person: Int64s) -> tuple[Int32s, Int32s]:
    """Return the pairs of rows that are of one person."""
    found = [
        (left[own], right[own])
        for left, right in pairs
        for own in [(person[left] == person[right]) & (person[left] >= 0)]
    ]
    return joined(found)


def verdicts_of_rows(ids: Sequence[str], verdicts: Mapping[tuple[str, str], bool]) -> Verdicts:
    """Return what people decided, over rows; pairs with records that are not there are passed over."""
    if not verdicts:
        return NO_VERDICTS
    wanted = {record for pair in verdicts for record in pair}
    row = {record: place for place, record in enumerate(ids) if record in wanted}
    known = {(row[one], row[other]): same for (one, other), same in verdicts.items() if one in row and other in row}
    ends = np.array([sorted(pair) for pair in known], np.int64).reshape(-1, 2)
    return Verdicts(ends[:, 0], ends[:, 1], np.array(list(known.values()), np.int8))
