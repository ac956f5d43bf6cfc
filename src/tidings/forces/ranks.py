"""Ranks of both armies, in three languages, as ordered classes."""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

# Words before or after a rank that do not change it: гвардии …, … медицинской службы, … запаса, retired.
_TRIMMINGS = re.compile(
    r"\b(гвардии|гвардії|гв|медицинской|медичної|службы|служби|юстиции|юстиції|запаса|запасу|в отставке|у відставці|"
    r"retired|reserve|guards?|of the|of|the|ret|сил|авіації|авиации)\b"
)
_SHORT = (
    (r"\bст\b", "старший"),
    (r"\bмл\b", "младший"),
    (r"\bмол\b", "молодший"),
    (r"\bjr\b", "junior"),
    (r"\bsr\b", "senior"),
)
_NOT_WORD = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Rank:
    """A place on the common ladder: `order` rises with the rank, `kind` is the class, `navy` the ladder's branch."""

    order: int
    kind: str
    navy: bool


@cache
def _ladder() -> dict[str, Rank]:
    text = (files("tidings.forces") / "data" / "ranks.tsv").read_text(encoding="utf-8")
    found: dict[str, Rank] = {}
    for row in csv.DictReader(text.splitlines(), delimiter="\t"):
        rank = Rank(int(row["order"]), row["class"], row["navy"] == "yes")
        found.update({_plain(form): rank for form in row["forms"].split("|")})
    return found


def _plain(text: str) -> str:
    words = " ".join(_NOT_WORD.sub(" ", text.casefold().replace("ё", "е")).split())
    for short, full in _SHORT:
        words = re.sub(short, full, words)
    return " ".join(_TRIMMINGS.sub(" ", words).replace("-", " ").split())


@lru_cache(maxsize=4096)
def read_rank(text: str) -> Rank | None:
    """Read a rank as people write it ("гв. ст. сержант", "Senior Sergeant"); None where no rank is in the words."""
    ladder, words = _ladder(), _plain(text).split()
    for length in range(min(len(words), 3), 0, -1):
        for start in range(len(words) - length + 1):
            if found := ladder.get(" ".join(words[start : start + length])):
                return found
    return None
