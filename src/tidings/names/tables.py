"""The room's data tables, read once when first asked for."""

import gzip
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Final

_DATA: Final = files("tidings.names") / "data"


@lru_cache(maxsize=16)
def text_of(name: str) -> str:
    """Return the text of one data file of this room (`.gz` files are unpacked)."""
    raw = (_DATA / name).read_bytes()
    return (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a tab-separated table; lines that begin with # are comments."""
    for line in text_of(name).splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
