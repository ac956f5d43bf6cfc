"""Where each surname and each given name of a register stands: rows of small integers."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

NONE: Final = 0
"""The number of a part that a name does not state."""
SIXTEENTHS: Final = 16.0
"""Parts of a bit in which the cost of a reading is kept."""
_COLUMNS: Final = 5
_MERGE_AT: Final = 20_000

_Places = defaultdict[int, list[int]]
Numbers = npt.NDArray[np.uint32]


class Posting(NamedTuple):
    """One reading of one record's name: its surname word, given name and father's name by number, and its cost."""

    word: int
    given: int
    father: int
    row: int
    cost: int


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
        found: int = self._numbers.setdefault(word, len(self.words))
        if found == len(self.words):
            self.words.append(word)
        return found


class Postings:
    """All readings of all names, found by surname word or by given name; kept in the order of their surname words."""

    def __init__(self, columns: Numbers | None = None) -> None:
        self._columns = np.empty((_COLUMNS, 0), dtype=np.uint32) if columns is None else columns
        self._new: list[Posting] = []
        self._new_under: tuple[_Places, _Places] = (defaultdict(list), defaultdict(list))
        self._arrange()

    def __len__(self) -> int:
        return int(self._columns.shape[1]) + len(self._new)

    @property
    def columns(self) -> Numbers:
        """Words, given names, fathers, rows and costs in sixteenths of a bit; one column a reading, all settled."""
        self.settle()
        return self._columns

    def add(self, posting: Posting) -> None:
        """File one reading."""
        for under, number in zip(self._new_under, posting, strict=False):
            under[number].append(len(self._new))
        self._new.append(posting)
        if len(self._new) >= max(_MERGE_AT, len(self) // 4):
            self.settle()

    def settle(self) -> None:
        """Put what came since the last time in its place."""
        if self._new:
            added = np.array(self._new, dtype=np.uint32).T
            self._columns = np.concatenate([self._columns, added], axis=1)
            self._new, self._new_under = [], (defaultdict(list), defaultdict(list))
            self._arrange()

    def _arrange(self) -> None:
        """Sort by surname word; note where each word's readings begin, and the order by given name."""
        self._columns = np.ascontiguousarray(self._columns[:, np.argsort(self._columns[0], kind="stable")])
        words, given = self._columns[0], self._columns[1]
        self._starts = _starts(words)
        self._by_given = np.argsort(given, kind="stable").astype(np.uint32)
        self._given_starts = _starts(given[self._by_given])

    def with_word(self, word: int, most: int) -> Numbers:
        """Return given names, fathers, rows and costs of the readings with a surname word, about `most` of them."""
        found = self._columns[1:, :0]
        if word + 1 < len(self._starts):
            first = int(self._starts[word])
            found = self._columns[1:, first : min(int(self._starts[word + 1]), first + most)]
        return self._with_new(found, self._new_under[0].get(word))

    def with_given(self, given: int, most: int) -> Numbers:
        """Return the same of the readings with a given name."""
        found = self._columns[1:, :0]
        if given + 1 < len(self._given_starts):
            first = int(self._given_starts[given])
            found = self._columns[1:, self._by_given[first : min(int(self._given_starts[given + 1]), first + most)]]
        return self._with_new(found, self._new_under[1].get(given))

    def _with_new(self, found: Numbers, places: list[int] | None) -> Numbers:
        if not places:
            return found
        added = np.array([self._new[place][1:] for place in places], dtype=np.uint32).T
        return np.concatenate([found, added], axis=1)


def _starts(ordered: Numbers) -> Numbers:
    """Return where each number begins in an ordered row of numbers, and where the last one ends."""
    most = int(ordered[-1]) + 2 if len(ordered) else 1
    return np.searchsorted(ordered, np.arange(most, dtype=np.uint32)).astype(np.uint32)
