"""The SQLite this program runs on, and the terms it runs under."""

import importlib
import sys
from typing import Final

FLOOR: Final = (3, 51, 3)
"""First version in which the WAL-reset race (3.7.0 to 3.51.2) is mended."""

# recursive_triggers: without it INSERT OR REPLACE deletes the old row past the append-only triggers.
OPTIONS: Final[dict[str, object]] = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=FULL;"
        "PRAGMA secure_delete=ON;"
        "PRAGMA foreign_keys=ON;"
        "PRAGMA recursive_triggers=ON;"
        "PRAGMA cache_size=-20000;"
    ),
}


class SQLiteTooOldError(RuntimeError):
    """The SQLite at hand can lose committed writes; nothing is started on it."""


def install() -> None:
    """Put pysqlite3 in the place of the standard library's sqlite3 for every later import.

    Raises:
        SQLiteTooOldError: the SQLite inside is older than `FLOOR`.
    """
    replacement = importlib.import_module("pysqlite3")
    if replacement.sqlite_version_info < FLOOR:
        found, floor = replacement.sqlite_version, ".".join(map(str, FLOOR))
        raise SQLiteTooOldError(f"SQLite {found} can lose committed writes; {floor} or later is needed (pysqlite3)")
    sys.modules["sqlite3"] = replacement
    sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")
