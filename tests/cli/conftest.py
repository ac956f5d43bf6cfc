"""The installed program, started as a person would start it, in a home folder of the test's own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def tidings(tmp_path):
    """Run `tidings …` and return what came of it."""

    def run(*words: object, **environment: str) -> Ran:
        done = subprocess.run(
            [Path(sys.executable).with_name("tidings"), *map(str, words)],
            cwd=tmp_path,
            env={**os.environ, "TIDINGS_HOME": str(tmp_path / "home"), "COLUMNS": "200", **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def table(tmp_path):
    """Write a CSV of lines and return its path."""

    def write(name: str, *lines: str) -> Path:
        path = tmp_path / name
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return path

    return write
