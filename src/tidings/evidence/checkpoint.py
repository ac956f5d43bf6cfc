"""Checkpoints: how long the log is and what its root is, signed, as text a keeper outside can hold.

C2SP tlog-checkpoint inside a C2SP signed note:

    tidings/5f0c…            the log's name (origin)
    1234                     its size
    CsUYapGGPo4dkMgIAUqo…    its root, base64

    — tidings/5f0c… bGpq…    signature: base64(key hash, 4 bytes ‖ Ed25519 signature, 64 bytes)

A checkpoint holds no personal data; its size tells how busy the bureau is.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import ClassVar, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tidings.kernel.errors import TidingsError

ED25519: Final = b"\x01"
KEY_HASH_BYTES: Final = 4
LINES: Final = 3


class BadCheckpoint(TidingsError):
    """A text that is no checkpoint of this log, or not signed by its key."""

    code: ClassVar[str] = "evidence.bad_checkpoint"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log's name, its size in entries, and its root."""

    origin: str
    size: int
    root: bytes

    def body(self) -> str:
        """Return the text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode('ascii')}\n"


def signed(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """Return the checkpoint as a signed note."""
    body = checkpoint.body()
    signature = _key_hash(checkpoint.origin, key.public_key()) + key.sign(body.encode())
    return f"{body}\n— {checkpoint.origin} {base64.b64encode(signature).decode('ascii')}\n"


def opened(text: str, *, origin: str, key: Ed25519PublicKey) -> Checkpoint:
    """Read a signed checkpoint of the log that the caller names; the text's own word for it is not believed.

    Raises:
        BadCheckpoint: it is of another log, unsigned, or signed by another key.
    """
    body, _, signatures = text.replace("\r\n", "\n").partition("\n\n")
    lines = body.split("\n")
    if len(lines) < LINES or lines[0] != origin or not lines[1].isascii() or not lines[1].isdecimal():
        raise BadCheckpoint(f"This is no checkpoint of the log {origin}.")
    if not any(_signed_by(line, f"{body}\n", origin, key) for line in signatures.splitlines()):
        raise BadCheckpoint(f"This checkpoint is not signed with the key of the log {origin}.")
    return Checkpoint(origin, int(lines[1]), _decoded(lines[2]))


def verifier_key(origin: str, key: Ed25519PublicKey) -> str:
    """Return the key as a keeper writes it down: name+hash+base64, as C2SP signed notes have it."""
    raw = base64.b64encode(ED25519 + key.public_bytes_raw()).decode("ascii")
    return f"{origin}+{_key_hash(origin, key).hex()}+{raw}"


def _key_hash(origin: str, key: Ed25519PublicKey) -> bytes:
    return hashlib.sha256(origin.encode() + b"\n" + ED25519 + key.public_bytes_raw()).digest()[:KEY_HASH_BYTES]


def _signed_by(line: str, body: str, origin: str, key: Ed25519PublicKey) -> bool:
    dash, _, rest = line.partition(" ")
    name, _, signature = rest.rpartition(" ")
    raw = _decoded(signature) if dash == "—" and name == origin else b""
    if raw[:KEY_HASH_BYTES] != _key_hash(origin, key):
        return False
    try:
        key.verify(raw[KEY_HASH_BYTES:], body.encode())
    except InvalidSignature:
        return False
    return True


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise BadCheckpoint("This checkpoint is damaged: part of it is not base64.") from error
