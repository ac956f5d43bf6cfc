"""The person of a round: what a plan may know of somebody, and nothing else.

There is no field for military value, for skills or for how often somebody asked, and none can be added: the names of
the fields are written here, and `read_round` refuses every other.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from tidings.kernel import PartialDate

Medical = Literal["serious", "long_term", "none"]
Consent = Literal["yes", "no", "unknown"]
Value = str | int | bool | None
MEDICAL: Final[tuple[Medical, ...]] = ("serious", "long_term", "none")
CONSENT: Final[tuple[Consent, ...]] = ("yes", "no", "unknown")
HARDEST: Final = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be exchanged.

    Attributes:
        key: who it is, in this round only; unique over all sides.
        side: on whose list the person stands.
        category: the cell of the agreement the person falls into, None where none is stated.
        rank: the rank group.
        place: where the person is held.
        region: where the person is from.
        sex: `m`, `f` or empty.
        born: the birth date as far as known.
        captured: the day or interval of capture; waiting is counted from its latest day.
        registered: the day of registration, or whether there was one; waiting is never counted from it.
        listed: the day of the official listing, or whether there was one. Not being listed is no veto here: who draws
            the list leaves such people out and names them as gaps.
        medical: `serious` goes by law (GC III 109(1), 110), `long_term` is the first criterion.
        vulnerable: a child, a pregnant woman, a mother of small children (GC IV 132), or whom the terms name so.
        hardship: 0 to 3, by dependants and the like.
        consent: the wish told in private (GC III 109(3)); `no` is a veto.
        protection: a danger after return, recorded by two people; a veto (GC IV 45(4)).
        group: who is to stay together, None where nobody.
    """

    key: str
    side: str
    category: str | None = None
    rank: str | None = None
    place: str | None = None
    region: str | None = None
    sex: str = ""
    born: PartialDate | None = None
    captured: PartialDate | None = None
    registered: PartialDate | bool | None = None
    listed: PartialDate | bool | None = None
    medical: Medical = "none"
    vulnerable: bool = False
    hardship: int = 0
    consent: Consent = "unknown"
    protection: bool = False
    group: str | None = None

    @property
    def is_listed(self) -> bool:
        """Whether the person stands on an official list."""
        return self.listed is not None and self.listed is not False

    def days_captive(self, as_of: date) -> int:
        """Count the days from the latest possible day of capture; 0 where that is not known or lies ahead."""
        latest = self.captured.latest if self.captured else None
        return max(0, (as_of - latest).days) if latest else 0

    def attribute(self, name: str) -> Value:
        """Return an attribute as terms compare it: dates by their EDTF text."""
        value: Value | PartialDate = getattr(self, name)
        return value.edtf if isinstance(value, PartialDate) else value


ATTRIBUTES: Final = tuple(name for name in Candidate.__dataclass_fields__ if name != "side")
LABELS: Final = ("category", "rank", "place", "region", "group")
DATES: Final = ("born", "captured", "registered", "listed")
