"""Register numbers: digits only, never reused, and wrong when one digit is misheard or two are swapped.

The check digit is Damm's (H. M. Damm, *Total anti-symmetrische Quasigruppen*, 2004): it catches every single wrong
digit and every swap of neighbours, and needs no letter X, so a number can be read over a telephone in any language.
"""

import re
from typing import Final

PAYLOADS: Final = 10**8
"""How many numbers there are: eight digits before the check digit."""

_QUASIGROUP: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_WRITTEN: Final = re.compile(r"[\s\-‐-―−./]*(?:[0-9][\s\-‐-―−./]*){9}")


def numbered(payload: int) -> str:
    """Write a register number, as in "0047-2183-5".

    Args:
        payload: 0 to 99,999,999; who draws it, and how, is the register's business.

    Raises:
        ValueError: the payload has more than eight digits or is negative.
    """
    if not 0 <= payload < PAYLOADS:
        raise ValueError(f"a register number has a payload of eight digits, not {payload}")
    digits = f"{payload:08}"
    return f"{digits[:4]}-{digits[4:]}-{_check(digits)}"


def read_number(text: str) -> str | None:
    """Read a register number however it is spaced.

    Args:
        text: what someone typed or said: "004721835", "0047 2183 5", "0047–2183–5".

    Returns:
        The canonical form, or None where it is no such number or its check digit is wrong.
    """
    if len(text) > _LONGEST_WRITTEN or not _WRITTEN.fullmatch(text):
        return None
    digits = re.sub("[^0-9]", "", text)
    return numbered(int(digits[:8])) if _check(digits) == 0 else None


_LONGEST_WRITTEN: Final = 60


def _check(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = int(_QUASIGROUP[interim][int(digit)])
    return interim
