"""Work in Python on many values done in two processes: half of the values here, half in a child.

The child is a fork, so it has all tables already; it runs plain Python only and ends without cleaning up. Where forks
are not to be had, or the child does not answer, everything is done here: the answer is the same.
"""

import os
import pickle
import select
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final, TypeVar

Value = TypeVar("Value")
Found = TypeVar("Found")

LEAST: Final = 10_000
"""Fewer values than this are not worth a process."""

PATIENCE: Final = 60.0
"""Seconds without a sign of the child, after the own half is done, before it is given up."""

_BLOCK: Final = 1 << 20


def halved(read: Callable[[Sequence[Value]], Found], values: Sequence[Value], *, least: int = LEAST) -> list[Found]:
    """Read values, in one part or in two.

    Args:
        read: reads some values; plain Python whose answer can be pickled.
        values: what is to be read.
        least: from so many values on a second process helps.

    Returns:
        What `read` says of the values part by part, in their order.
    """
    if len(values) < max(least, 2) or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:  # noqa: PLR2004 -- two halves
        return [read(values)]
    middle = len(values) // 2
    try:
        child, pipe = _started(read, values[middle:])
    except OSError:
        return [read(values)]
    try:
        first = read(values[:middle])
        told = _told(pipe)
    finally:
        os.close(pipe)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return [first, read(values[middle:]) if told is None else pickle.loads(told)]  # noqa: S301 -- of our own child


def _started(read: Callable[[Sequence[Value]], Found], values: Sequence[Value]) -> tuple[int, int]:
    """Start a child that reads values; return its id and what it answers through."""
    pipe, answer = os.pipe()
    child = os.fork()
    if child:
        os.close(answer)
        return child, pipe
    try:
        with os.fdopen(answer, "wb") as stream:
            told = pickle.dumps(read(values), pickle.HIGHEST_PROTOCOL)
            stream.write(len(told).to_bytes(8, "big") + told)
    finally:
        os._exit(0)


def _told(pipe: int) -> bytes | None:
    """Return what the child says; None where it says nothing for long, or not everything."""
    told = bytearray()
    while select.select([pipe], [], [], PATIENCE)[0]:
        block = os.read(pipe, _BLOCK)
        if not block:
            break
        told += block
    whole = len(told) >= 8 and len(told) - 8 == int.from_bytes(told[:8], "big")  # noqa: PLR2004 -- bytes of the length
    return bytes(told[8:]) if whole else None
