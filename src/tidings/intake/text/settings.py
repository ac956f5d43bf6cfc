"""When and where of an event: which date and place phrase of its sentence belongs to its verb."""

from typing import Final, Protocol, TypeVar

from tidings.intake.text.clauses import Clauses
from tidings.intake.text.events import Event
from tidings.intake.text.places import Where
from tidings.intake.text.tables import words
from tidings.intake.text.verbs import Group
from tidings.intake.text.when import Anchor, When
from tidings.kernel.dates import BadDate, PartialDate

_LEADS: Final = words("of_settings", "leads")
_OPENERS: Final = frozenset({",", "and", "but", ";", "that", "when", ":", '"', "—", "then", "while", "("})
_NEAR: Final = 9  # tokens a noun's date or place may stand away
_SHARP: Final = 45  # days; a wider phrase only frames a sharper one
_TOWARDS: Final = frozenset({"to", "into", "towards"})
_SITTING: Final = frozenset(
    {"in", "near", "at", "outside", "around", "towards", "on", "inside", "under", "direction", "within"}
)
_SPEAKING: Final = words("of_spotting", "speech") | {
    "met",
    "gathered",
    "reached",
    "heard",
    "reported",
    "published",
    "signed",
    "posted",
    "born",
    "served",
    "joined",
    "mobilised",
    "mobilized",
    "drafted",
    "conscripted",
    "married",
}
_GOES_ON: Final = frozenset({"held"})


class _Spot(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


_S = TypeVar("_S", bound=_Spot)


class DateSpot:
    """A date phrase by its tokens."""

    def __init__(self, when: When, first: int, last: int) -> None:
        self.when = when
        self.first = first
        self.last = last


class PlaceSpot:
    """A place phrase by its tokens, the preposition included."""

    def __init__(self, where: Where) -> None:
        self.where = where
        self.first = where.start - 1
        self.last = where.end


def date_spots(event_sentence_starts: list[int], dates: list[When]) -> list[DateSpot]:
    """Turn date phrases into token positions."""
    spots = []
    for when in dates:
        inside = [i for i, start in enumerate(event_sentence_starts) if when.start <= start < when.end]
        if inside:
            spots.append(DateSpot(when, inside[0], inside[-1] + 1))
    return spots


def owner(clauses: Clauses, spot: _Spot) -> Group | None:
    """Return the verb group a phrase belongs to: the next one where the phrase opens a clause, else the one before."""
    position = spot.first
    while position > 0 and clauses.low[position - 1] in _LEADS:
        position -= 1
    following = next((g for g in clauses.groups if g.start >= spot.last), None)
    if position == 0 and following is not None and following.bare and "," in clauses.low[following.end :]:
        following = next((g for g in clauses.groups if g.start >= following.end and not g.bare), following)
    if following is not None and (position == 0 or clauses.low[position - 1] in _OPENERS):
        after = clauses.low[spot.last] if spot.last < len(clauses.low) else ""
        opens = (
            position == 0
            or clauses.low[position - 1] not in (",", '"', "(", "—")
            or after not in (",", ".", "and", ")", ";")
        )
        between = any(g.start < position for g in clauses.groups)
        if opens or not between:
            return following
    return clauses.group_of(spot.first)


def _own(event: Event, clauses: Clauses, spots: list[_S]) -> list[_S]:
    mine = [spot for spot in spots if event.group is not None and owner(clauses, spot) is event.group]
    trigger = event.trigger
    if trigger.frame in ("nouns", "object") or not mine:
        near = [
            s
            for s in spots
            if trigger.end <= s.first <= trigger.end + _NEAR and not _parted(clauses, trigger.end, s.first)
        ]
        mine = mine or near or [s for s in spots if _of_participle(event, clauses, s)]
    return sorted(mine, key=lambda s: (s.first < trigger.start, _vague(s), abs(s.first - trigger.end)))


def _vague(spot: _Spot) -> bool:
    """Say whether a date phrase gives way to a sharper one: "that winter, on 20 December"."""
    told = spot.when.date if isinstance(spot, DateSpot) else None
    return (
        told is not None
        and told.earliest is not None
        and told.latest is not None
        and (told.latest - told.earliest).days > _SHARP
    )


def _of_participle(event: Event, clauses: Clauses, spot: _Spot) -> bool:
    """As in "Recognised him in a photograph published on 19 January": the participle right behind dates the event."""
    if event.kind not in ("seen_alive", "interviewed") or event.group is None:
        return False
    holder = owner(clauses, spot)
    return (
        holder is not None and holder.bare and event.group.end <= holder.start and clauses.before(holder) is event.group
    )


def _parted(clauses: Clauses, start: int, end: int) -> bool:
    return any(start <= g.start < end for g in clauses.groups) or ";" in clauses.low[start:end]


def date_of(event: Event, clauses: Clauses, spots: list[DateSpot], anchor: Anchor) -> tuple[PartialDate | None, bool]:
    """Return the date of an event, and whether any date phrase was said of it."""
    mine = _own(event, clauses, spots) or _of_confirming(event, clauses, spots)
    if not mine:
        now = anchor.as_of if _is_now(event, clauses) else None
        return (PartialDate(now.isoformat(), inferred=True) if now else None), False
    when = mine[0].when
    return (bounded(when, event.kind, anchor) if when.date else None), True


def lone_date(event: Event, clauses: Clauses, spots: list[DateSpot], anchor: Anchor) -> PartialDate | None:
    """Return the one date of a sentence for an event that no date was said of, unless it is the day somebody spoke."""
    if len(spots) != 1 or spots[0].when.date is None:
        return None
    holder = owner(clauses, spots[0])
    if holder is not None and _SPEAKING & set(clauses.low[holder.start : holder.end]):
        return None
    return bounded(spots[0].when, event.kind, anchor)


def _of_confirming(event: Event, clauses: Clauses, spots: list[DateSpot]) -> list[DateSpot]:
    """As in "In January the Red Cross confirmed that he is held": he was held then."""
    before = clauses.before(event.group) if event.kind == "held" and event.group is not None else None
    if before is None or not {"confirmed", "established", "acknowledged"} & set(clauses.low[before.start : before.end]):
        return []
    return [spot for spot in spots if owner(clauses, spot) is before]


def _is_now(event: Event, clauses: Clauses) -> bool:
    if event.kind != "held" or event.group is None:
        return False
    return clauses.low[event.group.start] in ("is", "remains", "are", "remain", "'s")


def bounded(when: When, kind: str, anchor: Anchor) -> PartialDate | None:
    """Return a date with the bounds that the word before it gives: "before May", "since May"."""
    told = when.date
    if told is None or "XXXX" in told.edtf or "/" in told.edtf:
        return told
    edtf = told.edtf
    if when.lead in ("before", "by"):
        edtf = f"../{told.edtf}"
    elif when.lead == "after":
        edtf = f"{told.edtf}/.."
    elif when.lead == "since" and kind in _GOES_ON:
        end = anchor.as_of.isoformat() if anchor.as_of else ".."
        edtf = f"{told.edtf}/{end}"
    try:
        return PartialDate(edtf, told.inferred)
    except BadDate:
        return told


def place_of(event: Event, clauses: Clauses, spots: list[PlaceSpot]) -> str:
    """Return the words of the place of an event, "" if none is told."""
    mine = _own(event, clauses, spots)
    wanted = (
        _TOWARDS
        if event.kind == "transferred"
        else _SITTING | {"from"}
        if event.kind in ("seen_alive", "interviewed")
        else _SITTING
    )
    for spot in (s for s in mine if s.where.lead in wanted):
        return _with_more(spot, mine)
    if event.kind in ("transferred", "hospitalised"):
        return next((s.where.words for s in mine if s.where.lead in _SITTING | _TOWARDS), "")
    return ""


def _with_more(spot: PlaceSpot, mine: list[PlaceSpot]) -> str:
    further = next((s for s in mine if s.first == spot.last and s.where.lead == "of"), None)
    return f"{spot.where.words} of {further.where.words}" if further else spot.where.words
