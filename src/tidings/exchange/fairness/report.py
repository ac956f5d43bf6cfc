"""The fairness report over rounds: how long those left behind have waited, since capture, and who went, in whose share.

Waiting is counted from capture, never from registration: whoever was registered late is not made to wait anew, and the
report shows whether late registration costs anybody a place. Small cells are withheld.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from tidings.exchange.checking.pool import forbidden
from tidings.exchange.fairness.suppression import SMALLEST, Count, published
from tidings.exchange.rounds import Candidate, Plan, Round
from tidings.exchange.sentences import Sentence
from tidings.kernel import PartialDate

BREAKDOWNS: Final = ("region", "rank", "sex", "registration_delay")
UNKNOWN: Final = "unknown"
_BANDS: Final = ((30, "0-30"), (180, "31-180"))
_LONGEST_BAND: Final = "181+"


@dataclass(frozen=True, slots=True)
class Held:
    """One round as it was held.

    Attributes:
        round: the round.
        plan: its plan.
        runs: how many commitments were made for it; all but one are re-runs.
        gone: the keys of those who went in the end; None where that is whom the plan sends.
    """

    round: Round
    plan: Plan
    runs: int = 1
    gone: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long people have waited since capture, in days; everything but the number is None below five people.

    Attributes:
        people: how many.
        median: half of them have waited at most this long.
        ninetieth: nine tenths of them have.
        longest: the longest.
        gini: how unequal their waiting is, in thousandths: 0 is equal.
    """

    people: int
    median: int | None
    ninetieth: int | None
    longest: int | None
    gini: int | None


@dataclass(frozen=True, slots=True)
class FairnessReport:
    """What was done over all rounds.

    Attributes:
        rounds: how many.
        reruns: how many commitments were not used.
        people: how often somebody could have gone: people times rounds.
        gone: how many went, by law or within the terms.
        left: the waiting of those left after the last round.
        taken: the waiting of those who went, over all rounds.
        breakdowns: for each attribute and value, people and gone; None for rows withheld.
    """

    rounds: int
    reruns: int
    people: int
    gone: int
    left: Waiting
    taken: Waiting
    breakdowns: Mapping[str, Mapping[str, Count | None]]

    def words(self, language: str = "en") -> str:
        """Return the report, one sentence a line, in `en`, `ru` or `uk`."""
        lines = [
            Sentence("report_rounds", {"rounds": self.rounds, "reruns": self.reruns}),
            Sentence("report_people", {"people": self.people, "gone": self.gone}),
            _waiting("left", self.left),
            _waiting("taken", self.taken),
        ]
        for attribute, rows in self.breakdowns.items():
            lines += [_row(attribute, value, count) for value, count in rows.items()]
        return "\n".join(line.words(language) for line in lines)

    def as_json(self) -> dict[str, object]:
        """Return the report for machines; rows withheld are null."""
        return {
            "rounds": self.rounds,
            "reruns": self.reruns,
            "people": self.people,
            "gone": self.gone,
            "left": {name: getattr(self.left, name) for name in Waiting.__slots__},
            "taken": {name: getattr(self.taken, name) for name in Waiting.__slots__},
            "breakdowns": {
                attribute: {
                    value: count and {"people": count.people, "gone": count.gone} for value, count in rows.items()
                }
                for attribute, rows in self.breakdowns.items()
            },
        }


def fairness_report(held: Sequence[Held]) -> FairnessReport:
    """Report over rounds, in the order they were held."""
    counted: dict[str, dict[str, list[int]]] = {name: defaultdict(lambda: [0, 0]) for name in BREAKDOWNS}
    taken: list[int] = []
    left: list[int] = []
    people = gone = 0
    for one in held:
        going = _going(one)
        left = []
        for person in one.round.persons():
            if forbidden(person):
                continue
            went = person.key in going
            people, gone = people + 1, gone + went
            (taken if went else left).append(person.days_captive(one.round.as_of))
            for name, value in _VALUES.items():
                cell = counted[name][value(person)]
                cell[0] += 1
                cell[1] += went
    breakdowns = {
        name: published({value: Count(*cell) for value, cell in sorted(rows.items())}) for name, rows in counted.items()
    }
    reruns = sum(one.runs - 1 for one in held)
    return FairnessReport(len(held), reruns, people, gone, waiting(left), waiting(taken), breakdowns)


def waiting(days: Iterable[int]) -> Waiting:
    """Describe waiting times, in days since capture."""
    ordered = sorted(days)
    if len(ordered) < SMALLEST:
        return Waiting(len(ordered), None, None, None, None)
    return Waiting(len(ordered), _quantile(ordered, 5), _quantile(ordered, 9), ordered[-1], _gini(ordered))


def _quantile(ordered: Sequence[int], tenths: int) -> int:
    """Return the smallest value that so many tenths do not exceed (nearest rank)."""
    return ordered[-(-len(ordered) * tenths // 10) - 1]


def _gini(ordered: Sequence[int]) -> int:
    total, size = sum(ordered), len(ordered)
    weighted = sum(rank * value for rank, value in enumerate(ordered, 1))
    return round(1000 * (2 * weighted - (size + 1) * total) / (size * total)) if total else 0


def _going(one: Held) -> frozenset[str]:
    planned = chain(*one.plan.chosen.values(), *one.plan.humanitarian.values())
    return one.gone if one.gone is not None else frozenset(planned)


def registration_delay(person: Candidate) -> str:
    """Return the band of the days from the latest day of capture to registration; `unknown` where one is not known."""
    registered = person.registered.earliest if isinstance(person.registered, PartialDate) else None
    captured = person.captured.latest if person.captured else None
    if registered is None or captured is None:
        return UNKNOWN
    days = max(0, (registered - captured).days)
    return next((band for most, band in _BANDS if days <= most), _LONGEST_BAND)


_VALUES: Final[Mapping[str, Callable[[Candidate], str]]] = {
    "region": lambda person: person.region or UNKNOWN,
    "rank": lambda person: person.rank or UNKNOWN,
    "sex": lambda person: person.sex or UNKNOWN,
    "registration_delay": registration_delay,
}


def _waiting(which: str, found: Waiting) -> Sentence:
    if found.median is None or found.ninetieth is None or found.longest is None or found.gini is None:
        return Sentence(f"report_{which}_few", {})
    figures = {"people": found.people, "median": found.median, "ninetieth": found.ninetieth, "longest": found.longest}
    return Sentence(f"report_{which}", {**figures, "gini": found.gini})


def _row(attribute: str, value: str, count: Count | None) -> Sentence:
    named = {"attribute": f"attribute:{attribute}", "value": Sentence("value_unknown") if value == UNKNOWN else value}
    if count is None:
        return Sentence("report_withheld", named)
    return Sentence("report_row", {**named, "people": count.people, "gone": count.gone})
