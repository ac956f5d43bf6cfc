"""Columns that grow block by block: in memory, and in a file once they are too large for it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

import numpy as np
import numpy.typing as npt

from tidings.kernel import TidingsError
from tidings.linkage.engines.batch.columns import Int32s

MOST: Final = 1 << 27
"""Pairs that are kept in memory: a gibibyte of them."""

Pairs = tuple[Int32s, Int32s]


class NoRoom(TidingsError):
    """The pairs that memory should not hold cannot be put into their file."""

    code = "linkage.no_room"

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(
            f"{file}: {problem}. The pairs of so many records are put there while they are weighed, 8 bytes each: "
            "free room on that disk, or name a folder on another one (--out)"
        )


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
            with suppress(OSError):  # a full disk says so once more; what is in the file is not wanted any longer
                self._stream.close()
            self._file.unlink(missing_ok=True)

    def __len__(self) -> int:
        return self._held + sum(self._sizes)

    def put(self, left: Int32s, right: Int32s) -> None:
        """Put down a block.

        Raises:
            NoRoom: the file cannot be written.
        """
        if self._held + len(left) <= self._most and self._stream is None:
            self._inside.append((left, right))
            self._held += len(left)
            return
        with self._saying():
            if self._stream is None:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                self._stream = self._file.open("w+b")
            for side in (left, right):
                self._stream.write(np.ascontiguousarray(side, np.int32).data)
            self._stream.flush()
        self._sizes.append(len(left))

    def blocks(self) -> Iterator[Pairs]:
        """Yield the blocks, all of them or as many as are wanted, as often as they are wanted.

        Raises:
            NoRoom: the file cannot be read, or is not what was written.
        """
        yield from self._inside
        place = 0
        for size in self._sizes:
            yield self._taken(place, size)
            place += 2 * size * np.dtype(np.int32).itemsize

    def _taken(self, place: int, size: int) -> Pairs:
        with self._saying(), self._file.open("rb") as stream:
            stream.seek(place)
            left, right = (np.fromfile(stream, np.int32, size) for _ in range(2))
        if len(right) != size:
            raise NoRoom(self._file, "something else has changed it")
        return left, right

    @contextmanager
    def _saying(self) -> Iterator[None]:
        """Say which file it was that could not be used."""
        try:
            yield
        except OSError as problem:
            raise NoRoom(self._file, problem.strerror or str(problem)) from problem


def joined(blocks: Sequence[tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]]) -> Pairs:
    """Return blocks of pairs as one."""
    if not blocks:
        return np.empty(0, np.int32), np.empty(0, np.int32)
    return np.concatenate([left for left, _ in blocks]), np.concatenate([right for _, right in blocks])
