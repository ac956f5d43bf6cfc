"""Values the database must not be able to tell: AES-256-GCM, bound to the place they stand in.

A caseworker must be able to say the shared word on the telephone, so it is sealed and not hashed; a stolen database or
backup opens no contact. A value moved to another row does not open.
"""

import json
import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tidings.casework.keys import Use, key_for
from tidings.register.errors import KeysMissing

VERSION: Final = b"\x01"
NONCE: Final = 12


def seal(use: Use, place: str, value: dict[str, str]) -> bytes:
    """Seal a small mapping.

    Args:
        use: which key.
        place: table, column and row, as "casework_tracingrequest|contact|7304-1862-5".
        value: what is sealed.
    """
    nonce = os.urandom(NONCE)
    plain = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
    return VERSION + nonce + AESGCM(key_for(use)).encrypt(nonce, plain, place.encode())


def unseal(use: Use, place: str, sealed: bytes) -> dict[str, str]:
    """Open what `seal` sealed in the same place.

    Raises:
        KeysMissing: the key is another one, or the value was moved or changed.
    """
    nonce, rest = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        plain = AESGCM(key_for(use)).decrypt(nonce, rest, place.encode())
    except (InvalidTag, ValueError) as error:
        raise KeysMissing("A sealed value does not open with this installation's key.") from error
    opened: dict[str, str] = json.loads(plain)
    return opened
