"""Dates as people write them, in English, Russian and Ukrainian."""

import re
from datetime import date
from typing import Final

from tidings.kernel.dates.partial import BadDate, PartialDate

_NUMERIC: Final = re.compile(r"\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*")


def read_date(text: str, *, language: str = "", as_of: date | None = None, past: bool = True) -> PartialDate | None:
    """Read one date as people write it; None where the text is none."""
    try:
        return PartialDate.parse(text)
    except BadDate:
        pass
    found = _NUMERIC.fullmatch(text)
    if not found:
        return None
    try:
        return PartialDate(f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}")
    except BadDate:
        return None
