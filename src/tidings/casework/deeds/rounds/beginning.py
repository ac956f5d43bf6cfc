"""Deeds: a round begun, somebody admitted to it by name, somebody's admission ended."""

from datetime import date, datetime
from typing import Final

from tidings.accounts import staff
from tidings.accounts.access import may
from tidings.accounts.actor import Actor
from tidings.casework.models import Round, RoundMember
from tidings.casework.results import Admitted, Begun
from tidings.casework.rounds.compartment import round_of
from tidings.register.doing import Doing, perform
from tidings.register.errors import Conflict, RuleRefused, Unknown

LONGEST_NAME: Final = 80


def begin_round(*, actor: Actor, key: str, moment: datetime, name: str, as_of: date) -> Begun:
    """Begin a round; whoever begins it is its first member, and nobody else sees it until admitted.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        name: how the round is called, as "2026-11"; it is printed on the signed list.
        as_of: the day at which everybody's waiting is counted.

    Raises:
        RuleRefused: no name, or a name too long.
        Conflict: a round of this bureau has that name.
    """

    def act(doing: Doing) -> Begun:
        if not name.strip() or not name.isprintable() or len(name.strip()) > LONGEST_NAME:
            raise RuleRefused(f"Give the round a name of at most {LONGEST_NAME} letters.")
        if Round.objects.seen_by(actor).filter(name=name.strip()).exists():
            raise Conflict("This name is taken. Choose another.")
        row = Round.objects.put(actor, name=name.strip(), as_of=as_of, moment=moment, by_id=actor.user_id)
        RoundMember.objects.put(actor, round=row, user_id=actor.user_id, by_id=actor.user_id, moment=moment)
        doing.about("round", row.pk)
        return Begun(row.pk)

    arguments = {"name": name, "as_of": as_of.isoformat()}
    return perform(actor=actor, key=key, moment=moment, deed="begin_round", arguments=arguments, result=Begun, act=act)


def admit_to_round(*, actor: Actor, key: str, moment: datetime, round_id: int, username: str) -> Admitted:
    """Admit a colleague to a round by the name they sign in with.

    Raises:
        Unknown: no such round for this actor.
        Refused: nobody signs in by that name, or their role takes no part in exchanges, or they are admitted already.
    """

    def act(doing: Doing) -> Admitted:
        found = round_of(actor, round_id)
        if not username.isprintable():
            raise RuleRefused("Give the name the colleague signs in with.")
        colleague = staff.actor_named(bureau_id=actor.bureau_id, username=username)
        if not may(colleague, "open_round"):
            raise RuleRefused(
                "The role of this account takes no part in exchanges. A supervisor can enlist a negotiator."
            )
        members = RoundMember.objects.seen_by(actor).filter(round=found, left=None)
        if members.filter(user_id=colleague.user_id).exists():
            raise RuleRefused("This colleague is admitted already.")
        RoundMember.objects.put(actor, round=found, user_id=colleague.user_id, by_id=actor.user_id, moment=moment)
        doing.about("round", found.pk)
        doing.about("user", colleague.user_id)
        return Admitted(found.pk, colleague.user_id)

    arguments = {"round": round_id, "username": username}
    return perform(
        actor=actor, key=key, moment=moment, deed="admit_to_round", arguments=arguments, result=Admitted, act=act
    )


def dismiss_from_round(*, actor: Actor, key: str, moment: datetime, round_id: int, user_id: int) -> Admitted:
    """End somebody's admission, from this moment on; what they signed stays signed.

    Raises:
        Unknown: no such round for this actor, or no such member.
        RuleRefused: the last member cannot leave: the round would be nobody's.
    """

    def act(doing: Doing) -> Admitted:
        found = round_of(actor, round_id)
        members = RoundMember.objects.seen_by(actor).filter(round=found, left=None)
        row = members.filter(user_id=user_id).first()
        if row is None:
            raise Unknown("Nobody of that number is admitted to this round.")
        if members.count() == 1:
            raise RuleRefused("The last member cannot leave: admit somebody else first.")
        row.left = moment
        row.save(update_fields=["left"])
        doing.about("round", found.pk)
        doing.about("user", user_id)
        return Admitted(found.pk, user_id)

    arguments = {"round": round_id, "user": user_id}
    return perform(
        actor=actor, key=key, moment=moment, deed="dismiss_from_round", arguments=arguments, result=Admitted, act=act
    )
