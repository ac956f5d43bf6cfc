"""Surnames: the gendered ending, the form both sexes share, and how rare a surname is."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from tidings.names.letters import is_cyrillic, units
from tidings.names.tables import rows

Gender = Literal["m", "f", ""]

UNSEEN_BITS: Final = 21.0
"""-log2 of the share of a surname that stands in no list: about one bearer in two million."""

# Feminine ending → the masculine one, in units. The order matters: the longest first.
_FEMININE: Final = (
    ("skaA", "ski"), ("ckaA", "cki"), ("zkaA", "zki"), ("ska", "ski"), ("cka", "cki"), ("zka", "zki"),
    ("ova", "ov"), ("eva", "ev"), ("Ova", "Ov"), ("ina", "in"), ("aA", "i"),
)  # fmt: skip
_MASCULINE: Final = ("ski", "cki", "zki", "ov", "ev", "Ov", "in", "of", "ef", "oj", "ij")
_SHORTEST: Final = 5


@dataclass(frozen=True, slots=True)
class Surname:
    """One surname as read.

    Attributes:
        units: the surname in units.
        stem: the form that both sexes share (the masculine one).
        gender: "m" or "f" where the ending tells, else "".
        share: the share of people who bear it.
        known: whether it stands in the frequency table.
        cyrillic: whether it is written in Cyrillic.
    """

    units: str
    stem: str
    gender: Gender
    share: float
    known: bool
    cyrillic: bool

    @property
    def slavic(self) -> bool:
        """Whether the ending alone makes it a surname that has a man's and a woman's form."""
        return len(self.units) >= _SHORTEST and self.units.endswith(_SLAVIC)


_BELARUSIAN: Final = (
    ("ou", "ov"),
    ("au", "ov"),
    ("eu", "ev"),
    ("Ou", "Ov"),
    ("Au", "ev"),
    ("ava", "ov"),
    ("Ava", "ev"),
)
_SLAVIC: Final = ("skaA", "ckaA", "zkaA", "ova", "eva", "Ova", "ski", "cki", "zki", "ov", "ev", "Ov")


def split_gender(sound: str) -> tuple[str, Gender]:
    """Return the masculine form of a surname in units, and the gender its ending tells."""
    if len(sound) >= _SHORTEST:
        for feminine, masculine in _FEMININE:
            if sound.endswith(feminine):
                return sound[: -len(feminine)] + masculine, "f"
        if sound.endswith(_MASCULINE):
            return sound, "m"
    return sound, ""


@lru_cache(maxsize=1)
def _shares() -> dict[str, float]:
    found: dict[str, float] = {}
    for count, stems in rows("surnames.tsv.gz"):
        found.update(dict.fromkeys(stems.split(" "), float(count)))
    total = sum(found.values())
    return {stem: count / total for stem, count in found.items()}


def share_of(stem: str) -> float | None:
    """Return the share of people who bear a surname (by its masculine form in units); None if no list has it."""
    return _shares().get(stem)


@lru_cache(maxsize=1)
def _foreign() -> frozenset[str]:
    return frozenset(stem for (stem,) in rows("foreign_surnames.tsv.gz"))


def is_listed(stem: str) -> bool:
    """Say whether some list has a surname, of our languages or of any other people's."""
    return stem in _shares() or stem in _foreign()


@lru_cache(maxsize=1)
def neighbours() -> frozenset[tuple[str, str]]:
    """Return the pairs of stems that are two forms of one surname, each pair once."""
    tables = ("surname_forms.tsv.gz", "foreign_forms.tsv.gz")
    return frozenset((left, right) for table in tables for left, right in rows(table))


def are_neighbours(left: str, right: str) -> bool:
    """Say whether two stems are the Ukrainian and the Russian form of one surname, or two forms of a foreign name."""
    return (left, right) in neighbours() or (right, left) in neighbours()


def _belarusian(sound: str) -> str | None:
    """Return the usual stem of a surname in Belarusian spelling: Жукаў, Shcharbakou, Кавалёва as Жукова's kind."""
    for ending, usual in _BELARUSIAN if len(sound) >= _SHORTEST else ():
        if sound.endswith(ending):
            stem = sound[: -len(ending)] + usual
            return stem if share_of(stem) is not None or not ending.endswith("a") else None
    return None


@lru_cache(maxsize=500_000)
def read_surname(plain: str) -> Surname:
    """Read one cleaned surname."""
    sound = units(plain)
    stem, gender = split_gender(sound)
    share = share_of(stem)
    if share is None and (own := share_of(sound)) is not None:
        return Surname(sound, sound, "", own, known=True, cyrillic=is_cyrillic(plain))
    if share is None and (belarusian := _belarusian(sound)) is not None:
        stem, gender, share = belarusian, "f" if sound.endswith("a") else "m", share_of(belarusian)
    known = share is not None
    return Surname(sound, stem, gender, share or 2**-UNSEEN_BITS, known=known, cyrillic=is_cyrillic(plain))
