"""What would change it: one thing at a time made otherwise, and the round solved again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from tidings.exchange.checking.pool import Pool, pool_of
from tidings.exchange.checking.rows import Row, counted_rows
from tidings.exchange.explaining.naming import term_sentence
from tidings.exchange.explaining.worth import Solve, Vector
from tidings.exchange.rounds import DAYS_CAPTIVE, LONG_TERM, Candidate, Plan, Quota, Ratio, Round
from tidings.exchange.sentences import Sentence
from tidings.kernel import PartialDate

_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Place:
    """A bound of a term that is used up.

    Attributes:
        term: its name with the end: `quotas[2].max`.
        row: the term.
        round: the round with that bound wider by one place; for a ratio, by the weight of one person.
    """

    term: str
    row: Row
    round: Round


def used_up(pool: Pool, plan: Plan) -> Iterator[Place]:
    """Go through the bounds a plan uses up, each with the round in which it is wider by one."""
    chosen = pool.chosen(plan.chosen)
    for row in counted_rows(pool):
        total = row.total(chosen)
        if row.term.startswith("ratios"):
            if row.high is not None and abs(total) + max(map(abs, row.weights.tolist()), default=0) > row.high:
                yield Place(row.term, row, _wider(pool.round, row.term, ""))
            continue
        for end, bound in (("max", row.high), ("min", row.low)):
            if bound is not None and total == bound and not (end == "min" and bound == 0):
                yield Place(f"{row.term}.{end}", row, _wider(pool.round, row.term, end))


def changes(round_: Round, plan: Plan, key: str, price: Vector | None, solve: Solve) -> tuple[Sentence, ...]:
    """Return what would make a person go who does not, each found by solving the round anew.

    Args:
        round_: the round.
        plan: its plan.
        key: somebody the terms could choose, and do not.
        price: what the other criteria would lose if the person were named; None where the terms do not let that be.
        solve: the planner.
    """
    found = [*_places(round_, plan, key, solve)]
    person = round_.by_key()[key]
    if price is not None:
        found += _illness(round_, person, price, solve)
        found += _days(round_, person, price, solve)
    return (*found, Sentence("would_serious" if person.consent == "yes" else "would_serious_unsure"))


def goes(plan: Plan, key: str) -> bool:
    """Say whether a plan chooses somebody."""
    return any(key in keys for keys in plan.chosen.values())


def _places(round_: Round, plan: Plan, key: str, solve: Solve) -> Iterator[Sentence]:
    """Try one more place in each term the person counts in; where none is enough alone, in all of them at once."""
    pool = pool_of(round_)
    mine = [
        place
        for place in used_up(pool, plan)
        if pool.place[key] in place.row.places and not place.term.endswith(".min")
    ]
    enough = [place for place in mine if goes(solve(place.round), key)]
    for place in enough:
        yield Sentence("would_place", {"term": term_sentence(round_, place.term)})
    if enough or len(mine) < 2:  # noqa: PLR2004 -- all at once is another thing from the second on
        return
    wide = round_
    for place in mine:
        wide = _wider(wide, place.row.term, "" if place.term.startswith("ratios") else "max")
    if goes(solve(wide), key):
        yield Sentence("would_places", {"terms": tuple(term_sentence(round_, place.term) for place in mine)})


def _illness(round_: Round, person: Candidate, price: Vector, solve: Solve) -> Iterator[Sentence]:
    if person.medical != "none" or not _outweighed(price, LONG_TERM, 1):
        return
    if goes(solve(_with(round_, replace(person, medical="long_term"))), person.key):
        yield Sentence("would_long_term")


def _days(round_: Round, person: Candidate, price: Vector, solve: Solve) -> Iterator[Sentence]:
    """Look for the fewest days more: as many as the criterion would lose, or one more where that leaves a tie."""
    lost = -dict(price).get(DAYS_CAPTIVE, 0)
    latest = None if person.captured is None else person.captured.latest
    if latest is None or latest > round_.as_of or lost < 0 or not _outweighed(price, DAYS_CAPTIVE, lost + 1):
        return
    for days in (lost, lost + 1):
        earlier = PartialDate.parse((latest - timedelta(days=days)).isoformat())
        if days and goes(solve(_with(round_, replace(person, captured=earlier))), person.key):
            yield Sentence("would_days", {"days": days})
            return


def _outweighed(price: Vector, criterion: str, gain: int) -> bool:
    """Say whether so much more in one criterion would make the price a gain."""
    for name, figure in price:
        total = figure + (gain if name == criterion else 0)
        if total:
            return total > 0
    return False


def _with(round_: Round, changed: Candidate) -> Round:
    persons = tuple(changed if person.key == changed.key else person for person in round_.sides[changed.side])
    return replace(round_, sides={**round_.sides, changed.side: persons})


def _wider(round_: Round, term: str, end: str) -> Round:
    terms = round_.terms
    if term.startswith("totals."):
        side = term.removeprefix("totals.")
        low, high = terms.totals[side]
        wider = (_less(low), high) if end == "min" else (low, _more(high))
        return replace(round_, terms=replace(terms, totals={**terms.totals, side: wider}))
    number = int(term.partition("[")[2].rstrip("]"))
    if term.startswith("ratios"):
        return replace(
            round_, terms=replace(terms, ratios=_changed(terms.ratios, number, _looser(terms.ratios[number])))
        )
    quota: Quota = terms.quotas[number]
    wide = replace(quota, min=_less(quota.min)) if end == "min" else replace(quota, max=_more(quota.max))
    return replace(round_, terms=replace(terms, quotas=_changed(terms.quotas, number, wide)))


def _looser(ratio: Ratio) -> Ratio:
    return replace(ratio, slack=ratio.slack + max(ratio.left_weight, ratio.right_weight))


def _changed(items: Sequence[_Item], number: int, item: _Item) -> tuple[_Item, ...]:
    return (*items[:number], item, *items[number + 1 :])


def _less(bound: int | None) -> int | None:
    return None if bound is None else max(0, bound - 1)


def _more(bound: int | None) -> int | None:
    return None if bound is None else bound + 1
