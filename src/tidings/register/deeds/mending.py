"""Deeds: a report or a held row mended. A report is never edited: the mended one stands in its place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from tidings.accounts.actor import Actor
from tidings.register import entering, linking
from tidings.register.doing import Doing, perform
from tidings.register.errors import RuleRefused, Unknown
from tidings.register.models import HeldRow, ReportRow, Standing, State
from tidings.register.results import Mended
from tidings.reports import COLUMNS, Report, from_row, to_row

BESIDE: Final = frozenset({"role", "certainty"})
"""What may be mended beside the columns of the record table."""

NAME: Final = ("name", "surname", "given", "patronymic")
"""Who it is: intake joins lines of one original by it, so a mended name parts what was joined by a misread one."""


def mend_report(*, actor: Actor, key: str, moment: datetime, report_id: int, changes: Mapping[str, str]) -> Mended:
    """Put a mended report in the place of one that was misread; the misread one is kept.

    Where the name is mended, the report does not speak of the subject of the other lines any more: it stands on its
    own, with its own person, and what was decided of that subject does not hold for it.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        report_id: a waiting or accepted report.
        changes: columns of the record table (and role, certainty) with their text; what is as it was is no change.

    Raises:
        BadInput, BadReport: a value breaks a rule; it names the column.
        RuleRefused: nothing changes, the report is sealed or erased, or the mended one is another report already.
    """

    def act(doing: Doing) -> Mended:
        old = _open_to_mending(actor, report_id)
        before = linking.content_of(old.report)
        different = _different(before, changes)
        report = _changed(before, different)
        row = _successor(doing, old.report, report)
        doing.about("report", report_id, row.pk)
        doing.touch("changes", different)
        _replace(doing, old, row, apart=_renamed(before, report) and _has_others(actor, old))
        return Mended(row.pk, known=False)

    return perform(
        actor=actor,
        key=key,
        moment=moment,
        deed="mend_report",
        arguments={"report": report_id, "changes": dict(changes)},
        result=Mended,
        act=act,
    )


def mend_row(*, actor: Actor, key: str, moment: datetime, held_id: int, changes: Mapping[str, str]) -> Mended:
    """Mend a held row; it becomes a waiting report, unless the bureau had that report already.

    Raises:
        BadInput: the row still breaks a rule; it names line and column.
    """

    def act(doing: Doing) -> Mended:
        held = HeldRow.objects.seen_by(actor).filter(pk=held_id).select_related("taking__source").first()
        if held is None or held.mended:
            raise Unknown("There is no such held row waiting in this bureau.")
        cells = dict(held.row) | dict(changes)
        taking = held.taking
        report = from_row(cells, file=taking.filename, line=held.line, source=taking.source.name)
        fresh, _ = entering.enter(doing, [report], taking.source, taking)
        linking.link(doing, fresh)
        held.mended = True
        held.save()
        doing.about("taking", taking.pk)
        doing.touch("changes", dict(changes))
        known = Standing.objects.seen_by(actor).get(report__identity=report.identity())
        return Mended(known.report_id, known=not fresh)

    return perform(
        actor=actor,
        key=key,
        moment=moment,
        deed="mend_row",
        arguments={"held": held_id, "changes": dict(changes)},
        result=Mended,
        act=act,
    )


def _open_to_mending(actor: Actor, report_id: int) -> Standing:
    standing = (
        Standing.objects.seen_by(actor).filter(report_id=report_id).select_related("report__source", "person").first()
    )
    if standing is None:
        raise Unknown("There is no such report in this bureau.")
    if standing.state not in {State.WAITING, State.ACCEPTED} or standing.report.erased or standing.report.request:
        raise RuleRefused("Only a waiting or accepted report can be mended; a request is changed by who asked.")
    if standing.report.handling == "sealed":
        raise RuleRefused("This report is sealed: its words are not open to mending.")
    return standing


def _different(report: Report, changes: Mapping[str, str]) -> dict[str, str]:
    """Leave out what a form sends as it was: the log names what is different."""
    written = to_row(report) | {name: getattr(report, name) for name in BESIDE}
    return {name: text for name, text in changes.items() if text != written.get(name)}


def _renamed(before: Report, after: Report) -> bool:
    return any(getattr(before, part) != getattr(after, part) for part in NAME)


def _has_others(actor: Actor, standing: Standing) -> bool:
    """Whether other reports of the same subject still stand; one that is alone keeps its number and its decisions."""
    siblings = Standing.objects.seen_by(actor).filter(anchor_id=standing.anchor_id).exclude(pk=standing.pk)
    return siblings.exclude(state=State.MENDED).exists()


def _changed(report: Report, changes: Mapping[str, str]) -> Report:
    unknown = next((name for name in changes if name not in COLUMNS and name not in BESIDE), None)
    if unknown is not None:
        raise RuleRefused(f"There is no column “{unknown}” in a report.")
    columns = {column: text for column, text in changes.items() if column in COLUMNS}
    read = from_row({column: cell for column, cell in to_row(report).items() if column in COLUMNS} | columns)
    mended = replace(report, **{column: getattr(read, column) for column in columns})
    beside: dict[str, Any] = {name: text for name, text in changes.items() if name in BESIDE}
    mended = replace(mended, **beside)
    if mended == report:
        raise RuleRefused("Nothing is different: change a value, or leave the report as it is.")
    return mended


def _successor(doing: Doing, old: ReportRow, report: Report) -> ReportRow:
    if ReportRow.objects.seen_by(doing.actor).filter(identity=report.identity()).exists():
        raise RuleRefused("The bureau has this very report already. Refuse this one instead of mending it.")
    return entering.write(doing, report, old.source, old.taking, mends=old)


def _replace(doing: Doing, old: Standing, row: ReportRow, *, apart: bool) -> None:
    accepted, before = old.state == State.ACCEPTED, old.person
    anchor_id = row.pk if apart else old.anchor_id
    standing = Standing.objects.put(doing.actor, report=row, anchor_id=anchor_id, state=State.WAITING)
    old.state, old.reason = State.MENDED, f"mended: report {row.pk}"
    old.save()
    linking.forget(doing, old.report)
    if accepted:
        entering.accept(doing, [standing])
    if accepted and before is not None:
        doing.changes([before.pk])
        doing.about("person", before.number)
    linking.link(doing, [standing])
