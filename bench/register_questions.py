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


@dataclass
class Missed:
    """True pairs of a new report and one in the register, and where they are lost."""

    pairs: int = 0
    no_key: int = 0
    worth: int = 0
    not_compared: int = 0
    proposed: int = 0
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
    from tidings.register.keytable import prepare
    from tidings.register.surroundings import Surroundings

    actor, found = acting(""), Missed()
    for report, same in asked:
        new = prepare(report)
        near = set(Surroundings(actor).near(new.look))
        found.compared.append(len(near))
        for row, subject in keytable.subjects(actor, same).items():
            shares = not entries_of(keys_of(subject)).keys().isdisjoint(new.look.entries)
            worth = compare_subjects(subject, new.subject).probability >= WORTH_A_LOOK
            found.pairs += 1
            found.no_key += not shares
            found.worth += shares and worth
            found.not_compared += shares and worth and row not in near
            found.proposed += worth and row in near
    return found


def typed(asked: list[tuple[Report, tuple[int, ...]]]) -> Iterator[str]:
    """Yield what a person might type for each of these: a surname begun, a name begun, a year, a place."""
    chance = Random(2)  # noqa: S311 -- made-up questions
    for report, _ in asked:
        surname, given = report.surname, report.given
        if not surname:
            surname, _, given = report.name.partition(" ")
        words = [surname[: chance.randint(4, 20)].lower(), given[: chance.randint(3, 20)].lower()]
        if report.birth_date and chance.random() < 0.5:
            words.append(report.birth_date.edtf[:4])
        if report.residence and chance.random() < 0.5:
            words.append(report.residence.lower())
        if len(words[0]) > 1:
            yield " ".join(filter(None, words))


def searches(asked: list[tuple[Report, tuple[int, ...]]]) -> list[float]:
    """Return the seconds each search takes, recorded in the log as always."""
    from tidings.register import deeds

    actor, times = acting(""), []
    for text in typed(asked):
        start = time.perf_counter()
        deeds.search(actor=actor, key=fresh_key(), moment=now(), text=text)
        times.append(time.perf_counter() - start)
    return times[WARM_UP:]
