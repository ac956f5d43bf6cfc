"""Triggers that refuse UPDATE and DELETE, on SQLite and PostgreSQL, as operations for migrations.

    operations = [..., *forbid("casework_answer")]

A deed that must never be undone in the database stands on these, not on the good will of the code above them.
"""

from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

_FUNCTION: Final = """
CREATE OR REPLACE FUNCTION tidings_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def statements(vendor: str, table: str, *, unless: str = "", delete: bool = True) -> tuple[str, ...]:
    """Return the SQL that makes a table append-only.

    Args:
        vendor: "sqlite" or "postgresql".
        table: a table's name as the code writes it, never from outside.
        unless: an SQL condition over OLD and NEW under which an UPDATE may pass.
        delete: refuse DELETE (and TRUNCATE) too; False only where erasure must be able to delete.
    """
    when = f"WHEN (NOT ({unless}))" if unless else ""
    return _sqlite(table, when, delete=delete) if vendor == "sqlite" else _postgresql(table, when, delete=delete)


def _sqlite(table: str, when: str, *, delete: bool) -> tuple[str, ...]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    update = f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {when} {refuse}"
    return (update, f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}") if delete else (update,)


def _postgresql(table: str, when: str, *, delete: bool) -> tuple[str, ...]:
    refuse = "EXECUTE FUNCTION tidings_refuse()"
    update = f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW {when} {refuse}"
    if not delete:
        return (_FUNCTION, update)
    return (
        _FUNCTION,
        update,
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
    )


def forbid(*tables: str, unless: str = "", delete: bool = True) -> list[RunPython]:
    """Return migration operations that make these tables append-only (and, backwards, writable again)."""
    return [
        RunPython(_Step(table, unless, delete=delete, add=True), _Step(table, unless, delete=delete, add=False))
        for table in tables
    ]


class _Step:
    """One direction of an operation; a class, so that it carries its table."""

    def __init__(self, table: str, unless: str, *, delete: bool, add: bool) -> None:
        self.table, self.unless, self.delete, self.add = table, unless, delete, add

    def __call__(self, _: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        vendor = editor.connection.vendor
        adding = statements(vendor, self.table, unless=self.unless, delete=self.delete)
        for statement in adding if self.add else _drops(vendor, self.table, delete=self.delete):
            editor.execute(statement, params=None)


def _drops(vendor: str, table: str, *, delete: bool) -> tuple[str, ...]:
    on = f" ON {table}" if vendor == "postgresql" else ""
    names = ("no_update", *(("no_delete",) if delete else ()))
    names = (*names, "no_truncate") if delete and vendor == "postgresql" else names
    return tuple(f"DROP TRIGGER {table}_{name}{on}" for name in names)
