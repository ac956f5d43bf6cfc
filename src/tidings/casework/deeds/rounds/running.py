"""Deeds: the planner run and its plan kept with its proof; a draw committed to and its value entered; a plan signed."""

import secrets
from datetime import datetime
from importlib.metadata import version
from typing import Final

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.casework.models import Round
from tidings.casework.results import Entered
from tidings.casework.rounds.assembling import assembled
from tidings.casework.rounds.compartment import entries_of, entry_of, put, round_of
from tidings.casework.rounds.elsewhere import overlooked
from tidings.casework.rounds.planning import planned_and_checked
from tidings.casework.rounds.signing import sha256_of, signature_of
from tidings.casework.rounds.state import RunDone, Scenario, State, state_of
from tidings.exchange import lots
from tidings.register.doing import Doing, perform
from tidings.register.errors import RuleRefused, Unknown

LONGEST: Final = 500
SALT_BYTES: Final = 16
OPTIMAL: Final = "optimal"


def run_plan(  # noqa: PLR0913 -- who, when, which round, terms and lot, why and how long: all keyword-only
    *,
    actor: Actor,
    key: str,
    moment: datetime,
    round_id: int,
    scenario: int,
    reason: str = "",
    lot: int | None = None,
    seconds: int = 20,
) -> Entered:
    """Run the planner under kept terms, have the independent checker look at the plan, and keep both.

    Every run is counted and the count is published: running until one likes the result shows.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        round_id: which round.
        scenario: the entry that keeps the terms.
        reason: why; wanted from the second run on.
        lot: the entry of a draw whose value is known: the round is then planned as it stood when it was committed to.
        seconds: how long the solver may take.

    Raises:
        Unknown: no such round, terms or draw for this actor.
        RuleRefused: a list is missing, a reason is missing, or the draw's value is not known yet.
        TidingsError: the round breaks a rule of the planner; it says which.
    """
    require(actor, "run_plan")
    found = round_of(actor, round_id)
    state = state_of(entries_of(actor, found))
    if state.runs and not reason.strip():
        raise RuleRefused("This round was planned before. Say why it is planned again: runs are counted and published.")
    check_dangers(actor, found, state)
    as_it_stood, terms, drawn = _basis(actor, found, state, scenario, lot)
    round_json = assembled(found.name, found.as_of, as_it_stood, terms)
    if drawn:
        round_json["lot"] = drawn
    plan, report = planned_and_checked(round_json, seconds)

    def act(doing: Doing) -> Entered:
        content = {
            "scenario": terms.entry_id,
            "turn": as_it_stood.turn,
            "reason": reason.strip(),
            "plan": plan,
            "report": report,
            "overrides": _overrides_of(as_it_stood),
            "sha256": sha256_of(plan),
            "lot": lot,
        }
        return Entered(found.pk, put(doing, round_of(actor, round_id), "run", content), len(state.runs) + 1)

    arguments = {"round": round_id, "scenario": scenario, "reason": reason, "lot": lot}
    return perform(actor=actor, key=key, moment=moment, deed="run_plan", arguments=arguments, result=Entered, act=act)


def _overrides_of(state: State) -> list[dict[str, str]]:
    """Return who was put in or out by name, why, and by which two."""
    return [
        {"person": one.person, "effect": one.effect, "reason": one.reason, "by": one.by, "and": one.approved[0]}
        for one in state.overrides
        if one.in_force
    ]


def check_dangers(actor: Actor, found: Round, state: State) -> None:
    """Refuse to plan or sign over a danger after return that another round recorded since the list was drawn."""
    if overlooked(actor, found, state):
        raise RuleRefused("A danger after return was recorded for somebody since this list was drawn. Draw it anew.")


def _basis(
    actor: Actor, found: Round, state: State, scenario: int, lot: int | None
) -> tuple[State, Scenario, dict[str, str]]:
    """Return the round to plan on: as it stands, or with a lot as it stood when the draw was committed to."""
    terms = state.scenario(scenario)
    if lot is not None:
        committed = next((one for one in state.lots if one.entry_id == lot), None)
        if committed is None:
            raise Unknown("There is no such draw in this round.")
        if not committed.value:
            raise RuleRefused("The value of this draw is not known yet. Enter it when its source has published it.")
        terms = state.scenario(committed.scenario)
        before = [entry for entry in entries_of(actor, found) if entry.turn <= committed.turn]
        state = state_of(before)
    if terms is None:
        raise Unknown("There are no such terms in this round.")
    if not state.sides:
        raise RuleRefused("There is no list yet. Draw the own side’s list, and take the other side’s from its file.")
    drawn = {"commitment": committed.commitment, "value": committed.value} if lot is not None and committed else {}
    return state, terms, drawn


def commit_lot(  # noqa: PLR0913 -- who, when, which round and terms, source, moment and reason: all keyword-only
    *,
    actor: Actor,
    key: str,
    moment: datetime,
    round_id: int,
    scenario: int,
    source: str,
    due: str,
    reason: str = "",
) -> Entered:
    """Commit to a draw: the round is frozen for it as it stands, and the commitment is published before the value.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        round_id: which round.
        scenario: the entry that keeps the terms.
        source: the named public source of randomness.
        due: when it will bring its value, in words that can be checked.
        reason: why another draw is made; wanted where one was committed to before, and part of the statement.

    Raises:
        Unknown: no such round or terms for this actor.
        RuleRefused: no source or no moment, no list, or no reason for another draw.
    """

    def act(doing: Doing) -> Entered:
        found = round_of(actor, round_id)
        before = state_of(entries_of(actor, found))
        if not (source.strip() and due.strip()) or max(map(len, (source, due, reason))) > LONGEST:
            raise RuleRefused("Name the public source of the value and when it will be published.")
        if before.lots and not reason.strip():
            raise RuleRefused("A draw was committed to before. Say why another is made: the count is published.")
        state, terms, _ = _basis(actor, found, before, scenario, None)
        salt = secrets.token_bytes(SALT_BYTES)
        said = lots.statement(
            assembled(found.name, found.as_of, state, terms),
            salt=salt,
            code_version=f"tidings {version('tidings')}",
            randomness=lots.Randomness(source.strip(), due.strip()),
            earlier=_earlier(before, reason.strip()),
        )
        content = {
            "statement": said,
            "commitment": lots.commitment(said),
            "salt": salt.hex(),
            "scenario": scenario,
            "reason": reason.strip(),
        }
        return Entered(found.pk, put(doing, found, "lot", content))

    arguments = {"round": round_id, "scenario": scenario, "source": source, "due": due, "reason": reason}
    return perform(actor=actor, key=key, moment=moment, deed="commit_lot", arguments=arguments, result=Entered, act=act)


def _earlier(before: State, reason: str) -> list[lots.EarlierRun]:
    """Return the draws committed to before, each with the reason why the next one was made."""
    reasons = [*(one.reason for one in before.lots[1:]), reason]
    return (
        [lots.EarlierRun(one.commitment, why) for one, why in zip(before.lots, reasons, strict=True)]
        if before.lots
        else []
    )


def enter_lot(*, actor: Actor, key: str, moment: datetime, round_id: int, lot: int, value: str) -> Entered:
    """Enter the value the public source brought, as published. It is entered once.

    Raises:
        Unknown: no such round or draw for this actor.
        RuleRefused: no value, or it was entered before.
    """

    def act(doing: Doing) -> Entered:
        found = round_of(actor, round_id)
        entry_of(actor, found, lot, "lot")
        state = state_of(entries_of(actor, found, "lot", "draw"))
        if not value.strip() or len(value) > LONGEST:
            raise RuleRefused("Enter the value character by character as its source published it.")
        if any(one.entry_id == lot and one.value for one in state.lots):
            raise RuleRefused("The value of this draw was entered before. Another draw needs another commitment.")
        return Entered(found.pk, put(doing, found, "draw", {"value": value.strip()}, refers=lot))

    arguments = {"round": round_id, "lot": lot, "value": value}
    return perform(actor=actor, key=key, moment=moment, deed="enter_lot", arguments=arguments, result=Entered, act=act)


def sign_plan(*, actor: Actor, key: str, moment: datetime, round_id: int, run: int) -> Entered:
    """Sign a plan. Two members sign; with the second the installation's key signs the canonical plan.

    Raises:
        Unknown: no such round or run for this actor.
        RuleRefused: the plan is not proven best under its terms, findings or lists changed since, or one signed it.
    """

    def act(doing: Doing) -> Entered:
        found = round_of(actor, round_id)
        state = state_of(entries_of(actor, found))
        done = state.run(run)
        if done is None:
            raise Unknown("There is no such run in this round.")
        _check_signable(state, done)
        check_dangers(actor, found, state)
        signers = {one.by_id for one in state.signed if one.run == run}
        if actor.user_id in signers:
            raise RuleRefused("You have signed this plan. The second signature must be somebody else’s.")
        if len(signers) > 1:
            raise RuleRefused("This plan is signed by two already.")
        note = signature_of(done.plan) if signers else ""
        return Entered(found.pk, put(doing, found, "signature", {"note": note}, refers=run), len(signers) + 1)

    arguments = {"round": round_id, "run": run}
    return perform(actor=actor, key=key, moment=moment, deed="sign_plan", arguments=arguments, result=Entered, act=act)


def _check_signable(state: State, done: RunDone) -> None:
    if done.plan.get("status") != OPTIMAL or not done.report.get("ok"):
        raise RuleRefused("Only a plan that is proven the best under its terms, and passed the check, is signed.")
    later = [finding for own in state.findings.values() for finding in own if finding.turn > done.turn]
    if later or any(listed.turn > done.turn for listed in state.sides.values()):
        raise RuleRefused("A list or a finding changed since this run. Plan again, so that no veto is overlooked.")
