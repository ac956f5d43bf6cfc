"""A person's file: every value with who says so, contradictions first; the timeline; decisions; readers."""

import json
from datetime import datetime
from itertools import combinations
from typing import Final

from django.db.models import Q

from tidings.accounts.actor import Actor
from tidings.evidence import pseudonym, without_subjects
from tidings.kernel.dates import birth_from_age, overlaps
from tidings.register.keyring import keyring
from tidings.register.models import AuditEntry, AuditSubject, Confirmation, Decision, Signature, State
from tidings.register.proposals import touching
from tidings.register.pseudonyms import users_by_pseudonym
from tidings.register.searching import name_of
from tidings.register.showing import decision_shown, reports_shown, with_all
from tidings.register.shown import (
    ConfirmationShown,
    EventSaid,
    FieldSaid,
    PersonFile,
    Reader,
    ReportShown,
    Said,
    SignatureShown,
)
from tidings.register.standing import Files, files
from tidings.register.status import lacking
from tidings.reports import Report

FIELDS: Final = (
    "name",
    "alias",
    "sex",
    "birth_date",
    "birth_place",
    "residence",
    "nationality",
    "branch",
    "unit",
    "rank",
    "service_number",
    "marks",
    "relatives",
)
EXACT: Final = frozenset({"sex", "service_number"})
"""Fields of which two different values cannot both be true; spellings, ranks and places can."""

READERS: Final = 20
OPENINGS: Final = frozenset(
    {"open_person", "open_proposal", "open_taking", "compare_reports", "search", "open_request"}
)


def person_file(actor: Actor, root: int, entry: int) -> PersonFile:
    """Show a person's file to somebody whose opening is recorded at `entry`."""
    loaded = files(actor, [root])
    members = loaded.members[root]
    ids = [member.pk for member in members]
    rows = with_all(actor).filter(person_id__in=ids, state=State.ACCEPTED, report__erased=None).order_by("report_id")
    reports = reports_shown(actor, rows)
    numbers = tuple(member.number for member in members)
    return PersonFile(
        number=numbers[0],
        joined=numbers[1:],
        name=max((name_of(report.report) for report in reports), key=len, default=""),
        status=loaded.status(root),
        reports=reports,
        values=_values(reports),
        events=_events(reports),
        decisions=tuple(map(decision_shown, _decisions(actor, ids))),
        confirmations=_confirmations(actor, loaded, root),
        proposals=_open(actor, reports),
        readers=_readers(actor, numbers),
        sealed=sum(report.report is None for report in reports),
        requests=len(loaded.requests[root]),
        entry=entry,
    )


def _values(reports: tuple[ReportShown, ...]) -> tuple[FieldSaid, ...]:
    found = [_field(field, reports) for field in FIELDS]
    return tuple(sorted((field for field in found if field.said), key=lambda field: not field.contradictory))


def _field(field: str, reports: tuple[ReportShown, ...]) -> FieldSaid:
    said = tuple(
        Said(text, shown.report_id, shown.source, shown.report.as_of.isoformat() if shown.report.as_of else "")
        for shown in reports
        if shown.report is not None
        for text in _texts(field, shown.report)
    )
    if field == "birth_date":
        return FieldSaid(field, said, contradictory=_births_contradict(reports))
    return FieldSaid(field, said, contradictory=field in EXACT and len({one.value for one in said}) > 1)


def _texts(field: str, report: Report) -> tuple[str, ...]:
    match field:
        case "name":
            return tuple(filter(None, (name_of(report),)))
        case "alias":
            return report.alias
        case "birth_date":
            birth = (report.birth_date.edtf,) if report.birth_date else ()
            return birth + ((f"{report.age[0]}-{report.age[1]}",) if report.age and not birth else ())
        case "relatives":
            return tuple(f"{relative.relation}: {relative.name}" for relative in report.relatives)
        case _:
            return tuple(filter(None, (getattr(report, field),)))


def _births_contradict(reports: tuple[ReportShown, ...]) -> bool:
    births = []
    for shown in reports:
        report = shown.report
        if report is not None and report.birth_date is not None:
            births.append(report.birth_date)
        elif report is not None and report.age and report.as_of:
            births.append(birth_from_age(report.age[0], report.age[1], report.as_of))
    return any(overlaps(one, other) is False for one, other in combinations(births, 2))


def _events(reports: tuple[ReportShown, ...]) -> tuple[EventSaid, ...]:
    said = [
        EventSaid(
            shown.report.event,
            shown.report.event_date.edtf if shown.report.event_date else "",
            shown.report.event_place,
            shown.report.certainty,
            shown.report.directness,
            shown.report_id,
            shown.source,
        )
        for shown in reports
        if shown.report is not None and shown.report.event
    ]
    days = {shown.report_id: _day(shown.report) for shown in reports if shown.report is not None}
    return tuple(sorted(said, key=lambda event: (days[event.report_id], event.report_id)))


def _day(report: Report) -> str:
    """Return a sortable day; the undated come last."""
    when = report.event_date
    if when is None or (when.earliest is None and when.latest is None):
        return "9999"
    return str(when.earliest or when.latest)


def _decisions(actor: Actor, ids: list[int]) -> list[Decision]:
    rows = Decision.objects.seen_by(actor).filter(Q(left_id__in=ids) | Q(right_id__in=ids))
    return list(rows.select_related("left", "right", "by", "undoing").order_by("-pk"))


def _confirmations(actor: Actor, loaded: Files, root: int) -> tuple[ConfirmationShown, ...]:
    ids = {member.pk for member in loaded.members[root]}
    rows = Confirmation.objects.seen_by(actor).filter(person_id__in=ids).select_related("by").order_by("-pk")
    signatures = (
        Signature.objects.seen_by(actor).filter(confirmation__in=rows).select_related("by", "withdrawal").order_by("pk")
    )
    parts = {part.row.pk: part for part in loaded.confirmations[root]}
    shown = []
    for row in rows:
        missing = lacking(parts[row.pk].signed(loaded.requests[root]), loaded.facts[root])
        own = [signature for signature in signatures if signature.confirmation_id == row.pk]
        shown.append(
            ConfirmationShown(
                row.pk,
                row.kind,
                tuple(row.grounds),
                row.reason,
                row.by.display_name,
                row.moment,
                tuple(_signature(actor, signature, ids) for signature in own),
                not missing,
                missing,
            )
        )
    return tuple(shown)


def _signature(actor: Actor, signature: Signature, ids: set[int]) -> SignatureShown:
    withdrawal = getattr(signature, "withdrawal", None)
    return SignatureShown(
        signature.pk,
        signature.by.display_name,
        signature.by_id == actor.user_id,
        signature.moment,
        withdrawal.moment if withdrawal else None,
        ids <= set(signature.covers),
    )


def _open(actor: Actor, reports: tuple[ReportShown, ...]) -> tuple[int, ...]:
    rows = touching(actor, {report.subject for report in reports}).filter(open=True)
    return tuple(rows.order_by("-probability", "pk").values_list("pk", flat=True))


def _readers(actor: Actor, numbers: tuple[str, ...]) -> tuple[Reader, ...]:
    """Return who opened this file, newest first, read from the audit log itself."""
    ring = keyring()
    names = [pseudonym(ring.pseudonym, "person", number) for number in numbers]
    rows = AuditSubject.objects.seen_by(actor).filter(pseudonym__in=names, entry__deed__in=OPENINGS)
    newest = rows.order_by("-entry_id").values_list("entry_id", flat=True).distinct()[:READERS]
    opened = AuditEntry.objects.seen_by(actor).filter(pk__in=list(newest)).order_by("-pk")
    bodies = [json.loads(without_subjects(bytes(entry.body))) for entry in opened]
    users = users_by_pseudonym(actor, ring.pseudonym, (body["actor"] for body in bodies))
    return tuple(
        Reader(users.get(body["actor"], ""), datetime.fromisoformat(body["time"]), body["deed"]) for body in bodies
    )
