"""Columns that grow block by block: in memory, and in a file once they are too large for it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.columns import Int32s

MOST: Final = 1 << 27
"""Pairs that are kept in memory: a gibibyte of them."""

Pairs = tuple[Int32s, Int32s]


class Pile:
    """Pairs of rows put down in blocks and taken up again in the same order.

    Args:
        file: where to go on when there are more than memory should hold; taken away in the end.
        most: so many pairs stay in memory.
    """

    def __init__(self, file: Path, most: int = MOST) -> None:
        self._file = file
        self._most = most
        self._inside: list[Pairs] = []
        self._sizes: list[int] = []
        self._held = 0
        self._stream: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is not None:
            self._stream.close()
            self._file.unlink(missing_ok=True)

    def __len__(self) -> int:
        return self._held + sum(self._sizes)

    def put(self, left: Int32s, right: Int32s) -> None:
        """Put down a block."""
        if self._held + len(left) <= self._most and self._stream is None:
            self._inside.append((left, right))
            self._held += len(left)
            return
        if self._stream is None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self._file.open("w+b")
        self._stream.write(np.ascontiguousarray(left, np.int32).data)
        self._stream.write(np.ascontiguousarray(right, np.int32).data)
        self._sizes.append(len(left))

    def blocks(self) -> Iterator[Pairs]:
        """Yield the blocks."""
        yield from self._inside
        if self._stream is None:
            return
        self._stream.flush()
        self._stream.seek(0)
        for size in self._sizes:
            left, right = (np.fromfile(self._stream, np.int32, size) for _ in range(2))
            yield left, right

    def sampled(self, number: int) -> Pairs:
        """Return about so many pairs, picked evenly."""
        step = max(1, len(self) // max(number, 1))
        picked, skipped = [], 0
        for left, right in self.blocks():
            own = slice(-skipped % step, None, step)
            picked.append((left[own], right[own]))
            skipped += len(left)
        return joined(picked)


def joined(blocks: Sequence[tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]]) -> Pairs:
    """Return blocks of pairs as one."""
    if not blocks:
        return np.empty(0, np.int32), np.empty(0, np.int32)
    return np.concatenate([left for left, _ in blocks]), np.concatenate([right for _, right in blocks])
