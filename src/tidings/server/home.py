"""The home folder: database, originals, and `keys/`, which no backup of the data contains.

`keys/` is made with mode 0700 and each key with 0600. Nothing is written when this module or the settings are
imported; `prepare` writes.
"""

import os
import secrets
from pathlib import Path
from typing import Final

SESSION_KEY: Final = "session"


def folder() -> Path:
    """Return the home folder: TIDINGS_HOME, or `tidings-home` where the program was started."""
    return Path(os.environ.get("TIDINGS_HOME", "tidings-home")).resolve()


def secret_key(home: Path) -> str:
    """Return the kept secret of sessions and forms, or a fresh one that `prepare` will keep."""
    kept = home / "keys" / SESSION_KEY
    return kept.read_text("ascii").strip() if kept.exists() else secrets.token_urlsafe(48)


def write_private(path: Path, content: bytes) -> None:
    """Write a new file that only its owner can read; an existing file is never written over.

    Raises:
        FileExistsError: the file is there already.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def prepare(home: Path, secret: str) -> None:
    """Make the home folder and keep the secret, unless both are there.

    Args:
        home: the home folder.
        secret: the secret this process already runs with (`settings.SECRET_KEY`).
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / "originals").mkdir(exist_ok=True, mode=0o700)
    if not (home / "keys" / SESSION_KEY).exists():
        write_private(home / "keys" / SESSION_KEY, secret.encode("ascii"))
