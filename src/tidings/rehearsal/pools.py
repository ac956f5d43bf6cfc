"""What names, towns, ranks and units the invented people are made of."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random
from typing import Final


@dataclass(frozen=True, slots=True)
class Pair:
    """One word in Russian and Ukrainian spelling, lower case."""

    ru: str
    uk: str

    def in_language(self, language: str) -> str:
        """Return the spelling of one of the two languages."""
        return self.uk if language == "uk" else self.ru


@dataclass(frozen=True, slots=True)
class Given:
    """A given name with the short forms friends use."""

    name: Pair
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A town and its region, in Russian, Ukrainian and English."""

    town: tuple[str, str, str]
    region: tuple[str, str, str]
    side: str


LANGUAGES: Final = ("ru", "uk", "en")


def _rows(name: str) -> list[dict[str, str]]:
    """Read one of the committed tables."""
    text = files("tidings.rehearsal").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))


@dataclass(frozen=True, slots=True)
class Pools:
    """Everything to draw from, with cumulated weights."""

    surnames: tuple[Pair, ...]
    surname_weights: tuple[int, ...]
    given: dict[str, tuple[Given, ...]]
    given_weights: dict[str, tuple[int, ...]]
    patronymics: dict[tuple[str, str], Pair]
    towns: tuple[Town, ...]

    def surname(self, chance: Random) -> Pair:
        """Draw a masculine surname by its frequency."""
        return chance.choices(self.surnames, cum_weights=self.surname_weights)[0]

    def given_name(self, chance: Random, sex: str) -> Given:
        """Draw a given name by its frequency."""
        return chance.choices(self.given[sex], cum_weights=self.given_weights[sex])[0]

    def town(self, chance: Random, side: str) -> Town:
        """Draw a home town of one side."""
        return chance.choice([town for town in self.towns if town.side == side])


def _pair(row: dict[str, str]) -> Pair:
    """Read the two spellings of a row; of alternatives the first counts."""
    return Pair(ru=row["ru"], uk=row["uk"].split("/")[0])


def _cumulated(rows: Sequence[dict[str, str]]) -> tuple[int, ...]:
    return tuple(accumulate(int(row["weight"]) for row in rows))


@cache
def pools() -> Pools:
    """Load the committed tables once."""
    surnames, given = _rows("surnames.tsv"), _rows("given.tsv")
    by_sex = {sex: [row for row in given if row["sex"] == sex] for sex in ("m", "f")}
    towns = tuple(
        Town(
            (row["ru"], row["uk"], row["en"]), (row["region_ru"], row["region_uk"], row["region_en"]), side=row["side"]
        )
        for row in _rows("towns.tsv")
    )
    return Pools(
        surnames=tuple(_pair(row) for row in surnames),
        surname_weights=_cumulated(surnames),
        given={sex: tuple(Given(_pair(r), tuple(r["short"].split(";"))) for r in rows) for sex, rows in by_sex.items()},
        given_weights={sex: _cumulated(rows) for sex, rows in by_sex.items()},
        patronymics={(row["father"], row["sex"]): _pair(row) for row in _rows("patronymics.tsv")},
        towns=towns,
    )
