import logging
import stat
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from tidings.server import home as home_folder
from tidings.server import sqlite
from tidings.server.database import database
from tidings.server.logs import WithoutPeople


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
def test_sqlite_runs_on_the_terms_that_lost_nothing():
    terms = {}
    with connection.cursor() as cursor:
        for pragma in (
            "journal_mode",
            "synchronous",
            "secure_delete",
            "foreign_keys",
            "recursive_triggers",
            "busy_timeout",
        ):
            cursor.execute(f"PRAGMA {pragma}")
            terms[pragma] = cursor.fetchone()[0]
        cursor.execute("SELECT sqlite_version()")
        version = tuple(map(int, cursor.fetchone()[0].split(".")))
    assert terms == {
        "journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1,
        "recursive_triggers": 1, "busy_timeout": 20000
    }  # fmt: skip
    assert version >= (3, 51, 3)
    assert connection.transaction_mode == "IMMEDIATE"


def test_an_older_sqlite_is_refused(monkeypatch):
    monkeypatch.setattr(sqlite, "FLOOR", (99, 0, 0))
    with pytest.raises(sqlite.SQLiteTooOldError, match=r"99\.0\.0"):
        sqlite.install()


def test_a_database_url_is_read(tmp_path):
    found = database("postgresql://us%40er:pa%2Fss@db.example:5433/tidings?sslmode=require", tmp_path)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert [found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "tidings", "us@er", "pa/ss", "db.example", "5433"
    ]  # fmt: skip
    assert found["OPTIONS"] == {"sslmode": "require"}
    assert database("", tmp_path)["NAME"] == str(tmp_path / "tidings.sqlite3")


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql://host/", "nonsense"])
def test_any_other_database_is_refused(url, tmp_path):
    with pytest.raises(ImproperlyConfigured):
        database(url, tmp_path)


def test_the_home_keeps_the_secret_to_its_owner(tmp_path):
    home = tmp_path / "home"
    secret = home_folder.secret_key(home)
    assert not home.exists()
    home_folder.prepare(home, secret)
    home_folder.prepare(home, "another")
    assert home_folder.secret_key(home) == secret
    assert stat.S_IMODE((home / "keys" / "session").stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "keys").stat().st_mode) == 0o700


def test_logs_say_where_and_never_who():
    try:
        int("Канарейко Марта")
    except ValueError:
        record = logging.LogRecord("django", 40, "x", 1, "Not Found: %s", ("/person/0047-2183-5",), sys.exc_info())
    line = WithoutPeople().format(record)
    assert "Канарейко" not in line
    assert "0047" not in line
    assert "ValueError" in line
    assert "test_settings.py" in line


@pytest.mark.parametrize(
    ("hosts", "https", "secure"),
    [("", "", False), ("localhost", "", False), ("localhost", "1", True), ("bureau.example", "", True),
     ("localhost,bureau.example", "0", True)],
)  # fmt: skip
def test_cookies_are_secure_everywhere_but_on_this_computer(tmp_path, hosts, https, secure):
    code = "from tidings.server import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.DEBUG)"
    environment = {"TIDINGS_HOME": str(tmp_path), "TIDINGS_HTTPS": https, "TIDINGS_HOSTS": hosts, "PATH": "/usr/bin"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == f"{secure} {secure} False\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("zone", "kept"), [("", "UTC"), ("Europe/Kyiv", "Europe/Kyiv")])
def test_the_bureau_works_by_its_own_clock(tmp_path, zone, kept):
    code = "from tidings.server import settings as s; print(s.TIME_ZONE, s.USE_TZ)"
    environment = {"TIDINGS_HOME": str(tmp_path), "TIDINGS_TIME_ZONE": zone, "PATH": "/usr/bin"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == f"{kept} True\n"


def test_the_deploy_check_finds_nothing(tmp_path):
    code = "import django; django.setup(); from django.core.management import call_command as c; "
    code += "c('check', deploy=True, fail_level='INFO')"
    environment = {"TIDINGS_HOME": str(tmp_path), "TIDINGS_HTTPS": "1", "TIDINGS_HOSTS": "bureau.example",
                   "DJANGO_SETTINGS_MODULE": "tidings.server.settings", "PATH": "/usr/bin"}  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_answer_carries_the_strict_headers(client):
    response = client.get("/no-such-page")
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cache-Control"] == "no-store"
    policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'", "style-src": "'self'", "script-src": "'self'", "img-src": "'self'",
        "connect-src": "'self'", "form-action": "'self'", "base-uri": "'none'", "frame-ancestors": "'none'",
    }  # fmt: skip


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example"])
def test_strange_host_names_are_refused(client, host, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.django_db
def test_no_table_differs_from_its_migrations():
    call_command("makemigrations", "accounts", "register", "casework", check=True, dry_run=True, verbosity=0)
