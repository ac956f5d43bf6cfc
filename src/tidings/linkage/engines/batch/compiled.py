"""How the kernels of this room are compiled: once for a machine, kept in a folder of these very sources."""

import os
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., object])

ROOM: Final = Path(__file__).parents[2]
"""The folder of linkage: every file of it that has kernels says so in its text."""


def _sources() -> str:
    """Return a hash of all sources of kernels: numba itself does not see that a called kernel has changed."""
    told = sha256(f"{numba.__version__} {sys.version}".encode())
    sources = (file.read_bytes() for file in sorted(ROOM.rglob("*.py")))
    for source in sources:
        told.update(source if b"compiled" in source else b"")
    return told.hexdigest()[:16]


def _folder() -> Path:
    """Return where compiled kernels are kept, by the XDG rules."""
    base = os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "tidings" / "kernels" / _sources()


numba.config.CACHE_DIR = str(_folder())


def compiled(function: Kernel) -> Kernel:
    """Compile a function for arrays: it holds no lock, so that two threads may run it at once."""
    return cast("Kernel", numba.njit(nogil=True, cache=True, error_model="numpy")(function))


def bare(function: Kernel) -> Kernel:
    """Compile a function that only reads and writes arrays which its caller keeps: it makes none and counts no uses.

    Tables of many arrays go from call to call for nothing; counted, each call would touch every one of them.
    """
    return cast("Kernel", numba.njit(nogil=True, cache=True, error_model="numpy", _nrt=False)(function))


def inlined(function: Kernel) -> Kernel:
    """Compile a function into every `bare` one that calls it, which alone lets it return a part of an array."""
    return cast("Kernel", numba.njit(nogil=True, inline="always", error_model="numpy", _nrt=False)(function))
