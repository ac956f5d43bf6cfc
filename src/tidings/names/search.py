"""An index over a register's names that answers a query in any script, with slips, initials, missing or swapped parts.

Every name is filed under its candidate keys (hashed to 32 bits) in two sorted arrays; what was added since is kept
apart and merged when it grows. A query looks its keys up, ranks what it finds by shared keys and letters, and compares
the best.
"""

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.fuzz import ratio

from tidings.names.compare import Comparison, compare, likeness
from tidings.names.keys import keys, skeleton
from tidings.names.parse import Name, parse
from tidings.names.romanise import schemes
from tidings.names.surname import read_surname

COMPARED: Final = 24
"""Candidates that are compared in full; the others share fewer keys and letters with the query."""
LOOKED_AT: Final = 400
_MERGE_AT: Final = 20_000
_MOST_IN_A_KEY: Final = 3000
"""Names under one key beyond which it only counts for names that share another key too."""

_LETTERS: Final = 0.06
"""Bits of one per cent of letters alike."""
_PRESS: Final = 2

Hashes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer of a search: the record, its name as filed, and how it compares with the query."""

    record_id: str
    name: str
    comparison: Comparison


def _folded(name: Name) -> str:
    """Return what is compared by letters before the full comparison: the surname's stem, then the given name."""
    reading = name.readings[0] if name.readings else None
    if reading is None:
        return ""
    return " ".join([*(read_surname(word).stem for word in reading.surname), *(word[:1] for word in reading.given)])


def _search_keys(name: Name) -> set[str]:
    """Return the candidate keys, and the surname's skeletons with one consonant left out, its beginning and its end."""
    found = set(keys(name))
    for reading in name.readings[:2]:
        for word in reading.surname[:2]:
            bone = skeleton(read_surname(word).stem)
            if len(bone) > 2:  # noqa: PLR2004 -- two consonants and one slip leave one
                found |= {f"ds:{bone[:i]}{bone[i + 1 :]}" for i in range(len(bone))} | {f"ds:{bone}"}
                found |= {f"b:{bone[:3]}", f"e:{bone[-3:]}"}
    return found


@lru_cache(maxsize=200_000)
def _plain(text: str) -> str:
    """Return a name as the press would spell it, for the last fine difference (ё and е, doubled letters)."""
    return " ".join(sorted(schemes()[_PRESS].spell(text.casefold()).split()))


_BETWEEN_PARTS: Final = "|"


def _filed(name: Name) -> str:
    """Return what is kept of a name: its text, or its parts where the text alone would be read otherwise."""
    if parse(name.text).readings == name.readings:
        return name.text
    return _BETWEEN_PARTS.join((name.surname, name.given, name.patronymic))


def _read(filed: str) -> Name:
    """Read back what `_filed` kept."""
    if _BETWEEN_PARTS not in filed:
        return parse(filed)
    surname, given, patronymic = filed.split(_BETWEEN_PARTS)
    return parse(surname=surname, given=given, patronymic=patronymic)


def _hashed(found: Iterable[str]) -> list[int]:
    return [zlib.crc32(key.encode()) for key in found]


class NameIndex:
    """Names by record, searchable; add as many as you like at any time."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._names: list[str] = []
        self._folds: list[str] = []
        self._hashes: Hashes = np.empty(0, dtype=np.uint32)
        self._rows: Hashes = np.empty(0, dtype=np.uint32)
        self._new: defaultdict[int, list[int]] = defaultdict(list)
        self._added = 0

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, record_id: str, name: str | Name) -> None:
        """File one name under a record; a record may have several.

        Raises:
            NameTooLong: the name has more than 200 characters.
        """
        read = parse(name) if isinstance(name, str) else name
        row = len(self._ids)
        self._ids.append(record_id)
        self._names.append(_filed(read))
        self._folds.append(_folded(read))
        for key in _hashed(_search_keys(read)):
            self._new[key].append(row)
        self._added += 1
        if self._added >= max(_MERGE_AT, len(self) // 4):
            self._merge()

    def _merge(self) -> None:
        """Sort what was added into the arrays."""
        counts = [len(rows) for rows in self._new.values()]
        hashes = np.repeat(np.fromiter(self._new.keys(), dtype=np.uint32, count=len(self._new)), counts)
        rows = np.fromiter(chain.from_iterable(self._new.values()), dtype=np.uint32, count=sum(counts))
        hashes, rows = np.concatenate([self._hashes, hashes]), np.concatenate([self._rows, rows])
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._rows = hashes[order], rows[order]
        self._new.clear()
        self._added = 0

    def _rows_under(self, wanted: list[int]) -> list[list[int]]:
        """Return the rows under each key."""
        asked = np.array(wanted, dtype=np.uint32)
        first, last = np.searchsorted(self._hashes, asked, "left"), np.searchsorted(self._hashes, asked, "right")
        return [
            [*self._rows[start:end].tolist(), *self._new.get(key, ())]
            for key, start, end in zip(wanted, first, last, strict=True)
        ]

    def _candidates(self, query: Name) -> list[int]:
        """Return the rows that share most with the query: keys first, then letters."""
        found = sorted(self._rows_under(_hashed(sorted(_search_keys(query)))), key=len)
        shared: Counter[int] = Counter()
        for rows in found:
            if len(rows) <= _MOST_IN_A_KEY or not shared:
                shared.update(rows)
            else:
                shared.update(shared.keys() & set(rows))
        looked_at = [row for row, _ in shared.most_common(LOOKED_AT)]
        folded = _folded(query)
        near = {row: ratio(folded, self._folds[row]) + 4 * shared[row] for row in looked_at}
        return sorted(looked_at, key=lambda row: -near[row])[:COMPARED]

    def _rank(self, query: Name, row: int) -> float:
        """Return the bits by which a hit is ranked; among like ones the letters as written decide."""
        name = _read(self._names[row])
        return likeness(query, name) + _LETTERS * ratio(_plain(query.text), _plain(name.text))

    def search(self, query: str | Name, *, top: int = 10) -> tuple[Hit, ...]:
        """Return the likeliest records for a name, the best first.

        Raises:
            NameTooLong: the query has more than 200 characters.
        """
        read = parse(query) if isinstance(query, str) else query
        ranked = sorted(
            ((self._rank(read, row), row) for row in self._candidates(read)),
            key=lambda found: (-found[0], self._ids[found[1]]),
        )
        found = ((row, _read(self._names[row])) for _, row in ranked[:top])
        return tuple(Hit(self._ids[row], name.text, compare(read, name)) for row, name in found)

    def save(self, path: Path) -> None:
        """Write the index to one file (numpy's .npz, no pickles)."""
        self._merge()
        filed = json.dumps([self._ids, self._names, self._folds], ensure_ascii=False)
        text = np.frombuffer(filed.encode(), dtype=np.uint8)
        np.savez_compressed(path, hashes=self._hashes, rows=self._rows, text=text)

    @classmethod
    def load(cls, path: Path) -> "NameIndex":
        """Read an index that `save` wrote."""
        index = cls()
        with np.load(path, allow_pickle=False) as stored:
            index._hashes, index._rows = stored["hashes"], stored["rows"]
            index._ids, index._names, index._folds = json.loads(stored["text"].tobytes())
        return index
