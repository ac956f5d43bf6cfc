"""How many persons a bureau knows: said on many a page, and too slow to be counted each time among a million."""

from dataclasses import dataclass
from typing import Final

from tidings.accounts.actor import Actor
from tidings.register.models import BureauQuerySet, Decision, Person, Undoing

COUNTED_EACH_TIME: Final = 20_000
"""Up to so many persons counting takes less than a millisecond."""


@dataclass(frozen=True, slots=True)
class _Count:
    """What was counted, and the newest rows it rests on: who is joined changes with a decision or its undoing only."""

    people: int
    newest: int
    decided: tuple[int, int]


_LAST: Final[dict[int, _Count]] = {}


def people(actor: Actor) -> int:
    """Return how many persons the bureau knows; those decided to be one are one."""
    apart = Person.objects.seen_by(actor).filter(joined_into=None)
    newest = _newest(apart)
    if newest < COUNTED_EACH_TIME:
        return apart.count()
    decided = _newest(Decision.objects.seen_by(actor)), _newest(Undoing.objects.seen_by(actor))
    last = _LAST.get(actor.bureau_id)
    if last is None or last.decided != decided or last.newest > newest:
        found = apart.filter(pk__lte=newest).count()
    else:
        found = last.people + apart.filter(pk__gt=last.newest, pk__lte=newest).count()
    _LAST[actor.bureau_id] = _Count(found, newest, decided)
    return found


def _newest(rows: "BureauQuerySet[Person] | BureauQuerySet[Decision] | BureauQuerySet[Undoing]") -> int:
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0
