"""Dangers recorded in other rounds of the bureau: the veto crosses the wall between rounds, and nothing else does.

Whoever works on a round is told that a danger stands, never in which round, by whom or why. Two people of this round
may still record otherwise: then it is their word, signed.
"""

from tidings.accounts.actor import Actor
from tidings.casework.models import Round
from tidings.casework.rounds.compartment import entries_of
from tidings.casework.rounds.findings import findings_in, standing
from tidings.casework.rounds.state import State


def dangers_elsewhere(actor: Actor, found: Round) -> frozenset[str]:
    """Return the register numbers of whom another round of this bureau keeps back for a danger after return."""
    others = Round.objects.seen_by(actor).exclude(pk=found.pk)
    return frozenset(
        person
        for other in others
        for person, own in findings_in(entries_of(actor, other, "finding", "second")).items()
        if standing(own).protection
    )


def overlooked(actor: Actor, found: Round, state: State) -> tuple[str, ...]:
    """Return who is on the drawn list without a danger that was recorded elsewhere since it was drawn."""
    dangers = dangers_elsewhere(actor, found)
    return tuple(
        person["key"]
        for listed in state.sides.values()
        if listed.origin == "register"
        for person in listed.persons
        if person["key"] in dangers
        and not person.get("protection")
        and not any(one.what == "protection" for one in state.findings.get(person["key"], ()))
    )
