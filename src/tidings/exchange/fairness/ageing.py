"""Ageing: whoever was passed over counts for more the next time, so that nobody is passed over for ever.

Points = 1 + the number of earlier rounds in which the person was among the equals and was not drawn + one for every
whole half year of captivity. The lottery makes the smallest chance *per point* as large as it can be, so a person's
chance grows with every round that passes them over, and without a term that bars them it comes to 1.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from tidings.exchange.rounds import Round

HALF_YEAR = 183


def points(passed_over: int, days_captive: int) -> int:
    """Return the points of somebody.

    >>> points(0, 100), points(3, 400)
    (1, 6)
    """
    return 1 + passed_over + days_captive // HALF_YEAR


def points_of(round_: Round, passed_over: Mapping[str, int]) -> dict[str, int]:
    """Return everybody's points in a round, given how often each was passed over before."""
    return {
        person.key: points(passed_over.get(person.key, 0), person.days_captive(round_.as_of))
        for person in round_.persons()
    }


def passed_over(draws: Iterable[tuple[AbstractSet[str], AbstractSet[str]]]) -> Counter[str]:
    """Count how often each person was passed over.

    Args:
        draws: for each earlier round, who was among the equals and who went.
    """
    counted: Counter[str] = Counter()
    for equals, gone in draws:
        counted.update(equals - gone)
    return counted
