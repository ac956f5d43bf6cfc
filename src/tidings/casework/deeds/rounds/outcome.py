"""Deed: what came of one person's exchange. A handover or a death becomes a report; the rest stays in the round."""

from datetime import date, datetime
from typing import Final

from tidings.accounts.actor import Actor
from tidings.casework.results import Entered
from tidings.casework.rounds.compartment import entries_of, put, round_of
from tidings.casework.rounds.outcomes import EVENT_OF, OUTCOMES, tell
from tidings.casework.rounds.planning import named_on
from tidings.casework.rounds.state import State, state_of
from tidings.register.doing import Doing, perform
from tidings.register.errors import Conflict, RuleRefused, Unknown

LONGEST: Final = 500


def record_outcome(  # noqa: PLR0913 -- who, when, of whom, what, which day, in what words: all keyword-only
    *,
    actor: Actor,
    key: str,
    moment: datetime,
    round_id: int,
    person: str,
    outcome: str,
    day: date,
    note: str = "",
) -> Entered:
    """Record what came of somebody on the signed plan.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        round_id: which round.
        person: their key on the list; of the own side the register number.
        outcome: "exchanged", "refused", "not_brought", "died" or "postponed".
        day: the day of it.
        note: anything the next round should know; stays in the round.

    Raises:
        Unknown: no such round for this actor, or the person is not on its signed plan.
        RuleRefused: no plan is signed, no such outcome, or a day to come.
        Conflict: a handover or a death was recorded before: the report stands and is mended in the register.
    """

    def act(doing: Doing) -> Entered:
        found = round_of(actor, round_id)
        state = state_of(entries_of(actor, found))
        if outcome not in OUTCOMES or day > moment.date() or len(note) > LONGEST:
            raise RuleRefused("Choose what came of it, and a day that is not still to come.")
        drawn = _on_signed_plan(state, person)
        told = state.outcomes.get(person)
        if told is not None and told.report_id:
            raise Conflict("The register was told of this before. A mistake in it is mended in the person's file.")
        reports = drawn and outcome in EVENT_OF
        report_id = tell(doing, found.name, person, outcome, day) if reports else 0
        doing.about(f"round {found.pk} person", person)
        content = {
            "person": person,
            "outcome": outcome,
            "day": day.isoformat(),
            "note": note.strip(),
            "report_id": report_id,
        }
        return Entered(found.pk, put(doing, found, "outcome", content))

    arguments = {
        "round": round_id,
        "person": person,
        "outcome": outcome,
        "day": day.isoformat(),
        "note": note,
    }
    return perform(
        actor=actor, key=key, moment=moment, deed="record_outcome", arguments=arguments, result=Entered, act=act
    )


def _on_signed_plan(state: State, person: str) -> bool:
    """Say whether the person, who must be on a signed plan, is one of the register's own."""
    signed = {one.run for one in state.signed if one.note}
    if not signed:
        raise RuleRefused("No plan of this round is signed yet, so nothing can have come of it.")
    named = {key for run in state.runs if run.entry_id in signed for key in named_on(run.plan)}
    known = state.person(person)
    if person not in named or known is None:
        raise Unknown("Nobody of this key is on a signed plan of this round.")
    return state.sides[known[0]].origin == "register"
