"""Pairs of records weighed: all features, the names and the doubts, and which pairs are worth keeping."""

import numpy as np

from tidings.linkage.engines.batch.columns import NONE, Int8s, Int32s
from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.births import weigh_births
from tidings.linkage.engines.batch.scoring.doubts import weigh_doubts
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.events import weigh_event_places, weigh_events
from tidings.linkage.engines.batch.scoring.further import (
    weigh_marks,
    weigh_others,
    weigh_sexes,
    weigh_sources,
)
from tidings.linkage.engines.batch.scoring.kin import UNSURE, may_be_relative, weigh_kin
from tidings.linkage.engines.batch.scoring.laying import (
    FIELD,
    GLANCE_BYTES,
    LEVEL,
    ODD_SLACK,
    PEOPLE,
    READING_BYTES,
    ROW_BYTES,
    STEP,
    Model,
)
from tidings.linkage.engines.batch.scoring.levels import (
    F_BIRTH,
    F_BIRTH_PLACE,
    F_EVENT,
    F_EVENT_PLACE,
    F_HOME,
    F_KIN,
    F_MARKS,
    F_NUMBER,
    F_OTHERS,
    F_POWER,
    F_RANK,
    F_RESIDENCE,
    F_ROLE,
    F_SEX,
    F_SOURCE,
    F_UNIT,
    FIELDS,
    SILENT,
)
from tidings.linkage.engines.batch.scoring.memory import ask_for
from tidings.linkage.engines.batch.scoring.names import (
    ALONE,
    FURTHER,
    FURTHER_AGAINST,
    HAS,
    PARTS,
    PATRONYMIC,
    SEX,
    SURNAME,
    TOTAL,
    Span,
    reading_at,
    weigh_people,
)
from tidings.linkage.engines.batch.scoring.pointers import Record, fetch, i1, i4
from tidings.linkage.engines.batch.scoring.rows import ODD, Rows, row_at
from tidings.linkage.engines.batch.scoring.service import (
    weigh_powers,
    weigh_ranks,
    weigh_service_numbers,
    weigh_units,
)
from tidings.linkage.engines.batch.scoring.sets import meet
from tidings.linkage.engines.batch.scoring.whereabouts import (
    weigh_birth_places,
    weigh_home,
    weigh_residences,
)
from tidings.linkage.sampling import HARDLY
from tidings.linkage.training import AGREES, AT_FLOOR, BETWEEN


@bare
def row_of(model: Model, row: int) -> Rows:
    """Return one record; they lie in the order of their names."""
    return row_at(model.rows, i4(model.place, row))


@bare
def _weigh_numbers(model: Model, a: Rows, b: Rows, told: Floats, level: Int8s) -> None:
    """Weigh what takes no words and no places."""
    level[F_SEX] = weigh_sexes(model.levels, a, b, told)
    level[F_BIRTH] = weigh_births(model.births, model.levels, a, b, told)
    level[F_POWER] = weigh_powers(model.levels, a, b, told)
    level[F_RANK] = weigh_ranks(model.service, model.levels, a, b, told)
    level[F_UNIT] = weigh_units(model.service, model.levels, a, b, told)
    level[F_EVENT] = weigh_events(model.events, model.levels, a, b, told)
    level[F_SOURCE] = weigh_sources(model.further, model.levels, a, b, told)


@bare
def _weigh_rest(model: Model, left: int, right: int, work: Floats, told: Floats, level: Int8s) -> None:
    """Weigh places, numbers, marks and further columns."""
    a, b = row_of(model, left), row_of(model, right)
    level[F_BIRTH_PLACE] = weigh_birth_places(model.places, model.homes, model.levels, a, b, work, told)
    level[F_RESIDENCE] = weigh_residences(model.places, model.homes, model.levels, a, b, work, told)
    level[F_HOME] = weigh_home(model.places, model.homes, model.levels, a, b, work, told)
    level[F_NUMBER] = weigh_service_numbers(model.service, model.levels, a, b, told)
    level[F_EVENT_PLACE] = weigh_event_places(model.events, model.places, model.levels, a, b, work, told)
    level[F_MARKS] = weigh_marks(model.further, model.levels, left, right, told)
    weigh_others(model.further, model.levels, left, right, work, told, level[FIELDS:])


@bare
def _span(row: Rows) -> Span:
    start = np.int64(row["reading"])
    return start, start + np.int64(row["readings"])


@bare
def _shares_alias(model: Model, a: Rows, b: Rows) -> bool:
    return bool(a["alias"] >= 0 and b["alias"] >= 0 and meet(model.aliases, a["alias"], b["alias"]))


@bare
def _against(names: Floats, fields: Floats, taken: float) -> float:
    """Return the sum of everything that speaks against."""
    found = taken + names[FURTHER_AGAINST]
    for part in range(ALONE + 1):
        if part != FURTHER and part != FURTHER_AGAINST:
            found += min(names[part], 0.0)
    for field in range(len(fields)):
        found += min(fields[field], 0.0)
    return found


@bare
def weigh_pair(
    model: Model, left: int, right: int, least: float, work: Floats, level: Int8s
) -> tuple[float, float, bool]:
    """Weigh two rows.

    Args:
        model: the records and the model.
        left: one row.
        right: the other, which comes after it.
        least: pairs of less weight need not be told exactly.
        work: room to work in.
        level: gets the level of each feature, and from `FIELDS` on its place in each further column.

    Returns:
        The weight; what speaks against; whether the scalar model must say it, because the columns do not hold it all.
    """
    a, b = row_of(model, left), row_of(model, right)
    names, fields = work[PEOPLE, :PARTS], work[FIELD, :FIELDS]
    fields[:] = 0.0
    _weigh_numbers(model, a, b, fields, level)
    alias, odd = _shares_alias(model, a, b), ((a["flags"] | b["flags"]) & ODD) != 0
    slack = least - (ODD_SLACK if odd else 0.0)
    most = _rest_at_most(model, a, b) + np.sum(fields)
    if most + model.most.names + (model.most.alias if alias else 0.0) < slack:
        return -np.inf, 0.0, False
    span, span_ = _span(a), _span(b)
    weigh_people(model.names, model.readings, span, span_, alias, work, names)
    if names[SEX] != 0:
        most -= fields[F_SEX]
        fields[F_SEX] = 0.0
    if most + names[TOTAL] < slack:
        return -np.inf, 0.0, False
    return _weigh_closely(model, left, right, least, work, level)


@bare
def _rest_at_most(model: Model, a: Rows, b: Rows) -> float:
    """Return what places, service numbers, marks, further columns and relatives weigh at most together."""
    most, bits = model.most, model.most.marks + model.most.others
    if a["birth_place"] >= 0 and b["birth_place"] >= 0:
        bits += most.birth_place
    if a["residence"] >= 0 and b["residence"] >= 0:
        bits += most.residence
    elif (a["birth_place"] & a["residence"] & b["birth_place"] & b["residence"]) != NONE:
        bits += most.home
    if a["service_number"] >= 0 and b["service_number"] >= 0:
        bits += most.service_number
    if a["event_place"] >= 0 and b["event_place"] >= 0:
        bits += most.event_place
    if a["kin"] >= 0 and b["kin"] >= 0:
        bits += most.kin
    return bits


@bare
def _weigh_closely(
    model: Model, left: int, right: int, least: float, work: Floats, level: Int8s
) -> tuple[float, float, bool]:
    """Weigh what is left of two rows of which names, births, sexes, ranks, units and events are weighed."""
    a, b = row_of(model, left), row_of(model, right)
    names, fields = work[PEOPLE, :PARTS], work[FIELD, :FIELDS]
    _weigh_rest(model, left, right, work, fields, level)
    if (a["kin"] < 0 or b["kin"] < 0) and ((a["flags"] | b["flags"]) & ODD) == 0:
        if names[TOTAL] + np.sum(fields) < least:
            return -np.inf, 0.0, False
    kin = weigh_kin(model.names, model.kins, model.levels, a, b, work, fields)
    level[F_KIN], level[F_ROLE] = max(kin, SILENT), SILENT
    total, taken = weigh_doubts(model.doubts, names, fields, model.prior)
    weight, unsure = total + taken, False
    if kin == UNSURE:
        unsure = total + model.most.kin >= least
    if (a["kin"] >= 0 or b["kin"] >= 0) and not unsure and weight >= least:
        spans, alike = (_span(a), _span(b)), names[TOTAL]
        unsure = may_be_relative(model.names, model.readings, model.kins, a, b, spans, alike, work)
    if ((a["flags"] | b["flags"]) & ODD) != 0 and weight >= least - ODD_SLACK:
        unsure = True
    return weight, _against(names, fields, taken), unsure


@bare
def _tell_steps(model: Model, level: Int8s, names: Floats, steps: Int8s) -> None:
    """Note the places of the levels as `columns_of_levels` has them."""
    column = 0
    for feature in range(F_SOURCE + 1):
        if feature != F_OTHERS:
            steps[column] = i1(model.levels.step, level[feature]) if level[feature] >= 0 else SILENT
            column += 1
    for further in range(model.further.wide):
        steps[column] = level[FIELDS + further]
        column += 1
    has, terms = np.int64(names[HAS]), model.names
    floors = (terms.surnames.terms.floor, terms.givens.terms.floor, terms.patronymics.terms.floor)
    for part in range(SURNAME, PATRONYMIC + 1):
        bits, step = names[part], SILENT
        if has & (1 << part):
            step = AGREES if bits > 0 else AT_FLOOR if bits <= floors[part] + HARDLY else BETWEEN
        steps[column] = step
        column += 1


@bare
def _ask_for_rows(model: Model, left: int, right: int) -> None:
    fetch(model.rows, ROW_BYTES * i4(model.place, left))
    fetch(model.rows, ROW_BYTES * i4(model.place, right))


@bare
def _ask_for_readings(model: Model, left: int, right: int) -> None:
    fetch(model.readings, READING_BYTES * row_of(model, left)["reading"])
    fetch(model.readings, READING_BYTES * row_of(model, right)["reading"])


@bare
def _ask_for_words(model: Model, left: int, right: int, told: bool) -> None:
    """Ask for what is known of the words of two names: first of each, and when that is there, of both together."""
    a, b = row_of(model, left), row_of(model, right)
    if a["readings"] == 0 or b["readings"] == 0:
        return
    own, other = reading_at(model.readings, a["reading"]), reading_at(model.readings, b["reading"])
    names = model.names
    if not told:
        fetch(names.surnames.glances, GLANCE_BYTES * own["surname"])
        fetch(names.surnames.glances, GLANCE_BYTES * other["surname"])
        return
    if own["surname"] >= 0 and other["surname"] >= 0:
        ask_for(names.surnames.memory, min(own["surname"], other["surname"]), max(own["surname"], other["surname"]))
    if own["given"] >= 0 and other["given"] >= 0:
        ask_for(names.givens.memory, own["given"], other["given"])


@bare
def _look_ahead(model: Model, left: Int32s, right: Int32s, pair: int) -> None:
    """Ask for the memory of the pairs to come: the nearer a pair is, the more of it is there already."""
    last = len(left) - 1
    _ask_for_rows(model, left[min(pair + 4 * STEP, last)], right[min(pair + 4 * STEP, last)])
    _ask_for_readings(model, left[min(pair + 3 * STEP, last)], right[min(pair + 3 * STEP, last)])
    _ask_for_words(model, left[min(pair + 2 * STEP, last)], right[min(pair + 2 * STEP, last)], False)  # noqa: FBT003 -- kernels take no keywords
    _ask_for_words(model, left[min(pair + STEP, last)], right[min(pair + STEP, last)], True)  # noqa: FBT003 -- likewise


@bare
def weigh_block(
    table: Record, left: Int32s, right: Int32s, least: float, work: Floats, place: Int32s, bits: Floats, steps: Int8s
) -> tuple[int, int]:
    """Weigh pairs, and keep those of at least so much weight.

    Args:
        table: the records and the model.
        left: rows.
        right: the other rows.
        least: bits; all pairs are weighed exactly where it is negative infinity.
        work: room to work in.
        place: gets the places of the pairs kept; from its end backwards of those that the scalar model must weigh.
        bits: gets the weight, and what speaks against, of those kept.
        steps: gets the levels of all pairs, as `columns_of_levels` has them, where there is room for them.

    Returns:
        How many are kept, and how many the scalar model must weigh.
    """
    model, level = table[0], work[LEVEL].view(np.int8)
    kept = unsure = 0
    for pair in range(len(left)):
        _look_ahead(model, left, right, pair)
        weight, against, asks = weigh_pair(model, left[pair], right[pair], least, work, level)
        if len(steps):
            _tell_steps(model, level, work[PEOPLE], steps[pair])
        if asks:
            unsure += 1
            place[len(place) - unsure] = pair
        elif weight >= least:
            place[kept], bits[kept, 0], bits[kept, 1] = pair, weight, against
            kept += 1
    return kept, unsure
