"""Two pictures of a plan: shares of groups on it against all who could be planned, and how long people have waited."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from statistics import median, quantiles
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tidings.casework.rounds.state import RunDone
from tidings.kernel.dates import PartialDate
from tidings.web.rounds.figures import CONDITIONAL, GOES, LAW, SMALLEST, STAYS, Someone, places_in
from tidings.web.rounds.words import RANKS
from tidings.web.words import word

LEFT, RIGHT, STEP, TOP = 178.0, 408.0, 26, 40
EARLY, LATE = 30, 180
"""Days between capture and registration: registered early, registered late."""
QUARTERS: Final = 4


@dataclass(frozen=True, slots=True)
class Share:
    """One group: its share on the plan with a chance range, and its share of all who could be planned."""

    label: str
    y: int
    text_y: int
    low: str
    high: str
    on_plan: str
    of_all: str
    words: str
    off: bool


@dataclass(frozen=True, slots=True)
class Shares:
    """The chart; `warnings` names the groups far from their share, `small` says that some were left out."""

    rows: tuple[Share, ...]
    ticks: tuple[tuple[str, str], ...]
    height: int
    warnings: tuple[str, ...]
    small: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """Days waited by one group: the middle half as a box, the median, the ends."""

    label: str
    y: int
    box_y: int
    text_y: int
    low: str
    first: str
    width: str
    middle: str
    high: str
    median: str


@dataclass(frozen=True, slots=True)
class Waits:
    """The chart of waiting."""

    rows: tuple[Strip, ...]
    ticks: tuple[tuple[str, str], ...]
    height: int
    words: str


def _text(number: float) -> str:
    return f"{number:.1f}"


def _at(part: float) -> str:
    return _text(LEFT + (RIGHT - LEFT) * min(max(part, 0.0), 1.0))


def shares(run: RunDone, people: Sequence[Someone]) -> Shares | None:
    """Lay out the shares; None where too few people are planned to say anything."""
    places = places_in(run.plan, people)
    everybody = [one for one in people if places[one.listed["key"]] in {GOES, LAW, CONDITIONAL, STAYS}]
    going = [one for one in everybody if places[one.listed["key"]] != STAYS]
    if len(going) < SMALLEST or len(everybody) - len(going) < SMALLEST:
        return None
    rows: list[Share] = []
    warnings: list[str] = []
    small = False
    for label, member in _groups(everybody):
        of_all, on_plan = sum(map(member, everybody)), sum(map(member, going))
        if of_all < SMALLEST or len(everybody) - of_all < SMALLEST:
            small = True
            continue
        row = _share(label, len(rows), (on_plan / len(going), of_all / len(everybody)), len(going), len(everybody))
        rows.append(row)
        if row.off:
            warnings.append(_("%(group)s: %(figures)s") % {"group": label, "figures": row.words})
    ticks = tuple((_text(LEFT + (RIGHT - LEFT) * part / QUARTERS), f"{part * 25} %") for part in range(QUARTERS + 1))
    return Shares(tuple(rows), ticks, TOP + STEP * len(rows), tuple(warnings), small) if rows else None


def _share(label: str, place: int, parts: tuple[float, float], going: int, everybody: int) -> Share:
    on_plan, of_all = parts
    spread = 1.96 * sqrt(of_all * (1 - of_all) / going * (everybody - going) / max(everybody - 1, 1))
    return Share(
        label=label,
        y=TOP + STEP * place,
        text_y=TOP + STEP * place + 4,
        low=_at(of_all - spread),
        high=_at(of_all + spread),
        on_plan=_at(on_plan),
        of_all=_at(of_all),
        words=f"{round(on_plan * 100)} / {round(of_all * 100)} %",
        off=abs(on_plan - of_all) > spread,
    )


def _groups(everybody: Iterable[Someone]) -> list[tuple[str, Callable[[Someone], bool]]]:
    ranks = sorted({str(one.values["rank"]) for one in everybody if one.values.get("rank")})
    found: list[tuple[str, Callable[[Someone], bool]]] = [(word(RANKS, rank), _having("rank", rank)) for rank in ranks]
    found.append((word(RANKS, "f"), _having("sex", "f")))
    found.append((_("Registered in 30 days"), lambda one: -1 < delay(one) <= EARLY))
    found.append((_("Registered after 180"), lambda one: delay(one) > LATE))
    return found


def _having(name: str, value: str) -> Callable[[Someone], bool]:
    return lambda one: str(one.values.get(name, "")) == value


def delay(one: Someone) -> int:
    """Days from the latest possible day of capture to registration, or -1 where either is not a day."""
    registered, captured = one.values.get("registered"), one.values.get("captured")
    if not isinstance(registered, str) or not captured:
        return -1
    latest = PartialDate.parse(str(captured)).latest
    known = PartialDate.parse(registered).earliest
    return max(0, (known - latest).days) if latest and known else -1


def waits(run: RunDone, people: Sequence[Someone]) -> Waits | None:
    """Lay out how long people have waited, of all who could be planned, on the plan, and still waiting."""
    places = places_in(run.plan, people)
    parts: dict[str, list[int]] = {GOES: [], STAYS: []}
    for one in people:
        stands = places[one.listed["key"]]
        if one.days is not None and stands in {GOES, LAW, CONDITIONAL, STAYS}:
            parts[STAYS if stands == STAYS else GOES].append(one.days)
    groups = [
        (_("All who could be planned"), parts[GOES] + parts[STAYS]),
        (_("On this plan"), parts[GOES]),
        (_("Still waiting"), parts[STAYS]),
    ]
    shown = [(label, days) for label, days in groups if len(days) >= SMALLEST]
    if not shown:
        return None
    longest = max(max(days) for _label, days in shown)
    scale = ceil(longest / QUARTERS / 50) * 50 * QUARTERS or QUARTERS
    rows = tuple(_strip(place, label, days, scale) for place, (label, days) in enumerate(shown))
    ticks = tuple(
        (_text(LEFT + (RIGHT - LEFT) * part / QUARTERS), number_format(scale * part // QUARTERS, force_grouping=True))
        for part in range(QUARTERS + 1)
    )
    words = "; ".join(f"{row.label}: {row.median}" for row in rows)
    return Waits(rows, ticks, TOP + 44 * len(rows), words)


def _strip(place: int, label: str, days: Sequence[int], scale: int) -> Strip:
    first, middle, third = quantiles(days, n=4, method="inclusive")
    y = TOP + 44 * place
    return Strip(
        label=label,
        y=y,
        box_y=y - 8,
        text_y=y + 24,
        low=_at(min(days) / scale),
        first=_at(first / scale),
        width=_text(max((RIGHT - LEFT) * (third - first) / scale, 1)),
        middle=_at(middle / scale),
        high=_at(max(days) / scale),
        median=number_format(round(median(days)), force_grouping=True),
    )
