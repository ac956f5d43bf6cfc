"""Query: pages of the audit log, in plain words where the side table still holds them."""

import base64
import json
from collections import defaultdict
from datetime import datetime
from typing import Final

from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast, Length, Substr

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.evidence import leaf_hash, pseudonym, root_of_frontier, without_subjects
from tidings.register.auditing import REASON, ready_keyring
from tidings.register.keyring import Keyring
from tidings.register.models import AuditEntry, AuditHead, AuditSubject, AuditValue, Checkpoint
from tidings.register.pseudonyms import persons_by_pseudonym, users_by_pseudonym
from tidings.register.shown import AuditLine, AuditPage

LISTED: Final = 50
"""Subjects of an entry that are listed."""

LONGEST: Final = 2_000
"""Characters of a value that are read; of a reason all of them."""


def audit_log(
    *, actor: Actor, below: int | None = None, limit: int = 50, number: str = "", deed: str = ""
) -> AuditPage:
    """Return a page of this bureau's entries, newest first.

    Args:
        actor: who asks.
        below: go on below this index (`AuditPage.more`).
        limit: how many, 200 at most.
        number: only entries about the person with this register number.
        deed: only this deed.
    """
    require(actor, "audit_log")
    ring = ready_keyring()
    entries, more = _page(actor, ring, below, min(limit, 200), number, deed)
    head = AuditHead.objects.filter(log=ring.log).first()
    frontier = [bytes.fromhex(node) for node in head.frontier] if head else []
    newest = Checkpoint.objects.order_by("-pk").first()
    return AuditPage(
        lines=_lines(actor, ring, entries),
        size=head.size if head else 0,
        root=base64.b64encode(root_of_frontier(frontier)).decode("ascii"),
        checkpoint=newest.text if newest else "",
        more=more,
    )


def _page(
    actor: Actor, ring: Keyring, below: int | None, most: int, number: str, deed: str
) -> tuple[list[AuditEntry], int | None]:
    rows = AuditEntry.objects.seen_by(actor).order_by("-index")
    if below is not None:
        rows = rows.filter(index__lt=below)
    if number:
        rows = rows.filter(subjects__pseudonym=pseudonym(ring.pseudonym, "person", number))
    if deed:
        rows = rows.filter(deed=deed)
    page = list(rows[: most + 1])
    return page[:most], page[most - 1].index if len(page) > most else None


def _lines(actor: Actor, ring: Keyring, entries: list[AuditEntry]) -> tuple[AuditLine, ...]:
    bodies = [json.loads(without_subjects(bytes(entry.body))) for entry in entries]
    users = users_by_pseudonym(actor, ring.pseudonym, (body["actor"] for body in bodies))
    subjects, values = _subjects(actor, ring, entries), _values(actor, entries)
    return tuple(
        AuditLine(
            index=entry.index,
            moment=datetime.fromisoformat(body["time"]),
            by=users.get(body["actor"], ""),
            deed=body["deed"],
            subjects=tuple(subjects[entry.index][0]),
            unlisted=subjects[entry.index][1],
            reason=str(json.loads(values[entry.index].pop(REASON, '""'))),
            values=tuple(sorted(values[entry.index].items())),
            leaf=leaf_hash(bytes(entry.body)).hex(),
        )
        for entry, body in zip(entries, bodies, strict=True)
    )


def _subjects(actor: Actor, ring: Keyring, entries: list[AuditEntry]) -> defaultdict[int, tuple[list[str], int]]:
    """Return the register numbers each entry is about, and how many more it names.

    Pseudonyms are looked up among this bureau's persons.
    """
    names, rows = persons_by_pseudonym(actor, ring.pseudonym), AuditSubject.objects.seen_by(actor).order_by("pk")
    counted = rows.filter(entry__in=entries).order_by().values_list("entry_id").annotate(Count("pk"))
    sizes: dict[int, int] = dict(counted)
    few = [entry for entry, size in sizes.items() if size <= LISTED]
    said = list(rows.filter(entry__in=few).values_list("entry_id", "pseudonym"))
    for entry in sizes.keys() - few:
        said += rows.filter(entry=entry).values_list("entry_id", "pseudonym")[:LISTED]
    found: defaultdict[int, tuple[list[str], int]] = defaultdict(lambda: ([], 0))
    for entry, name in said:
        listed, _ = found[entry]
        found[entry] = ([*listed, names[name]] if name in names else listed, max(sizes[entry] - LISTED, 0))
    return found


def _values(actor: Actor, entries: list[AuditEntry]) -> defaultdict[int, dict[str, str]]:
    """Return the values of each entry as JSON; of a long one (a table's identities) its beginning alone is read."""
    said = Cast("value", TextField())
    rows = AuditValue.objects.seen_by(actor).filter(entry__in=entries).annotate(size=Length(said))
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    short = Q(size__lte=LONGEST) | Q(field=REASON)
    for value in rows.filter(short):
        found[value.entry_id][value.field] = json.dumps(value.value, ensure_ascii=False)
    for entry, field, start in rows.exclude(short).values_list("entry_id", "field", Substr(said, 1, LONGEST)):
        found[entry][field] = f"{start}…"
    return found
