"""A report in one whole number: enough to put a crowd of neighbours in order without opening any of them.

The number begins with the birth, so that a key table sorted by key and sketch holds the people of one bucket by birth:
of a wide bucket those born about then are read, and those whose birth nobody knows.

    62 bits: first day of birth 16 | how long it lasts 3 | sex 2 | day lost 13 | surname 9 | given 7 | father 6 | unit 6
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tidings.linkage.entries import numbered
from tidings.linkage.features.events import LOSS, SLACK
from tidings.linkage.subject import Birth, Subject

Numbers = NDArray[np.int64]

BITS: Final = (
    ("birth", 16),
    ("lasts", 3),
    ("sex", 2),
    ("lost", 13),
    ("surname", 9),
    ("given", 7),
    ("father", 6),
    ("unit", 6),
)
WIDTH: Final = sum(bits for _, bits in BITS)
BIRTH_AT: Final = WIDTH - BITS[0][1]
"""How far left the day of birth stands."""

FIRST_BIRTH: Final = date(1900, 1, 1).toordinal() - 1
FIRST_LOSS: Final = date(2014, 1, 1).toordinal() - 1
SPANS: Final = (0, 31, 366, 731, 1100, 1830, 3660, 36_600)
"""Days by which the last possible day of birth comes after the first, by class."""

SEXES: Final = {"": 0, "m": 1, "f": 2}
NEAR: Final = 800
"""Days by which a mistaken year of birth, or a rounded age, is mostly off."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is drawn of a report; 0 and empty sets are silence. Of several readings of a name every one is here."""

    birth: Birth | None
    sex: int
    lost: int
    surnames: tuple[int, ...]
    given: tuple[int, ...]
    fathers: tuple[int, ...]
    units: tuple[int, ...]

    @property
    def number(self) -> int:
        """The sketch as the key table keeps it; of several surnames, given names or units the first."""
        birth, lasts = _birth(self.birth)
        values = (
            birth,
            lasts,
            self.sex,
            self.lost,
            *map(_first, (self.surnames, self.given, self.fathers, self.units)),
        )
        number = 0
        for value, (_, bits) in zip(values, BITS, strict=True):
            number = number << bits | value
        return number


def sketch_of(subject: Subject, keys: frozenset[str]) -> Sketch:
    """Sketch a prepared report, given its keys."""
    return Sketch(
        birth=subject.birth,
        sex=SEXES[subject.report.sex],
        lost=_lost(subject),
        surnames=_drawn("surname", (key[2:] for key in keys if key.startswith("s:"))),
        given=_drawn("given", (key.rpartition(":")[2] for key in keys if key.startswith(("sg:", "g:", "gf:")))),
        fathers=_drawn("father", (key.split(":")[2] for key in keys if key.startswith("gf:"))),
        units=_drawn("unit", (f"{unit.number}{unit.code}" for unit in subject.units)),
    )


def drawn(numbers: Numbers) -> dict[str, Numbers]:
    """Take sketches apart: the part of each, by its name."""
    found, at = {}, 0
    for name, bits in reversed(BITS):
        found[name] = numbers >> at & (1 << bits) - 1
        at += bits
    return found


def _birth(birth: Birth | None) -> tuple[int, int]:
    if birth is None:
        return 0, 0
    first = min(max(birth.first - FIRST_BIRTH, 1), (1 << BITS[0][1]) - 1)
    lasts = birth.last - birth.first
    return first, next((place for place, days in enumerate(SPANS) if lasts <= days), len(SPANS) - 1)


def _lost(subject: Subject) -> int:
    event = subject.happening
    if event is None or event.kind not in LOSS or event.first is None or event.last is None:
        return 0
    if event.last - event.first > SLACK["loss"] * 3:
        return 0
    return min(max((event.first + event.last) // 2 - FIRST_LOSS, 1), (1 << 13) - 1)


def _first(values: tuple[int, ...]) -> int:
    return values[0] if values else 0


def _drawn(part: str, words: Iterable[str]) -> tuple[int, ...]:
    """Return words as small numbers above 0, the smallest word first."""
    most = (1 << dict(BITS)[part]) - 1
    return tuple(dict.fromkeys(numbered(word) % most + 1 for word in sorted(set(words))))
