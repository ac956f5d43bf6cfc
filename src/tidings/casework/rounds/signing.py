"""A plan signed: two people put their names, then the installation's key signs the canonical plan (Ed25519).

The key is the one that signs checkpoints of the log; what is signed begins with a line of its own, so that no signature
of one can be shown as the other's. Anybody with the plan, the note and the public key can check it.
"""

import base64
import hashlib
from collections.abc import Mapping
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tidings.kernel.canonical import canonical_json
from tidings.register.auditing import ready_keyring

PREFIX: Final = b"tidings exchange plan 1\n"
PUBLIC_KEY_BYTES: Final = 32


def sha256_of(plan: Mapping[str, object]) -> str:
    """Return the hash of the canonical plan, as it is printed on the signed list."""
    return hashlib.sha256(canonical_json(plan)).hexdigest()


def signature_of(plan: Mapping[str, object]) -> str:
    """Sign a plan with the installation's key.

    Returns:
        Base64 of the public key (32 bytes) and the signature (64 bytes), one after the other.
    """
    key = ready_keyring().checkpoint
    return base64.b64encode(key.public_key().public_bytes_raw() + key.sign(PREFIX + canonical_json(plan))).decode()


def public_key() -> str:
    """Return the installation's public key, base64: whoever checks a list holds it beforehand."""
    return base64.b64encode(ready_keyring().checkpoint.public_key().public_bytes_raw()).decode()


def is_signed(plan: Mapping[str, object], note: str, key: str) -> bool:
    """Say whether `note` is the signature of `plan` by the installation of this public key (base64)."""
    try:
        known, raw = base64.b64decode(key, validate=True), base64.b64decode(note, validate=True)
        Ed25519PublicKey.from_public_bytes(known).verify(raw[PUBLIC_KEY_BYTES:], PREFIX + canonical_json(plan))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return raw[:PUBLIC_KEY_BYTES] == known
