"""How the evidence adds up, as the geometry of one chart: bars in bits from the prior to the sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.formats import number_format

LEFT, RIGHT, WIDTH = 190.0, 950.0, 1000
TOP, STEP, BAR = 34, 24, 16
GAP = 6.0
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in the chart's units, with its words; every number is text so that no locale reshapes it."""

    label: str
    value: str
    kind: str
    x: str
    width: str
    y: str
    text_x: str
    text_y: str
    anchor: str
    join_x: str
    join_y: str
    join_end: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid: where, and how many bits it stands for (empty at even odds)."""

    x: str
    value: str


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The whole chart."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    zero: str
    height: int


def bits_in_words(bits: float) -> str:
    """Bits with a real sign and one digit, in the language of the page: +9.6, −2,3, 0.0."""
    rounded = round(bits, 1)
    sign = "+" if rounded > 0 else MINUS if rounded < 0 else ""
    return sign + number_format(abs(rounded), decimal_pos=1)


def waterfall(prior: tuple[str, float], steps: Sequence[tuple[str, float]], total: str) -> Waterfall:
    """Lay out the chart.

    Args:
        prior: words and bits of what holds before any evidence.
        steps: words and bits of each piece of evidence, in the order to be drawn; zero bits are left out.
        total: words for the sum.
    """
    drawn = [step for step in steps if round(step[1], 1) != 0]
    edges = [0.0, prior[1]]
    for _, bits in drawn:
        edges.append(edges[-1] + bits)
    spans = [*pairwise(edges), (0.0, edges[-1])]
    scale = _Scale(min(edges), max(edges))
    words = [prior[0], *(label for label, _ in drawn), total]
    kinds = ["base", *("pos" if bits > 0 else "neg" for _, bits in drawn), "sum"]
    bars = [
        _bar(scale, row, word, kind, span)
        for row, (word, kind, span) in enumerate(zip(words, kinds, spans, strict=True))
    ]
    return Waterfall(tuple(bars), scale.ticks(), _text(scale.at(0)), TOP + STEP * len(bars))


class _Scale:
    """Bits to units of the chart, with room for the words at both ends."""

    def __init__(self, low: float, high: float) -> None:
        span = max(high - low, 8.0)
        self.tick = next((size for size in (2, 5, 10, 20, 50) if span / size <= 8), 100)  # noqa: PLR2004 -- at most 8 ticks
        self.low = self.tick * ((low - span * 0.04) // self.tick)
        self.high = max(high + span * 0.08, self.low + span)

    def at(self, bits: float) -> float:
        return LEFT + (bits - self.low) / (self.high - self.low) * (RIGHT - LEFT)

    def ticks(self) -> tuple[Tick, ...]:
        count = int((self.high - self.low) // self.tick)
        values = [self.low + self.tick * index for index in range(count + 1)]
        return tuple(Tick(_text(self.at(bits)), f"{bits:+.0f}".replace("-", MINUS) if bits else "") for bits in values)


def _bar(scale: _Scale, row: int, label: str, kind: str, span: tuple[float, float]) -> Bar:
    start, end = scale.at(span[0]), scale.at(span[1])
    left, right, y = min(start, end), max(start, end), TOP + STEP * row
    inward = kind == "neg"
    return Bar(
        label=label,
        value=bits_in_words(span[1] - span[0]),
        kind=kind,
        x=_text(left),
        width=_text(max(right - left, 1.0)),
        y=str(y),
        text_x=_text(left - GAP if inward else right + GAP),
        text_y=str(y + 12),
        anchor="end" if inward else "start",
        join_x=_text(end),
        join_y=str(y + BAR),
        join_end=str(y + STEP),
    )


def _text(number: float) -> str:
    return f"{number:.1f}"
