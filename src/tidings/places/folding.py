"""One spelling for a place name, whatever script or romanisation it came in."""

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгґдезийіїыклмнопрстуфхцчшщэєё", "abvggdeziiiiiklmnoprstufgcqwweee", strict=True)),
        "ж": "j", "ю": "u", "я": "a", "ў": "u", "ь": "", "ъ": "", "'": "", "’": "", "ʼ": "", "`": "",
    },
)  # fmt: skip
# Longest first: a romanisation's several letters become the one letter their Cyrillic original becomes.
_LATIN = (
    ("shch", "w"), ("sch", "w"), ("sh", "w"), ("zh", "j"), ("kh", "g"), ("ch", "q"), ("ts", "c"), ("tz", "c"),
    ("yu", "u"), ("ju", "u"), ("iu", "u"), ("ya", "a"), ("ja", "a"), ("ia", "a"), ("ye", "e"), ("je", "e"), ("ie", "e"),
    ("yo", "e"), ("jo", "e"), ("io", "e"), ("y", "i"), ("h", "g"), ("x", "g"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_REST = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` in the letters a–z with spaces: Kharkiv and Харків give one spelling, Харьков a near one.

    The letters х, г, h and g fall together, as do all of и, і, й, ы and y; it is for looking up, not for reading.
    """
    plain = text.casefold().replace("йо", "е").replace("ьо", "е").translate(_CYRILLIC)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    for letters, one in _LATIN:
        plain = plain.replace(letters, one)
    return _DOUBLED.sub(r"\1", _REST.sub(" ", plain).strip())
