"""One run: planned by the core, looked at by the independent checker, and both kept as plain values."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from time import perf_counter
from typing import Any, Final

from tidings.casework.rounds.assembling import assembled
from tidings.casework.rounds.compartment import Entry
from tidings.casework.rounds.state import RunDone, state_of
from tidings.exchange.checking import check
from tidings.exchange.explaining import Explanation, envy, explain, shadow_prices
from tidings.exchange.fairness import FairnessReport, Held, fairness_report
from tidings.exchange.planning import plan as plan_of
from tidings.exchange.rounds import Plan, Round, read_plan, read_round, write_plan
from tidings.exchange.sentences import LANGUAGES

QUICK: Final = 400
"""Milliseconds a plan may take for its reasons, which solve it some ten times again, to be given inside a page."""


def going(plan: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return who goes under a plan, by side: the chosen and those who go by law; the conditional are not among them."""
    sides = {*plan["chosen"], *plan["humanitarian"]}
    return {side: [*plan["humanitarian"].get(side, ()), *plan["chosen"].get(side, ())] for side in sorted(sides)}


def named_on(plan: Mapping[str, Any]) -> tuple[str, ...]:
    """Return everybody a plan names: who goes, and who goes if they wish to."""
    certain = (key for keys in going(plan).values() for key in keys)
    return tuple(dict.fromkeys((*certain, *plan["conditional"])))


def planned_and_checked(round_json: Mapping[str, Any], seconds: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Plan a round and check the plan.

    Args:
        round_json: ROUND.json as a mapping.
        seconds: how long the solver may take.

    Returns:
        PLAN.json, and what is kept beside it: the checker's verdict (`ok`: accepted and proven the best), how long the
        planning took in milliseconds, and where that was quick what one more place in each term is worth, and envy.

    Raises:
        BadInput: the round breaks a rule of the planner.
    """
    read = read_round(round_json, file="ROUND.json")
    began = perf_counter()
    plan = plan_of(read, time_limit=seconds)
    took = round((perf_counter() - began) * 1000)
    verdict = check(read, plan)
    written: dict[str, Any] = json.loads(write_plan(plan))
    ok = verdict.accepted and verdict.best
    beside = _beside(read, plan) if ok and took <= QUICK else {}
    return written, {"ok": ok, "milliseconds": took, **verdict.as_json(), **beside}


def _beside(read: Round, plan: Plan) -> dict[str, Any]:
    """Return shadow prices and the envy report, in words of each language, so that no page solves anything again."""
    prices = shadow_prices(read, plan, plan_of)
    report = envy(read, plan)
    return {
        "prices": [{language: one.words(language) for language in LANGUAGES} for one in prices],
        "fairness": fairness_report([Held(read, plan)]).as_json(),
        "envy": {language: report.words(language) for language in LANGUAGES},
    }


def round_at(name: str, as_of: date, entries: Sequence[Entry], run: RunDone) -> Round | None:
    """Work out the round as a run had it; None where its terms are not among these entries.

    Args:
        name: the round's name.
        as_of: the day at which waiting is counted.
        entries: everything done in the round.
        run: the run.
    """
    before = state_of([entry for entry in entries if entry.turn <= run.turn])
    now = state_of(entries)
    scenario = now.scenario(run.scenario)
    if scenario is None:
        return None
    whole = assembled(name, as_of, before, scenario)
    lot = next((one for one in now.lots if one.entry_id == run.lot), None)
    return read_round(whole | ({"lot": {"commitment": lot.commitment, "value": lot.value}} if lot else {}))


def explained(read: Round, run: RunDone, key: str, *, patient: bool = False) -> Explanation | None:
    """Explain what becomes of one person under a run.

    Args:
        read: the round as the run had it.
        run: the run.
        key: the person.
        patient: explain even where solving takes long.

    Returns:
        The explanation; None where they were not in the round, or solving takes long and nobody has patience.
    """
    slow = run.report.get("milliseconds", 0) > QUICK and not patient
    if slow or key not in read.by_key():
        return None
    return explain(read, read_plan(run.plan), key, plan_of)


def over_rounds(held: Sequence[tuple[str, date, Sequence[Entry]]]) -> FairnessReport:
    """Report over rounds with a signed plan, the oldest first: who went, how long the others have waited since capture.

    Args:
        held: of each round its name, the day waiting is counted to, and everything done in it.
    """
    found = []
    for name, as_of, entries in held:
        state = state_of(entries)
        signed = {one.run for one in state.signed if one.note}
        run = next((one for one in reversed(state.runs) if one.entry_id in signed), None)
        read = round_at(name, as_of, entries, run) if run is not None else None
        if run is None or read is None:
            continue
        gone = frozenset(one.person for one in state.outcomes.values() if one.outcome == "exchanged")
        found.append(Held(read, read_plan(run.plan), len(state.runs), gone or None))
    return fairness_report(found)
