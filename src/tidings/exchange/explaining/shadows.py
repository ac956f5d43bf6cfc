"""Shadow prices for negotiators: what one more place in a term would bring home."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from tidings.exchange.checking.pool import pool_of
from tidings.exchange.explaining.levers import used_up
from tidings.exchange.explaining.naming import term_sentence
from tidings.exchange.explaining.worth import Solve, Vector, difference, vector_sentences
from tidings.exchange.rounds import Plan, Round
from tidings.exchange.sentences import Said, Sentence


@dataclass(frozen=True, slots=True)
class ShadowPrice:
    """What a bound one place wider would bring.

    Attributes:
        term: its name: `quotas[2].max`; a ratio is made looser by the weight of one person.
        sentence: the term in words.
        gain: by how much each criterion would change; a later one may fall where an earlier one rises.
        more: how many more would go.
    """

    term: str
    sentence: Sentence
    gain: Vector
    more: int

    def words(self, language: str = "en") -> str:
        """Return the price as a sentence, in `en`, `ru` or `uk`."""
        gain = vector_sentences(self.gain)
        values: dict[str, Said] = {"term": self.sentence, "vector": gain, "more": self.more}
        return Sentence("shadow" if gain else "shadow_nothing", values).words(language)

    def as_json(self) -> dict[str, object]:
        """Return the price for machines."""
        gain = [{"criterion": name, "change": by} for name, by in self.gain]
        return {"term": self.term, "gain": gain, "more": self.more, "words": self.words()}


def shadow_prices(
    round_: Round,
    plan: Plan,
    solve: Solve,
    *,
    terms: Collection[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[ShadowPrice, ...]:
    """Return the price of every bound that is used up, the dearest first.

    Args:
        round_: the round.
        plan: its plan; an impossible one has no prices.
        solve: the planner, called once a bound.
        terms: only these bounds.
        progress: told how many are done, and how many there are.
    """
    if plan.status == "infeasible":
        return ()
    places = [place for place in used_up(pool_of(round_), plan) if terms is None or place.term in terms]
    found = []
    for done, place in enumerate(places):
        if progress:
            progress(done, len(places))
        other = solve(place.round)
        gain, more = difference(plan, other), _going(other) - _going(plan)
        found.append(ShadowPrice(place.term, term_sentence(round_, place.term), gain, more))
    return tuple(sorted(found, key=lambda one: tuple(-by for _, by in one.gain)))


def _going(plan: Plan) -> int:
    return sum(len(keys) for keys in plan.chosen.values())
