"""Measure the register: how fast reports are taken, how soon one new report is proposed, how long pages take.

python bench/bench_register.py [PEOPLE] [--home FOLDER]
python bench/bench_register.py --bulk 1000000 --home FOLDER
TIDINGS_DATABASE_URL=postgresql://… python bench/bench_register.py --copy-from FOLDER/tidings.sqlite3 --home OTHER

Builds a register from the rehearsal of PEOPLE (10,000 unless said: about 21,000 reports), or measures one that stands
in FOLDER already (it takes thirty reports into it). There is no named peer: no other register of this kind can be run
here. `--bulk` fills a large register past the deeds (see register_bulk.py), `--copy-from` copies such a one into
PostgreSQL; both then measure new reports and searches against it. Prints a table for docs/benchmarks.md.
"""

# ruff: noqa: PLC0415 -- what needs Django is imported only after the home folder is chosen

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import fmean, median, quantiles
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import register_bulk
import register_questions

from tidings.cli.opening import acting, fresh_key, now
from tidings.intake import Reading, read
from tidings.rehearsal import rehearse, write_files
from tidings.reports import Report

ONE_BY_ONE = 30
QUESTIONS = 500
SEED = 100
LOOKS = 8
NAMES = ("Иванов Александр", "Смирнов Николай", "Koval Ivan", "Бондаренко Сергій", "Петров Олександр")


def seconds(act: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def both(act: Callable[[], object]) -> tuple[float, float]:
    """Return the time on the clock and on the processor: on a shared machine they differ by much."""
    start = time.process_time()
    took = seconds(act)
    return took, time.process_time() - start


def p95(times: list[float]) -> float:
    """Return the time that one in twenty exceeds."""
    return quantiles(times, n=20, method="inclusive")[-1]


def build(people: int, folder: Path) -> list[str]:
    """Take a rehearsal's tables into the register; return the lines to print."""
    actor, made, lines = acting(""), rehearse(people, people), []
    from tidings.casework import deeds as casework
    from tidings.register import deeds
    from tidings.register.results import SourceGiven

    paths = {path.stem: path for path in write_files(made, folder)}
    total, spent, busy = 0, 0.0, 0.0
    for table in made.sources:
        path = paths[table.key]
        reading = read(path, source=table.name)
        terms = {"actor": actor, "key": fresh_key(), "moment": now(), "content": path.read_bytes()}
        source = SourceGiven(table.name, table.kind, table.reliability)
        took, worked = both(
            lambda: deeds.take(**terms, filename=path.name, source=source, reading=reading, accept=True)  # noqa: B023 -- called at once
        )
        lines.append(
            row(
                f"taking {path.name}, ms a report: processor, clock",
                f"{len(reading.reports):,}",
                1000 * worked / len(reading.reports),
                1000 * took / len(reading.reports),
            )
        )
        total, spent, busy = total + len(reading.reports), spent + took, busy + worked
    reading = read(paths[made.requests.key], source="families")
    took, worked = both(
        lambda: casework.lodge_requests_from(
            actor=actor,
            key=fresh_key(),
            moment=now(),
            content=paths[made.requests.key].read_bytes(),
            filename="requests.csv",
            reading=reading,
        )
    )
    lines.append(
        row(
            "lodging requests, ms a request: processor, clock",
            f"{len(reading.reports):,}",
            1000 * worked / len(reading.reports),
            1000 * took / len(reading.reports),
        )
    )
    total, spent, busy = total + len(reading.reports), spent + took, busy + worked
    lines.append(row("all of it, reports a second: processor, clock", f"{total:,}", total / busy, total / spent))
    return lines


def row(what: str, size: str, value: float, worst: float | None = None) -> str:
    """Return a row of the table."""
    return f"| {what} | {size} | {value:,.2f} | {'' if worst is None else f'{worst:,.2f}'} |"


def one_by_one() -> str:
    """Take single reports; each is compared and proposed before the deed ends."""
    actor = acting("")
    from tidings.register import deeds
    from tidings.register.results import SourceGiven

    times = []
    for number in range(ONE_BY_ONE):
        report = Report(name=NAMES[number % len(NAMES)], residence="Суми", text=fresh_key())
        terms = {"actor": actor, "key": fresh_key(), "moment": now(), "content": report.text.encode()}
        source = SourceGiven("Bench", "hotline", "C")
        reading = Reading(reports=(report,))
        times.append(seconds(lambda: deeds.take(**terms, filename="one", source=source, reading=reading, accept=True)))  # noqa: B023 -- called at once
    return row("one new report to its proposals, ms on the clock", "1", 1000 * median(times), 1000 * p95(times))


def pages() -> list[str]:
    """Ask for every page, signed in as a supervisor of the bench's own."""
    actor = acting("")
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from tidings.accounts.models import User
    from tidings.register.models import Person, Proposal, Taking

    settings.ALLOWED_HOSTS = ["*"]
    user, _ = User.objects.get_or_create(
        username="bench", defaults={"display_name": "Bench", "role": "supervisor", "bureau_id": actor.bureau_id}
    )
    client = Client()
    client.force_login(user)
    newest = Taking.objects.seen_by(actor).order_by("-new").first()
    some = Proposal.objects.seen_by(actor).filter(open=True).order_by("pk")
    middle = some[some.count() // 2]
    person = Person.objects.seen_by(actor).filter(joined_into=None).order_by("pk")[5]
    addresses = {
        "inbox": "/inbox/",
        f"taking of {newest.new:,} rows": f"/inbox/{newest.pk}/",
        "review": "/review/",
        "proposal": f"/review/{middle.pk}/",
        "person": f"/people/{person.number}/",
        "requests": "/requests/",
        "audit": "/audit/",
    }
    lines, asked = [], []

    def count_query(execute, sql, params, many, context):  # noqa: ANN001, ANN202 -- as Django calls it
        asked.append(sql)
        return execute(sql, params, many, context)

    for name, address in addresses.items():
        answer = client.get(address)
        asked.clear()
        with connection.execute_wrapper(count_query):
            client.get(address)
        times = [seconds(lambda: client.get(address)) for _ in range(LOOKS)]  # noqa: B023 -- called at once
        note = "" if answer.status_code == 200 else f" (status {answer.status_code})"
        lines.append(row(f"page: {name}{note}, ms", f"{len(asked)} queries", 1000 * median(times), 1000 * p95(times)))
    return lines


def search() -> str:
    """Search for a name that many bear; the answer of the page without its template."""
    actor = acting("")
    from tidings.register import deeds

    def ask() -> None:
        deeds.search(actor=actor, key=fresh_key(), moment=now(), text=NAMES[0])

    times = [seconds(ask) for _ in range(LOOKS)]
    return row("search, a common name, ms", "", 1000 * median(times), 1000 * p95(times))


def whole(folder: Path) -> list[str]:
    """Verify the log and back everything up."""
    actor = acting("")
    from tidings.register import backing_up, verifying

    found = verifying.verify_log()
    lines = [
        row(
            "audit verify, s" + ("" if found.whole else " (NOT WHOLE)"),
            f"{found.size} entries",
            seconds(verifying.verify_log),
        )
    ]
    took, worked = both(
        lambda: backing_up.back_up(actor=actor, key=fresh_key(), moment=now(), into=folder / "copy.tar")
    )
    lines.append(
        row("backup, s: processor, clock", f"{(folder / 'copy.tar').stat().st_size / 1e6:,.0f} MB", worked, took)
    )
    return lines


def against_many(home: Path) -> list[str]:
    """Ask new reports and typed questions of a register that the bulk loader filled; say what is missed."""
    asked = register_questions.held_out(home, QUESTIONS)
    lines = ["| what | size | p50 | p95 | p99 |", "|---|---|---|---|---|"]
    for how in ("in a fresh process", "asked again"):
        worked = process_time()
        took, digest = register_questions.new_reports(asked)
        worked = (process_time() - worked) / len(asked)
        lines.append(spread(f"one new report to its scored candidates, {how}, ms on the clock", digest, took))
        lines.append(f"| the same on the processor, mean, ms | {len(asked)} reports | {1000 * worked:,.2f} | | |")
    took, first = register_questions.searches(asked)
    lines.append(spread("search, recorded, ms on the clock", f"{len(took)} searches", took))
    return [*lines, "", "| what is found | of | share or mean |", "|---|---|---|", *_found(asked, first)]


def _found(asked: list[tuple[Report, tuple[int, ...]]], searched: float) -> list[str]:
    lost = register_questions.missed(asked)
    return [
        share("a report of the true person among the first ten compared", lost.first, lost.sought),
        share("true pairs with a key in common", lost.pairs - lost.no_key, lost.pairs),
        share("of those, worth a look and compared", lost.worth - lost.not_compared, lost.worth),
        share("true pairs proposed", lost.proposed, lost.pairs),
        share("pairs proposed that are true", lost.proposed, lost.proposed + lost.strangers),
        f"| neighbours compared in full | {len(lost.compared)} reports | {fmean(lost.compared):,.1f} |",
        f"| search: who is meant is among the first ten | | {searched:.3f} |",
    ]


def share(what: str, some: int, of: int) -> str:
    """Return a row of the second table."""
    return f"| {what} | {of:,} | {some / max(of, 1):.3f} |"


def spread(what: str, size: str, times: list[float]) -> str:
    """Return a row of the first table: median, p95 and p99 in milliseconds."""
    at = quantiles(times, n=100, method="inclusive")
    return f"| {what} | {size} | {1000 * median(times):,.2f} | {1000 * at[94]:,.2f} | {1000 * at[98]:,.2f} |"


def large(reports: int, copied: Path | None, home: Path) -> None:
    """Fill or copy a large register, if it is not there yet, and measure it."""
    from tidings.cli.opening import start_django

    start_django()
    if copied is not None:
        home.mkdir(parents=True, exist_ok=True)
        (home / "held_out.jsonl").write_bytes((copied.parent / "held_out.jsonl").read_bytes())
        register_bulk.copy_to_postgres(copied)
    elif not (home / "held_out.jsonl").exists():
        register_bulk.fill(reports, home, SEED)
    print("\n".join(against_many(home)), flush=True)


def main() -> None:
    """Build or open a register, measure it, print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("people", nargs="?", type=int, default=10_000)
    asked.add_argument("--home", type=Path)
    asked.add_argument("--bulk", type=int, default=0)
    asked.add_argument("--copy-from", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["TIDINGS_HOME"] = str(given.home or Path(scratch) / "home")
        if given.bulk or given.copy_from:
            if given.home is None:
                asked.error("say --home FOLDER: a large register is kept, to be measured again")
            large(given.bulk, given.copy_from, given.home)
            return
        print("| what | size | value or median | p95 or clock |\n|---|---|---|---|", flush=True)
        for line in [] if given.home else build(given.people, Path(scratch)):
            print(line, flush=True)
        print(one_by_one(), flush=True)
        for part in (pages(), [search()], whole(Path(scratch))):
            print("\n".join(part), flush=True)
        print(row("memory at most, MB", "", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


if __name__ == "__main__":
    main()
