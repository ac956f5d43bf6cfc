"""Deeds: the own side's list drawn out of the register, the other side's list taken from a file."""

import hashlib
from datetime import datetime
from typing import Any, Final

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.casework.results import Entered
from tidings.casework.rounds.compartment import entries_of, put, round_of
from tidings.casework.rounds.drawing import RULES, drawn
from tidings.casework.rounds.elsewhere import dangers_elsewhere
from tidings.casework.rounds.giving import given
from tidings.casework.rounds.reading import checked_side
from tidings.casework.rounds.state import SIDES, State, state_of
from tidings.register.doing import Doing, perform
from tidings.register.errors import RuleRefused
from tidings.register.keeping import check_size

OWN: Final = SIDES[0]


def draw_list(*, actor: Actor, key: str, moment: datetime, round_id: int, rule: str) -> Entered:
    """Draw the own side's list anew out of the register; earlier draws stay, the newest counts.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        round_id: which round.
        rule: which official list makes somebody eligible: "either", "own", "detaining" or "both".

    Raises:
        Unknown: no such round for this actor.
        RuleRefused: no such rule, or nobody in the register is known to be captive.
    """
    require(actor, "draw_list")
    round_of(actor, round_id)
    if rule not in RULES:
        raise RuleRefused(f"A rule of eligibility is one of: {', '.join(RULES)}.")
    persons = drawn(actor, rule)

    def act(doing: Doing) -> Entered:
        if not persons:
            raise RuleRefused("Nobody in the register is known to be captive, so there is no list to draw.")
        dangers = dangers_elsewhere(actor, round_of(actor, round_id))
        people = [_guarded(one) if one["key"] in dangers else one for one in persons]
        return _put(doing, round_id, {"side": OWN, "origin": "register", "rule": rule, "persons": people})

    arguments = {"round": round_id, "rule": rule}
    return perform(actor=actor, key=key, moment=moment, deed="draw_list", arguments=arguments, result=Entered, act=act)


def _guarded(person: dict[str, Any]) -> dict[str, Any]:
    return person | {"protection": True, "gaps": [*person["gaps"], "danger_elsewhere"]}


def give_list(
    *, actor: Actor, key: str, moment: datetime, round_id: int, side: str, content: bytes, filename: str
) -> Entered:
    """Take the list of a side from a file: ROUND.json, a list of persons, or a CSV table with the same columns.

    Raises:
        Unknown: no such round for this actor.
        BadInput: the file breaks a rule; it says where.
        RuleRefused: no such side, or a key that stands on the other side's list.
    """
    require(actor, "give_list")
    check_size(content)
    found = round_of(actor, round_id)
    if side not in SIDES:
        raise RuleRefused("A side is A (whom this bureau waits for) or B (whom the other side waits for).")
    persons = given(content, filename, side)
    checked_side(found.name, found.as_of, side, persons)

    def act(doing: Doing) -> Entered:
        return _put(doing, round_id, {"side": side, "origin": "file", "rule": "", "persons": persons})

    arguments = {"round": round_id, "side": side, "sha256": hashlib.sha256(content).hexdigest(), "filename": filename}
    return perform(actor=actor, key=key, moment=moment, deed="give_list", arguments=arguments, result=Entered, act=act)


def _put(doing: Doing, round_id: int, content: dict[str, Any]) -> Entered:
    found = round_of(doing.actor, round_id)
    state = state_of(entries_of(doing.actor, found, "list"))
    twice = _on_other_side(state, content)
    if twice:
        raise RuleRefused(
            f"{len(twice)} keys of this list stand on the other side’s list too, the first is {twice[0]}."
        )
    doing.about(f"round {found.pk} person", *(person["key"] for person in content["persons"]))
    return Entered(round_id, put(doing, found, "list", content), len(content["persons"]))


def _on_other_side(state: State, content: dict[str, Any]) -> list[str]:
    own = {person["key"] for person in content["persons"]}
    others = (listed for side, listed in state.sides.items() if side != content["side"])
    return sorted(person["key"] for listed in others for person in listed.persons if person["key"] in own)
