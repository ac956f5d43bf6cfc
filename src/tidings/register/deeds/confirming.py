"""Deeds: captivity, release or death proposed for confirmation, signed by two, and signatures taken back."""

from collections.abc import Iterable
from datetime import datetime

from tidings.accounts.actor import Actor
from tidings.register.doing import Doing, perform
from tidings.register.errors import Conflict, RuleRefused, Unknown
from tidings.register.models import Confirmation, Signature, Standing, State, Withdrawal
from tidings.register.results import Confirmed
from tidings.register.standing import files, members_of, person_numbered, root_id
from tidings.register.status import EVENTS_OF, Kind, kind_of, lacking


def propose_confirmation(  # noqa: PLR0913 -- who, when, of whom, what, on what, why and seen how: all keyword-only
    *,
    actor: Actor,
    key: str,
    moment: datetime,
    person: str,
    kind: str,
    grounds: Iterable[int],
    reason: str,
    seen: Iterable[str] = (),
) -> Confirmed:
    """Propose that captivity, release or death be confirmed, and sign it as the first.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        person: the register number.
        kind: "captive", "released" or "died".
        grounds: accepted reports of this person's file that assert it.
        reason: why it is believed.
        seen: every number the file had when the signer read it, if known.

    Raises:
        RuleRefused: an unknown kind, no grounds, or a report among them that does not assert it.
        Conflict: somebody else was joined with this person since.
    """
    wanted, numbers = tuple(sorted(set(grounds))), tuple(sorted(set(seen)))

    def act(doing: Doing) -> Confirmed:
        root = root_id(person_numbered(actor, person))
        what = kind_of(kind)
        if what is None:
            raise RuleRefused(f"What can be confirmed: {', '.join(EVENTS_OF)}.")
        if not reason.strip():
            raise RuleRefused("Say why this is believed: the second signer reads it.")
        confirmation = Confirmation.objects.put(
            actor,
            person_id=_ground_person(actor, root, what, wanted),
            kind=kind,
            grounds=list(wanted),
            reason=reason.strip(),
            moment=moment,
            by_id=actor.user_id,
        )
        doing.because(reason)
        doing.about("report", *wanted)
        return _sign(doing, confirmation, numbers)

    return perform(
        actor=actor,
        key=key,
        moment=moment,
        deed="propose_confirmation",
        arguments={"person": person, "kind": kind, "grounds": wanted, "reason": reason, "seen": numbers},
        result=Confirmed,
        act=act,
    )


def sign_confirmation(
    *, actor: Actor, key: str, moment: datetime, confirmation_id: int, seen: Iterable[str] = ()
) -> Confirmed:
    """Sign a confirmation. The same person's second signature is refused, unless the file has grown since the first.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        confirmation_id: which one.
        seen: every number the file had when the signer read it, if known: nobody signs for a join not seen.

    Raises:
        Conflict: somebody else was joined with this person since.
    """
    numbers = tuple(sorted(set(seen)))

    def act(doing: Doing) -> Confirmed:
        return _sign(doing, _confirmation(actor, confirmation_id), numbers)

    return perform(
        actor=actor,
        key=key,
        moment=moment,
        deed="sign_confirmation",
        arguments={"confirmation": confirmation_id, "seen": numbers},
        result=Confirmed,
        act=act,
    )


def withdraw_confirmation(*, actor: Actor, key: str, moment: datetime, confirmation_id: int, reason: str) -> Confirmed:
    """Take one's own signature back, with the reason; what rested on it falls back at once."""

    def act(doing: Doing) -> Confirmed:
        if not reason.strip():
            raise RuleRefused("Say why the signature is taken back.")
        confirmation = _confirmation(actor, confirmation_id)
        mine = Signature.objects.seen_by(actor).filter(confirmation=confirmation, by_id=actor.user_id, withdrawal=None)
        signatures = list(mine)
        if not signatures:
            raise RuleRefused("There is no signature of yours in force here; everybody takes back only their own.")
        for signature in signatures:
            Withdrawal.objects.put(actor, signature=signature, reason=reason.strip(), moment=moment)
        doing.because(reason)
        return _stands(doing, confirmation)

    return perform(
        actor=actor,
        key=key,
        moment=moment,
        deed="withdraw_confirmation",
        arguments={"confirmation": confirmation_id, "reason": reason},
        result=Confirmed,
        act=act,
    )


def _confirmation(actor: Actor, confirmation_id: int) -> Confirmation:
    found = Confirmation.objects.seen_by(actor).filter(pk=confirmation_id).select_related("person").first()
    if found is None:
        raise Unknown("There is no such confirmation in this bureau.")
    return found


def _ground_person(actor: Actor, root: int, kind: Kind, grounds: tuple[int, ...]) -> int:
    """Return the base person of the first ground: should the file ever part, the confirmation stays with its ground.

    Raises:
        RuleRefused: a report that is not this file's, or does not assert it, or asks instead of telling.
    """
    standings = Standing.objects.seen_by(actor).filter(report_id__in=grounds, state=State.ACCEPTED, report__erased=None)
    found = {row.report_id: row for row in standings.select_related("report", "person")}
    if not grounds:
        raise RuleRefused("Name the reports this rests on.")
    for pk in grounds:
        row = found.get(pk)
        if row is None or row.person is None or root_id(row.person) != root:
            raise RuleRefused(f"Report {pk} is not an accepted report of this file.")
        if row.report.event not in EVENTS_OF[kind] or row.report.request:
            raise RuleRefused(f"Report {pk} does not assert it, or is itself a family's question.")
    return found[grounds[0]].person_id or 0


def _sign(doing: Doing, confirmation: Confirmation, seen: tuple[str, ...]) -> Confirmed:
    root = root_id(confirmation.person)
    members = members_of(doing.actor, [root])[root]
    if seen and not {member.number for member in members} <= set(seen):
        raise Conflict("Somebody else was joined with this person since you opened the file. Read it again, then sign.")
    covers = [member.pk for member in members]
    mine = Signature.objects.seen_by(doing.actor).filter(confirmation=confirmation, by_id=doing.actor.user_id)
    if any(set(covers) <= set(signature.covers) for signature in mine.filter(withdrawal=None)):
        raise RuleRefused("You have signed this already. The second signature must be somebody else’s.")
    Signature.objects.put(
        doing.actor,
        confirmation=confirmation,
        by_id=doing.actor.user_id,
        covers=covers,
        turn=mine.count(),
        moment=doing.moment,
    )
    return _stands(doing, confirmation)


def _stands(doing: Doing, confirmation: Confirmation) -> Confirmed:
    root = root_id(confirmation.person)
    loaded = files(doing.actor, [root])
    members = loaded.members[root]
    doing.changes(member.pk for member in members)
    doing.about("person", *(member.number for member in members))
    part = next(part for part in loaded.confirmations[root] if part.row.pk == confirmation.pk)
    signed = part.signed(loaded.requests[root])
    missing = lacking(signed, loaded.facts[root])
    doing.touch("confirmation", [confirmation.pk, confirmation.kind, len(signed.signers), list(missing)])
    return Confirmed(confirmation.pk, members[0].number, confirmation.kind, len(signed.signers), not missing, missing)
