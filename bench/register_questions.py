"""New reports and typed questions against a register that register_bulk.py made: how soon, and what is missed."""

# ruff: noqa: PLC0415 -- what needs Django is imported only after the home folder is chosen

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tidings.cli.opening import acting, fresh_key, now
from tidings.linkage.comparison import compare_subjects
from tidings.linkage.entries import entries_of
from tidings.linkage.keys import keys_of
from tidings.reports import Report, from_json

WARM_UP = 30
"""Questions asked first and not counted: a process reads its tables of names once."""

WORTH_A_LOOK = 0.1
FIRST = 10


@dataclass
class Missed:
    """True pairs of a new report and one in the register, and where they are lost.

    Attributes:
        pairs: all of them.
        no_key: those that share no key.
        worth: those that share one and that the model gives a tenth or more.
        not_compared: of these, those that are not compared.
        proposed: those compared and given a tenth or more.
        strangers: pairs of two people that are given a tenth or more.
        sought: new reports whose person is in the register.
        first: those of them of whom a report is among the first `FIRST`.
        compared: for each new report, how many were compared.
    """

    pairs: int = 0
    no_key: int = 0
    worth: int = 0
    not_compared: int = 0
    proposed: int = 0
    strangers: int = 0
    sought: int = 0
    first: int = 0
    compared: list[int] = field(default_factory=list)


def held_out(home: Path, most: int) -> list[tuple[Report, tuple[int, ...]]]:
    """Return new reports, and the rows that speak of the same person."""
    lines = [json.loads(line) for line in (home / "held_out.jsonl").read_text(encoding="utf-8").splitlines()]
    chosen = Random(1).sample(lines, min(most, len(lines)))  # noqa: S311 -- a sample
    return [(from_json(line["report"]), tuple(line["same"])) for line in chosen]


def new_reports(asked: list[tuple[Report, tuple[int, ...]]]) -> tuple[list[float], str]:
    """Return the seconds from each report to its scored candidates, and a digest of all that was proposed."""
    from tidings.register.scouting import scout

    actor, times, digest = acting(""), [], hashlib.sha256()
    for report, _ in asked:
        start = time.perf_counter()
        found = scout(actor, {0: report})
        times.append(time.perf_counter() - start)
        digest.update(repr(sorted((pair.other, round(pair.probability, 9)) for pair in found.alike)).encode())
    return times[WARM_UP:], digest.hexdigest()[:12]


def missed(asked: list[tuple[Report, tuple[int, ...]]]) -> Missed:
    """Count where the true pairs are lost: no key in common, not compared, or compared and judged different."""
    from tidings.register import keytable
    from tidings.register.surroundings import Surroundings

    actor, found = acting(""), Missed()
    for report, same in asked:
        around, new = Surroundings(actor), keytable.prepare(report)
        near = keytable.subjects(actor, around.near(new.look))
        true = keytable.subjects(actor, same)
        scored = {
            row: compare_subjects(one, new.subject, prior=around.prior).probability
            for row, one in (near | true).items()
        }
        found.compared.append(len(near))
        found.sought += bool(true)
        found.first += any(row in true for row in sorted(near, key=lambda row: -scored[row])[:FIRST])
        found.strangers += sum(scored[row] >= WORTH_A_LOOK for row in near.keys() - true.keys())
        for row, subject in true.items():
            shares = not entries_of(keys_of(subject)).keys().isdisjoint(new.look.entries)
            worth = scored[row] >= WORTH_A_LOOK
            found.pairs += 1
            found.no_key += not shares
            found.worth += shares and worth
            found.not_compared += shares and worth and row not in near
            found.proposed += worth and row in near
    return found


def typed(asked: list[tuple[Report, tuple[int, ...]]]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield what a person might type for each of these: a surname begun, a name begun, a year, a place; and whom."""
    chance = Random(2)  # noqa: S311 -- made-up questions
    for report, same in asked:
        surname, given = report.surname, report.given
        if not surname:
            surname, _, given = report.name.partition(" ")
        words = [surname[: chance.randint(4, 20)].lower(), given[: chance.randint(3, 20)].lower()]
        if report.birth_date and chance.random() < 0.5:
            words.append(report.birth_date.edtf[:4])
        if report.residence and chance.random() < 0.5:
            words.append(report.residence.lower())
        if len(words[0]) > 1:
            yield " ".join(filter(None, words)), same


def searches(asked: list[tuple[Report, tuple[int, ...]]]) -> tuple[list[float], float]:
    """Return the seconds each search takes, recorded in the log as always, and how often who is meant comes first.

    The share is of the searches whose person is in the register and among the first `FIRST`; every second word is cut
    short, so several people may fit equally well.
    """
    from tidings.register import deeds

    actor, times, sought, first = acting(""), [], 0, 0
    for text, same in typed(asked):
        start = time.perf_counter()
        found = deeds.search(actor=actor, key=fresh_key(), moment=now(), text=text)
        times.append(time.perf_counter() - start)
        sought += bool(same)
        first += any(hit.report.report_id in same for hit in found.hits[:FIRST])
    return times[WARM_UP:], first / max(sought, 1)
