"""Pairs worth a look, worked out before the deed's transaction begins, so that nobody waits for a comparison.

`scout` reads and compares without any lock and remembers how far the key table went. Inside the transaction
`newcomers` names whoever was put into the table since, and `with_newcomers` compares with those alone. Reports are
never edited, so a comparison made outside holds inside; whoever left the table meanwhile is left out of the proposals.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Max

from tidings.accounts.actor import Actor
from tidings.linkage.comparison import compare_subjects
from tidings.linkage.keys import keys_of
from tidings.linkage.subject import Subject, read_subject
from tidings.register.batches import batches
from tidings.register.models import KeyRow, State
from tidings.register.surroundings import Near, Surroundings
from tidings.reports import Report

CANDIDATES: Final = 40
"""How many neighbours, the likeliest at a glance first, are compared with one report in full."""

TOGETHER: Final = 1_000
"""So many reports look up their keys together."""

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
        mark: the newest entry of the key table.
        subjects: prepared reports by `NOT_YET` + place; only those about a subject.
        keys: their keys.
        alike: pairs worth a look.
    """

    mark: int
    subjects: dict[int, Subject]
    keys: dict[int, frozenset[str]]
    alike: tuple[Alike, ...]


def scout(actor: Actor, reports: Mapping[int, Report]) -> Scouted:
    """Compare reports that have no rows yet with all that is known, and with each other. Takes no lock.

    Args:
        actor: who will enter them.
        reports: by their place among the reports of the deed.
    """
    mark = KeyRow.objects.seen_by(actor).aggregate(newest=Max("id"))["newest"] or 0
    subjects, keys = _prepared({NOT_YET + place: report for place, report in reports.items()})
    around = Surroundings(actor, IN_TABLE)
    around.add(subjects, keys)
    return Scouted(mark, subjects, keys, tuple(_judge(around, subjects, keys)))


def newcomers(actor: Actor, scouted: Scouted) -> dict[int, frozenset[str]]:
    """Return whoever was put into the key table since, with their keys. Call it before the own keys are written."""
    found: dict[int, set[str]] = {}
    rows = KeyRow.objects.seen_by(actor).filter(pk__gt=scouted.mark)
    for report_id, key in rows.values_list("report_id", "key"):
        found.setdefault(report_id, set()).add(key)
    return {report_id: frozenset(keys) for report_id, keys in found.items()}


def with_newcomers(actor: Actor, scouted: Scouted, since: Mapping[int, frozenset[str]]) -> Iterator[Alike]:
    """Compare what was scouted with those who came since."""
    around = Surroundings(actor, IN_TABLE)
    around.add_rows(since)
    yield from _judge(around, scouted.subjects, scouted.keys, table=False)


def alike_rows(actor: Actor, reports: Mapping[int, Report]) -> Iterator[Alike]:
    """Compare reports that are in the key table already, by row."""
    subjects, keys = _prepared(reports)
    yield from _judge(Surroundings(actor, IN_TABLE), subjects, keys)


def _prepared(reports: Mapping[int, Report]) -> tuple[dict[int, Subject], dict[int, frozenset[str]]]:
    subjects = {number: read_subject(report) for number, report in reports.items()}
    keys = {number: own for number, subject in subjects.items() if (own := keys_of(subject))}
    return {number: subjects[number] for number in keys}, keys


def _judge(
    around: Surroundings, subjects: Mapping[int, Subject], keys: Mapping[int, frozenset[str]], *, table: bool = True
) -> Iterator[Alike]:
    """Compare each with its neighbours, namesakes after each other, so that few reports must be held at once."""
    done: set[tuple[int, int]] = set()
    for batch in batches(sorted(subjects, key=lambda number: (_surname(keys[number]), number)), TOGETHER):
        if table:
            around.look_up(key for number in batch for key in keys[number])
        near = {number: around.near(keys[number], number) for number in batch}
        for part in batches(batch, TOGETHER // 10):
            around.hold(other for number in part for other, _ in near[number])
            for number in part:
                yield from _compared(around, number, subjects, near[number], done)


def _surname(keys: frozenset[str]) -> str:
    return min((key for key in keys if key.startswith("s:")), default="")


def _compared(
    around: Surroundings,
    number: int,
    subjects: Mapping[int, Subject],
    near: Sequence[Near],
    done: set[tuple[int, int]],
) -> Iterator[Alike]:
    subject = subjects[number]
    for other, theirs in around.likeliest(subject, near, CANDIDATES):
        if other in subjects:
            pair = (min(number, other), max(number, other))
            if pair in done:
                continue
            done.add(pair)
        found = compare_subjects(theirs, subject)
        if found.verdict != "different":
            yield Alike(number, other, found.probability, found.verdict)
