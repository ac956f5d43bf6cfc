"""How the invented sources write Cyrillic in Latin letters.

These tables are kept apart from `tidings.names` on purpose: a rehearsal that romanised with the engine's own tables
would measure the engine against itself.
"""

from collections.abc import Mapping
from typing import Final

_PLAIN: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "ы": "y", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "ц": "ts", "э": "e",
}  # fmt: skip
_BASE: Final = {
    **_PLAIN, "ё": "e", "х": "kh", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
    "’": "", "'": "", "і": "i", "ї": "i", "є": "e", "ґ": "g",
}  # fmt: skip
_IOTATED: Final = {"я": "ia", "ю": "iu", "й": "i"}
_UKRAINIAN: Final = {**_BASE, "г": "h", "и": "y", "й": "i", "є": "ie", "ю": "iu", "я": "ia"}

SCHEMES: Final[Mapping[str, Mapping[str, str]]] = {
    "passport": {**_BASE, **_IOTATED, "ъ": "ie"},
    "press": {**_BASE, "ё": "yo", "х": "kh"},
    "french": {**_BASE, "у": "ou", "ч": "tch", "ш": "ch", "щ": "chtch", "ю": "iou", "я": "ia", "ж": "j", "й": "i"},
    "german": {
        **_BASE, "в": "w", "ж": "sch", "з": "s", "й": "j", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch",
        "ю": "ju", "я": "ja", "є": "je",
    },
    "polish": {
        **_BASE, "в": "w", "ж": "ż", "й": "j", "х": "ch", "ц": "c", "ч": "cz", "ш": "sz", "щ": "szcz",
        "ю": "ju", "я": "ja",
    },
    "official": _UKRAINIAN,
    "loose": {**_UKRAINIAN, "г": "g", "и": "i", "й": "y", "ю": "yu", "я": "ya", "є": "ye", "х": "h"},
}  # fmt: skip
FIRST: Final[Mapping[str, Mapping[str, str]]] = {
    "official": {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"},
    "press": {"е": "ye"},
}
ENDINGS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "passport": (("ий", "ii"), ("ый", "yi")),
    "press": (("ий", "y"), ("ый", "y")),
    "official": (("ий", "yi"), ("ій", "ii")),
    "loose": (("ий", "iy"), ("ій", "iy")),
    "german": (("ий", "ij"), ("ый", "yj")),
    "polish": (("ский", "ski"), ("цкий", "cki"), ("ський", "ski")),
}


def romanised(word: str, scheme: str) -> str:
    """Write one lower-case Cyrillic word in the Latin letters of a scheme."""
    table, tail = SCHEMES[scheme], ""
    for ending, latin in ENDINGS.get(scheme, ()):
        if word.endswith(ending):
            word, tail = word[: -len(ending)], latin
            break
    first = FIRST.get(scheme, {}).get(word[:1])
    head = first if first is not None else table.get(word[:1], word[:1])
    return head + "".join(table.get(letter, letter) for letter in word[1:]) + tail
