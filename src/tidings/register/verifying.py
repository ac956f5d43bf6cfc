"""The audit log of this installation, checked: its entries, its checkpoints, the values and reports it speaks of."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from tidings.evidence import verifier
from tidings.register.auditing import ready_keyring
from tidings.register.linking import content_of
from tidings.register.models import AuditEntry, AuditHead, AuditValue, Checkpoint, ReportRow

WHOLE = "the log is of the whole installation"


@dataclass(frozen=True, slots=True)
class LogVerdict:
    """Whether the log is whole and unforked.

    Attributes:
        whole: nothing is wrong.
        size: entries.
        root: root over them, base64.
        complaints: what is wrong, in words.
    """

    whole: bool
    size: int
    root: str
    complaints: tuple[str, ...]


def verify_log(witness: str | None = None) -> LogVerdict:
    """Check everything.

    Args:
        witness: the text of a checkpoint that a keeper outside has held.

    Raises:
        KeysMissing: the home folder's keys, which say which log to expect, are not there.
    """
    ring = ready_keyring()
    key = ring.checkpoint.public_key().public_bytes_raw()
    rows = AuditEntry.objects.with_every_bureau(reason=WHOLE).order_by("index").values_list("index", "body")
    bodies = [(index, bytes(body)) for index, body in rows.iterator()]
    given_out = [*Checkpoint.objects.order_by("pk").values_list("text", flat=True)]
    kept = [witness] if witness else []
    found = verifier.verify(bodies, log=ring.log, key=key, checkpoints=[*given_out, *kept])
    complaints = (*found.complaints, *_head_faults(ring.log, found), *_value_faults(dict(bodies)), *_report_faults())
    root = base64.b64encode(found.root).decode("ascii")
    return LogVerdict(not complaints, found.size, root, complaints)


def _head_faults(log: str, found: verifier.Findings) -> Iterator[str]:
    head = AuditHead.objects.filter(log=log).first()
    if (head.size if head else 0) != found.size:
        yield f"The head says {head.size if head else 0} entries, {found.size} are there: cut off or forked."


def _value_faults(bodies: dict[int, bytes]) -> Iterator[str]:
    rows = AuditValue.objects.with_every_bureau(reason=WHOLE).order_by("entry_id", "field")
    values = rows.values_list("entry_id", "field", "salt", "value").iterator()
    return verifier.value_faults(bodies, ((entry, field, bytes(salt), value) for entry, field, salt, value in values))


def _report_faults() -> Iterator[str]:
    """Check that every report still says what its identity, which the log holds a hash of, was made from."""
    for row in ReportRow.objects.with_every_bureau(reason=WHOLE).filter(erased=None).order_by("pk").iterator():
        if content_of(row).identity() != row.identity:
            yield f"Report {row.pk}: its content is not what was taken in."
