"""The kernels at work: blocks of pairs weighed in two threads, the odd ones by the scalar model."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import inf
from queue import SimpleQueue
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.linkage.comparison import Comparison, compare_subjects
from tidings.linkage.engines.batch.columns import Columns, Int8s, Int32s, Int64s
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.laying import Model, columns_of_levels, model_learned, model_of, room_for
from tidings.linkage.engines.batch.scoring.pairs import weigh_block
from tidings.linkage.engines.batch.scoring.pointers import Record, laid_out
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.subject import Subject

CHUNK: Final = 1 << 16
"""Pairs that a thread takes at once."""

AHEAD: Final = 64
"""Chunks that are dealt out before the first of them is waited for."""

REMEMBERED: Final = 100_000

Kept = tuple[Int32s, Int32s, npt.NDArray[np.float32]]

NO_STEPS: Final = np.empty((0, 0), np.int8)
"""Stands where nobody asks for the levels."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some pairs, and room for their levels; of a block the `start`th."""

    left: Int32s
    right: Int32s
    start: int
    steps: Int8s


@dataclass(frozen=True, slots=True)
class _Found:
    """Of a chunk: places of the pairs kept, their weights and what speaks against them, places of the unsure."""

    chunk: _Chunk
    kept: Int64s
    bits: Floats
    unsure: Int64s


class _Worker:
    """Room for one thread to work in."""

    def __init__(self, model: Model) -> None:
        self._room = room_for(model)
        self._chosen = np.empty(CHUNK, np.int32)
        self._place = np.empty(CHUNK, np.int32)
        self._bits = np.empty((CHUNK, 2))

    def weighed(self, record: Record, chunk: _Chunk, least: float) -> _Found:
        """Weigh the pairs of a chunk."""
        size = len(chunk.left)
        place = self._place[:size]
        kept, unsure = weigh_block(
            record, chunk.left, chunk.right, least, self._room, self._chosen, place, self._bits, chunk.steps
        )
        asked = np.sort(place[size - unsure :]).astype(np.int64)
        return _Found(chunk, place[:kept].astype(np.int64), self._bits[:kept].copy(), asked)


@dataclass(frozen=True)
class Scorer:
    """Weighs pairs of rows as `linkage.comparison.compare_subjects` weighs subjects.

    Attributes:
        frequencies: what was counted and learned.
        prior: bits of a pair picked blindly.
        threads: so many work at once.
    """

    frequencies: Frequencies
    prior: float
    threads: int
    _model: Model
    _subject: Callable[[int], Subject]
    _record: Record = field(init=False)
    _workers: "SimpleQueue[_Worker]" = field(init=False)

    @classmethod
    def of(
        cls,
        columns: Columns,
        frequencies: Frequencies,
        *,
        prior: float,
        subject: Callable[[int], Subject],
        threads: int = 2,
    ) -> "Scorer":
        """Prepare to weigh the rows of some columns; `subject` reads a row for the scalar model."""
        model = model_of(columns, frequencies, prior)
        return cls(frequencies, prior, threads, model, lru_cache(maxsize=REMEMBERED)(subject))

    def __post_init__(self) -> None:
        object.__setattr__(self, "_record", laid_out(self._model))
        object.__setattr__(self, "_workers", SimpleQueue())
        for _ in range(self.threads):
            self._workers.put(_Worker(self._model))

    def learned(self, frequencies: Frequencies, prior: float) -> "Scorer":
        """Return what weighs the same rows by the weights, floors and prior learned since; the counts are the same."""
        return Scorer(frequencies, prior, self.threads, model_learned(self._model, frequencies, prior), self._subject)

    def compare(self, left: int, right: int) -> Comparison:
        """Compare two rows by the scalar model, with its reasons."""
        one, other = self._subject(int(left)), self._subject(int(right))
        return compare_subjects(one, other, frequencies=self.frequencies, prior=self.prior)

    def weigh(self, left: Int32s, right: Int32s) -> tuple[Floats, Floats]:
        """Return the bits of pairs without the prior, and the sum of what speaks against them."""
        weight, against = np.empty(len(left)), np.empty(len(left))
        for found in self._weighed([(left, right)], -inf):
            own = found.kept + found.chunk.start
            weight[own], against[own] = found.bits[:, 0], found.bits[:, 1]
            for place in (found.unsure + found.chunk.start).tolist():
                compared = self.compare(left[place], right[place])
                weight[place] = compared.weight
                against[place] = sum(min(reason.weight, 0.0) for reason in compared.reasons)
        return weight, against

    def levels(self, left: Int32s, right: Int32s) -> tuple[tuple[str, ...], Int8s, Floats]:
        """Return for `linkage.training` the columns of levels, the level of each pair in each, and the pairs' bits."""
        columns = columns_of_levels(self.frequencies)
        steps, weight = np.zeros((len(left), len(columns)), np.int8), np.empty(len(left))
        for found in self._weighed([(left, right)], -inf, steps):
            weight[found.kept + found.chunk.start] = found.bits[:, 0]
            for place in (found.unsure + found.chunk.start).tolist():
                weight[place] = self.compare(left[place], right[place]).weight
        return columns, steps, weight

    def kept(self, blocks: Iterable[tuple[Int32s, Int32s]], least: float) -> Iterator[tuple[int, Kept]]:
        """Weigh blocks of pairs; yield now and then how many were weighed, and those with at least so many bits."""
        for found in self._weighed(blocks, least):
            left, right = found.chunk.left, found.chunk.right
            asked = [(place, self.compare(left[place], right[place]).weight) for place in found.unsure.tolist()]
            told = [(place, weight) for place, weight in asked if weight >= least]
            own = np.concatenate([found.kept, np.array([place for place, _ in told], np.int64)])
            weight = np.concatenate([found.bits[:, 0], np.array([weight for _, weight in told], np.float64)])
            yield len(left), (left[own], right[own], weight.astype(np.float32))

    def _weighed(
        self, blocks: Iterable[tuple[Int32s, Int32s]], least: float, steps: Int8s = NO_STEPS
    ) -> Iterator[_Found]:
        """Weigh pairs chunk by chunk, whichever thread is free; the chunks come back in their order."""
        waiting: deque[Future[_Found]] = deque()
        with ThreadPoolExecutor(self.threads) as pool:
            for chunk in _chunks(blocks, steps):
                waiting.append(pool.submit(self._run, chunk, least))
                if len(waiting) > AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _run(self, chunk: _Chunk, least: float) -> _Found:
        worker = self._workers.get()
        try:
            return worker.weighed(self._record, chunk, least)
        finally:
            self._workers.put(worker)


def _chunks(blocks: Iterable[tuple[Int32s, Int32s]], steps: Int8s) -> Iterator[_Chunk]:
    for left, right in blocks:
        bounds = [*range(0, len(left), CHUNK), len(left)]
        for start, end in pairwise(bounds):
            yield _Chunk(left[start:end], right[start:end], start, steps[start:end])
