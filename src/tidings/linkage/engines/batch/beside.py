"""What stands beside the person: relatives, marks, and columns that are not known here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tidings.linkage.engines.batch.cells import Cells, at
from tidings.linkage.engines.batch.columns import NONE, Int32s, Readings
from tidings.linkage.engines.batch.naming import NameColumns, Named, read_names
from tidings.linkage.engines.batch.reading import Tables
from tidings.linkage.features.marks import mark_words
from tidings.linkage.features.others import folded, is_compared
from tidings.linkage.subject import LONGEST_NAME
from tidings.reports import COLUMNS, REQUEST_COLUMNS, says_nothing, word_for


@dataclass(frozen=True, slots=True)
class People:
    """The people of some tables and those near to them, their names read together.

    Attributes:
        named: the people's names.
        kin: each row's relative, a number in `kins`, NONE where none is named.
        kins: what the distinct relatives are to the person, and their names as stated.
        kin_readings: the names of the relatives.
    """

    named: Named
    kin: Int32s
    kins: tuple[tuple[str, str], ...]
    kin_readings: Readings


def read_people(tables: Tables) -> People:
    """Read the names of the people and of their relatives, words numbered alike."""
    kin, kins = _relatives(tables)
    size, words = len(tables), {words[:LONGEST_NAME]: None for _, words in kins}
    place = {text: number for number, text in enumerate(words)}
    of_kin = np.array([place[text[:LONGEST_NAME]] for _, text in kins], np.int32)
    name = tables.column("name")
    codes = np.concatenate([name.codes, of_kin + len(name.values)]).astype(np.int32)
    silent = np.full(len(kins), NONE, np.int32)
    others = (tables.column(part) for part in ("surname", "given", "patronymic"))
    longer = (Cells(np.concatenate([part.codes, silent]), part.values) for part in others)
    named = read_names(NameColumns(Cells(codes, (*name.values, *words)), *longer))
    odd = named.odd[:size] | at(named.odd[size:], kin, otherwise=False)
    people = replace(named, readings=_part(named.readings, 0, size), odd=odd)
    return People(people, kin, kins, _part(named.readings, size, size + len(kins)))


def _part(readings: Readings, start: int, end: int) -> Readings:
    """Return the readings of some rows in a row."""
    own = slice(readings.starts[start], readings.starts[end])
    return Readings(
        starts=readings.starts[start : end + 1] - readings.starts[start],
        surname=readings.surname[own],
        given=readings.given[own],
        patronymic=readings.patronymic[own],
        cost=readings.cost[own],
        guess=readings.guess[own],
        gender=readings.gender[own],
    )


def _relatives(tables: Tables) -> tuple[Int32s, tuple[tuple[str, str], ...]]:
    """Number the relatives that are named: those who ask, and what they say they are."""
    relation, enquirer = tables.column("relation"), tables.column("enquirer")
    ties = [(word_for("relation", text) if not says_nothing(text) else None) or "relative" for text in relation.values]
    distinct, tie_of = _distinct([*ties, "relative"])
    callers = [text.strip() for text in enquirer.values]
    tie = np.array(tie_of, np.int64)[relation.codes]
    named = at(np.array([bool(text) for text in callers], np.bool_), enquirer.codes, otherwise=False)
    pairs = enquirer.codes.astype(np.int64) * len(distinct) + tie
    found, places = np.unique(pairs[named], return_inverse=True)
    kin = np.full(len(tables), NONE, np.int32)
    kin[named] = places
    return kin, tuple((distinct[pair % len(distinct)], callers[pair // len(distinct)]) for pair in found.tolist())


def _distinct(values: Sequence[str]) -> tuple[list[str], list[int]]:
    numbers: dict[str, int] = {}
    found = [numbers.setdefault(value, len(numbers)) for value in values]
    return list(numbers), found


def marks_of(tables: Tables) -> tuple[Int32s, tuple[frozenset[str], ...]]:
    """Number the sets of words that tell of marks."""
    return tables.column("marks").numbered(lambda text: mark_words(text) or None)


def further_columns(tables: Tables) -> tuple[Int32s, tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Number the values of the columns that are not known here and may tell people apart; `branch` is one of them."""
    known = frozenset({*COLUMNS, *REQUEST_COLUMNS}) - {"branch"}
    names = tuple(sorted(name for name in tables.columns if name not in known and is_compared(name)))
    read = [tables.column(name).numbered(lambda text: folded(text) or None) for name in names]
    numbers = [own for own, _ in read]
    extras = np.stack(numbers, axis=1) if numbers else np.zeros((len(tables), 0), np.int32)
    return extras, names, tuple(values for _, values in read)
