"""Where each surname and each given name of a register stands: rows of small integers, sorted when they are asked for."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

NONE: Final = 0
"""The number of a part that a name does not state."""
SIXTEENTHS: Final = 16
"""Parts of a bit in which the cost of a reading is kept."""
_DEAREST: Final = 255
_MERGE_AT: Final = 20_000

Numbers = npt.NDArray[np.uint32]


class Posting(NamedTuple):
    """One reading of one record's name: its surname word, given name and father's name by number, and its cost."""

    word: int
    given: int
    father: int
    row: int
    cost: float


class Texts:
    """Many short texts in one piece of memory."""

    def __init__(self, blob: bytes = b"", ends: Iterable[int] = ()) -> None:
        self.blob = bytearray(blob)
        self.ends = array("I", ends)

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, place: int) -> str:
        return self.blob[self.ends[place - 1] if place else 0 : self.ends[place]].decode()

    def append(self, text: str) -> None:
        """Add one text at the end."""
        self.blob += text.encode(errors="replace")
        self.ends.append(len(self.blob))


class Numbered:
    """Distinct words with their numbers; number 0 is no word."""

    def __init__(self, words: Iterable[str] = ("",)) -> None:
        self.words = list(words)
        self._numbers = {word: number for number, word in enumerate(self.words)}

    def number(self, word: str) -> int:
        """Return the number of a word, a new one where it is not known yet."""
        found = self._numbers.setdefault(word, len(self.words))
        if found == len(self.words):
            self.words.append(word)
        return found


class Postings:
    """All readings of all names, found by surname word or by given name."""

    def __init__(self, columns: Iterable[Iterable[int]] = ((), (), (), ()), costs: bytes = b"") -> None:
        self._columns = tuple(array("I", column) for column in columns)
        self._costs = bytearray(costs)
        self._settled = 0
        self._pending: tuple[defaultdict[int, list[int]], ...] = (defaultdict(list), defaultdict(list))
        self._orders: list[Numbers] = []
        self._sorted: list[Numbers] = []

    def __len__(self) -> int:
        return len(self._costs)

    @property
    def columns(self) -> tuple["array[int]", ...]:
        """The numbers of words, given names, fathers and rows, in the order they came."""
        return self._columns

    @property
    def costs(self) -> bytes:
        """What each reading costs, in sixteenths of a bit."""
        return bytes(self._costs)

    def add(self, posting: Posting) -> None:
        """File one reading."""
        place = len(self)
        for column, number in zip(self._columns, posting[:-1], strict=True):
            column.append(number)
        self._costs.append(min(round(posting.cost * SIXTEENTHS), _DEAREST))
        self._pending[0][posting.word].append(place)
        self._pending[1][posting.given].append(place)
        if len(self) - self._settled >= max(_MERGE_AT, len(self) // 4):
            self.settle()

    def settle(self) -> None:
        """Sort what came since the last time."""
        if self._settled == len(self) and self._orders:
            return
        by = [np.frombuffer(column, dtype=np.uint32) if column else np.empty(0, np.uint32) for column in self._columns[:2]]
        self._orders = [np.argsort(column, kind="stable").astype(np.uint32) for column in by]
        self._sorted = [column[order] for column, order in zip(by, self._orders, strict=True)]
        self._settled = len(self)
        self._pending = defaultdict(list), defaultdict(list)

    def _places(self, column: int, number: int, most: int) -> list[int]:
        found: list[int] = []
        if self._orders:
            first, last = np.searchsorted(self._sorted[column], [number, number + 1])
            found = self._orders[column][first : min(last, first + most)].tolist()
        return found + self._pending[column].get(number, [])

    def _read(self, places: Iterable[int]) -> Iterator[Posting]:
        words, givens, fathers, rows = self._columns
        for at in places:
            yield Posting(words[at], givens[at], fathers[at], rows[at], self._costs[at] / SIXTEENTHS)

    def with_word(self, word: int, most: int) -> Iterator[Posting]:
        """Yield the readings with a surname word, about `most` of them."""
        return self._read(self._places(0, word, most))

    def with_given(self, given: int, most: int) -> Iterator[Posting]:
        """Yield the readings with a given name, about `most` of them."""
        return self._read(self._places(1, given, most))
