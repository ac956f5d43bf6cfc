"""The terms one by one, each able to be given up: what conflicts are looked for among."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import sparse

from tidings.exchange.planning.columns import Columns, Matcher, Whole
from tidings.exchange.planning.programme import FREE, Line, Programme, lines_of
from tidings.exchange.planning.wording import (
    group_words,
    least_words,
    most_words,
    named_words,
    pair_words,
    ratio_words,
)
from tidings.exchange.rounds import Conflict, Quota, Terms, Where


@dataclass(frozen=True)
class Demand:
    """One thing that was asked for.

    Attributes:
        conflict: the term and its words.
        lines: the rows it makes, over persons.
    """

    conflict: Conflict
    lines: tuple[Line, ...]


def demands_of(columns: Columns, terms: Terms, matcher: Matcher) -> list[Demand]:
    """Part the terms: the two bounds of a quota are two demands, and so is each name, pair and group.

    Args:
        columns: a column a person, groups not joined.
        terms: what was agreed.
        matcher: finds whom a `where` means.
    """
    lines = {line.name: line for line in lines_of(columns, terms, matcher)}
    demands = [*_bounds(terms, lines), *_ratios(terms, lines), *_names(columns, terms), *_pairs(terms, lines)]
    return [*demands, *(_groups(columns) if terms.groups_together else ())]


def _bounds(terms: Terms, lines: dict[str, Line]) -> Iterator[Demand]:
    counted = [(f"totals.{side}", Quota(Where(side), *ends)) for side, ends in terms.totals.items()]
    counted += [(f"quotas[{number}]", quota) for number, quota in enumerate(terms.quotas)]
    for name, quota in counted:
        row = lines[name].row
        if quota.min is not None:
            words = least_words(f"{name}.min", quota.where, quota.min, int(row.sum()))
            yield Demand(words, (Line(name, row, quota.min, FREE),))
        if quota.max is not None:
            yield Demand(most_words(f"{name}.max", quota.where, quota.max), (Line(name, row, -FREE, quota.max),))


def _ratios(terms: Terms, lines: dict[str, Line]) -> Iterator[Demand]:
    for number, ratio in enumerate(terms.ratios):
        yield Demand(ratio_words(f"ratios[{number}]", ratio), (lines[f"ratios[{number}]"],))


def _names(columns: Columns, terms: Terms) -> Iterator[Demand]:
    for number, key in enumerate(terms.must_include):
        for place in columns.of((key,)):
            row = sparse.csr_array(([1], ([0], [place])), shape=(1, columns.count), dtype=np.int64)
            name = f"must_include[{number}]"
            yield Demand(named_words(name, key), (Line(name, row, 1, FREE),))


def _pairs(terms: Terms, lines: dict[str, Line]) -> Iterator[Demand]:
    for number, pair in enumerate(terms.exclude_pairs):
        name = f"exclude_pairs[{number}]"
        if name in lines:
            yield Demand(pair_words(name, pair), (lines[name],))


def _groups(columns: Columns) -> Iterator[Demand]:
    groups: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(columns.persons):
        if person.group:
            groups[person.group].append(place)
    for group, places in groups.items():
        lines = tuple(
            Line(
                "groups_together",
                sparse.csr_array(([1, -1], ([0, 0], [one, other])), shape=(1, columns.count), dtype=np.int64),
                0,
                0,
            )
            for one, other in pairwise(places)
        )
        if lines:
            yield Demand(group_words(group, len(places)), lines)


def programme_of_demands(demands: Sequence[Demand], count: int, *, elastic: Whole | None = None) -> Programme:
    """Write demands as a programme over persons.

    Args:
        demands: what is asked for.
        count: how many persons there are.
        elastic: for each demand 1 where it may be given up, which is a column more behind the persons; None for no
            such columns.
    """
    rows, least, most, owner = [], [], [], []
    for number, demand in enumerate(demands):
        for line in demand.lines:
            for low, high in _one_sided(line) if elastic is not None else ((line.least, line.most),):
                rows.append(line.row)
                least.append(low)
                most.append(high)
                owner.append(number)
    matrix = (
        sparse.csr_array(sparse.vstack(rows, dtype=np.int64)) if rows else sparse.csr_array((0, count), dtype=np.int64)
    )
    bounds = np.array(least, np.int64), np.array(most, np.int64)
    if elastic is None:
        zeros = np.zeros(count, np.int64)
        return Programme(("",) * len(rows), matrix, *bounds, zeros, zeros + 1)
    given = sparse.csr_array((_leeway(matrix, *bounds), (np.arange(len(rows)), owner)), shape=(len(rows), len(demands)))
    widened = sparse.csr_array(sparse.hstack([matrix, given], dtype=np.int64))
    nobody = np.zeros(count + len(demands), np.int64)
    return Programme(("",) * len(rows), widened, *bounds, nobody, np.concatenate([np.ones(count, np.int64), elastic]))


def _one_sided(line: Line) -> Iterator[tuple[int, int]]:
    if line.least > -FREE:
        yield line.least, FREE
    if line.most < FREE:
        yield -FREE, line.most


def _leeway(matrix: sparse.csr_array, least: Whole, most: Whole) -> Whole:
    """Return what giving up must add to each row so that it holds whoever is chosen."""
    lowest = np.asarray(matrix.minimum(0).sum(axis=1))
    highest = np.asarray(matrix.maximum(0).sum(axis=1))
    return np.where(least > -FREE, np.maximum(least - lowest, 0), -np.maximum(highest - most, 0))
