"""Register numbers by their pseudonyms in the audit log, worked out once a process.

The database may not hold them: a table of both would undo the pseudonyms for whoever holds it without its keys.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from tidings.accounts.actor import Actor
from tidings.evidence import pseudonym
from tidings.register.models import Person


@dataclass(slots=True)
class _Known:
    """What was worked out for one bureau, up to the person of this row and number."""

    numbers: dict[str, str] = field(default_factory=dict)
    newest: int = 0
    number: str = ""


@lru_cache(maxsize=8)
def _known(key: bytes, bureau_id: int) -> _Known:  # noqa: ARG001 -- the arguments are what it is remembered by
    return _Known()


def persons_by_pseudonym(actor: Actor, key: bytes) -> dict[str, str]:
    """Return the register number behind each pseudonym of the bureau's persons.

    Args:
        actor: who asks.
        key: the key of pseudonyms.
    """
    known, persons = _known(key, actor.bureau_id), Person.objects.seen_by(actor)
    if known.newest and not persons.filter(pk=known.newest, number=known.number).exists():
        known.numbers, known.newest = {}, 0
    for pk, number in persons.filter(pk__gt=known.newest).order_by("pk").values_list("pk", "number"):
        known.numbers[pseudonym(key, "person", number)] = number
        known.newest, known.number = pk, number
    return known.numbers
