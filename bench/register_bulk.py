"""A large register for bench_register.py, written by a bulk loader instead of the deeds.

It writes the rows that matter to one new report and to a search by the same functions as `deeds.take`: reports,
standings, persons with their numbers, prepared reports, key rows. It writes no audit entries, no proposals and no
tracing requests of casework: a million reports through the deeds would take hours, and nothing measured here reads
those. That the rows equal those of the deeds is by construction; it is not checked row by row.
"""

# ruff: noqa: PLC0415 -- what needs Django is imported only after the home folder is chosen

import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from tidings.cli.opening import acting, now
from tidings.kernel.identifiers import PAYLOADS, numbered
from tidings.linkage.packing import ENGINE, pack
from tidings.register.results import SourceGiven
from tidings.rehearsal import Table, rehearse
from tidings.reports import Report, from_row, to_json

PEOPLE_A_WAR = 45_000
"""The register is filled from one rehearsal after another, each with a seed of its own."""

HELD_OUT = 0.01
"""Share of the reports that are not loaded: they are the new reports that are asked about."""

FAMILIES = SourceGiven("Tracing requests", "family", "B")
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
    numbers = Random(seed).sample(range(PAYLOADS), reports * 6 // 5 + 1_000)  # noqa: S311 -- made-up data
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    while written < reports:
        people = min(PEOPLE_A_WAR, (reports - written) * 10 // 21 + 10)
        war += 1
        count, held, entries = _fill_war(actor, war, people, written, numbers)
        written += count
        kept += held
        keys.append(entries)
        print(f"{written:,} reports written", file=sys.stderr, flush=True)
    _put_keys(actor, np.concatenate(keys))
    lines = (json.dumps({"report": to_json(one.report), "same": one.same}, ensure_ascii=False) for one in kept)
    (home / "held_out.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _fill_war(actor, war: int, people: int, before: int, numbers: Sequence[int]):  # noqa: ANN001, ANN202 -- rows of Django
    from django.db import transaction

    made, chance = rehearse(war, people), Random(war)  # noqa: S311 -- made-up data
    count, out, loaded, entries = 0, [], {}, []
    with transaction.atomic():
        for table in (*made.sources, made.requests):
            request = table.key == made.requests.key
            taking = _taking(actor, table, war, request=request)
            batch = []
            for record_id, report in said(table, war):
                if chance.random() < HELD_OUT:
                    out.append((made.truth[record_id], report))
                else:
                    batch.append((made.truth[record_id], report))
            for start in range(0, len(batch), TOGETHER):
                part = batch[start : start + TOGETHER]
                rows, part_entries = _write(actor, [report for _, report in part], taking, numbers[before + count :])
                for (human, _), row in zip(part, rows, strict=True):
                    loaded.setdefault(human, []).append(row)
                entries.append(part_entries)
                count += len(part)
    held = [HeldOut(report, tuple(loaded.get(human, ()))) for human, report in out]
    return count, held, np.concatenate(entries)


def _taking(actor, table: Table, war: int, *, request: bool):  # noqa: ANN001, ANN202 -- rows of Django
    from tidings.register.models import Taking
    from tidings.register.sources import source_row

    source = source_row(actor, FAMILIES if request else SourceGiven(table.name, table.kind, table.reliability))
    taking = Taking.objects.put(
        actor,
        source=source,
        sha256="0" * 64,
        size=0,
        filename=f"{table.key}-{war}.csv",
        kind="table",
        language="",
        moment=now(),
        by_id=actor.user_id,
        new=len(table.rows),
        known_before=0,
    )
    return source, None if request else taking, request


def _write(actor, reports: list[Report], place, numbers: Sequence[int]):  # noqa: ANN001, ANN202 -- rows of Django
    """Write one batch of reports, accepted, each with its own person."""
    from tidings.register.keytable import pack_entries, prepare
    from tidings.register.models import Number, Person, PreparedRow, ReportRow, Standing, State
    from tidings.register.sources import origin_of

    source, taking, request = place
    moment, bureau = now(), actor.bureau_id
    rows = [
        ReportRow(
            bureau_id=bureau,
            taking=taking,
            source=source,
            identity=report.identity(),
            content=to_json(report),
            handling=report.handling,
            role=report.role,
            event=report.event,
            origin=f"request {report.record_id}" if request else origin_of(source, report.origin),
            request=request,
        )
        for report in reports
    ]
    ReportRow.objects.put_all(rows)
    given = [numbered(number) for number in numbers[: len(rows)]]
    Number.objects.bulk_create([Number(number=number) for number in given], batch_size=900)
    persons = Person.objects.put_all(Person(bureau_id=bureau, number=number, opened=moment) for number in given)
    Standing.objects.put_all(
        Standing(bureau_id=bureau, report=row, anchor=row, person=person, state=State.ACCEPTED)
        for row, person in zip(rows, persons, strict=True)
    )
    prepared = [(row.pk, prepare(report)) for row, report in zip(rows, reports, strict=True)]
    PreparedRow.objects.put_all(
        PreparedRow(
            bureau_id=bureau,
            report_id=pk,
            engine=ENGINE,
            sketch=one.look.number,
            entries=pack_entries(one.look.entries),
            form=pack(one.subject),
        )
        for pk, one in prepared
        if one.look.entries
    )
    entries = [(entry, one.look.number, pk) for pk, one in prepared for entry in one.look.entries]
    return [pk for pk, _ in prepared], np.array(entries, dtype=np.int64).reshape(-1, 3)


def _put_keys(actor, entries: np.ndarray) -> None:  # noqa: ANN001 -- a row of Django
    """Write the key rows in the order of their index."""
    from django.db import connection, transaction

    from tidings.register.keytable import PUT

    ordered = entries[np.lexsort((entries[:, 2], entries[:, 1], entries[:, 0]))]
    print(f"{len(ordered):,} key rows", file=sys.stderr, flush=True)
    with transaction.atomic(), connection.cursor() as cursor:
        for start in range(0, len(ordered), 500_000):
            cursor.executemany(PUT, ((actor.bureau_id, *row) for row in ordered[start : start + 500_000].tolist()))


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
