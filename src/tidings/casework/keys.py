"""The key of this room, in the home folder's `keys/contacts` (mode 0600): never in the database or its backup.

One secret, and a key for each use drawn from it (HKDF): contacts and exchange rounds are sealed, access codes are drawn
and checked.
Without it nobody can read how to reach a family, and no family can sign in: keep it where the log's keys are kept.
"""

import secrets
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from tidings.casework.models import RoundEntry, TracingRequest
from tidings.register.errors import KeysMissing
from tidings.register.keyring import keep_key

FILE: Final = "contacts"
BYTES: Final = 32

Use = Literal["contact", "code", "code check", "row", "draft", "round"]


def key_for(use: Use) -> bytes:
    """Return the key for one use, made now if nothing has ever been sealed.

    Raises:
        KeysMissing: there are requests or rounds and their key is gone.
    """
    return _derived(_secret(), use)


def _secret() -> bytes:
    path = Path(settings.TIDINGS_HOME) / "keys" / FILE
    if not path.exists():
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    reason = "one key serves the installation"
    if any(table.objects.with_every_bureau(reason=reason).exists() for table in (TracingRequest, RoundEntry)):
        raise KeysMissing(
            f"The key “{FILE}” is missing from the home folder's keys. Bring it back from where it is kept."
        )
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    keep_key(path, secrets.token_bytes(BYTES))


@lru_cache(maxsize=16)
def _derived(secret: bytes, use: Use) -> bytes:
    return HKDF(algorithm=SHA256(), length=BYTES, salt=None, info=f"tidings casework {use} 1".encode()).derive(secret)
