"""In which encoding a file is written: UTF-8, UTF-16, Windows-1251 or KOI8-U, with or without a mark that says so."""

import codecs
from dataclasses import dataclass
from math import log
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1251": "Windows-1251",
    "koi8_u": "KOI8-U",
}
_SAMPLE: Final = 200_000
_MOSTLY: Final = 0.95
_PER_THOUSAND: Final = {
    "о": 102, "а": 84, "е": 72, "и": 66, "н": 68, "т": 58, "в": 50, "р": 48, "с": 50, "л": 40, "к": 36, "м": 31,
    "д": 30, "п": 27, "у": 30, "я": 21, "і": 28, "ь": 18, "з": 20, "б": 16, "г": 16, "ч": 14, "й": 11, "х": 11,
    "ы": 10, "ж": 9, "ш": 7, "ю": 7, "ц": 6, "щ": 4, "є": 4, "ї": 5, "э": 2, "ф": 2, "ё": 1, "ъ": 1, "ґ": 1,
}  # fmt: skip
"""How often each letter stands in a thousand of Russian and Ukrainian text, roughly and together."""
_STRANGE: Final = log(0.02)
_ODD_CASE: Final = log(0.05)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was read in, and a warning where that was not certain."""

    text: str
    encoding: str
    warning: str = ""


def decode(data: bytes) -> Decoded:
    """Decode a file, deciding from its bytes alone.

    A byte order mark decides; else NUL bytes in every second place mean UTF-16; else what is valid UTF-8 is UTF-8;
    else the letters decide between Windows-1251 and KOI8-U, and the warning says which was assumed.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    if wide := _wide(data):
        return _lenient(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _lenient(data, "utf-8") if _mostly_utf8(data) else _eight_bit(data)


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    lost = text.count("�")
    name = _NAMES[encoding]
    warning = f"Read as {name}, but {lost} characters are damaged: they stand as �" if lost else ""
    return Decoded(text, encoding, warning)


def _wide(data: bytes) -> str:
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < len("id"):
        return ""
    # In UTF-16 each Latin letter, digit, comma and line end has a zero byte on one side, and text has some of them.
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > half * 0.1 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.1 and not odd else ""


def _mostly_utf8(data: bytes) -> bool:
    """Tell UTF-8 with a few damaged bytes from another encoding: in those nearly every high byte is an error."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    wrong = text.count("�")
    right = sum(letter > "\x7f" and letter != "�" for letter in text)
    return right > _MOSTLY * (right + wrong)


def _eight_bit(data: bytes) -> Decoded:
    sample = data[:_SAMPLE]
    scores = {encoding: _likelihood(sample.decode(encoding, errors="replace")) for encoding in ("cp1251", "koi8_u")}
    best = max(scores, key=lambda encoding: scores[encoding])
    text = data.decode(best, errors="replace")
    other = _NAMES[min(scores, key=lambda encoding: scores[encoding])]
    warning = (
        f"The file does not say its encoding; read as {_NAMES[best]}, not {other}. Look whether the names are right"
    )
    return Decoded(text, best, warning)


def _likelihood(text: str) -> float:
    """Score a reading: usual letters speak for it, as do words that are all small, all capital or begin with one."""
    total, previous = 0.0, " "
    for letter in text:
        if letter > "\x7f":
            total += log(_PER_THOUSAND.get(letter.lower(), 0.05) / 1000)
            if previous.islower() and letter.isupper():
                total += _ODD_CASE
            elif not letter.isalpha() and letter not in "«»–—’“”„…№\xa0":
                total += _STRANGE
        previous = letter
    return total
