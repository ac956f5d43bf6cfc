"""How common a name is: by the lists alone, or counted among the people at hand and blended with the lists."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from tidings.names.given import read_given
from tidings.names.parse import Name
from tidings.names.patronymic import read_patronymic
from tidings.names.surname import read_surname

LISTS: Final = 20_000.0
"""The lists weigh as much as so many counted people: fewer are hardly counted, of a million hardly the lists remain."""
FEWEST: Final = 200
"""With fewer names than this, counting says more about chance than about the world."""
OWN: Final = 2
"""The two records compared do not count: a name that nobody else bears is as rare as the lists say."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How many of `total` people bear a name, by its stem, class or units; empty where nobody was counted."""

    of: Mapping[str, int] = field(default_factory=dict)
    total: int = 0

    def share(self, key: str, listed: float, own: int = OWN) -> float:
        """Return the share of people with a name.

        Args:
            key: the name as it was counted.
            listed: its share in the lists.
            own: of the bearers counted, those that are the very records compared.
        """
        if not self.total:
            return listed
        return (max(self.of.get(key, 0) - own, 0) + LISTS * listed) / (self.total + LISTS)


class Floors(NamedTuple):
    """The bits below which a part of the name never falls, for names change: marriage, adoption, a false one."""

    surname: float = -9.0
    given: float = -10.0
    patronymic: float = -16.0


SHIPPED_FLOORS: Final = Floors()


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """What the weights of names take for their shares.

    Attributes:
        surnames: bearers by stem.
        given: bearers by class number, or by units where no class is known.
        patronymics: bearers by stem.
        names_alone: whether nothing but the names is known of the two; then two listed surnames that differ by more
            than spelling, or two listed given names, are held for two whatever the chance of a slip.
        floors: what a part weighs at least, however different.
    """

    surnames: Counts = field(default_factory=Counts)
    given: Counts = field(default_factory=Counts)
    patronymics: Counts = field(default_factory=Counts)
    names_alone: bool = False
    floors: Floors = SHIPPED_FLOORS


LISTED: Final = Shares(names_alone=True)
"""The lists alone, for names with nothing beside them."""


def given_keys(plain: str) -> tuple[str, ...]:
    """Return what a given name is counted under: the classes it may belong to, else its units."""
    name = read_given(plain)
    return tuple(str(number) for number in name.kinds) or (name.units,)


def counted(names: Iterable[Name]) -> Shares:
    """Count the names of people, by the best reading of each.

    Returns:
        Shares blended with the lists; those of the lists where too few are named.
    """
    surnames: Counter[str] = Counter()
    given: Counter[str] = Counter()
    patronymics: Counter[str] = Counter()
    for name in names:
        for reading in name.readings[:1]:
            surnames.update(read_surname(word).stem for word in reading.surname if len(word) > 1)
            given.update(key for word in reading.given[:1] if len(word) > 1 for key in given_keys(word))
            patronymics.update([read_patronymic(reading.patronymic).stem] if len(reading.patronymic) > 1 else [])
    return Shares(counts_of(surnames), counts_of(given), counts_of(patronymics))


def counts_of(found: Counter[str]) -> Counts:
    """Return counts, none where too few were counted."""
    total = found.total()
    return Counts(found, total) if total >= FEWEST else Counts()
