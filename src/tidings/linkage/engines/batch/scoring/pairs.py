"""Pairs of records weighed: all features, the names and the doubts, and which pairs are worth keeping."""

import numpy as np

from tidings.linkage.engines.batch.columns import Int8s, Int32s
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
from tidings.linkage.engines.batch.scoring.kin import UNSURE, weigh_kin, weigh_roles
from tidings.linkage.engines.batch.scoring.laying import (
    AHEAD,
    FIELD,
    GLANCE_BYTES,
    LEVEL,
    ODD_SLACK,
    PEOPLE,
    READING_BYTES,
    ROUNDED,
    ROW_BYTES,
    SIGHT_BYTES,
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
from tidings.linkage.engines.batch.scoring.sights import all_at_most, names_at_most, rest_at_most, sight_at
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
def _weigh_days(model: Model, a: Record, b: Record, told: Floats, level: Int8s) -> None:
    """Weigh births and events, by what is seen at a glance."""
    level[F_BIRTH] = weigh_births(model.births, model.levels, a, b, told)
    level[F_EVENT] = weigh_events(model.events, model.levels, a, b, told)


@bare
def sight_of(model: Model, row: int) -> Record:
    """Return what is seen of one record at a glance."""
    return sight_at(model.sights.rows, i4(model.place, row))


@bare
def _least_for(a: Record, b: Record, least: float) -> float:
    """Return from which weight on two records are looked at: the columns may not hold all of an odd one."""
    return least - ODD_SLACK if (a["flags"] | b["flags"]) & ODD else least


@bare
def is_hopeless(model: Model, left: int, right: int, least: float, work: Floats, level: Int8s) -> bool:
    """Say at a glance whether two rows cannot weigh so much."""
    a, b, fields = sight_of(model, left), sight_of(model, right), work[FIELD, :FIELDS]
    fields[F_BIRTH] = fields[F_EVENT] = 0.0
    _weigh_days(model, a, b, fields, level)
    most = all_at_most(model.sights, model.names, a, b) + fields[F_BIRTH] + fields[F_EVENT]
    return most < _least_for(a, b, least)


@bare
def _weigh_numbers(model: Model, a: Rows, b: Rows, told: Floats, level: Int8s) -> None:
    """Weigh what else takes no words and no places."""
    level[F_SEX] = weigh_sexes(model.levels, a, b, told)
    level[F_POWER] = weigh_powers(model.levels, a, b, told)
    level[F_RANK] = weigh_ranks(model.service, model.levels, a, b, told)
    level[F_UNIT] = weigh_units(model.service, model.levels, a, b, told)
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
    s, t = sight_of(model, left), sight_of(model, right)
    names, fields = work[PEOPLE, :PARTS], work[FIELD, :FIELDS]
    fields[:] = 0.0
    _weigh_days(model, s, t, fields, level)
    _weigh_numbers(model, a, b, fields, level)
    alias, floor = _shares_alias(model, a, b), _least_for(s, t, least) - ROUNDED
    most = rest_at_most(model.sights, s, t) + np.sum(fields)
    called = names_at_most(model.sights, model.names, s, t) + (model.names.terms.alias if alias else 0.0)
    if most - min(fields[F_SEX], 0.0) + called < floor:
        return -np.inf, 0.0, False
    weigh_people(model.names, model.readings, _span(a), _span(b), alias, work, names)
    if names[SEX] != 0:
        most -= fields[F_SEX]
        fields[F_SEX] = 0.0
    if most + names[TOTAL] < floor:
        return -np.inf, 0.0, False
    return _weigh_closely(model, left, right, least, work, level)


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
    kin = weigh_kin(model.names, model.readings, _span(a), model.kins, model.levels, a, b, work, fields)
    level[F_KIN], level[F_ROLE] = max(kin, SILENT), SILENT
    total, taken = weigh_doubts(model.doubts, names, fields, model.prior)
    weight, unsure = total + taken, False
    if kin == UNSURE:
        unsure = total + model.sights.kin >= least
    if (a["kin"] >= 0 or b["kin"] >= 0) and not unsure and weight >= least:
        spans, alike = (_span(a), _span(b)), names[TOTAL]
        role = weigh_roles(model.names, model.readings, model.kins, model.levels, a, b, spans, alike, work, fields)
        unsure, level[F_ROLE] = role == UNSURE, max(role, SILENT)
        if role >= 0:
            total, taken = weigh_doubts(model.doubts, names, fields, model.prior)
            weight = total + taken
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
def _look_ahead(model: Model, left: Int32s, right: Int32s, chosen: Int32s, count: int, at: int) -> None:
    """Ask for the memory of the pairs to come: the nearer a pair is, the more of it is there already."""
    pair = chosen[min(at + 4 * STEP, count - 1)]
    _ask_for_rows(model, left[pair], right[pair])
    pair = chosen[min(at + 3 * STEP, count - 1)]
    _ask_for_readings(model, left[pair], right[pair])
    pair = chosen[min(at + 2 * STEP, count - 1)]
    _ask_for_words(model, left[pair], right[pair], False)  # noqa: FBT003 -- kernels take no keywords
    pair = chosen[min(at + STEP, count - 1)]
    _ask_for_words(model, left[pair], right[pair], True)  # noqa: FBT003 -- likewise


@bare
def _choose(model: Model, left: Int32s, right: Int32s, least: float, work: Floats, chosen: Int32s) -> int:
    """Put down the places of the pairs that are not hopeless; return how many these are."""
    level, count, last = work[LEVEL].view(np.int8), 0, len(left) - 1
    for pair in range(len(left)):
        ahead = min(pair + AHEAD, last)
        fetch(model.sights.rows, SIGHT_BYTES * i4(model.place, left[ahead]))
        fetch(model.sights.rows, SIGHT_BYTES * i4(model.place, right[ahead]))
        if least == -np.inf or not is_hopeless(model, left[pair], right[pair], least - ROUNDED, work, level):
            chosen[count] = pair
            count += 1
    return count


@bare
def weigh_block(
    table: Record,
    left: Int32s,
    right: Int32s,
    least: float,
    work: Floats,
    chosen: Int32s,
    place: Int32s,
    bits: Floats,
    steps: Int8s,
) -> tuple[int, int]:
    """Weigh pairs, and keep those of at least so much weight.

    Args:
        table: the records and the model.
        left: rows.
        right: the other rows.
        least: bits; all pairs are weighed exactly where it is negative infinity.
        work: room to work in.
        chosen: room for as many numbers as there are pairs.
        place: gets the places of the pairs kept; from its end backwards of those that the scalar model must weigh.
        bits: gets the weight, and what speaks against, of those kept.
        steps: gets the levels of all pairs, as `columns_of_levels` has them, where there is room for them.

    Returns:
        How many are kept, and how many the scalar model must weigh.
    """
    model, level = table[0], work[LEVEL].view(np.int8)
    kept = unsure = 0
    count = _choose(model, left, right, least, work, chosen)
    for at in range(count):
        _look_ahead(model, left, right, chosen, count, at)
        pair = chosen[at]
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
