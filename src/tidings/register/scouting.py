"""Pairs worth a look, worked out before the deed's transaction begins, so that nobody waits for a comparison.

`scout` reads and compares without any lock and remembers how far the key table went. Inside the transaction
`with_newcomers` compares with whoever entered the table since, and with those alone. Reports are never edited, so a
comparison made outside holds inside; whoever left the table meanwhile is left out of the proposals.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tidings.accounts.actor import Actor
from tidings.linkage.comparison import compare_subjects
from tidings.linkage.packing import unpack
from tidings.linkage.subject import Subject
from tidings.register import keytable
from tidings.register.batches import batches
from tidings.register.keytable import Prepared, prepare
from tidings.register.models import State
from tidings.register.surroundings import Surroundings, prior_among
from tidings.reports import Report

TOGETHER: Final = 100
"""The neighbours of so many reports are fetched together."""

NOT_YET: Final = 1 << 60
"""Reports that have no row yet are numbered from here, by their place: later than every row."""

IN_TABLE: Final = (State.ACCEPTED, State.WAITING)


@dataclass(frozen=True, slots=True)
class Alike:
    """Two reports, by row or by `NOT_YET` + place, that may speak of one person."""

    one: int
    other: int
    probability: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Scouted:
    """What was worked out for the reports of a deed.

    Attributes:
        mark: the newest entering of the key table.
        prepared: the reports by `NOT_YET` + place; only those about a subject.
        alike: pairs worth a look.
    """

    mark: int
    prepared: dict[int, Prepared]
    alike: tuple[Alike, ...]


def scout(actor: Actor, reports: Mapping[int, Report]) -> Scouted:
    """Compare reports that have no rows yet with all that is known, and with each other. Takes no lock.

    Args:
        actor: who will enter them.
        reports: by their place among the reports of the deed.
    """
    mark = keytable.newest(actor)
    prepared = entered({NOT_YET + place: report for place, report in reports.items()})
    around = Surroundings(actor)
    around.add(prepared)
    return Scouted(mark, prepared, tuple(_judge(around, prepared)))


def entered(reports: Mapping[int, Report]) -> dict[int, Prepared]:
    """Prepare reports; those in which nobody is sought are left out."""
    prepared = {number: prepare(report) for number, report in reports.items()}
    return {number: one for number, one in prepared.items() if one.look.entries}


def with_newcomers(actor: Actor, scouted: Scouted) -> Iterator[Alike]:
    """Compare what was scouted with those who came since. Call it before the own keys are written."""
    prior = prior_among(keytable.newest(actor))
    for row in keytable.since(actor, scouted.mark):
        came, entries = unpack(row.form), frozenset(keytable.entries_of(row))
        for number, one in scouted.prepared.items():
            if not entries.isdisjoint(one.look.entries):
                yield from _compared((number, one.subject), (row.report_id, came), prior)


def alike_rows(actor: Actor, prepared: Mapping[int, Prepared]) -> Iterator[Alike]:
    """Compare reports that are in the key table already, by row."""
    yield from _judge(Surroundings(actor), prepared)


def _judge(around: Surroundings, prepared: Mapping[int, Prepared]) -> Iterator[Alike]:
    """Compare each with its neighbours, namesakes after each other, so that few reports must be held at once."""
    done: set[tuple[int, int]] = set()
    for batch in batches(sorted(prepared, key=lambda number: (_surname(prepared[number]), number)), TOGETHER):
        near = {number: around.near(prepared[number].look, number) for number in batch}
        around.hold(other for found in near.values() for other in found)
        for number in batch:
            subject = prepared[number].subject
            for other in near[number]:
                pair, theirs = (min(number, other), max(number, other)), around.subject(other)
                if theirs is not None and pair not in done:
                    done.update([pair] if other in prepared else [])
                    yield from _compared((number, subject), (other, theirs), around.prior)


def _surname(one: Prepared) -> str:
    return min((key for key in one.look.keys if key.startswith("s:")), default="")


def _compared(new: tuple[int, Subject], known: tuple[int, Subject], prior: float) -> Iterator[Alike]:
    found = compare_subjects(known[1], new[1], prior=prior)
    if found.verdict != "different":
        yield Alike(new[0], known[0], found.probability, found.verdict)
