"""Deeds: a finding recorded of a person in a round, and signed by a second member of the round."""

from datetime import date, datetime
from typing import Final

from tidings.accounts.actor import Actor
from tidings.casework.models import Round, RoundEntry
from tidings.casework.results import Entered
from tidings.casework.rounds.compartment import entries_of, entry_of, put, round_of
from tidings.casework.rounds.findings import BY_TWO, MEDICAL, WHATS
from tidings.casework.rounds.state import state_of
from tidings.register.doing import Doing, perform
from tidings.register.errors import RuleRefused, Unknown

LONGEST: Final = 2000


def record_finding(  # noqa: PLR0913 -- a finding has this many facts, all keyword-only
    *,
    actor: Actor,
    key: str,
    moment: datetime,
    round_id: int,
    person: str,
    what: str,
    value: str,
    grounds: str,
    issuer: str = "",
    day: date | None = None,
) -> Entered:
    """Record what was found of a person on a list of the round.

    What keeps the person here counts from now; a lifted protection flag or a "yes" counts when somebody else signs it.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        round_id: which round.
        person: the key of somebody listed.
        what: one of `findings.WHATS`.
        value: one of its values; a group is named freely.
        grounds: what it rests on; wanted.
        issuer: of a medical class: the commission or doctor that certified it.
        day: of a medical class: the day of the certificate.

    Raises:
        Unknown: no such round for this actor, or nobody of that key on its lists.
        RuleRefused: no such finding, no grounds, or a medical class without issuer and day.
    """

    def act(doing: Doing) -> Entered:
        found = round_of(actor, round_id)
        _check(what, value, grounds)
        if what == "medical" and value != MEDICAL[-1] and not (issuer.strip() and day and day <= moment.date()):
            raise RuleRefused("A medical class needs who certified it and the day of the certificate.")
        _listed(doing, found, person)
        content = {
            "person": person,
            "what": what,
            "value": value.strip(),
            "grounds": grounds.strip(),
            "issuer": issuer.strip(),
            "day": day.isoformat() if day else "",
        }
        return Entered(found.pk, put(doing, found, "finding", content))

    arguments = {
        "round": round_id,
        "person": person,
        "finding": [what, value, grounds, issuer, day.isoformat() if day else ""],
    }
    return perform(
        actor=actor, key=key, moment=moment, deed="record_finding", arguments=arguments, result=Entered, act=act
    )


def _check(what: str, value: str, grounds: str) -> None:
    values = WHATS.get(what)
    if values is None or (values and value not in values) or not value.strip():
        raise RuleRefused("There is no such finding. Choose one of those the page offers.")
    if not grounds.strip() or max(map(len, (value, grounds))) > LONGEST:
        raise RuleRefused(f"Say what this rests on, in at most {LONGEST} letters: the second signer reads it.")


def _listed(doing: Doing, found: Round, person: str) -> None:
    state = state_of(entries_of(doing.actor, found, "list"))
    if state.person(person) is None:
        raise Unknown("Nobody of this key is on a list of this round.")
    doing.about(f"round {found.pk} person", person)


def sign_finding(*, actor: Actor, key: str, moment: datetime, round_id: int, entry_id: int) -> Entered:
    """Sign a finding as the second person. The one who recorded it cannot.

    Raises:
        Unknown: no such round or finding for this actor.
        RuleRefused: it is one's own, or wants no second signature, or has it already.
    """

    def act(doing: Doing) -> Entered:
        found = round_of(actor, round_id)
        entry = entry_of(actor, found, entry_id, "finding")
        if entry.content["what"] not in BY_TWO:
            raise RuleRefused("This finding wants no second signature.")
        check_second(actor, found, entry_id, entry.by_id)
        doing.about(f"round {found.pk} person", entry.content["person"])
        return Entered(found.pk, put(doing, found, "second", {}, refers=entry_id))

    arguments = {"round": round_id, "entry": entry_id}
    return perform(
        actor=actor, key=key, moment=moment, deed="sign_finding", arguments=arguments, result=Entered, act=act
    )


def check_second(actor: Actor, found: Round, entry_id: int, by_id: int) -> None:
    """Refuse a second signature by the first person, and one that is there already."""
    if by_id == actor.user_id:
        raise RuleRefused("You recorded this yourself. The second signature must be somebody else’s.")
    rows = RoundEntry.objects.seen_by(actor).filter(round=found, refers_id=entry_id, kind__in=("second", "withdrawal"))
    if rows.exists():
        raise RuleRefused("This is signed or taken back already. Open the page again to see how it stands.")
