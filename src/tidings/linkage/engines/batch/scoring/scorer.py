"""The kernels at work: blocks of pairs weighed in two threads, the odd ones by the scalar model."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.linkage.comparison import Comparison, compare_subjects
from tidings.linkage.engines.batch.columns import Columns, Int8s, Int32s
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.pairs import (
    Model,
    columns_of_levels,
    keep_probable,
    model_of,
    room_for,
    weigh_all,
)
from tidings.linkage.engines.batch.scoring.pointers import Record, laid_out
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.subject import Subject

CHUNK: Final = 1 << 16
"""Pairs that a thread takes at once."""

REMEMBERED: Final = 100_000

Kept = tuple[Int32s, Int32s, npt.NDArray[np.float32]]


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
    def of(  # noqa: PLR0913 -- the records, the model, and who says what the columns do not hold
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
        bits, _ = self._weighed(left, right)
        for place in np.flatnonzero(bits[:, 2]):
            compared = self.compare(left[place], right[place])
            bits[place, 0] = compared.weight
            bits[place, 1] = sum(min(reason.weight, 0.0) for reason in compared.reasons)
        return bits[:, 0].copy(), bits[:, 1].copy()

    def levels(self, left: Int32s, right: Int32s) -> tuple[tuple[str, ...], Int8s, Floats]:
        """Return for `linkage.training` the columns of levels, the level of each pair in each, and the pairs' bits."""
        bits, levels = self._weighed(left, right)
        return columns_of_levels(self.frequencies), levels, bits[:, 0].copy()

    def _weighed(self, left: Int32s, right: Int32s) -> tuple[Floats, Int8s]:
        bits = np.zeros((len(left), 3))
        levels = np.zeros((len(left), len(columns_of_levels(self.frequencies))), np.int8)

        def weigh(room: Floats, own: slice) -> None:
            weigh_all(self._record, left[own], right[own], room, bits[own], levels[own])

        self._in_threads(weigh, len(left))
        return bits, levels

    def _in_threads(self, work: Callable[[Floats, slice], None], size: int) -> None:
        chunks = [slice(start, min(start + CHUNK, size)) for start in range(0, size, CHUNK)]

        def run(thread: int) -> None:
            for own in chunks[thread :: self.threads]:
                work(self._rooms[thread], own)

        with ThreadPoolExecutor(self.threads) as pool:
            for done in [pool.submit(run, thread) for thread in range(self.threads)]:
                done.result()

    def kept(self, blocks: Iterable[tuple[Int32s, Int32s]], least: float) -> Iterator[tuple[int, Kept]]:
        """Weigh blocks of pairs; yield for each how many there were, and those with at least so many bits."""
        for left, right in blocks:
            place, weight = np.empty(len(left), np.int32), np.empty(len(left))
            counts = np.zeros((-(-len(left) // CHUNK), 2), np.int64)

            def keep(room: Floats, own: slice) -> None:
                found = keep_probable(self._record, left[own], right[own], least, room, place[own], weight[own])  # noqa: B023 -- done before the next block
                counts[own.start // CHUNK] = found  # noqa: B023 -- likewise

            self._in_threads(keep, len(left))
            yield len(left), self._gathered((left, right), (place, weight), counts, least)

    def _gathered(
        self, pairs: tuple[Int32s, Int32s], found: tuple[Int32s, Floats], counts: npt.NDArray[np.int64], least: float
    ) -> Kept:
        """Gather what the threads kept, chunk by chunk, and ask the scalar model where the kernels could not tell."""
        (left, right), (place, weight) = pairs, found
        chosen, bits, asked = [], [], []
        for chunk, (kept, unsure) in enumerate(counts.tolist()):
            start, end = chunk * CHUNK, min((chunk + 1) * CHUNK, len(left))
            chosen.append(place[start : start + kept] + start)
            bits.append(weight[start : start + kept])
            asked += [start + at for at in place[end - unsure : end].tolist()]
        told = [(at, self.compare(left[at], right[at]).weight) for at in asked]
        told = [(at, own) for at, own in told if own >= least]
        places = np.concatenate([*chosen, np.array([at for at, _ in told], np.int64)]).astype(np.int64)
        weights = np.concatenate([*bits, np.array([own for _, own in told], np.float64)])
        return left[places], right[places], weights.astype(np.float32)
