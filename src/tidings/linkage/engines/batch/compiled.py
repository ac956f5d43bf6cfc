"""How the kernels of this room are compiled: once for a machine, kept in a folder of these very sources.

Where that folder cannot be written they are compiled in every process. Each use marks the folder, so that the folders
of versions which nobody uses any more can be told and removed.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryFile
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
    """Return where compiled kernels are kept, by the XDG rules; who has no home has a folder that cannot be made."""
    try:
        base = os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    except RuntimeError:
        base = os.devnull
    return Path(base) / "tidings" / "kernels" / _sources()


FOLDER: Final = _folder()

MONTH: Final = 30 * 86_400.0
"""Seconds after which kernels that nobody used are removed; a run that goes on has its own in memory."""

_WHOLE: Final = "whole"
"""The name of a file that stands in the folder once a run has compiled all it needed."""


def _may_keep() -> bool:
    """Say whether compiled kernels can be kept; each use marks the folder as used."""
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
        os.utime(FOLDER)
        with TemporaryFile(dir=FOLDER):
            return True
    except OSError:
        return False


KEPT: Final = _may_keep()
numba.config.CACHE_DIR = str(FOLDER)


def are_compiled() -> bool:
    """Say whether an earlier run on this machine has compiled the kernels; otherwise the first use takes a minute."""
    return KEPT and (FOLDER / _WHOLE).exists()


def note_compiled() -> None:
    """Note that a run is through, so that all kernels have been compiled; forget those that nobody uses any more."""
    if KEPT and not are_compiled():
        with suppress(OSError):
            (FOLDER / _WHOLE).touch()
            _forget_unused()


def _forget_unused() -> None:
    """Remove the kernels of other versions that no run has used for a month before this one."""
    now = FOLDER.stat().st_mtime
    for other in FOLDER.parent.iterdir():
        if other != FOLDER and other.is_dir() and other.stat().st_mtime < now - MONTH:
            rmtree(other, ignore_errors=True)


def compiled(function: Kernel) -> Kernel:
    """Compile a function for arrays: it holds no lock, so that two threads may run it at once."""
    return cast("Kernel", numba.njit(nogil=True, cache=KEPT, error_model="numpy")(function))


def bare(function: Kernel) -> Kernel:
    """Compile a function that only reads and writes arrays which its caller keeps: it makes none and counts no uses.

    Tables of many arrays go from call to call for nothing; counted, each call would touch every one of them.
    """
    return cast("Kernel", numba.njit(nogil=True, cache=KEPT, error_model="numpy", _nrt=False)(function))


def inlined(function: Kernel) -> Kernel:
    """Compile a function into every `bare` one that calls it, which alone lets it return a part of an array."""
    return cast("Kernel", numba.njit(nogil=True, inline="always", error_model="numpy", _nrt=False)(function))
