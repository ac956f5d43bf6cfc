"""Everything that is needed to weigh pairs of some records, laid out for the kernels."""

from math import log2
from typing import Final, NamedTuple

import numpy as np

from tidings.linkage.engines.batch.columns import Columns, Int32s
from tidings.linkage.engines.batch.scoring.births import BirthTerms, birth_terms
from tidings.linkage.engines.batch.scoring.doubts import Doubts, doubt_terms
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.events import Events, event_table
from tidings.linkage.engines.batch.scoring.further import (
    Further,
    further_table,
)
from tidings.linkage.engines.batch.scoring.kin import Kins, kin_table
from tidings.linkage.engines.batch.scoring.letters import Words
from tidings.linkage.engines.batch.scoring.levels import (
    F_BIRTH_PLACE,
    F_EVENT_PLACE,
    F_HOME,
    F_KIN,
    F_MARKS,
    F_NUMBER,
    F_RESIDENCE,
    NAMES,
    Levels,
    level_table,
    most_bits,
)
from tidings.linkage.engines.batch.scoring.names import (
    READING,
    Names,
    ReadingRows,
    name_tables,
)
from tidings.linkage.engines.batch.scoring.numbering import Numbering
from tidings.linkage.engines.batch.scoring.places import Places, place_table
from tidings.linkage.engines.batch.scoring.rows import ROW, Rows, beside_each_other, in_order, pack
from tidings.linkage.engines.batch.scoring.service import (
    Service,
    service_table,
)
from tidings.linkage.engines.batch.scoring.sets import Sets, sets_of
from tidings.linkage.engines.batch.scoring.spellings import LINES, SHEET
from tidings.linkage.engines.batch.scoring.surnames import GLANCE
from tidings.linkage.engines.batch.scoring.whereabouts import (
    home_chances,
)
from tidings.linkage.features import kin
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.training import NAMES as NAME_PARTS

ROOM: Final = (SHEET + LINES, 48)
"""The room a thread works in: rows for an alignment, for parts on trial, for a relative's parts, names and fields."""

PEOPLE, FIELD, LEVEL = 7, 8, 9
"""Rows of it that hold the parts of the people's names, their fields, and the levels of these."""

ROW_BYTES, READING_BYTES, GLANCE_BYTES = ROW.itemsize, READING.itemsize, GLANCE.itemsize

STEP: Final = 4
"""Pairs between two steps of asking for memory."""

ODD_SLACK: Final = 12.0
"""Bits by which a pair may miss the least weight and be looked at again, where the columns do not hold all of it."""


class Most(NamedTuple):
    """Bits that parts of a pair weigh at most, whatever is in them."""

    names: float
    alias: float
    birth_place: float
    residence: float
    home: float
    service_number: float
    event_place: float
    marks: float
    others: float
    kin: float


class Model(NamedTuple):
    """Everything that is needed to weigh a pair of rows; `place` says where each of them lies in `rows`."""

    place: Int32s
    rows: Rows
    readings: ReadingRows
    names: Names
    aliases: Sets
    kins: Kins
    levels: Levels
    births: BirthTerms
    service: Service
    events: Events
    places: Places
    homes: Floats
    further: Further
    doubts: Doubts
    prior: float
    most: Most


def model_of(columns: Columns, frequencies: Frequencies, prior: float) -> Model:
    """Lay out the records and the model for the kernels."""
    order = beside_each_other(columns)
    names, readings, kin_readings = name_tables(columns, frequencies.names)
    rows, readings = in_order(pack(columns), readings, order)
    levels = level_table(frequencies)
    events = event_table(columns, levels)
    place = np.empty(len(columns), np.int32)
    place[order] = np.arange(len(columns), dtype=np.int32)
    words, homes = Numbering(), home_chances(columns.places, frequencies)
    further = further_table(columns, frequencies)
    return Model(
        place=place,
        rows=rows,
        readings=readings,
        names=names,
        aliases=sets_of([[words[word] for word in alias] for alias in columns.aliases]),
        kins=kin_table(columns, kin_readings),
        levels=levels,
        births=birth_terms(frequencies, levels),
        service=service_table(columns, frequencies),
        events=events,
        places=place_table(columns.places),
        homes=homes,
        further=further,
        doubts=doubt_terms(),
        prior=prior,
        most=_most(names, levels, homes, further, events),
    )


def _least_front(events: Events) -> float:
    """Return how likely a loss in one town is at least."""
    known = events.front[events.front >= 0]
    return float(known.min(initial=1.0)) * events.same_place


def _most(names: Names, levels: Levels, homes: Floats, further: Further, events: Events) -> Most:
    """Return what parts of a pair weigh at most."""
    home = float(homes.min(initial=1.0))
    words = (
        float(names.surnames.most.max(initial=0.0)) - log2(names.givens.terms.commonest) + names.patronymics.terms.most
    )
    return Most(
        names=words + 2 * names.terms.second_most,
        alias=names.terms.alias,
        birth_place=most_bits(levels, F_BIRTH_PLACE, home),
        residence=most_bits(levels, F_RESIDENCE, home),
        home=most_bits(levels, F_HOME, home),
        service_number=most_bits(levels, F_NUMBER, 1.0),
        event_place=most_bits(levels, F_EVENT_PLACE, _least_front(events)),
        marks=most_bits(levels, F_MARKS, further.least_mark) if (further.marks >= 0).any() else 0.0,
        others=further.wide * levels.heaviest,
        kin=most_bits(levels, F_KIN, kin.LEAST_CHANCE),
    )


def room_for(model: Model) -> Floats:
    """Return room for one thread to work in: wide enough for the longest words."""
    tables = (model.names.surnames.units, model.names.givens.units, model.names.patronymics.stems)
    longest = max(_longest(words) for words in (*tables, model.places.folded, model.further.values))
    return np.zeros((ROOM[0], max(ROOM[1], longest + 2)))


def _longest(words: Words) -> int:
    return int(np.diff(words.starts).max(initial=0))


def columns_of_levels(frequencies: Frequencies) -> tuple[str, ...]:
    """Return what the levels are of that `weigh_pair` tells: features, further columns, parts of the name."""
    return (*(name for name in NAMES if name != "others"), *frequencies.extras, *NAME_PARTS)
