"""Query: pages of the audit log, in plain words where the side table still holds them."""

import base64
import json
from collections import defaultdict
from datetime import datetime

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.accounts.models import User
from tidings.evidence import leaf_hash, pseudonym, root_of_frontier
from tidings.register.auditing import REASON, ready_keyring
from tidings.register.keyring import Keyring
from tidings.register.models import AuditEntry, AuditHead, AuditSubject, AuditValue, Checkpoint
from tidings.register.pseudonyms import persons_by_pseudonym
from tidings.register.shown import AuditLine, AuditPage


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
    users = {
        pseudonym(ring.pseudonym, "user", str(user.pk)): user.display_name
        for user in User.objects.filter(bureau_id=actor.bureau_id)
    }
    subjects = _subjects(actor, ring, entries)
    values: defaultdict[int, dict[str, object]] = defaultdict(dict)
    for value in AuditValue.objects.seen_by(actor).filter(entry__in=entries):
        values[value.entry_id][value.field] = value.value
    return tuple(_line(entry, users, subjects[entry.index], values[entry.index]) for entry in entries)


def _subjects(actor: Actor, ring: Keyring, entries: list[AuditEntry]) -> defaultdict[int, list[str]]:
    """Return the register numbers each entry is about: pseudonyms are looked up among this bureau's persons."""
    names = persons_by_pseudonym(actor, ring.pseudonym)
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = AuditSubject.objects.seen_by(actor).filter(entry__in=entries).order_by("pk")
    for entry_id, name in rows.values_list("entry_id", "pseudonym"):
        if name in names:
            found[entry_id].append(names[name])
    return found


def _line(entry: AuditEntry, users: dict[str, str], subjects: list[str], values: dict[str, object]) -> AuditLine:
    body = json.loads(bytes(entry.body))
    return AuditLine(
        index=entry.index,
        moment=datetime.fromisoformat(body["time"]),
        by=users.get(body["actor"], ""),
        deed=body["deed"],
        subjects=tuple(subjects),
        reason=str(values.pop(REASON, "")),
        values=tuple(sorted((field, json.dumps(value, ensure_ascii=False)) for field, value in values.items())),
        leaf=leaf_hash(bytes(entry.body)).hex(),
    )
