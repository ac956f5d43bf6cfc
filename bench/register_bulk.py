"""A large register for bench_register.py, written by a bulk loader instead of the deeds.

It writes the rows that matter to one new report and to a search with the functions that the deeds use: reports,
standings, persons with their numbers, prepared reports, key rows. It writes no audit entries, no proposals and no
tracing requests of casework: a million reports through the deeds would take hours, and nothing measured here reads
those. tests/register/test_bulk.py holds that the rows equal those of the deeds.
"""

# ruff: noqa: PLC0415 -- what needs Django is imported only after the home folder is chosen

import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np

from tidings.cli.opening import acting, now
from tidings.kernel.identifiers import PAYLOADS, numbered
from tidings.register.results import SourceGiven
from tidings.rehearsal import Table, rehearse
from tidings.reports import Report, from_row, to_json

PEOPLE_A_WAR = 45_000
"""The register is filled from one rehearsal after another, each with a seed of its own."""

HELD_OUT = 0.01
"""Share of the reports that are not loaded: they are the new reports that are asked about."""

TOGETHER = 20_000


@dataclass(frozen=True)
class HeldOut:
    """A report that is not in the register, and the rows of those that speak of the same person."""

    report: Report
    same: tuple[int, ...]


def said(table: Table, war: int) -> Iterator[tuple[str, Report]]:
    """Yield what one source says, each report under a record id that no other war has."""
    for row in table.rows:
        yield row["record_id"], from_row({**row, "record_id": f"{war}-{row['record_id']}"}, source=table.name)


def fill(reports: int, home: Path, seed: int) -> None:
    """Fill the register of the home folder with about so many reports, and put those held out beside it."""
    from django.db import connection

    actor = acting("")
    war, written, kept = seed, 0, []
    keys: list[np.ndarray] = []
    drawn = Random(seed).sample(range(PAYLOADS), reports * 3 + 1_000)  # noqa: S311 -- made-up data
    numbers = map(numbered, drawn)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    while written < reports:
        people = min(PEOPLE_A_WAR, (reports - written) * 10 // 21 + 10)
        war += 1
        count, held, entries = _fill_war(actor, war, people, numbers)
        written += count
        kept += held
        keys.append(entries)
        print(f"{written:,} reports written", file=sys.stderr, flush=True)
    put_keys(actor, np.concatenate(keys))
    lines = (json.dumps({"report": to_json(one.report), "same": one.same}, ensure_ascii=False) for one in kept)
    (home / "held_out.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def _fill_war(actor, war: int, people: int, numbers: Iterator[str]):  # noqa: ANN001, ANN202 -- rows of Django
    from django.db import transaction

    made, chance = rehearse(war, people), Random(war)  # noqa: S311 -- made-up data
    out, loaded, entries = [], {}, []
    with transaction.atomic():
        for table in (*made.sources, made.requests):
            place = place_of(actor, table, request=table.key == made.requests.key)
            batch = []
            for record_id, report in said(table, war):
                (out if chance.random() < HELD_OUT else batch).append((made.truth[record_id], report))
            for start in range(0, len(batch), TOGETHER):
                part = batch[start : start + TOGETHER]
                rows, part_entries = write(actor, [report for _, report in part], place, numbers)
                for (human, _), row in zip(part, rows, strict=True):
                    loaded.setdefault(human, []).append(row)
                entries.append(part_entries)
    held = [HeldOut(report, tuple(loaded.get(human, ()))) for human, report in out]
    return sum(map(len, loaded.values())), held, np.concatenate(entries)


def place_of(actor, table: Table, *, request: bool):  # noqa: ANN001, ANN201 -- rows of Django
    """Return the source and the taking that a table's reports are written under; a request has no taking."""
    from tidings.register.entering import FAMILIES
    from tidings.register.models import Taking
    from tidings.register.sources import source_row

    if request:
        return source_row(actor, FAMILIES), None
    source = source_row(actor, SourceGiven(table.name, table.kind, table.reliability))
    taking = Taking.objects.put(
        actor,
        source=source,
        sha256="0" * 64,
        size=0,
        filename=f"{table.key}.csv",
        kind="table",
        language="",
        text="",
        moment=now(),
        by_id=actor.user_id,
        new=len(table.rows),
        known_before=0,
    )
    return source, taking


def write(actor, reports: Sequence[Report], place, numbers: Iterator[str]):  # noqa: ANN001, ANN201 -- rows of Django
    """Write one batch of reports, accepted, each with its own person; return its rows and its entries, not written."""
    from tidings.register.entering import asked_report, row_of
    from tidings.register.keytable import kept_row
    from tidings.register.linking import linkable
    from tidings.register.models import Number, Person, PreparedRow, ReportRow, Standing, State
    from tidings.register.scouting import entered

    source, taking = place
    bureau, request, moment = actor.bureau_id, taking is None, now()
    given = list(islice(numbers, len(reports))) if request else []
    if request:
        reports = [asked_report(report, number) for report, number in zip(reports, given, strict=True)]
    rows = ReportRow.objects.put_all(row_of(actor, report, source, taking, request=request) for report in reports)
    about = [row for row in rows if linkable(row)]
    fresh = list(islice(numbers, len(about)))
    Number.objects.bulk_create([Number(number=number) for number in (*given, *fresh)], batch_size=900)
    people = Person.objects.put_all(Person(bureau_id=bureau, number=number, opened=moment) for number in fresh)
    person = {row.pk: one for row, one in zip(about, people, strict=True)}
    Standing.objects.put_all(
        Standing(bureau_id=bureau, report=row, anchor=row, person=person.get(row.pk), state=State.ACCEPTED)
        for row in rows
    )
    prepared = entered({row.pk: report for row, report in zip(rows, reports, strict=True) if linkable(row)})
    PreparedRow.objects.put_all(kept_row(bureau, pk, one) for pk, one in prepared.items())
    entries = [(entry, one.look.number, pk) for pk, one in prepared.items() for entry in one.look.entries]
    return [row.pk for row in rows], np.array(entries, dtype=np.int64).reshape(-1, 3)


def put_keys(actor, entries: np.ndarray) -> None:  # noqa: ANN001 -- a row of Django
    """Write the key rows in the order of their index."""
    from django.db import connection, transaction

    from tidings.register.keytable import PUT

    ordered = entries[np.lexsort((entries[:, 2], entries[:, 1], entries[:, 0]))]
    print(f"{len(ordered):,} key rows", file=sys.stderr, flush=True)
    parts = (ordered[start : start + 500_000].tolist() for start in range(0, len(ordered), 500_000))
    rows = ((actor.bureau_id, *row) for part in parts for row in part)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(PUT, rows)
        else:
            _copy(cursor, "register_keyrow", ["bureau_id", "key", "sketch", "report_id"], rows)


TABLES = (
    ("register_number", "number"),
    ("register_source", "id"),
    ("register_taking", "id"),
    ("register_person", "id"),
    ("register_reportrow", "id"),
    ("register_standing", "id"),
    ("register_preparedrow", "id"),
    ("register_keyrow", "bureau_id, key, sketch, report_id"),
)


def copy_to_postgres(file: Path) -> None:
    """Copy a register from a SQLite file into the PostgreSQL that TIDINGS_DATABASE_URL names, row for row."""
    from django.db import connection

    acting("")
    source = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table, order in TABLES:
            read = source.execute(f"SELECT * FROM {table} ORDER BY {order}")  # noqa: S608 -- names of this file
            columns = [column[0] for column in read.description]
            _copy(cursor, table, columns, read)
            if "id" in columns:
                cursor.execute(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))")  # noqa: S608 -- the same
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


def _copy(cursor, table: str, columns: list[str], rows: Iterable[Sequence[object]]) -> None:  # noqa: ANN001 -- psycopg's
    names = ", ".join(f'"{column}"' for column in columns)
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    print(f"{table} copied", file=sys.stderr, flush=True)
