"""Envy: somebody goes, somebody of the same category who comes up to them in every criterion does not. Why?

Had the two changed places without breaking a term, the plan would not have been the best: so every such pair has a term
to name. The report counts pairs by that term; it is empty, or it explains itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tidings.exchange.checking.pool import Pool, even_attribute, pool_of
from tidings.exchange.checking.programme import Whole
from tidings.exchange.checking.rows import Row, counted_rows, pair_rows
from tidings.exchange.explaining.naming import term_sentence
from tidings.exchange.rounds import Plan, Round
from tidings.exchange.sentences import Sentence

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class EnvyPair:
    """Two of one category.

    Attributes:
        chosen: the key of who goes.
        left: the key of who comes up to them in every criterion and does not go.
        terms: what their changing places would break; empty only where a plan is not the best.
    """

    chosen: str
    left: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Envy:
    """All such pairs of a plan.

    Attributes:
        pairs: how many there are.
        by_term: how many of them each term explains; a pair may be explained by several.
        unexplained: how many no term explains: 0 for every plan that is the best.
        shown: some of the pairs, for negotiators.
        sentences: the terms of `by_term` in words.
    """

    pairs: int
    by_term: dict[str, int]
    unexplained: int
    shown: tuple[EnvyPair, ...]
    sentences: dict[str, Sentence]

    def words(self, language: str = "en") -> str:
        """Return the report in counts, one sentence a line, in `en`, `ru` or `uk`."""
        lines = [Sentence("envy_pairs" if self.pairs else "envy_none", {"pairs": self.pairs})]
        lines += [
            Sentence("envy_term", {"pairs": count, "term": self.sentences[term]})
            for term, count in self.by_term.items()
        ]
        lines += [Sentence("envy_unexplained", {"pairs": self.unexplained})] if self.unexplained else []
        return "\n".join(line.words(language) for line in lines)

    def as_json(self) -> dict[str, object]:
        """Return the report for machines, in counts only."""
        return {
            "pairs": self.pairs,
            "by_term": dict(self.by_term),
            "unexplained": self.unexplained,
            "words": self.words(),
        }


def envy(round_: Round, plan: Plan, *, shown: int = _SHOWN) -> Envy:
    """Find every pair of one side and category of whom the one who stays comes up to the other in every criterion.

    Args:
        round_: the round.
        plan: its plan.
        shown: how many pairs to name.
    """
    pool = pool_of(round_)
    compared = _Compared(pool, plan)
    by_term: Counter[str] = Counter()
    pairs = unexplained = 0
    named: list[EnvyPair] = []
    for one, others in compared.pairs():
        pairs += others.size
        for other, count in compared.alike(others):
            terms = compared.broken(one, other)
            by_term.update(dict.fromkeys(terms, count))
            unexplained += 0 if terms else count
            if len(named) < shown:
                named.append(EnvyPair(pool.persons[one].key, pool.persons[other].key, terms))
    ordered = dict(by_term.most_common())
    return Envy(pairs, ordered, unexplained, tuple(named), {term: term_sentence(round_, term) for term in ordered})


class _Compared:
    """Everybody's figures and profiles, and what an exchange of two would break."""

    def __init__(self, pool: Pool, plan: Plan) -> None:
        self._pool = pool
        self._chosen = pool.chosen(plan.chosen)
        self._rows = (*counted_rows(pool), *pair_rows(pool))
        self._totals = [row.total(self._chosen) for row in self._rows]
        self._counts: dict[int, dict[int, int]] = defaultdict(dict)
        for number, row in enumerate(self._rows):
            for place, weight in zip(row.places.tolist(), row.weights.tolist(), strict=True):
                self._counts[place][number] = weight
        self._even = [found for name in pool.criteria() if (found := even_attribute(name))]
        summed = [name for name in pool.criteria() if even_attribute(name) is None]
        self._figures = np.column_stack([pool.figures(name) for name in summed])
        self._named = set(pool.round.terms.must_include)
        self._profiles = self._profiled()
        self._known: dict[tuple[int, int], tuple[str, ...]] = {}

    def pairs(self) -> Iterator[tuple[int, NDArray[np.intp]]]:
        """Go through those chosen who have somebody left who comes up to them."""
        cells = defaultdict(list)
        for place, person in enumerate(self._pool.persons):
            cells[(person.side, person.category)].append(place)
        for members in cells.values():
            places = np.array(members, dtype=np.intp)
            left = places[self._chosen[places] == 0]
            for one in places[self._chosen[places] == 1].tolist():
                others = left[(self._figures[left] >= self._figures[one]).all(axis=1)]
                if others.size:
                    yield one, others

    def alike(self, others: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
        """Go through one of each profile among people, with how many there are of it."""
        _, first, counts = np.unique(self._profiles[others], return_index=True, return_counts=True)
        yield from zip(others[first].tolist(), counts.tolist(), strict=True)

    def broken(self, one: int, other: int) -> tuple[str, ...]:
        """Return the terms that would be broken if `other` went instead of `one`."""
        key = int(self._profiles[one]), int(self._profiles[other])
        if key not in self._known:
            self._known[key] = tuple(self._breaks(one, other))
        return self._known[key]

    def _breaks(self, one: int, other: int) -> Iterator[str]:
        going, staying = self._pool.persons[one], self._pool.persons[other]
        before, after = self._counts[one], self._counts[other]
        for number in before.keys() | after.keys():
            total = self._totals[number] - before.get(number, 0) + after.get(number, 0)
            yield from _end(self._rows[number], total)
        if going.key in self._named:
            yield "must_include"
        if self._pool.round.terms.groups_together and (going.group or staying.group) and going.group != staying.group:
            yield "groups_together"
        for attribute in self._even:
            if getattr(going, attribute) != getattr(staying, attribute):
                yield f"parity:{attribute}"

    def _profiled(self) -> Whole:
        """Number people by what they count in every term and in whatever else an exchange of two looks at."""
        seen: dict[object, int] = {}
        together = self._pool.round.terms.groups_together
        found = []
        for place, person in enumerate(self._pool.persons):
            evened = tuple(getattr(person, attribute) for attribute in self._even)
            counts = tuple(sorted(self._counts[place].items()))
            profile = (counts, evened, person.group if together else None, person.key in self._named)
            found.append(seen.setdefault(profile, len(seen)))
        return np.array(found, dtype=np.int64)


def _end(row: Row, total: int) -> Iterator[str]:
    one_sided = row.term.startswith(("ratios", "exclude_pairs"))
    if row.low is not None and total < row.low:
        yield row.term if one_sided else f"{row.term}.min"
    if row.high is not None and total > row.high:
        yield row.term if one_sided else f"{row.term}.max"
