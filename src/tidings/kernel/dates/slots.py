"""The parts of a date that a phrase names, in whatever order its language puts them."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Self

from tidings.kernel.dates.lexicon import Token, tokens_of
from tidings.kernel.dates.numeric import FIGURES, full_year, read_figures
from tidings.kernel.dates.partial import PartialDate

_MOST_WORDS: Final = 12
_ONCE: Final = frozenset(
    {"month", "season", "weekday", "part", "turn", "years", "unit", "shift", "days", "bound", "number"}
)


@dataclass(slots=True)
class Slots:
    """What a phrase says of a date; each part once.

    Attributes:
        said: kind of word to what it means, as in `words.toml`.
        day: of the month.
        year: in full.
        decade: as EDTF, "199X".
        count: how many units ("two weeks ago").
        mark: "~", "?", both, or neither.
        figures: a date in figures that stands among the words.
    """

    said: dict[str, str] = field(default_factory=dict)
    day: int | None = None
    year: int | None = None
    decade: str = ""
    count: int | None = None
    mark: str = ""
    figures: PartialDate | None = None

    @classmethod
    def of(cls, text: str, *, month_first: bool | None, as_of: date | None) -> Self | None:
        """Read a phrase; None where it holds a word that has no place in a date, or two of one kind."""
        found = FIGURES.search(text)
        slots = cls(figures=read_figures(found[0], month_first=month_first, as_of=as_of) if found else None)
        if found and slots.figures:
            text = f"{text[: found.start()]} , {text[found.end() :]}"
        tokens = tokens_of(text)
        if not tokens or len(tokens) > _MOST_WORDS or not all(slots._take(token) for token in tokens):
            return None
        figures = [token.value for token in tokens if token.kind == "count"]
        return slots if all(slots._take_figure(digits, as_of) for digits in figures) else None

    def filled_from(self, other: Self) -> Self:
        """Complete the first end of "12–15 April 2022" from the second."""
        said = {kind: other.said[kind] for kind in ("month", "turn", "unit", "years") if kind in other.said}
        if "month" in self.said or "season" in self.said:
            said.pop("month", None)
        return replace(self, said=said | self.said, year=self.year or other.year)

    def year_from(self, other: Self) -> Self:
        """Complete the second end of "March 2022 to May" from the first."""
        said_otherwise = {"turn", "years"} & set(self.said)
        return self if self.year or said_otherwise else replace(self, year=other.year)

    def _take(self, token: Token) -> bool:
        if token.kind in _ONCE:
            return self.said.setdefault(token.kind, token.value) == token.value
        if token.kind == "mark":
            self.mark = "".join(sorted({*self.mark, token.value}, reverse=True))
        if token.kind == "decade":
            return self._take_decade(token.value)
        return token.kind in ("mark", "count", "filler")

    def _take_decade(self, digits: str) -> bool:
        if self.decade or not digits.endswith("0") or len(digits) not in (2, 4):
            return False
        self.decade = (digits if len(digits) == 4 else f"19{digits}")[:3] + "X"  # noqa: PLR2004 -- four digits
        return True

    def _take_figure(self, digits: str, as_of: date | None) -> bool:
        number = int(digits[:6])
        if len(digits) == 4 and self.year is None and number:  # noqa: PLR2004 -- a year
            self.year = number
        elif len(digits) > 2:  # noqa: PLR2004 -- no day, no short year
            return False
        elif "shift" in self.said and self.count is None:
            self.count = number
        elif "month" in self.said and self.day is None:
            self.day = number
        elif self.said.get("unit") == "year" and self.year is None and len(digits) == 2:  # noqa: PLR2004 -- as above
            self.year = full_year(digits, as_of)
        else:
            return False
        return True
