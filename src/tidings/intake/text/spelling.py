# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""Spellings of one name inside one text: a rough fold, and whether two spellings may be one person's.

Deliberately narrower than `tidings.names`, which weighs two sources against each other: inside one text only
romanisation drift ("Olexyuk", "Oleksiuk") and one unstressed vowel ("Sobolin", "Sabolin") are the writer's doing;
an ending that tells a woman from a man ("-ov", "-ova") never is.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_FOLDS: Final = (
    ("shch", "sh"), ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("zh", "j"), ("ts", "c"), ("tz", "c"), ("x", "ks"),
    ("ph", "f"), ("w", "v"), ("ck", "k"), ("q", "k"), ("gh", "g"), ("yu", "iu"), ("ju", "iu"), ("ya", "ia"), ("ja", "ia"),  # noqa: E501 -- one rule stays on one line
)  # fmt: skip
_PLAIN: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "s", "'": "", "ʻ": "", "`": ""})
_VOWELS: Final = re.compile("[aeiou]+")


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """Fold one Latin word of a name to a key that survives the common romanisations."""
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", word.lower().translate(_PLAIN)) if not unicodedata.combining(c)
    )
    for written, key in _FOLDS:
        bare = bare.replace(written, key)
    bare = re.sub(r"i+", "i", bare.replace("y", "i"))
    bare = re.sub(r"i(?=[eo])", "", bare)
    return re.sub(r"(.)\1", r"\1", bare)


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """Return the consonants of a folded word, with its last letter where that is an "a" (the feminine ending)."""
    key = folded(word)
    return _VOWELS.sub("", key) + ("a" if key.endswith("a") else "")


def distance(left: str, right: str) -> int:
    """Count the letters to change, add or drop between two short words (Levenshtein)."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


@lru_cache(maxsize=20_000)
def same_surname(left: str, right: str) -> bool:
    """Say whether two surnames may be spellings of one, written by one hand.

    Sexed endings part them; one changed vowel inside an equal row of consonants does not.
    """
    a, b = folded(left), folded(right)
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or (a[-1] != b[-1] and "a" in (a[-1], b[-1])):
        return False
    return a[0] == b[0] and skeleton(left) == skeleton(right) and distance(a, b) <= 2


@lru_cache(maxsize=20_000)
def same_given(left: str, right: str) -> bool:
    """Say whether two given names may be one: equal when folded, or one the initial of the other."""
    a, b = folded(left.rstrip(".")), folded(right.rstrip("."))
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1 or left.endswith(".") or right.endswith("."):
        return a.startswith(b) or b.startswith(a)
    return a == b or (len(a) >= 5 and skeleton(left) == skeleton(right) and distance(a, b) <= 1)
