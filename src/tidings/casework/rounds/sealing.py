"""What is done in a round, sealed: AES-256-GCM over compressed canonical JSON, bound to its round and turn.

The database and its backup tell that a round was worked on, by whom and when; never terms, people or findings.
"""

import json
import os
import zlib
from collections.abc import Mapping
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tidings.casework.keys import key_for
from tidings.kernel.canonical import canonical_json
from tidings.register.errors import KeysMissing

VERSION: Final = b"\x01"
NONCE: Final = 12
LEVEL: Final = 3
"""Of compression: lists of ten thousand people are opened on every page."""


def place(round_id: int, turn: int, kind: str) -> bytes:
    """Name where a sealed content stands; moved elsewhere it does not open."""
    return f"casework_roundentry|content|{round_id}|{turn}|{kind}".encode()


def seal(where: bytes, content: Mapping[str, object]) -> bytes:
    """Seal the content of an entry."""
    nonce = os.urandom(NONCE)
    packed = zlib.compress(canonical_json(content), LEVEL)
    return VERSION + nonce + AESGCM(key_for("round")).encrypt(nonce, packed, where)


def unseal(where: bytes, sealed: bytes) -> dict[str, Any]:
    """Open what `seal` sealed in the same place.

    Raises:
        KeysMissing: the key is another one, or the content was moved or changed.
    """
    nonce, rest = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        packed = AESGCM(key_for("round")).decrypt(nonce, rest, where)
    except (InvalidTag, ValueError) as error:
        raise KeysMissing("A sealed entry of a round does not open with this installation's key.") from error
    content: dict[str, Any] = json.loads(zlib.decompress(packed))
    return content
