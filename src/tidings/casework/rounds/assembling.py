"""The round as the planner gets it: lists, what findings make of them, terms and overrides; ROUND.json, no names."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from tidings.casework.rounds.findings import Finding, Standing, standing
from tidings.casework.rounds.state import Override, Scenario, SideList, State

PLANNED: Final = ("key", "category", "rank", "place", "region", "sex", "born", "captured", "registered", "listed")
"""What of a drawn or given person the planner may know; findings add the rest, names and sources stay behind."""

FOUND: Final = ("medical", "vulnerable", "hardship", "consent", "protection", "group")


def stands(person: Mapping[str, Any], findings: Iterable[Finding]) -> Standing:
    """Work out what is found of a listed person, over what the list itself states."""
    return standing(findings, _stated(person))


def _stated(person: Mapping[str, Any]) -> dict[str, str]:
    stated = {"wish": person["consent"]} if person.get("consent") else {}
    return stated | ({"protection": "yes" if person["protection"] else "no"} if "protection" in person else {})


def planned(person: Mapping[str, Any], found: Standing) -> dict[str, Any]:
    """Return a person as ROUND.json has them."""
    values = {name: person[name] for name in (*PLANNED, *FOUND) if person.get(name) not in (None, "")}
    over: dict[str, Any] = {
        "medical": found.medical,
        "consent": found.wish,
        "vulnerable": found.vulnerable,
        "hardship": found.hardship,
        "protection": found.protection,
        "group": found.group,
    }
    return values | {name: value for name, value in over.items() if value not in (None, "")}


def eligible(listed: SideList, values: Mapping[str, Any]) -> bool:
    """Whether somebody may be planned: who is drawn must be listed, except the seriously wounded and sick.

    GC III art. 109(1) asks for no list: they go regardless of number and rank, so they are demanded, listed or not.
    """
    return listed.origin != "register" or bool(values.get("listed")) or values.get("medical") == "serious"


def people(state: State, side: str) -> list[dict[str, Any]]:
    """Return the people of one side as the planner gets them."""
    listed = state.sides.get(side)
    if listed is None:
        return []
    values = (planned(one, stands(one, state.findings.get(one["key"], ()))) for one in listed.persons)
    return [one for one in values if eligible(listed, one)]


def assembled(name: str, as_of: date, state: State, scenario: Scenario) -> dict[str, Any]:
    """Return ROUND.json as it stands under these terms.

    Args:
        name: the round's name.
        as_of: the day at which waiting is counted.
        state: the round, as it stands or stood.
        scenario: the terms and the order of criteria.
    """
    terms = with_overrides(scenario.terms, (one for one in state.overrides if one.in_force), state)
    whole: dict[str, Any] = {
        "round": name,
        "as_of": as_of.isoformat(),
        "sides": {side: {"persons": people(state, side)} for side in state.sides},
        "terms": terms,
    }
    return whole | ({"order": list(scenario.order)} if scenario.order else {})


def with_overrides(terms: Mapping[str, Any], overrides: Iterable[Override], state: State) -> dict[str, Any]:
    """Return the terms with the overrides in force: an override is nothing but one more term, named and approved."""
    named, quotas = list(terms.get("must_include", ())), list(terms.get("quotas", ()))
    for one in overrides:
        known = state.person(one.person)
        if known is None:
            continue
        if one.effect == "include" and one.person not in named:
            named.append(one.person)
        if one.effect == "exclude":
            quotas.append({"side": known[0], "where": {"key": [one.person]}, "min": None, "max": 0})
    return dict(terms) | ({"must_include": named} if named else {}) | ({"quotas": quotas} if quotas else {})
