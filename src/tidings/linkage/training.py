"""Weights learned on the data at hand: expectation–maximisation from the shipped weights, and never far from them.

What is learned is small on purpose, for EM is fragile. A level's weight is log2(m/u). Of the levels in `SITUATIONS`
(those that exclude one another, so that their shares are shares of something) m is taken from the candidates, each
counted with the probability it has; u, where no feature works it out from the values, from pairs picked at random. Then
the probabilities are worked out anew. Shipped figures count as `SHIPPED_COUNTS` pairs more, no weight moves by more
than its bound, and with fewer than `FEWEST` probable pairs nothing is learned at all.

The candidates come of keys of many kinds (surname, or given name with unit, or birthday, …), so that no field is the
same in all of them by the choice itself; where it still is, its disagreements are counted too low, which errs to the
shipped side. Learned too are the floors of the names (how often one person's surname is another here), and the prior.
Fellegi and Sunter, A Theory for Record Linkage (1969); Winkler, Using the EM algorithm for weight computation (1988).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2
from typing import Final

import numpy as np
import numpy.typing as npt

from tidings.linkage.frequencies import Frequencies
from tidings.linkage.model import FEATURES
from tidings.linkage.weights import Level
from tidings.names.shares import SHIPPED_FLOORS, Floors

Levels = npt.NDArray[np.int8]
Bits = npt.NDArray[np.float64]

ROUNDS: Final = 12
FEWEST: Final = 200
"""With fewer probable pairs than this nothing is learned."""
SHIPPED_COUNTS: Final = 100.0
NAMES: Final = ("surname", "given", "patronymic")
AGREES, BETWEEN, AT_FLOOR = 0, 1, 2
"""Levels of a part of the name: it speaks for one person, it does not, or it could not be more different."""

SITUATIONS: Final[tuple[tuple[str, tuple[str, ...], bool], ...]] = (
    ("birth", ("exact", "swapped", "digit", "year_slip", "same_day", "other_day", "other_year"), True),
    ("birth", ("overlap", "near", "few_years"), True),
    ("birth_place", ("same", "near", "region", "apart"), True),
    ("residence", ("same", "near", "region", "apart"), True),
    ("rank", ("same", "close", "branch", "apart", "far"), True),
    ("unit", ("same", "number", "other"), True),
    ("service_number", ("exact", "slip", "other"), True),
    ("nationality", ("same", "other"), True),
    ("marks", ("same", "part", "other"), True),
    ("event", ("together", "near", "apart"), True),
    ("event", ("follows", "too_early"), True),
    ("event_place", ("same", "near", "region", "apart"), True),
    ("sex", ("differ",), False),
    ("source", ("again",), False),
)
"""Feature, its levels that exclude one another, and whether their shares are of the pairs that reach one of them, or
else of all pairs."""

BY_VALUE: Final = frozenset(
    {("birth", "exact"), ("birth", "overlap"), ("birth_place", "same"), ("residence", "same"), ("rank", "same")}
    | {("unit", "same"), ("marks", "same"), ("marks", "part"), ("event", "together")}
    | {("event_place", "same"), ("event_place", "region")}
)
"""Levels whose u hangs on the values and is worked out there."""

BOUND: Final = 2.0
"""Bits by which a shipped weight may move."""
BOUND_OF_UNKNOWN: Final = 4.0
"""The same for columns that nobody has described."""
BOUND_OF_LISTS: Final = 6.0
"""The same for the sex, and for two records of one source: some lists err in one of ten, some never do."""
LISTS: Final = frozenset({"sex", "source"})
BOUND_OF_FLOOR: Final = 6.0
BOUND_OF_PRIOR: Final = 3.5
PROBABLE: Final = 0.5
CERTAIN: Final = 0.99
"""From here on a pair counts for the floors of the names: what is learned from pairs that the names themselves make
doubtful feeds on itself, until everybody of one village is one person."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Pairs with the levels they reach.

    Attributes:
        columns: what the columns of `levels` are: features, further columns, parts of the name.
        levels: of every pair, the number of its level in each column (of an unknown column: same, near, other; of a
            part of the name: `AGREES`, `BETWEEN`, `AT_FLOOR`), -1 where silent.
        weight: of every pair, its bits without the prior.
        times: how many pairs each stands for.
    """

    columns: Sequence[str]
    levels: Levels
    weight: Bits
    times: float = 1.0


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned: bits to add to levels, floors of the names, bits of a blindly picked pair."""

    shifts: Mapping[tuple[str, str], float]
    floors: Floors
    prior: float

    def applied(self, frequencies: Frequencies) -> Frequencies:
        """Return what was counted, with what was learned."""
        return replace(frequencies, shifts=self.shifts, names=replace(frequencies.names, floors=self.floors))


@dataclass(frozen=True, slots=True)
class _Situation:
    """Levels of one column: their numbers, names and shipped values."""

    at: int
    name: str
    numbers: tuple[int, ...]
    levels: tuple[tuple[str, Level], ...]
    among: bool
    bound: float


def learn(candidates: Sample, strangers: Sample, *, prior: float, records: int) -> Learned:
    """Adapt the shipped weights to the data.

    Args:
        candidates: the pairs compared, or an even part of them, with shipped weights.
        strangers: pairs picked at random.
        prior: the shipped prior in bits.
        records: how many records there are.
    """
    situations = _situations(candidates.columns)
    shifts: dict[tuple[str, str], float] = {}
    floors, learned = SHIPPED_FLOORS, prior
    for _ in range(ROUNDS):
        bits = candidates.weight + _shifted(candidates, situations, shifts, floors) + learned
        probability = 1.0 / (1.0 + np.exp2(-np.clip(bits, -60.0, 60.0)))
        likely = probability >= PROBABLE
        if likely.sum() < FEWEST:
            return Learned({}, SHIPPED_FLOORS, prior)
        shifts = {
            key: shift
            for situation in situations
            for key, shift in _learned(situation, candidates, probability, strangers)
        }
        floors = _floors(candidates, np.where(probability >= CERTAIN, probability, 0.0))
        learned = _prior(float(probability.sum()) * candidates.times, records, prior)
    return Learned(shifts, floors, learned)


def _situations(columns: Sequence[str]) -> list[_Situation]:
    shipped = {feature.name: feature.levels for feature in FEATURES}
    place = {column: at for at, column in enumerate(columns)}
    found = [
        _Situation(
            place[name],
            name,
            tuple(list(shipped[name]).index(level) for level in levels),
            tuple((level, shipped[name][level]) for level in levels),
            among,
            BOUND_OF_LISTS if name in LISTS else BOUND,
        )
        for name, levels, among in SITUATIONS
        if name in place
    ]
    unknown = [column for column in columns if column not in shipped and column not in NAMES]
    levels = tuple(shipped["others"].items())
    numbers = tuple(range(len(levels)))
    return found + [_Situation(place[name], name, numbers, levels, True, BOUND_OF_UNKNOWN) for name in unknown]  # noqa: FBT003 -- shares among them


def _shares(situation: _Situation, levels: Levels, counts: Bits, shipped: Sequence[float]) -> list[float]:
    """Return the shares of the levels among pairs, shipped shares blended in."""
    column = levels[:, situation.at]
    found = [float(counts[column == number].sum()) for number in situation.numbers]
    whole = sum(found) if situation.among else float(counts.sum())
    scale = sum(shipped) if situation.among else 1.0
    return [
        (number + SHIPPED_COUNTS * share / scale) / (whole + SHIPPED_COUNTS)
        for number, share in zip(found, shipped, strict=True)
    ]


def _learned(
    situation: _Situation, candidates: Sample, probability: Bits, strangers: Sample
) -> list[tuple[tuple[str, str], float]]:
    """Return the shifts of the levels of one situation."""
    told = np.isin(candidates.levels[:, situation.at], situation.numbers).any()
    if not told or not np.isin(strangers.levels[:, situation.at], situation.numbers).any():
        return []
    ms = [level.m for _, level in situation.levels]
    us = [level.u for _, level in situation.levels]
    m = _shares(situation, candidates.levels, probability, ms)
    u = _shares(situation, strangers.levels, np.ones(len(strangers.weight)), us)
    found = []
    for at, (level, shipped) in enumerate(situation.levels):
        by_value = (situation.name, level) in BY_VALUE or (situation.bound == BOUND_OF_UNKNOWN and level == "same")
        shift = log2(m[at] / shipped.m) - (0.0 if by_value else log2(u[at] / shipped.u))
        found.append(((situation.name, level), max(-situation.bound, min(situation.bound, shift))))
    return found


def _shifted(
    sample: Sample, situations: Sequence[_Situation], shifts: Mapping[tuple[str, str], float], floors: Floors
) -> Bits:
    """Return the bits that the pairs weigh more by what was learned so far."""
    more = np.zeros(len(sample.weight))
    for situation in situations:
        column = sample.levels[:, situation.at]
        for number, (level, _) in zip(situation.numbers, situation.levels, strict=True):
            more[column == number] += shifts.get((situation.name, level), 0.0)
    for name, floor, shipped in zip(NAMES, floors, SHIPPED_FLOORS, strict=True):
        more[sample.levels[:, list(sample.columns).index(name)] == AT_FLOOR] += floor - shipped
    return more


def _floors(sample: Sample, probability: Bits) -> Floors:
    """Return how little a part of the name weighs where it is another: log2 of how often it is, in one person."""
    found = []
    for name, shipped in zip(NAMES, SHIPPED_FLOORS, strict=True):
        column = sample.levels[:, list(sample.columns).index(name)]
        other = float(probability[column == AT_FLOOR].sum()) + SHIPPED_COUNTS * 2.0**shipped
        known = float(probability[column >= AGREES].sum()) + SHIPPED_COUNTS
        found.append(max(shipped, min(shipped + BOUND_OF_FLOOR, log2(other / known))))
    return Floors(*found)


def _prior(same: float, records: int, shipped: float) -> float:
    """Return the bits of a blindly picked pair by the number of pairs found to be of one person."""
    found = log2(max(same, 1.0) / (records * (records - 1) / 2))
    return max(shipped - BOUND_OF_PRIOR, min(shipped + BOUND_OF_PRIOR, found))
