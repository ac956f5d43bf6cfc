"""Who is near a report: read of the key table, put in order, and the likeliest of them held ready to be compared."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Final

from tidings.accounts.actor import Actor
from tidings.linkage import PRIOR
from tidings.linkage.buckets import Buckets
from tidings.linkage.engines.linked import prior_of
from tidings.linkage.looking import FLOOR, Look, likeliest
from tidings.linkage.subject import Subject
from tidings.register import keytable
from tidings.register.keytable import Prepared

KEPT: Final = 20_000
"""Prepared reports held while a deed is worked out, about 5 KB each; the longest unused go first."""


def prior_among(reports: int) -> float:
    """Return the bits of a pair picked blindly among so many reports: the more strangers, the less is a namesake.

    In whole bits, so that what was proposed keeps its probability until the bureau is twice as large.
    """
    return min(PRIOR, float(round(prior_of(reports))))


class Surroundings:
    """The key table of one bureau as one deed sees it, and reports it does not hold yet. Thrown away with the deed."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._added = Buckets()
        self._lasting: dict[int, Subject] = {}
        self._held: OrderedDict[int, Subject] = OrderedDict()
        self._population = keytable.newest(actor)
        self.prior = prior_among(self._population)

    def add(self, prepared: Mapping[int, Prepared]) -> None:
        """Put in reports that the table does not hold yet."""
        for number, one in prepared.items():
            self._lasting[number] = one.subject
            self._added.add(number, one.look)

    def near(self, look: Look, itself: int = -1, floor: float = FLOOR) -> list[int]:
        """Return who is worth comparing with whoever looks, the likeliest first."""
        read = chain(keytable.look_up(self._actor, look), self._added.read(look))
        return likeliest(look, read, self._population + len(self._added), itself=itself, floor=floor)

    def hold(self, numbers: Iterable[int]) -> None:
        """Have these reports ready."""
        wanted = dict.fromkeys(number for number in numbers if number not in self._lasting)
        for number in wanted.keys() & self._held.keys():
            self._held.move_to_end(number)
        self._held.update(keytable.subjects(self._actor, wanted.keys() - self._held.keys()))
        while len(self._held) > max(KEPT, len(wanted)):
            self._held.popitem(last=False)

    def subject(self, number: int) -> Subject | None:
        """Return a report that is held; None where it left the table meanwhile."""
        return self._lasting.get(number) or self._held.get(number)
