"""Deeds: something dropped in; its reports accepted or refused."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.conf import settings

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.intake import Held, Reading
from tidings.register import entering, linking, originals
from tidings.register.doing import Doing, perform
from tidings.register.errors import RuleRefused, Unknown
from tidings.register.models import HeldRow, Source, Standing, State, Taking
from tidings.register.proposals import refresh
from tidings.register.results import Settled, SourceGiven, Taken
from tidings.register.sources import source_row
from tidings.reports import Report, to_json

UNWRITABLE: Final = re.compile("[\0\ud800-\udfff]")
"""NUL, which PostgreSQL keeps in no text, and halves of letters, which no encoding can write."""


def take(  # noqa: PLR0913 -- what is taken, from whom, and how it was read: all keyword-only
    *,
    actor: Actor,
    key: str,
    moment: datetime,
    content: bytes,
    filename: str,
    source: SourceGiven,
    reading: Reading,
    accept: bool,
) -> Taken:
    """Take in what was read from one file or text. The original is kept by its hash; the same thing twice is one.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        content: the original's bytes.
        filename: how the person calls it.
        source: who says it.
        reading: what intake understood of it.
        accept: accept the reports at once (a list from a trusted hand) instead of letting them wait.
    """
    require(actor, "take")
    if len(content) > settings.UPLOAD_LIMIT:
        raise RuleRefused(f"This file is larger than {settings.UPLOAD_LIMIT // 2**20} MB. Split it.")
    named = replace(source, name=source.name.strip())
    reports, unwritable = _sifted(named, reading)
    sha256 = originals.keep(content)
    scouted = entering.scouted(actor, reports)

    def act(doing: Doing) -> Taken:
        row = source_row(actor, named)
        taking = _taking(doing, row, (sha256, len(content), _tidy(filename)), reading)
        fresh, known = entering.enter(doing, reports, row, taking)
        _hold(doing, taking, (*reading.held, *unwritable))
        if accept:
            entering.accept(doing, fresh)
        entering.link_scouted(doing, fresh, scouted)
        Taking.objects.seen_by(actor).filter(pk=taking.pk).update(new=len(fresh), known_before=known)
        doing.about("taking", taking.pk)
        doing.touch("original", sha256)
        doing.touch("identities", [standing.report.identity for standing in fresh])
        return Taken(taking.pk, len(fresh), known, len(reading.held) + len(unwritable), 0 if accept else len(fresh))

    arguments = {
        "sha256": sha256,
        "filename": filename,
        "source": [named.name, named.kind, named.reliability, named.origin],
        "accept": accept,
    }
    return perform(actor=actor, key=key, moment=moment, deed="take", arguments=arguments, result=Taken, act=act)


def _taking(doing: Doing, source: Source, original: tuple[str, int, str], reading: Reading) -> Taking:
    sha256, size, filename = original
    return Taking.objects.put(
        doing.actor,
        source=source,
        sha256=sha256,
        size=size,
        filename=filename,
        kind=reading.kind,
        language=reading.language,
        text=reading.text.replace("\0", "\ufffd"),
        moment=doing.moment,
        by_id=doing.actor.user_id,
        new=0,
        known_before=0,
    )


def _sifted(source: SourceGiven, reading: Reading) -> tuple[list[Report], list[Held]]:
    """Part the reports that can be written down from those with characters no database holds (NUL, half a letter)."""
    reports, held = [], []
    for place, stated in enumerate(reading.reports, start=1):
        report = replace(stated, source=stated.source or source.name)
        if _unwritable(to_json(report)):
            problem = "it holds characters that are no letters of any script"
            held.append(Held(place, (), "", problem, "Ask the source for the words again"))
        else:
            reports.append(report)
    return reports, held


def _unwritable(value: object) -> bool:
    match value:
        case str():
            return UNWRITABLE.search(value) is not None
        case dict():
            return any(map(_unwritable, (*value, *value.values())))
        case list():
            return any(map(_unwritable, value))
        case _:
            return False


def _tidy(filename: str) -> str:
    return "".join(letter for letter in filename if letter.isprintable())[:255]


def _hold(doing: Doing, taking: Taking, held_rows: Iterable[Held]) -> None:
    HeldRow.objects.put_all(
        HeldRow(
            bureau_id=doing.actor.bureau_id,
            taking=taking,
            line=held.line,
            row=[list(cell) for cell in held.row],
            field=held.field,
            problem=held.problem,
            advice=held.advice,
        )
        for held in held_rows
    )


def accept_reports(*, actor: Actor, key: str, moment: datetime, report_ids: Iterable[int]) -> Settled:
    """Accept waiting (or refused) reports: each subject gets a person, and they count for statuses from now on."""
    wanted = tuple(sorted(set(report_ids)))

    def act(doing: Doing) -> Settled:
        standings = _standings(doing, wanted, {State.WAITING, State.REFUSED})
        again = [standing for standing in standings if standing.state == State.REFUSED]
        persons = entering.accept(doing, standings)
        linking.link(doing, again)
        refresh(actor, [standing.anchor_id for standing in standings])
        doing.about("report", *wanted)
        return Settled(standings[0].report.taking_id or 0, wanted, tuple(person.number for person in persons))

    return perform(
        actor=actor,
        key=key,
        moment=moment,
        deed="accept_reports",
        arguments={"reports": wanted},
        result=Settled,
        act=act,
    )


def refuse_reports(*, actor: Actor, key: str, moment: datetime, report_ids: Iterable[int], reason: str) -> Settled:
    """Refuse waiting reports, with the reason. They stay, and can still be accepted."""
    wanted = tuple(sorted(set(report_ids)))

    def act(doing: Doing) -> Settled:
        if not reason.strip():
            raise RuleRefused("Say why these reports are refused: somebody will ask.")
        standings = _standings(doing, wanted, {State.WAITING})
        for standing in standings:
            standing.state, standing.reason = State.REFUSED, reason.strip()
            standing.save()
            linking.forget(doing, standing.report)
        doing.about("report", *wanted)
        doing.because(reason)
        return Settled(standings[0].report.taking_id or 0, wanted, ())

    return perform(
        actor=actor,
        key=key,
        moment=moment,
        deed="refuse_reports",
        arguments={"reports": wanted, "reason": reason},
        result=Settled,
        act=act,
    )


def _standings(doing: Doing, wanted: tuple[int, ...], states: set[State]) -> list[Standing]:
    found = linking.standings_of(doing.actor, wanted)
    if not wanted or len(found) != len(wanted):
        raise Unknown("Some of these reports are not in this bureau. Open the page again.")
    settled = [row for row in found.values() if row.state not in states]
    if settled:
        raise RuleRefused(
            f"Report {settled[0].report_id} is {settled[0].state} already. Open the page again to see how it stands."
        )
    return [found[pk] for pk in wanted]
