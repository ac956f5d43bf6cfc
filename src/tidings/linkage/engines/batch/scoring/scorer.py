"""The kernels at work: blocks of pairs weighed in two threads, the odd ones by the scalar model."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from math import inf
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.linkage.comparison import Comparison, compare_subjects
from tidings.linkage.engines.batch.columns import Columns, Int8s, Int32s, Int64s
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.laying import Model, columns_of_levels, model_of, room_for
from tidings.linkage.engines.batch.scoring.pairs import weigh_block
from tidings.linkage.engines.batch.scoring.pointers import Record, laid_out
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.subject import Subject

CHUNK: Final = 1 << 16
"""Pairs that a thread takes at once."""

REMEMBERED: Final = 100_000

Kept = tuple[Int32s, Int32s, npt.NDArray[np.float32]]


NO_STEPS: Final = np.empty((0, 0), np.int8)
"""Stands where nobody asks for the levels."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Of a chunk: places of the pairs kept, their weights and what speaks against them, places of the unsure."""

    kept: Int64s
    bits: Floats
    unsure: Int64s


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
    _rooms: list[Floats] = field(init=False)

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
        return cls(frequencies, prior, threads, model_of(columns, frequencies, prior), subject)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_record", laid_out(self._model))
        object.__setattr__(self, "_rooms", [room_for(self._model) for _ in range(self.threads)])
        object.__setattr__(self, "_subject", lru_cache(maxsize=REMEMBERED)(self._subject))

    def compare(self, left: int, right: int) -> Comparison:
        """Compare two rows by the scalar model, with its reasons."""
        one, other = self._subject(int(left)), self._subject(int(right))
        return compare_subjects(one, other, frequencies=self.frequencies, prior=self.prior)

    def weigh(self, left: Int32s, right: Int32s) -> tuple[Floats, Floats]:
        """Return the bits of pairs without the prior, and the sum of what speaks against them."""
        weight, against = np.empty(len(left)), np.empty(len(left))
        for found in self._in_threads(left, right, -inf, NO_STEPS):
            weight[found.kept], against[found.kept] = found.bits[:, 0], found.bits[:, 1]
            for place in found.unsure.tolist():
                compared = self.compare(left[place], right[place])
                weight[place] = compared.weight
                against[place] = sum(min(reason.weight, 0.0) for reason in compared.reasons)
        return weight, against

    def levels(self, left: Int32s, right: Int32s) -> tuple[tuple[str, ...], Int8s, Floats]:
        """Return for `linkage.training` the columns of levels, the level of each pair in each, and the pairs' bits."""
        columns = columns_of_levels(self.frequencies)
        steps, weight = np.zeros((len(left), len(columns)), np.int8), np.empty(len(left))
        for found in self._in_threads(left, right, -inf, steps):
            weight[found.kept] = found.bits[:, 0]
            for place in found.unsure.tolist():
                weight[place] = self.compare(left[place], right[place]).weight
        return columns, steps, weight

    def kept(self, blocks: Iterable[tuple[Int32s, Int32s]], least: float) -> Iterator[tuple[int, Kept]]:
        """Weigh blocks of pairs; yield for each how many there were, and those with at least so many bits."""
        for left, right in blocks:
            places, weights = [np.empty(0, np.int64)], [np.empty(0)]
            for found in self._in_threads(left, right, least, NO_STEPS):
                told = [(place, self.compare(left[place], right[place]).weight) for place in found.unsure.tolist()]
                told = [(place, weight) for place, weight in told if weight >= least]
                places += [found.kept, np.array([place for place, _ in told], np.int64)]
                weights += [found.bits[:, 0], np.array([weight for _, weight in told], np.float64)]
            own = np.concatenate(places)
            yield len(left), (left[own], right[own], np.concatenate(weights).astype(np.float32))

    def _in_threads(self, left: Int32s, right: Int32s, least: float, steps: Int8s) -> Iterator[_Found]:
        """Weigh pairs chunk by chunk, the chunks of each thread in a room of its own."""
        chunks = [slice(start, min(start + CHUNK, len(left))) for start in range(0, len(left), CHUNK)]

        def run(thread: int) -> list[_Found]:
            return [
                self._weighed(left, right, own, least, steps, self._rooms[thread])
                for own in chunks[thread :: self.threads]
            ]

        with ThreadPoolExecutor(self.threads) as pool:
            for found in pool.map(run, range(self.threads)):
                yield from found

    def _weighed(self, left: Int32s, right: Int32s, own: slice, least: float, steps: Int8s, room: Floats) -> _Found:
        size = own.stop - own.start
        place, bits = np.empty(size, np.int32), np.empty((size, 2))
        kept, unsure = weigh_block(self._record, left[own], right[own], least, room, place, bits, steps[own])
        asked = np.sort(place[size - unsure :]) + np.int64(own.start)
        return _Found(place[:kept] + np.int64(own.start), bits[:kept].copy(), asked)
