"""Ground every test stands on: a home folder of its own, a real SQLite file, and a desk with people at it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as django_settings
from django.core.management.color import Style
from django.core.management.commands import flush
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

    from tidings.accounts import Actor

INVENTED = "a long invented password"
OPENED = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)

SqlFlush = Callable[..., list[str]]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Test on a real SQLite file, so that WAL, locks and triggers are the ones that serve."""
    default = django_settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        default.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "tidings.sqlite3")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: "SettingsWrapper") -> Path:
    """A home folder of this test alone; keys are made in it at the first deed. Passwords are hashed fast."""
    settings.TIDINGS_HOME = tmp_path / "home"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return tmp_path / "home"


@pytest.fixture(autouse=True, scope="session")
def flush_passes_the_triggers() -> Iterator[None]:
    """Between transactional tests Django empties every table; the append-only triggers step aside for that alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "sql_flush", _around_triggers(flush.sql_flush))
        yield


def _around_triggers(plain: SqlFlush) -> SqlFlush:
    def around(style: Style, connection: BaseDatabaseWrapper, **options: bool) -> list[str]:
        if connection.vendor == "postgresql":
            replica = "SET session_replication_role = replica"
            return [replica, *plain(style, connection, **options), "RESET session_replication_role"]
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        drops = [f"DROP TRIGGER {name}" for name, _ in triggers]
        return [*drops, *plain(style, connection, **options), *(sql for _, sql in triggers)]

    return around


@dataclass(frozen=True)
class Desk:
    """Two people of one bureau, and somebody of another who must see nothing."""

    bureau_id: int
    olena: "Actor"
    bohdan: "Actor"
    other_bureau_id: int
    chuzhyi: "Actor"
    password: str = INVENTED


@pytest.fixture
def desk(db: None) -> Desk:  # noqa: ARG001 -- asks for the database
    """Olena (caseworker) and Bohdan (supervisor) of one bureau; Chuzhyi, caseworker of another."""
    from tidings.accounts import Actor, Role, staff  # noqa: PLC0415 -- models load after the settings

    def enrol(bureau: int, username: str, role: Role) -> Actor:
        return staff.enrol(
            bureau_id=bureau, username=username, display_name=username.title(), role=role, password=INVENTED
        )

    ours = staff.found_bureau(slug="first", name="First bureau", moment=OPENED)
    theirs = staff.found_bureau(slug="other", name="Other bureau", moment=OPENED)
    return Desk(
        ours,
        enrol(ours, "olena", Role.CASEWORKER),
        enrol(ours, "bohdan", Role.SUPERVISOR),
        theirs,
        enrol(theirs, "chuzhyi", Role.CASEWORKER),
    )
