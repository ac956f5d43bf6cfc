"""Why somebody goes, or does not, what that would take, and what it would cost: without a word about anybody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from tidings.exchange.checking.pool import KEY, Pool, forbidden, goes_by_law, goes_if_willing, groups_of, pool_of
from tidings.exchange.explaining.levers import changes, goes, used_up
from tidings.exchange.explaining.naming import term_sentence
from tidings.exchange.explaining.worth import (
    Solve,
    Vector,
    deciding,
    difference,
    vector_sentences,
    with_person,
    without_person,
)
from tidings.exchange.rounds import LOT, Candidate, Plan, Round
from tidings.exchange.sentences import Sentence
from tidings.kernel import TidingsError

Outcome = Literal["by_law", "conditional", "vetoed", "chosen", "not_chosen", "impossible"]


class UnknownPerson(TidingsError):
    """Nobody of the round has this key."""

    code = "exchange.unknown_person"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one person goes or does not.

    Attributes:
        key: who it is.
        outcome: what becomes of them.
        reasons: why; the person's own facts, terms and counts only.
        changes: what would make it otherwise, one thing each; for those who do not go.
        price: what the criteria would gain (+) or lose (−) if the person went who does not, or stayed who goes; None
            where the terms do not let that be, or where the law decides.
    """

    key: str
    outcome: Outcome
    reasons: tuple[Sentence, ...]
    changes: tuple[Sentence, ...] = ()
    price: Vector | None = None

    def words(self, language: str = "en") -> str:
        """Return the explanation, one sentence a line, in `en`, `ru` or `uk`."""
        lines = [Sentence(f"outcome_{self.outcome}"), *self.reasons, *self.changes]
        return "\n".join(sentence.words(language) for sentence in lines)

    def as_json(self) -> dict[str, object]:
        """Return the explanation for machines."""
        return {
            "key": self.key,
            "outcome": self.outcome,
            "reasons": [sentence.as_json() for sentence in self.reasons],
            "changes": [sentence.as_json() for sentence in self.changes],
            "price": None if self.price is None else [{"criterion": name, "change": by} for name, by in self.price],
        }


def explain(round_: Round, plan: Plan, key: str, solve: Solve) -> Explanation:
    """Explain what becomes of one person.

    Args:
        round_: the round.
        plan: its plan.
        key: the person.
        solve: the planner, to try what would be otherwise; called some ten times.

    Raises:
        UnknownPerson: nobody of the round has this key.
    """
    person = round_.by_key().get(key)
    if person is None:
        raise UnknownPerson(f"Nobody of this round has the key “{key}”.")
    lawful = _lawful(person)
    if lawful:
        return lawful
    if plan.status == "infeasible":
        named = dict.fromkeys(conflict.term for conflict in plan.conflicts)
        return Explanation(
            key, "impossible", tuple(Sentence("clashes", {"term": term_sentence(round_, t)}) for t in named)
        )
    return _chosen(round_, plan, person, solve) if goes(plan, key) else _left(round_, plan, person, solve)


def _lawful(person: Candidate) -> Explanation | None:
    if forbidden(person):
        code = "you_protected" if person.protection else "you_unwilling"
        return Explanation(person.key, "vetoed", (Sentence(code),))
    if goes_by_law(person):
        return Explanation(person.key, "by_law", (Sentence("you_serious"),))
    if goes_if_willing(person):
        return Explanation(person.key, "conditional", (Sentence("you_serious"), Sentence("you_unasked")))
    return None


def _chosen(round_: Round, plan: Plan, person: Candidate, solve: Solve) -> Explanation:
    reasons = [Sentence("you_unasked")] if person.consent == "unknown" else []
    if person.key in round_.terms.must_include:
        return Explanation(person.key, "chosen", (*reasons, Sentence("you_named")))
    other = solve(without_person(round_, person.key))
    if other.status == "infeasible":
        return Explanation(person.key, "chosen", (*reasons, Sentence("you_needed")))
    price = difference(plan, other)
    return Explanation(person.key, "chosen", (*reasons, *_because(price, "stay")), price=price)


def _left(round_: Round, plan: Plan, person: Candidate, solve: Solve) -> Explanation:
    pool = pool_of(round_)
    reasons = [*_binding(pool, plan, person)]
    other = solve(with_person(round_, person.key))
    price = None
    if other.status == "infeasible":
        reasons = [Sentence("you_barred"), *reasons]
    else:
        price = difference(plan, other)
        reasons = [*_because(price, "go"), *reasons]
    found = changes(round_, plan, person.key, price, solve)
    return Explanation(person.key, "not_chosen", tuple(reasons), found, price)


def _because(price: Vector, way: str) -> Iterator[Sentence]:
    """Name the criterion that decides, and the whole price beside it."""
    first = deciding(price)
    if first is None or first[0] in (LOT, KEY):
        yield Sentence(f"you_{way}_tie", {"criterion": first[0] if first else KEY})
        return
    yield Sentence(f"you_{way}_criterion", {"criterion": first[0], "count": abs(first[1])})
    rest = tuple(item for item in price if item[0] not in (first[0], LOT, KEY) and item[1])
    if rest:
        yield Sentence("you_price", {"vector": vector_sentences(rest)})


def _binding(pool: Pool, plan: Plan, person: Candidate) -> Iterator[Sentence]:
    """Name the terms the person counts in that are used up, with how many of how many go."""
    place = pool.place[person.key]
    for used in used_up(pool, plan):
        if place in used.row.places and not used.term.endswith(".min"):
            term, going = term_sentence(pool.round, used.term), used.row.total(pool.chosen(plan.chosen))
            if used.term.startswith("ratios"):
                yield Sentence("you_ratio", {"term": term})
            else:
                yield Sentence("you_full", {"term": term, "going": going, "pool": len(used.row.places)})
    chosen = set(chain(*plan.chosen.values()))
    if any(person.key in pair and set(pair) & chosen for pair in pool.round.terms.exclude_pairs):
        yield Sentence("you_apart")
    if pool.round.terms.groups_together and person.group:
        yield Sentence("you_group", {"size": len(groups_of(pool)[person.group])})
