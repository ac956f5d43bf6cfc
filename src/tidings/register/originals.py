"""Originals: what was dropped in, byte for byte, kept once by its SHA-256 under the home folder."""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    """Return where originals lie."""
    return Path(settings.TIDINGS_HOME) / "originals"


def path_of(sha256: str) -> Path:
    """Return where the original with this hash lies or would lie."""
    return folder() / sha256[:2] / sha256


def keep(content: bytes) -> str:
    """Keep an original, unless it is there, and return its SHA-256 in hex."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{sha256}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    return sha256
