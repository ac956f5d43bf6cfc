"""Reports into the register: known before or new, waiting or accepted, each subject with its person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tidings.register import linking
from tidings.register.doing import Doing
from tidings.register.models import Person, ReportRow, Source, Standing, State, Taking
from tidings.register.numbers import allocate
from tidings.register.proposals import refresh
from tidings.register.results import SourceGiven
from tidings.register.sources import origin_of, source_row
from tidings.reports import Report, to_json

FAMILIES: Final = SourceGiven(name="Tracing requests", kind="family", reliability="B")
"""The source of what families write in their requests; each request is its own origin."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A tracing request's report in the register: its row, and the number of its person's file."""

    report_id: int
    person: str


def enter_request(doing: Doing, report: Report) -> Entered:
    """Enter what a family says of the person they seek; call it inside the deed that lodges the request.

    It is accepted at once, gets its own person, and is compared with all that is known. The same words asked twice are
    two requests.
    """
    source = source_row(doing.actor, FAMILIES)
    number = allocate()
    asked = replace(report, source=source.name, record_id=number, role="subject", kind="report", handling="bureau")
    row = write(doing, asked, source, None, request=True)
    standing = Standing.objects.put(doing.actor, report=row, anchor=row, state=State.WAITING)
    accept(doing, [standing])
    link(doing, [standing])
    person = standing.person
    if person is None:
        raise RuntimeError("a tracing request is always about a subject")
    return Entered(row.pk, person.number)


def enter(doing: Doing, reports: Sequence[Report], source: Source, taking: Taking) -> tuple[list[Standing], int]:
    """Enter the reports of one reading, waiting.

    Returns:
        Where the new ones stand, and how many the bureau had before.
    """
    identities = [report.identity() for report in reports]
    known = _known(doing, identities)
    anchors: dict[str, int] = {}
    for report, identity in zip(reports, identities, strict=True):
        if identity in known and report.subject:
            anchors.setdefault(f"{report.kind} {report.subject}", known[identity].anchor_id)
    fresh: list[Standing] = []
    for report, identity in zip(reports, identities, strict=True):
        if identity not in known:
            row = write(doing, report, source, taking)
            anchor = anchors.setdefault(f"{report.kind} {report.subject}", row.pk) if report.subject else row.pk
            standing = Standing.objects.put(doing.actor, report=row, anchor_id=anchor, state=State.WAITING)
            known[identity] = standing
            fresh.append(standing)
    return fresh, len(reports) - len(fresh)


def link(doing: Doing, standings: Sequence[Standing]) -> None:
    """Index new reports by their keys and propose the pairs worth a look."""
    linking.index(doing, [standing.report for standing in standings])
    for standing in standings:
        linking.propose(doing, standing.report, standing.anchor_id)
    refresh(doing.actor, [standing.anchor_id for standing in standings])


def accept(doing: Doing, standings: Iterable[Standing]) -> list[Person]:
    """Accept reports; each subject of an original gets one person, with a number given now or before."""
    persons: dict[int, Person] = {}
    for standing in standings:
        standing.state = State.ACCEPTED
        if linking.linkable(standing.report):
            person = persons.get(standing.anchor_id) or _person(doing, standing.anchor_id)
            persons[standing.anchor_id] = standing.person = person
        standing.save()
    doing.changes(person.pk for person in persons.values())
    doing.about("person", *(person.number for person in persons.values()))
    return list(persons.values())


def _person(doing: Doing, anchor_id: int) -> Person:
    sibling = (
        Standing.objects.seen_by(doing.actor)
        .filter(anchor_id=anchor_id, person__isnull=False)
        .select_related("person")
        .order_by("pk")
        .first()
    )
    if sibling is not None and sibling.person is not None:
        return sibling.person
    return Person.objects.put(doing.actor, number=allocate(), opened=doing.moment)


def _known(doing: Doing, identities: Iterable[str]) -> dict[str, Standing]:
    wanted = list(dict.fromkeys(identities))
    found: dict[str, Standing] = {}
    for start in range(0, len(wanted), 500):
        rows = Standing.objects.seen_by(doing.actor).filter(report__identity__in=wanted[start : start + 500])
        found |= {row.report.identity: row for row in rows.select_related("report")}
    return found


def write(
    doing: Doing,
    report: Report,
    source: Source,
    taking: Taking | None,
    *,
    request: bool = False,
    mends: ReportRow | None = None,
) -> ReportRow:
    """Write the row of one report, which is never changed again."""
    return ReportRow.objects.put(
        doing.actor,
        taking=taking,
        source=source,
        identity=report.identity(),
        content=to_json(report),
        handling=report.handling,
        role=report.role,
        event=report.event if report.kind == "report" else "",
        origin=f"request {report.record_id}" if request else origin_of(source, report.origin),
        request=request,
        mends=mends,
    )
