"""Deeds: something dropped in; its reports accepted or refused."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.intake import Reading
from tidings.register import entering, keeping, linking, originals
from tidings.register.doing import Doing, perform
from tidings.register.errors import RuleRefused, Unknown
from tidings.register.models import Standing, State, Taking
from tidings.register.proposals import refresh
from tidings.register.results import Settled, SourceGiven, Taken
from tidings.register.sources import source_row

ONLY_ASKED: Final = (
    "What a family says comes as a tracing request: a table of requests, or the request form. "
    "As a plain report it would stand as another's word for their own."
)


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

    Raises:
        RuleRefused: it is too large, or it comes from a family: `casework.deeds.lodge_requests_from` takes those.
    """
    require(actor, "take")
    keeping.check_size(content)
    if source.kind == "family":
        raise RuleRefused(ONLY_ASKED)
    named = replace(source, name=source.name.strip())
    reports, unwritable = keeping.sifted(named.name, reading)
    sha256 = originals.keep(content)
    scouted = entering.scouted(actor, reports)

    def act(doing: Doing) -> Taken:
        row = source_row(actor, named)
        taking = keeping.put(doing, row, (sha256, len(content), filename), reading)
        fresh, known = entering.enter(doing, reports, row, taking)
        keeping.hold(doing, taking, (*reading.held, *unwritable))
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
