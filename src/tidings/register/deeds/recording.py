"""Deeds that only need recording: signing in and out, somebody enlisted, a backup made, a checkpoint given out."""

from datetime import datetime

from tidings.accounts import staff
from tidings.accounts.actor import Actor, Role
from tidings.evidence import Checkpoint, root_of_frontier, signed
from tidings.register.auditing import ready_keyring
from tidings.register.doing import Doing, perform
from tidings.register.models import AuditHead
from tidings.register.models import Checkpoint as CheckpointRow
from tidings.register.results import CheckpointMade, Enlisted, Recorded


def sign_in(*, actor: Actor, key: str, moment: datetime) -> Recorded:
    """Record that somebody signed in."""
    return _recorded(actor, key, moment, "sign_in")


def sign_out(*, actor: Actor, key: str, moment: datetime) -> Recorded:
    """Record that somebody signed out."""
    return _recorded(actor, key, moment, "sign_out")


def record_backup(*, actor: Actor, key: str, moment: datetime) -> Recorded:
    """Record that everything is copied out: a backup is the largest export there is."""
    return _recorded(actor, key, moment, "record_backup")


def enlist(  # noqa: PLR0913 -- a user has this many facts, all keyword-only
    *,
    actor: Actor,
    key: str,
    moment: datetime,
    username: str,
    display_name: str,
    role: Role,
    password: str,
    language: str = "en",
) -> Enlisted:
    """Make a user of the actor's bureau.

    Raises:
        Refused: the name is taken or the password too weak.
    """

    def act(doing: Doing) -> Enlisted:
        user = staff.enrol(
            bureau_id=actor.bureau_id,
            username=username,
            display_name=display_name,
            role=role,
            password=password,
            language=language,
        )
        doing.about("user", user.user_id)
        doing.touch("role", role.value)
        return Enlisted(user.user_id)

    return perform(
        actor=actor,
        key=key,
        moment=moment,
        deed="enlist",
        arguments={"username": username, "role": role.value},
        result=Enlisted,
        act=act,
    )


def create_checkpoint(*, actor: Actor, key: str, moment: datetime) -> CheckpointMade:
    """Sign how the log stands now, for a keeper outside. The giving out is itself the log's next entry."""

    def act(doing: Doing) -> CheckpointMade:
        ring = ready_keyring()
        head = AuditHead.objects.select_for_update().filter(log=ring.log).first()
        size, frontier = (head.size, head.frontier) if head else (0, [])
        text = signed(Checkpoint(ring.log, size, root_of_frontier([*map(bytes.fromhex, frontier)])), ring.checkpoint)
        CheckpointRow.objects.create(size=size, text=text, moment=moment)
        doing.touch("checkpoint", text)
        return CheckpointMade(size, text)

    return perform(
        actor=actor,
        key=key,
        moment=moment,
        deed="create_checkpoint",
        arguments={},
        result=CheckpointMade,
        act=act,
    )


def _recorded(actor: Actor, key: str, moment: datetime, deed: str) -> Recorded:
    def act(doing: Doing) -> Recorded:
        doing.about("user", actor.user_id)
        return Recorded(deed)

    return perform(actor=actor, key=key, moment=moment, deed=deed, arguments={}, result=Recorded, act=act)
