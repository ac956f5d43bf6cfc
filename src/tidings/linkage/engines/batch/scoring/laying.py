"""Everything that is needed to weigh pairs of some records, laid out for the kernels."""

from typing import Final, NamedTuple

import numpy as np

from tidings.linkage.engines.batch.columns import Columns, Int32s
from tidings.linkage.engines.batch.scoring.births import BirthTerms, birth_terms
from tidings.linkage.engines.batch.scoring.doubts import Doubts, doubt_terms
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.events import Events, event_table, events_learned
from tidings.linkage.engines.batch.scoring.further import (
    Further,
    further_table,
)
from tidings.linkage.engines.batch.scoring.kin import Kins, kin_table
from tidings.linkage.engines.batch.scoring.letters import Words
from tidings.linkage.engines.batch.scoring.levels import (
    NAMES,
    Levels,
    level_table,
)
from tidings.linkage.engines.batch.scoring.names import (
    READING,
    Names,
    ReadingRows,
    name_tables,
    names_learned,
)
from tidings.linkage.engines.batch.scoring.numbering import Numbering
from tidings.linkage.engines.batch.scoring.places import Places, place_table
from tidings.linkage.engines.batch.scoring.rows import ROW, Rows, beside_each_other, in_order, pack
from tidings.linkage.engines.batch.scoring.service import (
    Service,
    service_table,
)
from tidings.linkage.engines.batch.scoring.sets import Sets, sets_of
from tidings.linkage.engines.batch.scoring.sights import SIGHT, Hung, Sights, sights_learned, sights_of
from tidings.linkage.engines.batch.scoring.spellings import LINES, SHEET
from tidings.linkage.engines.batch.scoring.surnames import GLANCE
from tidings.linkage.engines.batch.scoring.whereabouts import (
    home_chances,
)
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.training import NAMES as NAME_PARTS

ROOM: Final = (SHEET + LINES, 48)
"""The room a thread works in: rows for an alignment, for parts on trial, for a relative's parts, names and fields."""

PEOPLE, FIELD, LEVEL = 7, 8, 9
"""Rows of it that hold the parts of the people's names, their fields, and the levels of these."""

ROW_BYTES, READING_BYTES, GLANCE_BYTES, SIGHT_BYTES = (ROW.itemsize, READING.itemsize, GLANCE.itemsize, SIGHT.itemsize)

STEP: Final = 4
"""Pairs between two steps of asking for memory."""

AHEAD: Final = 24
"""The same where a glance is taken only."""

ROUNDED: Final = 1e-3
"""Bits that sums may be off by: a pair is hopeless only if it misses the least weight by more."""

ODD_SLACK: Final = 12.0
"""Bits by which a pair may miss the least weight and be looked at again, where the columns do not hold all of it."""


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
    sights: Sights


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
    further, service = further_table(columns, frequencies), service_table(columns, frequencies)
    seen = sights_of(columns, order, rows, readings, names)
    return Model(
        place=place,
        rows=rows,
        readings=readings,
        names=names,
        aliases=sets_of([[words[word] for word in alias] for alias in columns.aliases]),
        kins=kin_table(columns, kin_readings),
        levels=levels,
        births=birth_terms(frequencies, levels),
        service=service,
        events=events,
        places=place_table(columns.places),
        homes=homes,
        further=further,
        doubts=doubt_terms(),
        prior=prior,
        sights=sights_learned(seen, place, rows, Hung(names, levels, homes, service, further, events)),
    )


def model_learned(model: Model, frequencies: Frequencies, prior: float) -> Model:
    """Return a model with the weights, floors and prior that were learned since; what was counted is the same."""
    levels = level_table(frequencies)
    names = names_learned(model.names, frequencies.names.floors)
    seen, events = model.sights.rows, events_learned(model.events, levels)
    hung = Hung(names, levels, model.homes, model.service, model.further, events)
    return model._replace(
        names=names,
        levels=levels,
        births=birth_terms(frequencies, levels),
        events=events,
        prior=prior,
        sights=sights_learned(seen, model.place, model.rows, hung),
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
