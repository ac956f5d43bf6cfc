"""A text with the passages that were understood: cut into pieces, each marked with the numbers of its reports."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

ORDER = ("seal", "no", "kin", "subject", "")
"""Which kind wins where passages lie over each other."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text, [start, end) in code points, that report `number` rests on; kind as in `ORDER`."""

    start: int
    end: int
    number: int
    kind: str = "subject"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text and whose passage it is; `ends` are the numbers whose passage ends with it."""

    text: str
    kind: str
    ends: tuple[int, ...]


Paragraph = tuple[Piece, ...]


def paragraphs(text: str, passages: Iterable[Passage]) -> tuple[Paragraph, ...]:
    """Cut a text into paragraphs of pieces; empty paragraphs are left out, no letter is lost or doubled."""
    kept = [one for one in passages if 0 <= one.start < one.end <= len(text)]
    made = []
    for start, end in _lines(text):
        if text[start:end].strip():
            made.append(tuple(_pieces(text, start, end, kept)))
    return tuple(made)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _pieces(text: str, start: int, end: int, passages: list[Passage]) -> Iterator[Piece]:
    here = [one for one in passages if one.start < end and one.end > start]
    edges = {start, end} | {edge for one in here for edge in (one.start, one.end) if start < edge < end}
    for left, right in pairwise(sorted(edges)):
        covering = [one for one in here if one.start <= left and one.end >= right]
        kind = min((one.kind for one in covering), key=ORDER.index, default="")
        ends = tuple(sorted({one.number for one in covering if min(one.end, end) == right}))
        yield Piece(text[left:right], kind, ends)
