#!/usr/bin/env python3
"""The one door to this repository: sets everything up, then runs what was asked. Standard library only.

python3 do.py demo [--no-serve]   the whole way on invented data, served on 127.0.0.1:8000
python3 do.py test [ARGS…]        all tests (arguments go to pytest)
python3 do.py check               format, lint, types, import contracts, catalogues, generated tables
python3 do.py bench NAME [ARGS…]  one benchmark of bench/
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
UV_VERSION = "0.13.9"
CORE, FULL = "requirements.lock", "requirements-dev.lock"


def fail(message: str) -> None:
    """Stop with exit code 2 and a sentence that says what to do."""
    print(f"do.py: {message}", file=sys.stderr)
    raise SystemExit(2)


def run(*command: object, **environment: str) -> int:
    """Run a command in the repository's folder and return its exit code."""
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=HERE, env={**os.environ, **environment}, check=False).returncode


def must(*command: object, **environment: str) -> None:
    """Run a command and stop where it fails."""
    code = run(*command, **environment)
    if code:
        raise SystemExit(code)


def install_ensurepip() -> None:
    """Debian ships Python without ensurepip: fetch it with apt when we are root, else say how."""
    if importlib.util.find_spec("ensurepip"):
        return
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        fail("python3-venv is missing. Install it as root: apt-get install python3-venv")
    must("apt-get", "update", "-qq")
    must("apt-get", "install", "-y", "-qq", "python3-venv", DEBIAN_FRONTEND="noninteractive")


def make_venv() -> None:
    """Make .venv with the pinned installer in it."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- whoever starts this may have an older Python, and must be told
        fail(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}")
    if (BIN / "uv").exists():
        return
    install_ensurepip()
    print("Making .venv …", flush=True)
    must(sys.executable, "-m", "venv", "--clear", VENV)
    must(BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"uv=={UV_VERSION}")


def set_up(lock: str) -> None:
    """Install the locked packages and this project; a second run with the same lock does nothing."""
    make_venv()
    wanted = hashlib.sha256((HERE / lock).read_bytes() + (HERE / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / f".{lock}.stamp"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Installing what {lock} names …", flush=True)
    uv = (BIN / "uv", "pip", "install", "--quiet")
    # The virtual environment is named outright so that an activated other one is never touched.
    must(*uv, "--require-hashes", "-r", lock, VIRTUAL_ENV=str(VENV), UV_LINK_MODE="copy")
    must(*uv, "--no-deps", "-e", ".", VIRTUAL_ENV=str(VENV))
    stamp.write_text(wanted)


def demo(arguments: list[str]) -> int:
    """Set up the core and run the demonstration."""
    set_up(CORE)
    return run(BIN / "tidings", "demo", *arguments)


def test(arguments: list[str]) -> int:
    """Set up everything and run all tests, side by side where the machine allows."""
    set_up(FULL)
    side_by_side = [] if any(word.startswith("-n") for word in arguments) else ["-n", "2"]
    return run(BIN / "python", "-m", "pytest", *side_by_side, *arguments)


def check(_: list[str]) -> int:
    """Hold the house rules: format, lint, types, import contracts, catalogues, generated tables."""
    set_up(FULL)
    steps: tuple[tuple[object, ...], ...] = (
        (BIN / "ruff", "format", "--check", "."),
        (BIN / "ruff", "check", "."),
        (BIN / "mypy",),
        (BIN / "lint-imports",),
        (BIN / "python", "tools/check_house.py"),
        (BIN / "python", "tools/catalogues.py", "--check"),
        (BIN / "python", "tools/tables.py", "--check"),
        (BIN / "python", "tools/rehearsal_pools.py", "--check"),
    )
    return max(run(*step) for step in steps)


def bench(arguments: list[str]) -> int:
    """Run one benchmark of bench/ by its name."""
    known = sorted(path.stem.removeprefix("bench_") for path in (HERE / "bench").glob("bench_*.py"))
    if not arguments or arguments[0] not in known:
        fail(f"name a benchmark: {', '.join(known)}")
    set_up(FULL)
    return run(BIN / "python", f"bench/bench_{arguments[0]}.py", *arguments[1:])


def main() -> int:
    """Do what the first word says."""
    deeds = {"demo": demo, "test": test, "check": check, "bench": bench}
    what, *arguments = sys.argv[1:] or [""]
    if what not in deeds:
        print(__doc__)
        return 2
    return deeds[what](arguments)


if __name__ == "__main__":
    raise SystemExit(main())
