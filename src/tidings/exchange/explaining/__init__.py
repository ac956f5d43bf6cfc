"""Reasons: for each person, for negotiators, and for whoever doubts that equals were treated as equals.

Start with `explain` (why somebody goes or not, what would change it, the price); `shadow_prices` says what one more
place in a term would bring, `envy` counts those who stay though they come up to somebody who goes, by the term that
explains it. The planner is passed in by value. Words are in English, Russian and Ukrainian.
"""

from tidings.exchange.explaining.envy import Envy, EnvyPair, envy
from tidings.exchange.explaining.explain import Explanation, UnknownPerson, explain
from tidings.exchange.explaining.naming import conflict_sentence, term_sentence
from tidings.exchange.explaining.shadows import ShadowPrice, shadow_prices
from tidings.exchange.explaining.worth import Solve, Vector

__all__ = [
    "Envy",
    "EnvyPair",
    "Explanation",
    "ShadowPrice",
    "Solve",
    "UnknownPerson",
    "Vector",
    "conflict_sentence",
    "envy",
    "explain",
    "shadow_prices",
    "term_sentence",
]
