"""A process of its own that does deeds and acknowledges each one after it is committed. Started by test_processes."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tidings.server.settings")
django.setup()

from tidings.accounts import staff  # noqa: E402 -- Django must be set up first
from tidings.register import deeds  # noqa: E402 -- the same


def main(name: str, times: int, acknowledged: Path) -> None:
    actor = staff.terminal(bureau_id=staff.found_bureau(slug="first", name="First", moment=now()))
    with acknowledged.open("a", buffering=1) as file:
        for number in range(times):
            deeds.sign_in(actor=actor, key=f"{name}-{number:06}", moment=now())
            file.write(f"{name}-{number:06}\n")


def now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
