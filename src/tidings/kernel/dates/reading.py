"""Dates as people write them, in English, Russian and Ukrainian."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from tidings.kernel.dates.numeric import read_figures
from tidings.kernel.dates.partial import BadDate, PartialDate
from tidings.kernel.dates.resolve import resolve, settled
from tidings.kernel.dates.slots import Slots
from tidings.kernel.scripts import script_of

_LONGEST: Final = 100
_OPENING: Final = re.compile(
    r"(?:from|between|since|от|с|со|між|между|від|з|із|зі|починаючи з|начиная с)\s+", re.IGNORECASE
)
_PARTING: Final = re.compile(
    r"\s*[–—]\s*|\s+-\s+|(?<=\d)-(?=\d)|(?<=[^\W\d_]{3})-(?=[^\W\d_]{3})"
    r"|\s+(?:to|till|until|and|or|по|до|и|или|либо|та|і|й|або|чи)\s+",
    re.IGNORECASE,
)
_DAY_ALONE: Final = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th|-?го|-?е)?", re.IGNORECASE | re.ASCII)


@lru_cache(maxsize=4096)  # a table says the same few dates over and over
def read_date(text: str, *, language: str = "", as_of: date | None = None, past: bool = True) -> PartialDate | None:
    """Read one date as people write it: in figures, in words, in part, as a range, or told from another day.

    Args:
        text: the date and nothing else: "12.04.1998", "at the end of October", "торік у березні", "12–15 апреля".
        language: "en", "ru" or "uk" where known. All three are read anyway; 03/04/2022 is 3 April in ru and uk, and
            in English either that or 4 March, so both are kept as an interval.
        as_of: the day it was said. Dates that hang on it are marked as inferred; without it a month is `XXXX-10`, and
            "two weeks earlier" is none.
        past: whether a month or day without a year is the last one before `as_of`, or the next one after it.

    Returns:
        The date, or None where the text is none, or is one that does not exist (31.02.1996).
    """
    phrase = text.strip()
    if not phrase or len(phrase) > _LONGEST:
        return None
    try:
        return PartialDate.parse(phrase)
    except BadDate:
        month_first = False if language in ("ru", "uk") or script_of(phrase) == "cyrillic" else None
        return _Reader(month_first, as_of, past).read(phrase)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is known of a phrase beside its words: how 03/04 is meant, the day it was said, and which way it looks."""

    month_first: bool | None
    as_of: date | None
    past: bool

    def read(self, phrase: str) -> PartialDate | None:
        found = read_figures(phrase, month_first=self.month_first, as_of=self.as_of)
        found = found if found is not None else self._resolved(self._slots(phrase))
        return settled(found, self.as_of, past=self.past) if found is not None else self._range(phrase)

    def _slots(self, phrase: str) -> Slots | None:
        return Slots.of(phrase, month_first=self.month_first, as_of=self.as_of)

    def _resolved(self, slots: Slots | None) -> PartialDate | None:
        return resolve(slots, self.as_of, past=self.past) if slots is not None else None

    def _range(self, phrase: str) -> PartialDate | None:
        """Read "from X to Y", "X–Y", "X or Y", and "since X"."""
        opening = _OPENING.match(phrase)
        rest = phrase[opening.end() :] if opening else phrase
        for parting in _PARTING.finditer(rest):
            first, last = self._first_end(rest[: parting.start()]), self._slots(rest[parting.end() :])
            if first is not None and last is not None:
                return _spanned(self._resolved(first.filled_from(last)), self._resolved(last.year_from(first)))
        since = self._resolved(self._slots(rest)) if opening else None
        return _spanned(since, PartialDate("../..")) if since is not None else None

    def _first_end(self, text: str) -> Slots | None:
        """Read the first end of a range, which may be a day alone: "12–15 April"."""
        alone = _DAY_ALONE.fullmatch(text.strip())
        return Slots(day=int(alone[1])) if alone else self._slots(text)


def _spanned(first: PartialDate | None, last: PartialDate | None) -> PartialDate | None:
    if first is None or last is None or first.earliest is None:
        return None
    inferred = first.inferred or last.inferred
    mark = "~" if first.approximate or last.approximate else ""
    try:
        if last.edtf == "../..":
            return PartialDate(f"{first.earliest.isoformat()}{mark}/..", inferred=inferred)
        if last.latest is None:
            return None
        spanned = PartialDate.between(first.earliest, last.latest, inferred=inferred)
        return PartialDate(spanned.edtf.replace("/", f"{mark}/") + mark, inferred=inferred)
    except BadDate:
        return None
