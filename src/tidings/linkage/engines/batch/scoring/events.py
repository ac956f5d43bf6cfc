"""Two events: `linkage.features.events` over numbered kinds and days."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tidings.linkage.engines.batch.columns import Columns
from tidings.linkage.engines.batch.compiled import bare
from tidings.linkage.engines.batch.scoring.edits import Floats
from tidings.linkage.engines.batch.scoring.levels import (
    EVENT_AFTER_DEATH,
    EVENT_APART,
    EVENT_FOLLOWS,
    EVENT_NEAR,
    EVENT_PLACE_SAME,
    EVENT_TOGETHER,
    EVENT_TOO_EARLY,
    EVENT_TWO_DEATHS,
    F_EVENT,
    NO_CHANCE,
    Levels,
    bits_by_span,
    tell,
)
from tidings.linkage.engines.batch.scoring.places import REGION, SAME, UNKNOWN, Places, nearness
from tidings.linkage.engines.batch.scoring.pointers import Record, b1, f8, i1, i4
from tidings.linkage.engines.batch.scoring.rows import Rows
from tidings.linkage.features import events
from tidings.reports import DEATH_EVENTS, RELEASE_EVENTS

Flags = npt.NDArray[np.bool_]


class Events(NamedTuple):
    """Every kind of event, by number, and the constants of `features.events`.

    Attributes:
        group: 0 none, then one for each group of kinds that tell the same event.
        slack: days by which two tellings of an event of the group differ.
        died: the number of the kind that dates a death, -1 where nobody died.
        apart: two deaths dated to the day are of two people when they lie further apart than so many days.
        loss: kinds by which somebody is lost.
        death: kinds that say somebody is dead.
        living: kinds that cannot come after death.
        later: kinds that can come after a loss.
        placed: kinds whose place is compared.
        days: over how many days losses spread.
        near: so many slacks apart two tellings may still be of one event.
        early: days by which captivity before the loss is too early.
        most_slack: days of slack that chance is reckoned with at most.
        front: for each place how likely a loss in its likeliest region is, negative without one.
        same_place: within a region the share of its losses that one town has.
        together: bits of one event told twice, by the days that both span; for the first `spans` numbers of days.
    """

    group: npt.NDArray[np.int8]
    slack: npt.NDArray[np.int32]
    died: int
    apart: int
    loss: Flags
    death: Flags
    living: Flags
    later: Flags
    placed: Flags
    days: int
    near: int
    early: int
    most_slack: int
    front: Floats
    same_place: float
    together: Floats
    spans: int


def event_table(columns: Columns, levels: Levels) -> Events:
    """Lay out the kinds of event for the kernels."""
    kinds = columns.events
    groups = ("", *events.SLACK)
    slack = [0, *events.SLACK.values()]
    together = _together(levels)
    return Events(
        group=np.array([groups.index(events.group_of(kind)) for kind in kinds], np.int8),
        slack=np.array(slack, np.int32),
        died=kinds.index("died") if "died" in kinds else -1,
        apart=events.DEATHS_APART,
        loss=_among(kinds, events.LOSS),
        death=_among(kinds, DEATH_EVENTS),
        living=_among(kinds, events.ALIVE | events.LOSS | RELEASE_EVENTS),
        later=_among(kinds, events.LATER),
        placed=_among(kinds, events.PLACED),
        days=events.DAYS_OF_LOSS,
        near=events.NEAR,
        early=events.EARLY,
        most_slack=events.MOST_SLACK,
        front=np.array([_front(place.regions) for place in columns.places], np.float64),
        same_place=events.SAME_PLACE,
        together=together,
        spans=len(together),
    )


def events_learned(table: Events, levels: Levels) -> Events:
    """Return the kinds of event with what was learned since."""
    return table._replace(together=_together(levels))


def _together(levels: Levels) -> Floats:
    return bits_by_span(levels, EVENT_TOGETHER, events.DAYS_OF_LOSS)


def _among(kinds: tuple[str, ...], wanted: frozenset[str]) -> Flags:
    return np.array([kind in wanted for kind in kinds], np.bool_)


def _front(regions: frozenset[str]) -> float:
    return max((events.CHANCE_OF_REGION.get(code, events.OTHER_REGION) for code in regions), default=NO_CHANCE)


@bare
def _order(table: Events, one: Record, other: Record) -> int:
    """Judge `other` as what came after `one`; -1 where that order says nothing."""
    kind, kind_ = one["event"], other["event"]
    if b1(table.death, kind) and b1(table.living, kind_):
        return EVENT_AFTER_DEATH if other["event_first"] > one["event_last"] else -1
    if b1(table.loss, kind) and b1(table.later, kind_):
        return EVENT_FOLLOWS if other["event_last"] >= one["event_first"] - table.early else EVENT_TOO_EARLY
    return -1


@bare
def weigh_events(table: Events, levels: Levels, a: Record, b: Record, told: Floats) -> int:
    """Say whether two dated events fit one life; return the level."""
    if a["event"] < 0 or b["event"] < 0:
        return -1
    first, last, first_, last_ = a["event_first"], a["event_last"], b["event_first"], b["event_last"]
    if not (first and last and first_ and last_):
        return -1
    chance = NO_CHANCE
    group = i1(table.group, a["event"])
    if group and group == i1(table.group, b["event"]):
        slack = i4(table.slack, group)
        gap = max(0, first_ - last, first - last_)
        exact = a["event"] == table.died and b["event"] == table.died and first == last and first_ == last_
        if exact and gap > table.apart:
            level = EVENT_TWO_DEATHS
        elif gap <= slack:
            span = (last - first + 1) + (last_ - first_ + 1) + 2 * min(slack, table.most_slack)
            if span < table.spans:
                told[F_EVENT] = f8(table.together, span)
                return EVENT_TOGETHER
            level, chance = EVENT_TOGETHER, span / (table.days + span)
        else:
            level = EVENT_NEAR if gap <= table.near * slack else EVENT_APART
    else:
        level = _order(table, a, b)
        if level < 0:
            level = _order(table, b, a)
        if level < 0:
            return -1
    tell(levels, level, chance, told)
    return level


@bare
def weigh_event_places(
    table: Events, places: Places, levels: Levels, a: Rows, b: Rows, work: Floats, told: Floats
) -> int:
    """Compare where the person was lost or found dead; return the level."""
    one, other = a["event_place"], b["event_place"]
    if one < 0 or other < 0 or not (b1(table.placed, a["event"]) and b1(table.placed, b["event"])):
        return -1
    near = nearness(places, one, other, work)
    if near == UNKNOWN:
        return -1
    chance = max(f8(table.front, one), f8(table.front, other)) if near in (SAME, REGION) else NO_CHANCE
    if near == SAME and chance >= 0:
        chance *= table.same_place
    level = EVENT_PLACE_SAME + near - SAME
    tell(levels, level, chance, told)
    return level
