"""The audit log's writer: one entry a deed, appended under a lock on the head row, inside the deed's transaction."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tidings.accounts.actor import Actor
from tidings.evidence import SALT_BYTES, Entry, entry_bytes, grown, leaf_hash, pseudonym, salted
from tidings.register.errors import KeysMissing
from tidings.register.keyring import Keyring, keyring, make_keys
from tidings.register.models import AuditEntry, AuditHead, AuditSubject, AuditValue

REASON = "reason"
"""The name under which the plain reason lies in the side table."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What one entry says, in plain: the log itself gets pseudonyms and salted hashes only.

    Attributes:
        actor: who did it.
        bureau: short name of the bureau.
        moment: when.
        deed: what.
        key: the idempotency key.
        subjects: (kind, name) of whom it is about, as ("person", "0047-2183-5").
        reason: why, "" if none was asked for.
        values: what was touched; canonical JSON values, no floats.
    """

    actor: Actor
    bureau: str
    moment: datetime
    deed: str
    key: str
    subjects: Iterable[tuple[str, str]] = ()
    reason: str = ""
    values: Mapping[str, object] | None = None


def ready_keyring() -> Keyring:
    """Return the keys, made now if the log is still empty.

    Raises:
        KeysMissing: the log has entries and its keys are gone.
    """
    try:
        return keyring()
    except KeysMissing:
        if AuditHead.objects.filter(size__gt=0).exists():
            raise
    make_keys()
    return keyring()


def append(happening: Happening) -> int:
    """Write one entry and return its place in the log. Call it inside the deed's transaction, as its last lock."""
    ring = ready_keyring()
    head = _head(ring.log)
    plain = dict(happening.values or {}) | ({REASON: happening.reason} if happening.reason else {})
    salts = {field: secrets.token_bytes(SALT_BYTES) for field in plain}
    hashes = {field: salted(salts[field], value) for field, value in plain.items()}
    subjects = sorted({pseudonym(ring.pseudonym, kind, name) for kind, name in happening.subjects})
    body = entry_bytes(
        Entry(
            log=ring.log,
            index=head.size,
            time=happening.moment,
            bureau=happening.bureau,
            actor=pseudonym(ring.pseudonym, "user", str(happening.actor.user_id)),
            deed=happening.deed,
            key=pseudonym(ring.pseudonym, "key", happening.key),
            subjects=subjects,
            reason=hashes.pop(REASON, ""),
            values=hashes,
        )
    )
    entry = AuditEntry.objects.put(happening.actor, index=head.size, deed=happening.deed, body=body)
    _keep_beside(entry, subjects, {field: (salts[field], plain[field]) for field in plain})
    head.frontier = [node.hex() for node in grown([*map(bytes.fromhex, head.frontier)], head.size, leaf_hash(body))]
    head.size += 1
    head.save(update_fields=["size", "frontier"])
    return entry.index


def _head(log: str) -> AuditHead:
    """Return the head, locked until the deed ends.

    Raises:
        KeysMissing: the database holds another log than the keys are for.
    """
    if not AuditHead.objects.filter(log=log).exists():
        if AuditHead.objects.exists():
            raise KeysMissing("The keys in the home folder belong to another audit log than this database holds.")
        AuditHead.objects.get_or_create(log=log, defaults={"size": 0, "frontier": []})
    return AuditHead.objects.select_for_update().get(log=log)


def _keep_beside(entry: AuditEntry, subjects: list[str], values: Mapping[str, tuple[bytes, object]]) -> None:
    AuditSubject.objects.put_all(
        AuditSubject(bureau_id=entry.bureau_id, entry=entry, pseudonym=name) for name in subjects
    )
    AuditValue.objects.put_all(
        AuditValue(bureau_id=entry.bureau_id, entry=entry, field=field, salt=salt, value=value)
        for field, (salt, value) in values.items()
    )
