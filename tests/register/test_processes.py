"""Many processes at once, and processes killed: on the database that serves, in a home folder of their own."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

WORKER = Path(__file__).with_name("appending.py")
LOOK = """
import django; django.setup()
import json
from tidings.register.models import AuditEntry, DeedRow
from tidings.register.verifying import verify_log
verdict = verify_log()
indexes = AuditEntry.objects.with_every_bureau(reason="test").order_by("index").values_list("index", flat=True)
keys = DeedRow.objects.with_every_bureau(reason="test").values_list("key", flat=True)
print(json.dumps([verdict.complaints, list(indexes), sorted(keys)]))
"""


@pytest.fixture
def world(tmp_path):
    """A migrated home of its own, on the kind of database this run is about."""
    url = fresh_database() if connection.vendor == "postgresql" else ""
    environment = (
        {"DJANGO_SETTINGS_MODULE": "tidings.server.settings"}
        | os.environ
        | {
            "TIDINGS_HOME": str(tmp_path / "world"),
            "TIDINGS_DATABASE_URL": url,
        }
    )
    (tmp_path / "world").mkdir()
    migrate = [sys.executable, "-m", "django", "migrate", "-v0", "--skip-checks"]
    subprocess.run(migrate, env=environment, check=True)
    return environment


def fresh_database():
    """Make a database of its own beside the one Django tests in, and return its URL."""
    import psycopg

    name = f"processes_{uuid4().hex}"
    given = connection.settings_dict
    place = f"postgresql://{given['USER']}@{given['HOST']}:{given['PORT']}/"
    with psycopg.connect(f"{place}postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    return f"{place}{name}"


def start(world, name, times, acknowledged):
    return subprocess.Popen([sys.executable, str(WORKER), name, str(times), str(acknowledged)], env=world)


def look(world):
    done = subprocess.run([sys.executable, "-c", LOOK], env=world, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def test_eight_processes_append_without_a_fork_and_none_is_refused(world, tmp_path):
    files = [tmp_path / f"acknowledged {number}" for number in range(8)]
    workers = [start(world, f"worker{number}", 50, file) for number, file in enumerate(files)]
    assert [worker.wait(timeout=300) for worker in workers] == [0] * 8
    complaints, indexes, keys = look(world)
    assert complaints == []
    assert indexes == list(range(400))
    assert keys == sorted(key for file in files for key in file.read_text().split())


def test_a_kill_loses_nothing_that_was_acknowledged(world, tmp_path):
    seeded = random.Random(7)  # noqa: S311 -- when to kill, not a key
    files = []
    for turn in range(5):
        file = tmp_path / f"acknowledged {turn}"
        file.touch()
        files.append(file)
        worker = start(world, f"killed{turn}", 100_000, file)
        wait_for_lines(file, 5)
        time.sleep(seeded.uniform(0, 0.3))
        worker.kill()
        worker.wait(timeout=60)
    complaints, indexes, keys = look(world)
    whole_lines = [
        line.rstrip("\n") for file in files for line in file.read_text().splitlines(keepends=True) if "\n" in line
    ]
    assert complaints == []
    assert len(indexes) == len(keys) >= len(whole_lines) >= 25
    assert set(whole_lines) <= set(keys)


def wait_for_lines(file, wanted):
    for _ in range(600):
        if len(file.read_text().splitlines()) >= wanted:
            return
        time.sleep(0.1)
    pytest.fail("the worker acknowledged nothing within a minute")
