"""SQLite told what a bureau's tables look like, so that it walks a list by report or person and never by bureau.

Without figures its planner takes every index for equally telling, and reads all reports of the bureau that are accepted
in order to find five. Figures of its own (ANALYZE) would be those of an empty table in a new installation, and old ones
in a grown one; so those of a large register are written down once, as SQLite's documentation of `sqlite_stat1` allows
(https://www.sqlite.org/fileformat2.html#stat1tab). PostgreSQL gathers its own.
"""

from itertools import accumulate
from typing import Final

from django.apps import apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper
from django.db.migrations.state import StateApps

ROWS: Final = 1_000_000

SHARED: Final = {
    "bureau_id": ROWS,
    "open": ROWS // 2,
    "request": ROWS // 2,
    "state": ROWS // 3,
    "verdict": ROWS // 3,
    "source_id": ROWS // 50,
    "by_id": ROWS // 50,
    "caseworker_id": ROWS // 50,
    "mends_id": ROWS // 50,
    "taking_id": ROWS // 200,
    "entry_id": 40,
}
"""About how many rows have the same value in a column."""

FEW: Final = 3
"""The same of any other column: a report stands in a few proposals, a person in a few reports."""


def tell_planner(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Write the figures of every index of our tables: a step of each migration that adds an index."""
    if editor.connection.vendor == "sqlite":
        with editor.connection.cursor() as cursor:
            figures = _figures(cursor)
            cursor.execute("ANALYZE django_migrations")
            cursor.execute("DELETE FROM sqlite_stat1")
            rows = [(table, index, stat) for (table, index), stat in figures.items()]
            cursor.executemany("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (%s, %s, %s)", rows)
            cursor.execute("ANALYZE sqlite_schema")


def _figures(cursor: CursorWrapper) -> dict[tuple[str, str], str]:
    tables = (model._meta.db_table for model in apps.get_models() if model.__module__.startswith("tidings."))  # noqa: SLF001 -- Django's documented way
    found: dict[tuple[str, str], str] = {}
    for table in sorted(tables):
        cursor.execute("SELECT name, [unique], origin FROM pragma_index_list(%s) ORDER BY name", [table])
        for index, unique, origin in cursor.fetchall():
            cursor.execute("SELECT name FROM pragma_index_info(%s) ORDER BY seqno", [index])
            columns = [name for (name,) in cursor.fetchall()]
            if origin != "pk" and None not in columns:
                found[table, index] = _figure(columns, unique=bool(unique))
    return found


def _figure(columns: list[str], *, unique: bool) -> str:
    """Return how many rows the index has, and how many share its first column, its first two, and so on."""
    shared = list(accumulate((SHARED.get(column, FEW) for column in columns), min))
    if unique:
        shared[-1] = 1
    return " ".join(map(str, (ROWS, *shared)))
