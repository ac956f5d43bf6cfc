"""From the words of a place to the regions and settlements they may mean."""

import re
from dataclasses import dataclass
from functools import lru_cache

from tidings.places.folding import fold
from tidings.places.gazetteer import region_names, region_stems, settlement, settlements_called, stem


def _any_of(words: str) -> re.Pattern[str]:
    """Return a pattern of whole words, given as people write them and folded like everything else here."""
    return re.compile(r"\b(" + "|".join(sorted({fold(word) for word in words.split()}, key=len, reverse=True)) + r")\b")


_REGION_WORDS = _any_of(
    "region oblast obl province область области областью області областю обл край края крае краю краї "
    "republic республика республике республики республіка республіці республіки okrug округ округе ао",
)
_SMALL_WORDS = _any_of(
    "near in from around the of outside city town village settlement district hamlet area direction "
    "в во на под біля поблизу у з із из с со д г м п р н гор смт пгт пос ст село селе села селі деревня деревне хутор "
    "город городе города "
    "місто місті міста поселок посёлок посёлке селище станица около район районе районі района району рн "
    "ukraine russia belarus украина украине украины україна україні україни россия россии росія росії рф "
    "автономная народная",
)
_PARTS = re.compile(r"[,;()/]+")
# A case ending taken off, and what may stand there in the nominative (folded letters).
_ENDINGS = (
    ("om", ""), ("em", ""), ("im", ""), ("oi", "a"), ("e", ""), ("e", "a"), ("e", "o"), ("i", "a"), ("i", ""),
    ("u", "a"),
    ("u", ""), ("a", ""), ("a", "o"), ("a", "e"), ("ogo", "e"), ("omu", "e"), ("om", "o"), ("om", "e"), ("im", "i"),
)  # fmt: skip
_SHORTEST = 4  # folded letters that must be left when an ending is taken off


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a place may mean: every settlement of that name, the regions they lie in, the folded words."""

    settlements: frozenset[int]
    regions: frozenset[str]
    folded: str
    names_region: bool

    @property
    def known(self) -> bool:
        """Say whether the gazetteer knows anything of it."""
        return bool(self.settlements or self.regions)


def _region(part: str) -> str:
    bare = " ".join(_SMALL_WORDS.sub(" ", _REGION_WORDS.sub(" ", part)).split())
    stems = region_stems()
    return stems.get(part) or stems.get(bare) or stems.get(stem(bare)) or stems.get(stem(bare.removesuffix("a"))) or ""


def _settlements(part: str) -> tuple[int, ...]:
    bare = " ".join(_SMALL_WORDS.sub(" ", part).split())
    found = settlements_called(part) or settlements_called(bare)
    for ending, instead in () if found else _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST:
            found = settlements_called(bare.removesuffix(ending) + instead)
            if found:
                break
    return found


def _says_region(part: str) -> bool:
    words = _SMALL_WORDS.sub(" ", part).split()
    return bool(_REGION_WORDS.search(part)) or bool(
        words and stem(words[-1]) != words[-1] and words[-1].endswith(("a", "i", "u"))
    )


@lru_cache(maxsize=16384)
def read(text: str) -> Reading:
    """Read a place: 'Харьковская обл., Изюм' is Izium there; 'Kharkiv' is the city; an unknown name stays words."""
    parts = [folded for part in _PARTS.split(text) if (folded := fold(part))]
    regions: set[str] = set()
    towns: list[tuple[int, ...]] = []
    for part in parts:
        called = () if _REGION_WORDS.search(part) or part in region_names() else _settlements(part)
        region = "" if called and not _says_region(part) else _region(part)
        if region:
            regions.add(region)
        elif called:
            towns.append(called)
    inside = {
        identity for called in towns for identity in called if not regions or settlement(identity).region in regions
    }
    names_region = bool(regions) and not inside
    regions = {settlement(identity).region for identity in inside} if inside else regions
    folded = " ".join(" ".join(_SMALL_WORDS.sub(" ", _REGION_WORDS.sub(" ", part)).split()) for part in parts).strip()
    return Reading(frozenset(inside), frozenset(regions), folded, names_region)
