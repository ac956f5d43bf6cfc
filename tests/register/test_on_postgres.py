"""The tests of the register and of exchange rounds once more, on a real PostgreSQL 15 started for them and stopped by its own data folder."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

BIN = Path("/usr/lib/postgresql/15/bin")
HERE = Path(__file__).parent
ROUNDS = HERE.parent / "casework" / "rounds"

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(not (BIN / "initdb").exists(), reason="needs PostgreSQL 15's programs"),
    pytest.mark.skipif("TIDINGS_DATABASE_URL" in os.environ, reason="this run is on PostgreSQL already"),
]


def as_postgres(*command):
    """Run as the user that may run a server: root may not."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server_url():
    folder = Path(tempfile.mkdtemp(prefix="tidings-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", free_port()
    locale = ("-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-U", "postgres")
    as_postgres(BIN / "initdb", "-D", data, "-A", "trust", *locale)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    as_postgres(BIN / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    as_postgres(BIN / "pg_ctl", "-D", data, "-m", "fast", "stop")
    shutil.rmtree(folder)


def test_the_register_and_the_rounds_behave_the_same_on_postgresql(server_url):
    command = [sys.executable, "-m", "pytest", str(HERE), str(ROUNDS), "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    environment = os.environ | {"TIDINGS_DATABASE_URL": server_url}
    environment.pop("PYTEST_XDIST_WORKER", None)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
