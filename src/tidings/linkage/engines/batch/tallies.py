"""Counting columns: what `linkage.counting.count` counts over reports, over rows of small integers."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from tidings.linkage.counting import ENOUGH, heaps, shares, spread
from tidings.linkage.engines.batch.columns import Columns, Int32s, Int64s
from tidings.linkage.features.others import worth_comparing
from tidings.linkage.frequencies import Frequencies
from tidings.names.patronymic import read_patronymic
from tidings.names.shares import Shares, counts_of, given_keys
from tidings.names.surname import read_surname

FIRST_DAY: Final = np.datetime64("0001-01-01", "D")


def count_columns(columns: Columns, *, clean_sources: frozenset[str] = frozenset()) -> Frequencies:
    """Count how common the values of these records are."""
    years, days = _births(columns)
    homes = tally(columns.birth_place, len(columns.places)) + tally(columns.residence, len(columns.places))
    places: Counter[str] = Counter()
    for place, number in zip(columns.places, homes.tolist(), strict=True):
        places[place.folded] += number
    ranks: Counter[int] = Counter()
    for rank, number in zip(columns.ranks, tally(columns.rank, len(columns.ranks)).tolist(), strict=True):
        ranks[rank.order] += number
    units = tally(columns.units, len(columns.unit_values)).tolist()
    return Frequencies(
        places=shares(+places),
        units=shares(+Counter(dict(zip(columns.unit_values, units, strict=True)))),
        ranks=shares(+ranks),
        clean_sources=clean_sources,
        names=_names(columns),
        birth_days=spread(years),
        birthdays=heaps(days),
        marks=_marks(columns),
        extras=_extras(columns),
    )


def tally(numbers: Int32s, size: int) -> Int64s:
    """Count how often each number stands in a column."""
    found: Int64s = np.bincount(numbers[numbers >= 0].ravel(), minlength=size)
    return found


def _births(columns: Columns) -> tuple[Counter[int], Counter[tuple[int, int]]]:
    """Count the years of stated births, and the days of the year of exact ones."""
    stated = columns.birth_stated & (columns.birth_first > 0)
    exact = stated & (columns.birth_first == columns.birth_last)
    day = FIRST_DAY + (columns.birth_first.astype(np.int64) - 1)
    years = day[stated].astype("datetime64[Y]").astype(np.int64) + 1970
    months = day[exact].astype("datetime64[M]")
    of_month = (day[exact] - months.astype("datetime64[D]")).astype(np.int64) + 1
    of_year = months.astype(np.int64) % 12 + 1
    return _counter(years), Counter(
        {(code // 32, code % 32): number for code, number in _counter(of_year * 32 + of_month).items()}
    )


def _counter(numbers: Int64s) -> Counter[int]:
    values, counts = np.unique(numbers, return_counts=True)
    return Counter(dict(zip(values.tolist(), counts.tolist(), strict=True)))


def _names(columns: Columns) -> Shares:
    """Count the names of people, by the best reading of each (`names.shares.counted`)."""
    readings = columns.readings
    first = readings.starts[:-1][np.diff(readings.starts) > 0]
    surnames: Counter[str] = Counter()
    for word, number in _words(columns.surnames, readings.surname[first]):
        surnames[read_surname(word).stem] += number
    given: Counter[str] = Counter()
    for word, number in _words(columns.givens, readings.given[first, 0]):
        given.update(dict.fromkeys(given_keys(word), number))
    patronymics: Counter[str] = Counter()
    for word, number in _words(columns.patronymics, readings.patronymic[first]):
        patronymics[read_patronymic(word).stem] += number
    return Shares(counts_of(surnames), counts_of(given), counts_of(patronymics))


def _words(words: Sequence[str], numbers: Int32s) -> list[tuple[str, int]]:
    """Return the words that are no initials, with how often they stand."""
    counts = tally(numbers, len(words)).tolist()
    return [(word, number) for word, number in zip(words, counts, strict=True) if number and len(word) > 1]


def _marks(columns: Columns) -> dict[str, float]:
    counts = tally(columns.marks, len(columns.mark_sets))
    total = int(counts.sum())
    found: Counter[str] = Counter()
    for words, number in zip(columns.mark_sets, counts.tolist(), strict=True):
        found.update(dict.fromkeys(words, number))
    return {word: number / total for word, number in found.items()} if total >= ENOUGH else {}


def _extras(columns: Columns) -> dict[str, dict[str, float]]:
    counts = {
        name: dict(zip(values, tally(columns.extras[:, place], len(values)).tolist(), strict=True))
        for place, (name, values) in enumerate(zip(columns.extra_columns, columns.extra_values, strict=True))
        if values
    }
    return worth_comparing(counts)
