"""Deeds: terms kept under a name, and overrides: proposed with a reason, approved by somebody else, taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from tidings.accounts.actor import Actor
from tidings.casework.deeds.rounds.finding import check_second
from tidings.casework.results import Entered
from tidings.casework.rounds.compartment import entries_of, entry_of, put, round_of
from tidings.casework.rounds.reading import checked_terms
from tidings.casework.rounds.state import state_of
from tidings.kernel.canonical import canonical_json
from tidings.register.doing import Doing, perform
from tidings.register.errors import Conflict, RuleRefused, Unknown

EFFECTS: Final = ("include", "exclude")
LONGEST_NAME: Final = 60


def keep_terms(
    *,
    actor: Actor,
    key: str,
    moment: datetime,
    round_id: int,
    name: str,
    terms: Mapping[str, Any],
    order: Sequence[str] = (),
) -> Entered:
    """Keep a set of terms under a name; the same name again is its next version.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        round_id: which round.
        name: how the draft is called, as "ours" or "counter 2".
        terms: as in ROUND.json.
        order: the criteria, the first counting before all others; () is the published default.

    Raises:
        Unknown: no such round for this actor.
        BadInput: a term breaks a rule.
        RuleRefused: no name, or no list yet.
    """
    _check_writable(terms)

    def act(doing: Doing) -> Entered:
        found = round_of(actor, round_id)
        if not name.strip() or not name.isprintable() or len(name.strip()) > LONGEST_NAME:
            raise RuleRefused(f"Give these terms a name of at most {LONGEST_NAME} letters.")
        checked_terms(found.name, found.as_of, state_of(entries_of(actor, found, "list")), terms, order)
        content = {"name": name.strip(), "terms": dict(terms), "order": list(order)}
        return Entered(found.pk, put(doing, found, "terms", content))

    arguments = {"round": round_id, "name": name, "terms": dict(terms), "order": list(order)}
    return perform(actor=actor, key=key, moment=moment, deed="keep_terms", arguments=arguments, result=Entered, act=act)


def _check_writable(terms: Mapping[str, Any]) -> None:
    """Refuse what has no canonical form, before the deed begins: fractions above all, for people are counted."""
    try:
        canonical_json(terms)
    except (TypeError, ValueError, RecursionError) as error:
        raise RuleRefused("Terms hold whole numbers, words, yes and no, and nothing nested without end.") from error


def propose_override(
    *, actor: Actor, key: str, moment: datetime, round_id: int, person: str, effect: str, reason: str
) -> Entered:
    """Propose that a named person be taken into the plan, or left out of it, whatever the criteria say.

    Raises:
        Unknown: no such round for this actor, or nobody of that key on its lists.
        RuleRefused: no reason, or no such effect.
    """

    def act(doing: Doing) -> Entered:
        found = round_of(actor, round_id)
        if effect not in EFFECTS or not reason.strip():
            raise RuleRefused("An override needs its direction and its reason: both are printed on the sheet.")
        if state_of(entries_of(actor, found, "list")).person(person) is None:
            raise Unknown("Nobody of this key is on a list of this round.")
        doing.about(f"round {found.pk} person", person)
        content = {"person": person, "effect": effect, "reason": reason.strip()}
        return Entered(found.pk, put(doing, found, "override", content))

    arguments = {"round": round_id, "person": person, "effect": effect, "reason": reason}
    return perform(
        actor=actor, key=key, moment=moment, deed="propose_override", arguments=arguments, result=Entered, act=act
    )


def approve_override(*, actor: Actor, key: str, moment: datetime, round_id: int, entry_id: int) -> Entered:
    """Approve somebody else's override; from now on every run has it as one more term, named on the plan.

    Raises:
        Unknown: no such round or override for this actor.
        RuleRefused: it is one's own, or settled already.
    """

    def act(doing: Doing) -> Entered:
        found = round_of(actor, round_id)
        entry = entry_of(actor, found, entry_id, "override")
        check_second(actor, found, entry_id, entry.by_id)
        doing.about(f"round {found.pk} person", entry.content["person"])
        return Entered(found.pk, put(doing, found, "second", {}, refers=entry_id))

    arguments = {"round": round_id, "entry": entry_id}
    return perform(
        actor=actor, key=key, moment=moment, deed="approve_override", arguments=arguments, result=Entered, act=act
    )


def withdraw_override(*, actor: Actor, key: str, moment: datetime, round_id: int, entry_id: int) -> Entered:
    """Take an override back; any member may: what remains is what the criteria say.

    Raises:
        Unknown: no such round or override for this actor.
        Conflict: it was taken back before.
    """

    def act(doing: Doing) -> Entered:
        found = round_of(actor, round_id)
        entry_of(actor, found, entry_id, "override")
        state = state_of(entries_of(actor, found, "override", "withdrawal"))
        if any(one.entry_id == entry_id and one.withdrawn for one in state.overrides):
            raise Conflict("Somebody took this override back before you.")
        return Entered(found.pk, put(doing, found, "withdrawal", {}, refers=entry_id))

    arguments = {"round": round_id, "entry": entry_id}
    return perform(
        actor=actor, key=key, moment=moment, deed="withdraw_override", arguments=arguments, result=Entered, act=act
    )
