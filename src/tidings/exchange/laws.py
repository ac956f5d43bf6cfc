"""Law first: who goes whatever was agreed, and whom nothing may send.

GC III 109(1) sends the seriously ill home "regardless of number or rank", so they stand outside totals, ratios and
quotas; 109(3) sends none of them against his will; GC IV 45(4) sends nobody into persecution. A wish not yet known may
be planned on, and is named as such until it has been told in private.
"""

from dataclasses import dataclass

from tidings.exchange.rounds import Candidate, Round


@dataclass(frozen=True, slots=True)
class Standing:
    """Where everybody of a round stands before the terms are looked at.

    Attributes:
        humanitarian: seriously ill, willing, not in danger: they go.
        conditional: seriously ill, wish unknown, not in danger: they go if they wish to, outside the terms too.
        vetoed: unwilling, or in danger after return: they do not go, and nothing can buy it.
        eligible: everybody else: whom the terms choose from.
    """

    humanitarian: tuple[Candidate, ...]
    conditional: tuple[Candidate, ...]
    vetoed: tuple[Candidate, ...]
    eligible: tuple[Candidate, ...]


def is_vetoed(person: Candidate) -> bool:
    """Say whether nothing may send this person."""
    return person.consent == "no" or person.protection


def standing(round_: Round) -> Standing:
    """Part the people of a round by law."""
    everybody = tuple(round_.persons())
    vetoed = tuple(person for person in everybody if is_vetoed(person))
    ill = [person for person in everybody if person.medical == "serious" and not is_vetoed(person)]
    return Standing(
        humanitarian=tuple(person for person in ill if person.consent == "yes"),
        conditional=tuple(person for person in ill if person.consent == "unknown"),
        vetoed=vetoed,
        eligible=tuple(p for p in everybody if p.medical != "serious" and not is_vetoed(p)),
    )
