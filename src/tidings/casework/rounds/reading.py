"""Lists and terms held against the planner's own reading of ROUND.json: what is kept can be planned."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tidings.casework.rounds.assembling import FOUND, PLANNED
from tidings.casework.rounds.state import State
from tidings.exchange.rounds import read_round

FILE = "ROUND.json"


def checked_side(name: str, as_of: date, side: str, persons: Sequence[Mapping[str, Any]]) -> None:
    """Read one side's list as the planner will.

    Raises:
        BadInput: a value breaks a rule; it names the place.
    """
    whole = {
        "round": name,
        "as_of": as_of.isoformat(),
        "sides": {side: {"persons": [_known(one) for one in persons]}},
        "terms": {},
    }
    read_round(whole, file=FILE)


def checked_terms(name: str, as_of: date, state: State, terms: Mapping[str, Any], order: Sequence[str]) -> None:
    """Read terms as the planner will, over everybody on the lists, whether eligible or not.

    Raises:
        BadInput: a term breaks a rule, or names a side or a person that is on no list.
    """
    sides = {side: {"persons": [{"key": one["key"]} for one in listed.persons]} for side, listed in state.sides.items()}
    whole: dict[str, Any] = {"round": name, "as_of": as_of.isoformat(), "sides": sides, "terms": dict(terms)}
    read_round(whole | ({"order": list(order)} if order else {}), file=FILE)


def _known(person: Mapping[str, Any]) -> dict[str, Any]:
    return {name: person[name] for name in (*PLANNED, *FOUND) if name in person}
