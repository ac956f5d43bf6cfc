"""The terms counted over a plan: every one that is broken, named."""

from collections.abc import Iterator
from itertools import chain

from tidings.exchange.checking.pool import Pool, goes_by_law, goes_if_willing, groups_of
from tidings.exchange.checking.programme import Whole
from tidings.exchange.checking.rows import counted_rows
from tidings.exchange.rounds import Plan
from tidings.exchange.sentences import Sentence


def broken(pool: Pool, plan: Plan) -> Iterator[Sentence]:
    """Name every term a plan breaks, with what it comes to and what it may."""
    chosen = pool.chosen(plan.chosen)
    yield from _counts(pool, chosen)
    going = set(chain(*plan.chosen.values()))
    yield from _names(pool, going)
    for number, (left, right) in enumerate(pool.round.terms.exclude_pairs):
        if {left, right} <= going:
            yield Sentence("pair_both", {"term": f"exclude_pairs[{number}]", "left": left, "right": right})
    if pool.round.terms.groups_together:
        yield from _groups(pool, chosen)


def _counts(pool: Pool, chosen: Whole) -> Iterator[Sentence]:
    for row in counted_rows(pool):
        total = row.total(chosen)
        if row.term.startswith("ratios"):
            if not row.kept(chosen):
                yield Sentence("ratio_broken", {"term": row.term, "found": abs(total), "bound": row.high or 0})
            continue
        if row.low is not None and total < row.low:
            yield Sentence("below", {"term": f"{row.term}.min", "found": total, "bound": row.low})
        if row.high is not None and total > row.high:
            yield Sentence("above", {"term": f"{row.term}.max", "found": total, "bound": row.high})


def _names(pool: Pool, going: set[str]) -> Iterator[Sentence]:
    persons = pool.round.by_key()
    for number, key in enumerate(pool.round.terms.must_include):
        by_law = goes_by_law(persons[key]) or goes_if_willing(persons[key])
        if key not in going and not by_law:
            yield Sentence("named_missing", {"term": f"must_include[{number}]", "key": key})


def _groups(pool: Pool, chosen: Whole) -> Iterator[Sentence]:
    for group, places in groups_of(pool).items():
        taken = int(chosen[places].sum())
        if 0 < taken < len(places):
            yield Sentence("group_split", {"group": group, "found": taken, "size": len(places)})
