"""Events: what can have happened to one person, and what cannot."""

from collections.abc import Iterator
from typing import Final

from tidings import places
from tidings.linkage.finding import Finding
from tidings.linkage.frequencies import Frequencies
from tidings.linkage.subject import Happening, Subject
from tidings.places import Nearness
from tidings.reports import CAPTIVE_EVENTS, DEATH_EVENTS, RELEASE_EVENTS

LOSS: Final = frozenset({"missing", "captured"})
ALIVE: Final = CAPTIVE_EVENTS | {"seen_alive", "hospitalised", "interviewed"}
LATER: Final = ALIVE | RELEASE_EVENTS | DEATH_EVENTS

DAYS_OF_LOSS: Final = 1_000
"""Two losses fall on one day once in so many pairs: the war's days, the bad ones weighing more."""

SLACK: Final = {"loss": 14, "release": 7, "death": 60}
"""Days by which two tellings of one event differ: the last call and the day missed, a body found and its burial."""

MOST_SLACK: Final = 14
"""Days of slack that chance is reckoned with at most."""

PLACED: Final = LOSS | {"died", "body_found"}
"""Events whose places can be compared: where captives are held says nothing of where they were lost."""

DEATHS_APART: Final = 30
"""Two deaths dated to the day and more days apart are two people's; the day a body is found is another matter."""

NEAR: Final = 6
"""So many slacks apart two tellings may still mean one event."""

EARLY: Final = 30
"""Captivity so many days before the person went missing is no mere slip of a date."""

CHANCE_OF_REGION: Final = {
    "UA05": 0.40,
    "UA14": 0.15,
    "UA07": 0.12,
    "UA26": 0.12,
    "UA08": 0.10,
    "RU41": 0.10,
    "UA13": 0.08,
}
"""How the losses of this war spread over the regions; any other has 3 in 100."""

OTHER_REGION: Final = 0.03
SAME_PLACE: Final = 0.3
"""Within a region of the front, the share of its losses that one town has."""


def group_of(kind: str) -> str:
    """Return which kinds of event an event is told together with: "loss", "release", "death", or "" for none."""
    groups = (("loss", LOSS), ("release", RELEASE_EVENTS), ("death", DEATH_EVENTS))
    return next((name for name, kinds in groups if kind in kinds), "")


def compare_events(left: Subject, right: Subject, _: Frequencies) -> Iterator[Finding]:
    """Say whether two dated events fit one life: the same event told twice, or one that can follow the other."""
    a, b = left.happening, right.happening
    if not a or not b or None in (a.first, a.last, b.first, b.last):
        return
    if group_of(a.kind) and group_of(a.kind) == group_of(b.kind):
        yield _same_event(a, b)
        return
    for one, other in ((a, b), (b, a)):
        if level := _order(one, other):
            yield _finding(level, a, b)
            return


def _finding(level: str, a: Happening, b: Happening, chance: float | None = None) -> Finding:
    return Finding(level, a.date_words, b.date_words, chance, (("left_event", a.kind), ("right_event", b.kind)))


def _days(happening: Happening) -> tuple[int, int]:
    """Return the first and last possible day of a happening whose bounds are known to be there."""
    return happening.first or 0, happening.last or 0


def _same_event(a: Happening, b: Happening) -> Finding:
    (first, last), (from_, to) = _days(a), _days(b)
    slack = SLACK[group_of(a.kind)]
    gap = max(0, from_ - last, first - to)
    if a.kind == b.kind == "died" and first == last and from_ == to and gap > DEATHS_APART:
        return _finding("two_deaths", a, b)
    if gap <= slack:
        span = (last - first + 1) + (to - from_ + 1) + 2 * min(slack, MOST_SLACK)
        return _finding("together", a, b, span / (DAYS_OF_LOSS + span))
    return _finding("near" if gap <= NEAR * slack else "apart", a, b)


def _order(one: Happening, other: Happening) -> str:
    """Judge `other` as what came after `one`; "" where that order says nothing."""
    (first, last), (_, to) = _days(one), _days(other)
    if one.kind in DEATH_EVENTS and other.kind in ALIVE | LOSS | RELEASE_EVENTS:
        return "after_death" if (other.first or 0) > last else ""
    if one.kind in LOSS and other.kind in LATER:
        return "follows" if to >= first - EARLY else "too_early"
    return ""


def compare_event_places(left: Subject, right: Subject, _: Frequencies) -> Iterator[Finding]:
    """Compare where the person was lost or found dead; where captives are held says nothing of that."""
    a, b = left.happening, right.happening
    if not (a and b and a.place and b.place) or not {a.kind, b.kind} <= PLACED:
        return
    nearness = places.compare(a.place, b.place)
    if nearness is Nearness.UNKNOWN:
        return
    region = max((CHANCE_OF_REGION.get(code, OTHER_REGION) for code in a.place.regions | b.place.regions), default=None)
    chances = {Nearness.REGION: region, Nearness.SAME: region and region * SAME_PLACE}
    yield Finding(nearness.value, a.place_words, b.place_words, chances.get(nearness))
