"""What came of an exchange, told to the register: a report of an official source about a person known by number.

A handover or a death becomes a report; status still needs its two signatures. A refusal, a postponement or somebody not
brought says something of a private wish or of the other side's dealings: it stays in the compartment and makes none.
"""

from datetime import date
from typing import Final

from tidings.intake import Reading
from tidings.kernel.canonical import canonical_json
from tidings.kernel.dates import PartialDate
from tidings.register import entering, keeping, originals
from tidings.register.doing import Doing
from tidings.register.errors import RuleRefused
from tidings.register.linking import content_of
from tidings.register.models import Person, Standing, State, Taking
from tidings.register.results import SourceGiven
from tidings.register.sources import source_row
from tidings.register.standing import members_of, person_numbered, root_id
from tidings.reports import Report

OUTCOMES: Final = ("exchanged", "refused", "not_brought", "died", "postponed")
EVENT_OF: Final = {"exchanged": "exchanged", "died": "died"}
"""Outcomes the register hears of, and the event they are."""


def source_of(name: str) -> SourceGiven:
    """Return the source that outcomes of a round have: an official document of the own side."""
    return SourceGiven(f"Exchange round {name}", "own_list", "A", "")


def tell(doing: Doing, name: str, person: str, outcome: str, day: date) -> int:
    """Enter the report of an outcome, accepted, in the file of the person with this register number.

    The protocol names the person by register number, so nothing is compared and nothing guessed: the report joins the
    subject that stands first in the file, as a further line of the same original would.

    Returns:
        The report's row.
    """
    number = person_numbered(doing.actor, person)
    standing = _anchor(doing, number)
    stated = content_of(standing.report)
    report = Report(
        record_id=number.number,
        source=source_of(name).name,
        name=stated.name,
        surname=stated.surname,
        given=stated.given,
        patronymic=stated.patronymic,
        sex=stated.sex,
        event=EVENT_OF[outcome],
        event_date=PartialDate(day.isoformat()),
        language=stated.language,
        directness=0,
    )
    return _enter(doing, name, report, standing)


def _anchor(doing: Doing, person: Person) -> Standing:
    members = members_of(doing.actor, [root_id(person)])[root_id(person)]
    rows = Standing.objects.seen_by(doing.actor).filter(person__in=members, state=State.ACCEPTED, report__erased=None)
    open_rows = rows.exclude(report__handling="sealed").order_by("report__request", "report_id")
    found = open_rows.select_related("report", "person").first()
    if found is None:
        raise RuleRefused("Nothing that may be read is left in this person's file.")
    return found


def _enter(doing: Doing, name: str, report: Report, standing: Standing) -> int:
    source = source_row(doing.actor, source_of(name))
    content = canonical_json(["exchange outcome", name, report.record_id, report.event, str(report.event_date)])
    original = (originals.keep(content), len(content), f"exchange {report.record_id}.json")
    taking = keeping.put(doing, source, original, Reading(reports=(report,)))
    fresh, known = entering.enter(doing, (report,), source, taking)
    for row in fresh:
        row.anchor_id = standing.anchor_id
        row.save(update_fields=["anchor"])
    entering.accept(doing, fresh)
    Taking.objects.seen_by(doing.actor).filter(pk=taking.pk).update(new=len(fresh), known_before=known)
    if not fresh:
        raise RuleRefused("This outcome was told to the register before.")
    return fresh[0].report_id
