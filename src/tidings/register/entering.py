"""Reports into the register: known before or new, waiting or accepted, each subject with its person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db import connection

from tidings.accounts.actor import Actor
from tidings.register import linking
from tidings.register.batches import batches
from tidings.register.doing import Doing
from tidings.register.models import Person, ReportRow, Source, Standing, State, Taking
from tidings.register.numbers import allocate_many
from tidings.register.results import SourceGiven
from tidings.register.scouting import Scouted, scout
from tidings.register.sources import origin_of, source_row
from tidings.reports import Report, to_json

ACCEPT: Final = "UPDATE register_standing SET state = %s, person_id = %s WHERE id = %s AND bureau_id = %s"

FAMILIES: Final = SourceGiven(name="Tracing requests", kind="family", reliability="B")
"""The source of what families write in their requests; each request is its own origin."""


TEXT: Final = "text"
"""A taking that is one running text, in which intake has said which lines speak of one person."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A tracing request's report in the register: its row, its person's number and row, and its own number."""

    report_id: int
    person: str
    person_id: int
    number: str


@dataclass(frozen=True, slots=True)
class ScoutedReports:
    """What was worked out for the reports of one reading: the place of each identity, and the comparisons."""

    places: Mapping[str, int]
    scouted: Scouted


def enter_request(doing: Doing, report: Report) -> Entered:
    """Enter what a family says of the person they seek; call it inside the deed that lodges the request.

    It is accepted at once, gets its own person, and is compared with all that is known. The same words asked twice are
    two requests.
    """
    return enter_requests(doing, {0: report}, scouted_requests(doing.actor, {0: report}))[0]


def scouted_requests(actor: Actor, reports: Mapping[int, Report]) -> Scouted:
    """Compare what families say with all that is known, before the deed begins: no lock is held."""
    return scout(actor, {place: asked_report(report, "") for place, report in reports.items()})


def enter_requests(doing: Doing, reports: Mapping[int, Report], found: Scouted) -> list[Entered]:
    """Enter the reports of many requests, by their place among those that were scouted."""
    source = source_row(doing.actor, FAMILIES)
    numbers = allocate_many(len(reports))
    asked = [asked_report(report, number) for report, number in zip(reports.values(), numbers, strict=True)]
    rows = ReportRow.objects.put_all(row_of(doing.actor, report, source, None, request=True) for report in asked)
    standings = Standing.objects.put_all(
        Standing(bureau_id=doing.actor.bureau_id, report=row, anchor=row, state=State.WAITING) for row in rows
    )
    accept(doing, standings)
    linking.link_scouted(doing, dict(zip(reports, standings, strict=True)), found)
    return [_entered(standing, report) for standing, report in zip(standings, asked, strict=True)]


def asked_report(report: Report, number: str) -> Report:
    """Return what a family says of the person they seek as the report it is kept as."""
    return replace(report, source=FAMILIES.name, record_id=number, role="subject", kind="report", handling="bureau")


def _entered(standing: Standing, report: Report) -> Entered:
    if standing.person is None:
        raise RuntimeError("a tracing request is always about a subject")
    return Entered(standing.report_id, standing.person.number, standing.person.pk, report.record_id)


def enter(doing: Doing, reports: Sequence[Report], source: Source, taking: Taking) -> tuple[list[Standing], int]:
    """Enter the reports of one reading, waiting.

    Returns:
        Where the new ones stand, and how many the bureau had before.
    """
    identities = [report.identity() for report in reports]
    subjects = [_subject(report, taking) or identity for report, identity in zip(reports, identities, strict=True)]
    known = _known(doing.actor, identities)
    anchors: dict[str, ReportRow] = {}
    fresh: dict[str, ReportRow] = {}
    for report, identity, subject in zip(reports, identities, subjects, strict=True):
        if identity in known:
            anchors.setdefault(subject, known[identity].anchor)
        elif identity not in fresh:
            fresh[identity] = row_of(doing.actor, report, source, taking)
    ReportRow.objects.put_all(fresh.values())
    for identity, subject in zip(identities, subjects, strict=True):
        if identity in fresh:
            anchors.setdefault(subject, fresh[identity])
    subject_of = dict(zip(identities, subjects, strict=True))
    standings = Standing.objects.put_all(
        Standing(bureau_id=doing.actor.bureau_id, report=row, anchor=anchors[subject_of[identity]], state=State.WAITING)
        for identity, row in fresh.items()
    )
    return standings, len(reports) - len(fresh)


def _subject(report: Report, taking: Taking) -> str:
    """Name the subject within its original, or "" where each line speaks for itself.

    Lines of a file may come from several originals that each begin at "p1" (`tidings read A B --out …`): there, one
    label joins only lines that say the very same of who it is, and nobody without a name.
    """
    if not report.subject or taking.kind == TEXT:
        return f"{report.kind} {report.subject}" if report.subject else ""
    who = (report.name, report.surname, report.given, report.patronymic)
    born = report.birth_date.edtf if report.birth_date else ""
    return repr((report.kind, report.subject, report.source, *who, born, report.age, report.as_of)) if any(who) else ""


def scouted(actor: Actor, reports: Sequence[Report]) -> ScoutedReports:
    """Compare the reports the bureau does not have yet with all it knows, before the deed begins: no lock is held."""
    places: dict[str, int] = {}
    for place, report in enumerate(reports):
        places.setdefault(report.identity(), place)
    known = _known(actor, places)
    new = {place: reports[place] for identity, place in places.items() if identity not in known}
    return ScoutedReports(places, scout(actor, new))


def link_scouted(doing: Doing, standings: Sequence[Standing], found: ScoutedReports) -> None:
    """Index new reports by their keys and propose the pairs worth a look."""
    by_place = {found.places[standing.report.identity]: standing for standing in standings}
    linking.link_scouted(doing, by_place, found.scouted)


def accept(doing: Doing, standings: Sequence[Standing]) -> list[Person]:
    """Accept reports; each subject of an original gets one person, with a number given now or before."""
    about = [standing for standing in standings if linking.linkable(standing.report)]
    persons = _persons(doing, dict.fromkeys(standing.anchor_id for standing in about))
    for standing in about:
        standing.person = persons[standing.anchor_id]
    for standing in standings:
        standing.state = State.ACCEPTED
    rows = [(row.state, row.person_id, row.pk, doing.actor.bureau_id) for row in standings]
    with connection.cursor() as cursor:
        cursor.executemany(ACCEPT, rows)
    doing.changes(person.pk for person in persons.values())
    doing.about("person", *(person.number for person in persons.values()))
    return list(persons.values())


def _persons(doing: Doing, anchors: Iterable[int]) -> dict[int, Person]:
    """Return each subject's person; those that have none yet get one."""
    found: dict[int, Person] = {}
    wanted = list(anchors)
    for batch in batches(wanted):
        siblings = Standing.objects.seen_by(doing.actor).filter(anchor_id__in=batch, person__isnull=False)
        found |= {row.anchor_id: row.person for row in siblings.select_related("person").order_by("-pk") if row.person}
    missing = [anchor for anchor in wanted if anchor not in found]
    made = Person.objects.put_all(
        Person(bureau_id=doing.actor.bureau_id, number=number, opened=doing.moment)
        for number in allocate_many(len(missing))
    )
    return found | dict(zip(missing, made, strict=True))


def _known(actor: Actor, identities: Iterable[str]) -> dict[str, Standing]:
    found: dict[str, Standing] = {}
    for batch in batches(dict.fromkeys(identities)):
        known = ReportRow.objects.seen_by(actor).filter(identity__in=batch)
        rows = Standing.objects.seen_by(actor).filter(report_id__in=list(known.values_list("pk", flat=True)))
        found |= {row.report.identity: row for row in rows.select_related("report", "anchor")}
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
    row = row_of(doing.actor, report, source, taking, request=request)
    row.mends = mends
    row.save(force_insert=True)
    return row


def row_of(actor: Actor, report: Report, source: Source, taking: Taking | None, *, request: bool = False) -> ReportRow:
    """Return the row that keeps a report, not written yet."""
    return ReportRow(
        bureau_id=actor.bureau_id,
        taking=taking,
        source=source,
        identity=report.identity(),
        content=to_json(report),
        handling=report.handling,
        role=report.role,
        event=report.event if report.kind == "report" else "",
        origin=f"request {report.record_id}" if request else origin_of(source, report.origin),
        request=request,
    )
