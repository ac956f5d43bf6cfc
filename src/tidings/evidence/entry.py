"""The audit log's entry: which bytes are hashed, and how people and values are kept out of them.

An entry is canonical JSON (sorted keys, no spaces, UTF-8):

    {"actor":…, "bureau":…, "deed":…, "index":…, "key":…, "log":…, "reason":…, "subjects":[…], "time":…, "v":1,
     "values":{…}}

Persons, users and idempotency keys stand in it as keyed pseudonyms (HMAC-SHA256; the key is kept outside the
database), reason and values as salted hashes. The plain values and their salts live in a table beside the log:
deleting a row there erases the value for good, and every hash of the log can still be recomputed.

This format never changes; a new one gets a new `v`.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tidings.kernel.canonical import canonical_json

VERSION: Final = 1
SALT_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, ready to be written.

    Attributes:
        log: the log's name, which the verifier knows from elsewhere.
        index: its place, from 0.
        time: the moment of the deed.
        bureau: the bureau's short name.
        actor: pseudonym of who did it.
        deed: what was done.
        key: pseudonym of the idempotency key.
        subjects: pseudonyms of whom it is about, sorted.
        reason: salted hash of the reason, or "".
        values: salted hashes of the values touched, by field.
    """

    log: str
    index: int
    time: datetime
    bureau: str
    actor: str
    deed: str
    key: str
    subjects: Sequence[str]
    reason: str
    values: Mapping[str, str]


def entry_bytes(entry: Entry) -> bytes:
    """Return the bytes that are hashed and kept."""
    return canonical_json(
        {
            "v": VERSION,
            "log": entry.log,
            "index": entry.index,
            "time": utc(entry.time),
            "bureau": entry.bureau,
            "actor": entry.actor,
            "deed": entry.deed,
            "key": entry.key,
            "subjects": sorted(set(entry.subjects)),
            "reason": entry.reason,
            "values": dict(entry.values),
        }
    )


def without_subjects(body: bytes) -> bytes:
    """Return an entry's bytes with no subjects named: for reading who, when and what of a deed on a whole table.

    Its keys stand in order and its subjects are pseudonyms in hexadecimal, so their list is one run of bytes.
    """
    start, end = body.find(b'"subjects":['), body.rfind(b'],"time":')
    return body if start < 0 or end < start else body[:start] + b'"subjects":[' + body[end:]


def utc(moment: datetime) -> str:
    """Write a moment as UTC to the microsecond: 2026-11-22T09:31:00.000000Z.

    Raises:
        ValueError: the moment does not say its zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be logged")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def pseudonym(key: bytes, kind: str, value: str) -> str:
    """Return the keyed pseudonym of somebody or something: HMAC-SHA256 over canonical [kind, value], in hex."""
    return hmac.new(key, canonical_json([kind, value]), hashlib.sha256).hexdigest()


def salted(salt: bytes, value: object) -> str:
    """Return the salted hash of a value: SHA-256(0x02 ‖ salt ‖ canonical JSON), in hex.

    Raises:
        ValueError: the salt is shorter than `SALT_BYTES`.
    """
    if len(salt) < SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    return hashlib.sha256(b"\x02" + salt + canonical_json(value)).hexdigest()
