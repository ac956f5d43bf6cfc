"""Who stands behind a pseudonym of the audit log, worked out once a process: register numbers, and who did a deed.

The database may not hold them: a table of both would undo the pseudonyms for whoever holds it without its keys.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tidings.accounts.actor import Actor
from tidings.accounts.models import User
from tidings.evidence import pseudonym
from tidings.register.models import Person

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(slots=True)
class _Known:
    """What was worked out of one kind for one bureau, up to the row with this key and name."""

    names: dict[str, str] = field(default_factory=dict)
    newest: int = 0
    name: str = ""


@lru_cache(maxsize=16)
def _known(key: bytes, bureau_id: int, kind: str) -> _Known:  # noqa: ARG001 -- the arguments are what it is remembered by
    return _Known()


def persons_by_pseudonym(actor: Actor, key: bytes) -> dict[str, str]:
    """Return the register number behind each pseudonym of the bureau's persons.

    Args:
        actor: who asks.
        key: the key of pseudonyms.
    """
    return _brought_up(actor, key, "person", Person.objects.seen_by(actor), "number")


def users_by_pseudonym(actor: Actor, key: bytes, wanted: Iterable[str]) -> dict[str, str]:
    """Return the name of each of these who works in the bureau or is answered by it; there is a user for every request.

    Args:
        actor: who asks.
        key: the key of pseudonyms.
        wanted: pseudonyms of users.
    """
    people = User.objects.filter(bureau_id=actor.bureau_id)
    known = _brought_up(actor, key, "user", people, "id")
    rows = {name: int(known[name]) for name in set(wanted) if name in known}
    called = dict(people.filter(pk__in=rows.values()).values_list("pk", "display_name"))
    return {name: called[pk] for name, pk in rows.items() if pk in called}


def _brought_up(actor: Actor, key: bytes, kind: str, rows: "QuerySet[Any]", named: str) -> dict[str, str]:
    known = _known(key, actor.bureau_id, kind)
    if known.newest and not rows.filter(pk=known.newest, **{named: known.name}).exists():
        known.names, known.newest = {}, 0
    for pk, name in rows.filter(pk__gt=known.newest).order_by("pk").values_list("pk", named):
        known.names[pseudonym(key, kind, str(name))] = str(name)
        known.newest, known.name = pk, str(name)
    return known.names
