"""The own side's list out of the register: whoever is known to be captive, with what is said of them and by whom.

Nothing is judged here and nobody is left out: who is not listed, or whose capture has no date, is drawn with that gap
named. Sealed reports say nothing here, and nothing is read that could tell military value.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q

from tidings import places
from tidings.accounts.actor import Actor
from tidings.forces import read_rank
from tidings.kernel.dates import PartialDate
from tidings.register.batches import batches
from tidings.register.linking import content_of
from tidings.register.listings import known_captives, listed_on, said_free
from tidings.register.models import Person, Standing, State
from tidings.register.standing import root_id
from tidings.reports import Report

RULES: Final = ("either", "own", "detaining", "both")
"""Which official list makes somebody eligible: either of the two, one of them, or both."""

TOGETHER: Final = 200
HELD: Final = ("transferred", "held", "hospitalised", "interviewed", "seen_alive")
"""Events that show somebody was in captivity already, so capture was not later."""


@dataclass(frozen=True, slots=True)
class Told:
    """One accepted report of a person and who says it."""

    report: Report
    source: str
    order: tuple[int, str, int]


def drawn(actor: Actor, rule: str) -> list[dict[str, Any]]:
    """Draw everybody known to be captive, oldest in the register first.

    Args:
        actor: who draws.
        rule: which list makes them eligible, of `RULES`.
    """
    roots = known_captives(actor)
    on, free = listed_on(actor, roots), said_free(actor, roots)
    people: list[dict[str, Any]] = []
    for batch in batches(roots, TOGETHER):
        persons = Person.objects.seen_by(actor).in_bulk(batch)
        told = _told(actor, batch)
        people += [_person(persons[root], told[root], on.get(root, {}), rule, free=root in free) for root in batch]
    return people


def _told(actor: Actor, roots: Sequence[int]) -> defaultdict[int, list[Told]]:
    rows = Standing.objects.seen_by(actor).filter(
        Q(person_id__in=roots) | Q(person__joined_into_id__in=roots), state=State.ACCEPTED, report__erased=None
    )
    found: defaultdict[int, list[Told]] = defaultdict(list)
    for row in rows.exclude(report__handling="sealed").select_related("report__source", "person"):
        source, person = row.report.source, row.person
        if person is not None:
            order = (_weight(source.kind), source.reliability, -row.report_id)
            found[root_id(person)].append(Told(content_of(row.report), source.name, order))
    for told in found.values():
        told.sort(key=lambda one: one.order)
    return found


def _weight(kind: str) -> int:
    """Official documents first, then everybody else, families' own requests last."""
    if kind in {"icrc", "detaining_list", "own_list"}:
        return 0
    return 2 if kind == "family" else 1


def _person(person: Person, told: Sequence[Told], on: dict[str, date], rule: str, *, free: bool) -> dict[str, Any]:
    said = {name: _first(told, read) for name, read in FIELDS.items()}
    captured, captured_by, worked_out = _captured(told)
    listed = _eligible(on, rule)
    found: dict[str, Any] = {name: value for name, (value, _) in said.items() if value}
    found |= {"key": person.number, "registered": person.opened.date().isoformat(), "listed": listed}
    sources = {name: list(by) for name, (value, by) in said.items() if value}
    if captured:
        found["captured"], sources["captured"] = captured, list(captured_by)
    gaps = {
        "not_listed": not listed,
        "captured_unknown": not captured,
        "captured_bounded": worked_out,
        "category_unknown": "category" not in found,
        "place_unknown": "place" not in found,
        "said_free": free,
    }
    return found | {"sources": sources, "gaps": [gap for gap, there in gaps.items() if there]}


def _first(told: Iterable[Told], read: Callable[[Report], str]) -> tuple[str, tuple[str, ...]]:
    """Return the value the weightiest report states, and every source that states the same."""
    stated = [(read(one.report), one.source) for one in told]
    value = next((value for value, _ in stated if value), "")
    return value, tuple(dict.fromkeys(source for said, source in stated if value and said == value))


def _captured(told: Sequence[Told]) -> tuple[str, tuple[str, ...], bool]:
    """Return the interval of capture, who says so, and whether it is only known to be not later than a day."""
    dated = [(one.report.event_date, one.source) for one in told if one.report.event == "captured"]
    for when, source in dated:
        if when is not None and when.latest is not None:
            return interval(when), (source,), False
    seen = [
        (one.report.event_date.latest, one.source)
        for one in told
        if one.report.event in HELD and one.report.event_date is not None and one.report.event_date.latest
    ]
    if not seen:
        return "", (), False
    earliest = min(day for day, _ in seen)
    return f"../{earliest.isoformat()}", tuple(source for day, source in seen if day == earliest), True


def interval(when: PartialDate) -> str:
    """Write a date as the day or interval it stands for, as a round wants it."""
    first = when.earliest.isoformat() if when.earliest else ".."
    last = when.latest.isoformat() if when.latest else ".."
    return first if first == last else f"{first}/{last}"


def _eligible(on: dict[str, date], rule: str) -> bool:
    lists = {"own", "detaining"} & on.keys()
    return {"either": bool(lists), "both": len(lists) == len(RULES) // 2}.get(rule, rule in lists)


def _name(report: Report) -> str:
    return report.name or " ".join(filter(None, (report.surname, report.given, report.patronymic)))


def _category(report: Report) -> str:
    serves = report.rank or report.unit or report.branch or report.service_number
    return "military" if serves else ""


def _rank(report: Report) -> str:
    read = read_rank(report.rank) if report.rank else None
    return read.kind if read else ""


def _place(report: Report) -> str:
    return report.event_place if report.event in {"held", "transferred", "hospitalised"} else ""


def _region(report: Report) -> str:
    for text in (report.residence, report.birth_place):
        regions = places.read(text).regions if text else frozenset()
        if len(regions) == 1:
            return next(iter(regions))
    return ""


def _born(report: Report) -> str:
    return report.birth_date.edtf if report.birth_date else ""


FIELDS: Final[dict[str, Callable[[Report], str]]] = {
    "name": _name,
    "category": _category,
    "rank": _rank,
    "place": _place,
    "region": _region,
    "sex": lambda report: report.sex,
    "born": _born,
}
