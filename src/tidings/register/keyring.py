"""The keys of the audit log: kept in the home folder's `keys/`, mode 0600, never in the database or its backup.

`pseudonym` keys the pseudonyms of people in the log; `checkpoint` signs checkpoints (Ed25519, raw private key);
`log` holds the log's name, so that the database's own word for it is never needed.
"""

import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from tidings.register.errors import KeysMissing

PSEUDONYM: Final = "pseudonym"
CHECKPOINT: Final = "checkpoint"
LOG: Final = "log"


@dataclass(frozen=True, slots=True)
class Keyring:
    """What the log needs: its name, the key of pseudonyms, the key that signs checkpoints."""

    log: str
    pseudonym: bytes
    checkpoint: Ed25519PrivateKey


def keyring() -> Keyring:
    """Return this installation's keys.

    Raises:
        KeysMissing: they are not there. `make_keys` makes them, for a log that is still empty.
    """
    return read_keys(Path(settings.TIDINGS_HOME) / "keys")


def make_keys() -> None:
    """Make the keys that are not there yet; existing ones are never replaced."""
    folder = Path(settings.TIDINGS_HOME) / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    keep_key(folder / LOG, f"tidings/{secrets.token_hex(8)}".encode())
    keep_key(folder / PSEUDONYM, secrets.token_bytes(32))
    keep_key(folder / CHECKPOINT, Ed25519PrivateKey.generate().private_bytes_raw())


def keep_key(path: Path, content: bytes) -> None:
    """Write one key whole or not at all: another process that starts at the same time keeps its own or ours."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()


@lru_cache(maxsize=4)
def read_keys(folder: Path) -> Keyring:
    """Read the keys from their folder, once a process.

    Raises:
        KeysMissing: one of them is not there.
    """
    try:
        return Keyring(
            (folder / LOG).read_text("ascii"),
            (folder / PSEUDONYM).read_bytes(),
            Ed25519PrivateKey.from_private_bytes((folder / CHECKPOINT).read_bytes()),
        )
    except FileNotFoundError as error:
        raise KeysMissing(
            f"The key “{Path(error.filename).name}” is missing from the home folder's keys. "
            "Bring the keys back from where they are kept; without them the audit log cannot be continued."
        ) from error
