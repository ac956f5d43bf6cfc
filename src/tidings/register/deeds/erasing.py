"""Deed: a report erased. Its row stays as a tombstone, the log stays provable, the words are gone."""

from collections.abc import Iterator
from datetime import datetime

from tidings.accounts.actor import Actor
from tidings.evidence import pseudonym
from tidings.register import linking
from tidings.register.doing import Doing, perform
from tidings.register.errors import RuleRefused, Unknown
from tidings.register.keyring import keyring
from tidings.register.models import AuditSubject, AuditValue, ReportRow, Standing
from tidings.register.results import Erased


def erase_report(*, actor: Actor, key: str, moment: datetime, report_id: int, reason: str) -> Erased:
    """Erase a report's content for good: the words, its keys, and the plain values in the log's side table.

    What it was mended from is erased with it.

    The original it came from is not touched: it may speak of others.
    """

    def act(doing: Doing) -> Erased:
        if not reason.strip():
            raise RuleRefused("Say why this report is erased: nobody can bring it back.")
        standing = Standing.objects.seen_by(actor).filter(report_id=report_id).select_related("report", "person")
        found = standing.first()
        if found is None or found.report.erased is not None:
            raise Unknown("There is no such report in this bureau.")
        for row in _with_misread(actor, found.report):
            ReportRow.objects.seen_by(actor).filter(pk=row.pk).update(content={}, event="", erased=moment)
            linking.forget(doing, row)
            _forget_values(actor, row.pk)
            doing.about("report", row.pk)
        if found.person is not None:
            doing.about("person", found.person.number)
            doing.changes([found.person.pk])
        doing.because(reason)
        return Erased(report_id)

    return perform(
        actor=actor,
        key=key,
        moment=moment,
        deed="erase_report",
        arguments={"report": report_id, "reason": reason},
        result=Erased,
        act=act,
    )


def _with_misread(actor: Actor, row: ReportRow) -> Iterator[ReportRow]:
    """Yield a report and those it was mended from: the misread ones hold the same words."""
    if row.erased is None:
        yield row
    for misread in ReportRow.objects.seen_by(actor).filter(pk=row.mends_id or 0).select_related("standing"):
        yield from _with_misread(actor, misread)


def _forget_values(actor: Actor, report_id: int) -> None:
    """Delete the plain values and salts of every entry about this report."""
    name = pseudonym(keyring().pseudonym, "report", str(report_id))
    entries = AuditSubject.objects.seen_by(actor).filter(pseudonym=name).values_list("entry_id", flat=True)
    AuditValue.objects.seen_by(actor).filter(entry_id__in=list(entries)).delete()
