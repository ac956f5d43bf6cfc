"""The regions and settlements this room knows, read once from its tables."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tidings.places.folding import fold

# (с|ц|з)к-adjectives of all cases and their nicknames in -щина: the stem before them names the region.
_ADJECTIVE = re.compile(r"(s|c|z)k(a|aa|oi|ii|i|ui|uu|u|ogo|omu|om|im|ie|e|o|ou)?$")
_NICKNAME = re.compile(r"(wina|wini|winu|winoi|wine)$")


@dataclass(frozen=True, slots=True)
class Region:
    """An oblast, krai, republic or city of that rank; `code` is the country and GeoNames' admin1 code."""

    code: str
    en: str
    ru: str
    uk: str
    other: tuple[str, ...]

    @property
    def country(self) -> str:
        """Return the two-letter code of the country."""
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class Settlement:
    """A town or village of GeoNames."""

    geonameid: int
    region: str
    latitude: float
    longitude: float
    population: int
    name: str


def stem(folded: str) -> str:
    """Return what is left of a folded region name without its adjective ending: 'garkovska' → 'garkov'."""
    bare = _NICKNAME.sub("", folded)
    return _ADJECTIVE.sub(lambda ending: "c" if ending[1] == "c" else "", bare)


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("tidings.places") / "data" / name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)


@cache
def regions() -> dict[str, Region]:
    """Return every region by its code."""
    return {
        row["code"]: Region(
            row["code"], row["en"], row["ru"], row["uk"], tuple(filter(None, (row["other"] or "").split("|")))
        )
        for row in _rows("regions.tsv")
    }


@cache
def region_stems() -> dict[str, str]:
    """Return the region code behind each folded stem, in three languages."""
    found: dict[str, str] = {}
    for region in regions().values():
        for form in (region.en, region.ru, region.uk, *region.other):
            folded = fold(form)
            for word in (folded, re.sub(r" (krai|region|oblast|city)$", "", folded)):
                found.setdefault(stem(word), region.code)
    return found


@cache
def region_names() -> frozenset[str]:
    """Return the folded names that mean the region itself without a word beside them: Крым, Дагестан, ДНР."""
    forms = (form for region in regions().values() for form in (region.ru, region.uk, *region.other))
    folded = (fold(form) for form in forms if not form.isascii() or form.isupper())
    return frozenset(form for form in folded if stem(form) == form and " " not in form)


@cache
def _table() -> tuple[dict[int, Settlement], dict[str, tuple[int, ...]]]:
    places: dict[int, Settlement] = {}
    forms: dict[str, list[int]] = {}
    for row in _rows("settlements.tsv"):
        identity = int(row["geonameid"])
        places[identity] = Settlement(
            identity, row["region"], float(row["lat"]), float(row["lon"]), int(row["population"]), row["name"]
        )
        for form in row["forms"].split("|"):
            forms.setdefault(form, []).append(identity)
    return places, {form: tuple(ids) for form, ids in forms.items()}


def settlement(geonameid: int) -> Settlement:
    """Return one settlement."""
    return _table()[0][geonameid]


def settlements_called(folded: str) -> tuple[int, ...]:
    """Return the settlements that bear this folded name, most populous first."""
    return _table()[1].get(folded, ())
