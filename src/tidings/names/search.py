"""An index over a register's names that answers a query in any script, with slips, initials, missing or swapped parts.

Every reading of every name is a row of small integers (`postings.py`); the distinct surnames are searched by letters
(`words.py`), the records behind the likeliest of them are ranked by surname, given name and father together.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from tidings.names.asked import Asked, Vocabulary, best_of
from tidings.names.compare import Comparison, compare, likeness
from tidings.names.fold import fold
from tidings.names.parse import Name, Reading, parse
from tidings.names.postings import NONE, SIXTEENTHS, Numbered, Numbers, Posting, Postings, Texts
from tidings.names.surname import read_surname
from tidings.names.words import Near, Words

BEYOND: Final = 22.0
"""Bits by which a surname may be worse than the best and its records still be looked at."""
WORST: Final = 30.0
"""Bits at which a surname is no spelling of the one asked for."""
MOST_WORDS: Final = 32
MOST_SURNAMES: Final = 3
"""Words that are looked for as surnames, over all readings of a query."""
MOST_RECORDS: Final = 4000
"""Records of one surname that are looked at; a query by the commonest surname alone can want no more."""
KEPT: Final = 8
"""How many times the records asked for are kept of each reading."""
RANKED: Final = 2
"""How many times the records asked for are ranked in full."""
SAID_TOO: Final = 1.0
"""Bits of each word that both names have, in whatever part: `Хмара Лис Іван` is rather Хмара-Лис than Хмара."""
_BETWEEN_PARTS: Final = "|"

Scores = dict[int, float]


@dataclass(frozen=True)
class Hit:
    """One answer of a search: the record and its name as filed; how it compares is worked out when asked."""

    record_id: str
    name: str
    query: Name
    filed: str

    @cached_property
    def comparison(self) -> Comparison:
        """How the query and the record's name compare."""
        return compare(self.query, _read(self.filed))

    @property
    def probability(self) -> float:
        """How probably both are one person's name."""
        return self.comparison.probability


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


def _shown(filed: str) -> str:
    """Return a name as it is shown: in one piece."""
    return " ".join(filter(None, filed.split(_BETWEEN_PARTS)))


def _stems(name: Name) -> frozenset[str]:
    """Return all whole words of a name's best reading, without what a gender adds."""
    words = (word for best in name.readings[:1] for word in (*best.surname, *best.given, best.patronymic))
    return frozenset(read_surname(word).stem for word in words if len(word) > 1)


def _whole_words(reading: Reading) -> list[str]:
    return [word for word in reading.surname[:2] if len(word) > 1]


Fitting = tuple[float, Numbers]
"""What a surname weighs, and the postings that have it."""


def _keep(scores: Scores, asked: Asked, fitting: list[Fitting], most: int) -> None:
    """Score postings, and keep the best score of each record."""
    if not fitting:
        return
    found = np.concatenate([postings for _, postings in fitting], axis=1)
    bits = np.repeat([bits for bits, _ in fitting], [postings.shape[1] for _, postings in fitting])
    for row, score in best_of(found[2], asked.scores(found, bits), most):
        if row not in scores or score > scores[row]:
            scores[row] = score


class NameIndex:
    """Names by record, searchable; add as many as you like at any time."""

    def __init__(self) -> None:
        self._ids, self._texts = Texts(), Texts()
        self._surnames, self._given, self._fathers = Words(), Numbered(), Numbered()
        self._vocabularies = Vocabulary(self._given), Vocabulary(self._fathers, fathers=True)
        self._postings = Postings()
        self._many: set[int] = set()
        self._aliases: dict[str, list[int]] = {}

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
        self._texts.append(_filed(read))
        for reading in read.readings:
            self._file(row, reading)
        for alias in read.alias:
            self._aliases.setdefault(fold(alias), []).append(row)

    def _file(self, row: int, reading: Reading) -> None:
        """File one reading under each word of its surname, or under its given name alone."""
        given = self._given.number(reading.given[0]) if reading.given else NONE
        father = self._fathers.number(reading.patronymic) if reading.patronymic else NONE
        words = [self._surnames.number(word) + 1 for word in _whole_words(reading)] or [NONE]
        for word in words:
            self._postings.add(Posting(word, given, father, row, round(reading.cost * SIXTEENTHS)))
        if len(reading.surname) > 1 or len(reading.given) > 1:
            self._many.add(row)

    def _scores(self, query: Name, most: int) -> Scores:
        """Return the records that may be meant, with their bits; about `most` of each reading."""
        scores: Scores = {}
        found: dict[str, list[Near]] = {}
        for reading in query.readings:
            asked = Asked(reading, *self._vocabularies)
            words = _whole_words(reading)
            for word in words:
                if word not in found and len(found) == MOST_SURNAMES:
                    continue
                if word not in found:
                    found[word] = self._surnames.near(word, letters=reading is query.readings[0])[:MOST_WORDS]
                _keep(scores, asked, self._by_surname(found[word]), most)
            if not words and reading.given:
                _keep(scores, asked, self._by_given(asked), most)
        for alias in query.alias:
            scores.update(dict.fromkeys(self._aliases.get(fold(alias), ()), 0.0))
        return scores

    def _by_surname(self, near: list[Near]) -> list[Fitting]:
        """Return the postings of the words that a surname may be a spelling of."""
        dearest = min(near[0].cost + BEYOND, WORST) if near else WORST
        return [(-cost, self._postings.with_word(number + 1, MOST_RECORDS)) for number, cost in near if cost <= dearest]

    def _by_given(self, asked: Asked) -> list[Fitting]:
        """Return the postings of every given name that the one asked for may be, the likeliest first."""
        fitting, left = list[Fitting](), MOST_RECORDS
        for number in np.argsort(-asked.given, kind="stable").tolist():
            if asked.given[number] <= 0 or left <= 0:
                break
            fitting.append((0.0, self._postings.with_given(number, left)))
            left -= fitting[-1][1].shape[1]
        return fitting

    def _ranked(self, query: Name, scores: Scores, top: int) -> Iterator[int]:
        """Yield the best rows; names of several words in one part are compared in full first."""
        best = sorted(scores, key=lambda row: (-scores[row], row))[: RANKED * top]
        several = any(len(reading.surname) > 1 or len(reading.given) > 1 for reading in query.readings)
        for row in best:
            if several or row in self._many:
                filed = _read(self._texts[row])
                scores[row] = likeness(query, filed) + SAID_TOO * len(_stems(query) & _stems(filed))
        yield from sorted(best, key=lambda row: (-scores[row], self._ids[row]))[:top]

    def search(self, query: str | Name, *, top: int = 10) -> tuple[Hit, ...]:
        """Return the likeliest records for a name, the best first.

        Raises:
            NameTooLong: the query has more than 200 characters.
        """
        read = parse(query) if isinstance(query, str) else query
        rows = self._ranked(read, self._scores(read, KEPT * top), top)
        return tuple(Hit(self._ids[row], _shown(self._texts[row]), read, self._texts[row]) for row in rows)

    def save(self, path: Path) -> None:
        """Write the index to one file (numpy's .npz, no pickles)."""
        words = [self._surnames.plain, self._given.words, self._fathers.words]
        told = json.dumps([words, sorted(self._many), self._aliases], ensure_ascii=False)
        np.savez_compressed(
            path,
            ids=np.frombuffer(self._ids.blob, dtype=np.uint8),
            id_ends=np.array(self._ids.ends, dtype=np.uint32),
            texts=np.frombuffer(self._texts.blob, dtype=np.uint8),
            text_ends=np.array(self._texts.ends, dtype=np.uint32),
            postings=self._postings.columns,
            told=np.frombuffer(told.encode(), dtype=np.uint8),
        )

    @classmethod
    def load(cls, path: Path) -> "NameIndex":
        """Read an index that `save` wrote."""
        index = cls()
        with np.load(path, allow_pickle=False) as stored:
            index._ids = Texts(stored["ids"].tobytes(), stored["id_ends"].tolist())
            index._texts = Texts(stored["texts"].tobytes(), stored["text_ends"].tolist())
            index._postings = Postings(stored["postings"])
            words, many, index._aliases = json.loads(stored["told"].tobytes())
        surnames, given, fathers = words
        index._surnames, index._given, index._fathers = Words(surnames), Numbered(given), Numbered(fathers)
        index._vocabularies = Vocabulary(index._given), Vocabulary(index._fathers, fathers=True)
        index._many = set(many)
        return index
