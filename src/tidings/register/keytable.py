"""The key table on SQLite and PostgreSQL: reports entered, taken out, looked up piece by piece, read as prepared."""

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from tidings.accounts.actor import Actor
from tidings.linkage.looking import Entry, Look, look_of
from tidings.linkage.packing import ENGINE, pack, unpack
from tidings.linkage.subject import Subject, read_subject
from tidings.register.batches import batches
from tidings.register.models import PreparedRow
from tidings.reports import Report

KEY_TABLE: Final = "register_keyrow"
PUT: Final = "INSERT INTO register_keyrow (bureau_id, key, sketch, report_id) VALUES (%s, %s, %s, %s)"
PUT_MANY: Final = """INSERT INTO register_keyrow (bureau_id, key, sketch, report_id)
SELECT %s, * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[])"""
DROP: Final = "DELETE FROM register_keyrow WHERE bureau_id = %s AND key = %s AND sketch = %s AND report_id = %s"
ROWS_TOGETHER: Final = 100_000
"""A report has some twenty rows: as objects of the mapper they took longer to write than all else of it."""

BUCKET: Final = "SELECT key, sketch, report_id FROM register_keyrow WHERE bureau_id = ? AND key = ? LIMIT ?"
PIECE: Final = """SELECT key, sketch, report_id FROM register_keyrow WHERE bureau_id = ? AND key = ?
AND sketch BETWEEN ? AND ? ORDER BY sketch, report_id LIMIT ?"""
PIECES: Final = """SELECT found.key, found.sketch, found.report_id
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[]) AS piece(key, low, high, most)
CROSS JOIN LATERAL (SELECT key, sketch, report_id FROM register_keyrow WHERE bureau_id = %s AND key = piece.key
AND sketch BETWEEN piece.low AND piece.high ORDER BY sketch, report_id LIMIT piece.most) AS found"""

FORMS: Final = "SELECT report_id, form FROM register_preparedrow WHERE bureau_id = %s AND report_id IN"
NEWEST: Final = "SELECT id FROM register_preparedrow WHERE bureau_id = %s ORDER BY id DESC LIMIT 1"


Ask = Callable[[str, tuple[int, ...]], Any]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report ready to be compared, and as it looks for its neighbours."""

    subject: Subject
    look: Look


def prepare(report: Report) -> Prepared:
    """Read a report for comparing."""
    subject = read_subject(report)
    return Prepared(subject, look_of(subject))


def enter(bureau_id: int, prepared: Mapping[int, Prepared]) -> None:
    """Enter reports, by row, into a bureau's table."""
    for batch in batches(prepared.items(), ROWS_TOGETHER // 20):
        PreparedRow.objects.put_all(kept_row(bureau_id, report_id, one) for report_id, one in batch)
        rows = [(entry, one.look.number, report_id) for report_id, one in batch for entry in one.look.entries]
        _put(bureau_id, rows)


def kept_row(bureau_id: int, report_id: int, prepared: Prepared) -> PreparedRow:
    """Return the row that keeps a report as it is compared, not written yet."""
    entries = prepared.look.entries
    return PreparedRow(
        bureau_id=bureau_id,
        report_id=report_id,
        engine=ENGINE,
        sketch=prepared.look.number,
        entries=struct.pack(f">{len(entries)}q", *entries),
        form=pack(prepared.subject),
    )


def _put(bureau_id: int, rows: Sequence[Entry]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(PUT, [(bureau_id, *row) for row in sorted(rows)])
        elif rows:
            cursor.execute(PUT_MANY, [bureau_id, *map(list, zip(*sorted(rows), strict=True))])


def drop(actor: Actor, report_id: int) -> None:
    """Take a report out of the table."""
    kept = PreparedRow.objects.seen_by(actor).filter(report_id=report_id).first()
    if kept is not None:
        with connection.cursor() as cursor:
            cursor.executemany(DROP, [(actor.bureau_id, entry, kept.sketch, report_id) for entry in entries_of(kept)])
        kept.delete()


def entries_of(kept: PreparedRow) -> tuple[int, ...]:
    """Return the entries a report stands under."""
    packed = bytes(kept.entries)
    return struct.unpack(f">{len(packed) // 8}q", packed)


def look_up(actor: Actor, look: Look) -> list[Entry]:
    """Return what stands in the bureau's table under the entries of whoever looks."""
    if connection.vendor == "sqlite":
        return _look_up_here(actor.bureau_id, look)
    if not look.entries:
        return []
    with connection.cursor() as cursor:
        cursor.execute(PIECES, [*_columns(look), actor.bureau_id])
        found: list[Entry] = cursor.fetchall()
    return found


def _look_up_here(bureau_id: int, look: Look) -> list[Entry]:
    """Ask SQLite, bucket by bucket and past Django's wrapper, which would take thrice as long as the database itself.

    A small bucket is read at once: each of its pieces would be read to its end. All is read in one transaction, for
    outside of one each of some fifty statements would take its own lock.
    """
    with connection.wrap_database_errors:
        connection.ensure_connection()
        own = not connection.connection.in_transaction
        if own:
            connection.connection.execute("BEGIN DEFERRED")
        try:
            return list(_read(connection.connection.execute, bureau_id, look))
        finally:
            if own:
                connection.connection.execute("COMMIT")


def _read(ask: Ask, bureau_id: int, look: Look) -> Iterator[Entry]:
    for entry, pieces in look.asked():
        small, last = min(most for _, _, most in pieces), pieces[-1][1]
        found = ask(BUCKET, (bureau_id, entry, small + 1)).fetchall()
        if len(found) > small:
            yield from (row for piece in pieces for row in ask(PIECE, (bureau_id, entry, *piece)))
        else:
            yield from (row for row in found if row[1] <= last)


def _columns(look: Look) -> list[list[int]]:
    pieces = [(entry, *piece) for entry, pieces in look.asked() for piece in pieces]
    return [list(column) for column in zip(*pieces, strict=True)]


def subjects(actor: Actor, report_ids: Iterable[int]) -> dict[int, Subject]:
    """Return these reports as they are compared; those taken out of the table are missing."""
    found: dict[int, Subject] = {}
    with connection.cursor() as cursor:
        for batch in batches(report_ids):
            marks = ", ".join(["%s"] * len(batch))
            cursor.execute(f"{FORMS} ({marks})", [actor.bureau_id, *batch])
            found.update((report_id, unpack(form)) for report_id, form in cursor.fetchall())
    return found


def newest(actor: Actor) -> int:
    """Return the number of the newest entering; it also says about how many reports the table holds."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [actor.bureau_id])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def since(actor: Actor, mark: int) -> list[PreparedRow]:
    """Return who entered after `mark`."""
    return list(PreparedRow.objects.seen_by(actor).filter(id__gt=mark).order_by("id"))
