"""Take page furniture, mark-up and repeated captions off a text without moving a single character.

What is taken off becomes spaces and every character is replaced by exactly one, so that a position in the cleaned
text is the position in the decoded original.
"""

import re
import unicodedata
from typing import Final

from tidings.intake.text.tables import furniture, words

_SAME: Final = {
    "’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "ʻ": "'", "′": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"', "″": '"',  # noqa: E501 -- one rule stays on one line
    "—": "—", "―": "—", "–": "–", "−": "-", "‐": "-", "‑": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u3000": " ",  # noqa: E501 -- one rule stays on one line
    "\u2028": "\n", "\u2029": "\n", "\r": " ", "\t": " ", "\v": "\n", "\f": "\n", "…": ".",
}  # fmt: skip
_TAG: Final = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]{0,15})\b[^<>\n]{0,400}>|&(?:nbsp|amp|quot|lt|gt|#\d{1,5});")
_ADDRESS: Final = re.compile(
    r"https?://\S{1,500}|www\.\S{1,300}|\S{1,80}@\S{1,80}\.\w{2,8}|\b[\w.-]{1,80}\.(?:com|org|net|info)\b\S{0,80}"
)
_BLOCKS: Final = words("of_clean", "blocks")
_LONGEST_LINE: Final = 320  # furniture lines are short; a longer line is prose
_CAPTION: Final = 25  # letters from which a repeated line is a repeated caption


def cleaned(text: str) -> str:
    """Return the text with quotes, dashes and spaces made plain and everything that is not the story blanked.

    The result has exactly as many code points as `text`.
    """
    plain = text.translate(_plain_table(frozenset(text)))
    plain = _TAG.sub(_blank_tag, plain)
    plain = _ADDRESS.sub(lambda found: " " * len(found[0]), plain)
    return "\n".join(_without_furniture(plain.split("\n")))


def _plain_table(chars: frozenset[str]) -> dict[int, str]:
    return {ord(char): plain for char in chars if (plain := _plain(char)) != char}


def _plain(char: str) -> str:
    if char in _SAME:
        return _SAME[char]
    if char != "\n" and unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn", "So", "Sk"):
        return " "
    return char


def _blank_tag(found: re.Match[str]) -> str:
    name = (found[1] or "").lstrip("/").lower()
    return ("\n" if name in _BLOCKS else " ") + " " * (len(found[0]) - 1)


def _without_furniture(lines: list[str]) -> list[str]:
    patterns = furniture()
    kept: list[str] = []
    seen: set[str] = set()
    near: list[str] = []
    after_lead = False
    for line in lines:
        bare = " ".join(line.split())
        drop = bool(bare) and (after_lead or _is_furniture(bare) or _is_repeated(bare, seen, near))
        if bare:
            after_lead = len(bare) <= _LONGEST_LINE and any(p.fullmatch(bare) for p in patterns["lead"])
            seen.add(bare)
            near = [*near[-5:], bare]
        kept.append(" " * len(line) if drop or after_lead else _without_tail(line))
    return kept


def _is_furniture(bare: str) -> bool:
    return len(bare) <= _LONGEST_LINE and any(pattern.fullmatch(bare) for pattern in furniture()["line"])


def _is_repeated(bare: str, seen: set[str], near: list[str]) -> bool:
    if len(bare) < _CAPTION or len(bare) > _LONGEST_LINE:
        return False
    return bare in seen or any(bare in other for other in near)


def _without_tail(line: str) -> str:
    if len(line) > _LONGEST_LINE:
        return line
    for pattern in furniture()["tail"]:
        found = pattern.search(line)
        if found:
            line = line[: found.start()] + " " * (len(line) - found.start())
    return line
