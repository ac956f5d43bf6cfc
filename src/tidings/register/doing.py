"""How every deed is done: access asked, key looked up, one transaction, one audit entry, result kept for a repeat.

Locks are taken in one order: the bureau first, the head of the audit log last; so deeds of one bureau stand in line on
PostgreSQL, and on SQLite the transaction begins IMMEDIATE. A deed is acknowledged only after it is committed.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, Protocol, TypeVar

from django.db import IntegrityError, transaction

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.accounts.models import Bureau
from tidings.evidence import pseudonym
from tidings.kernel.canonical import canonical_json
from tidings.register import hooks
from tidings.register.auditing import Happening, append, ready_keyring
from tidings.register.errors import Conflict, KeyReused, KeySpent, RuleRefused
from tidings.register.models import DeedRow


class Kept(Protocol):
    """A frozen dataclass: what a deed returns and keeps for a repeat."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


Result = TypeVar("Result", bound=Kept)
Shown = TypeVar("Shown")
Found = TypeVar("Found")

KEY_LENGTH: Final = (8, 200)
OPENING_LASTS: Final = timedelta(minutes=15)
"""How long a repeated opening (a reloaded page) counts as the same reading."""


@dataclass(slots=True)
class Doing:
    """A deed while it is being done: what its audit entry will say, and whom it changes."""

    actor: Actor
    moment: datetime
    subjects: set[tuple[str, str]] = field(default_factory=set)
    reason: str = ""
    values: dict[str, object] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)

    def about(self, kind: str, *names: str | int) -> None:
        """Name whom the deed is about: `about("person", "0047-2183-5")`."""
        self.subjects.update((kind, str(name)) for name in names)

    def because(self, reason: str) -> None:
        """Say why."""
        self.reason = unicodedata.normalize("NFC", reason.strip())

    def touch(self, name: str, value: object) -> None:
        """Name a value the deed wrote; the log gets its salted hash. No floats."""
        self.values[name] = value

    def changes(self, person_ids: Iterable[int]) -> None:
        """Name persons (rows) whose file is different now; the hooks are told before the deed ends."""
        self.changed.update(person_ids)


def perform(
    *,
    actor: Actor,
    key: str,
    moment: datetime,
    deed: str,
    arguments: Mapping[str, object],
    result: type[Result],
    act: Callable[[Doing], Result],
) -> Result:
    """Do a deed once.

    Args:
        actor: who does it.
        key: idempotency key, random text of 8 to 200 characters.
        moment: now, with its zone.
        deed: its name in the access table.
        arguments: what it was asked with, as canonical JSON values: a repeat must bring the same.
        result: the frozen dataclass it returns: numbers, short codes and tuples of them.
        act: does it.

    Raises:
        Refused: the access table says no.
        KeyReused: the key was used for something else.
        Conflict: somebody else wrote the same thing at the same moment.
    """
    digest = _asked(actor, key, deed, arguments)
    try:
        with transaction.atomic():
            Bureau.objects.select_for_update(no_key=True).get(pk=actor.bureau_id)
            earlier = _earlier(actor, key, deed, digest)
            if earlier is not None:
                return _revived(result, earlier.result)
            doing = Doing(actor, moment)
            outcome = act(doing)
            hooks.tell(doing)
            _record(doing, key=key, deed=deed, digest=digest, result=asdict(outcome))
            return outcome
    except IntegrityError as error:
        raise Conflict("Somebody else wrote the same thing at the same moment. Look again, then decide.") from error


def opening(
    *,
    actor: Actor,
    key: str,
    moment: datetime,
    deed: str,
    arguments: Mapping[str, object],
    find: Callable[[Doing], Found],
    show: Callable[[Found, int], Shown],
) -> Shown:
    """Open something, recorded; what was shown is not kept, so a repeat within `OPENING_LASTS` looks afresh.

    Args:
        actor: who opens it.
        key: idempotency key of this opening.
        moment: now, with its zone.
        deed: its name in the access table.
        arguments: what was asked for, as canonical JSON values.
        find: finds what will be shown and names its subjects.
        show: makes the view, given what was found and the place of the entry in the log.

    Raises:
        KeySpent: the key belongs to an opening longer ago.
        Conflict: the same page was opened twice at the same moment.
    """
    digest = _asked(actor, key, deed, arguments)
    try:
        with transaction.atomic():
            earlier = _earlier(actor, key, deed, digest)
            if earlier is not None and not timedelta(0) <= moment - earlier.moment <= OPENING_LASTS:
                raise KeySpent("This page was opened a while ago. Open it again: every reading is recorded.")
            doing = Doing(actor, moment)
            found = find(doing)
            entry = earlier.entry if earlier else _record(doing, key=key, deed=deed, digest=digest, result={})
            return show(found, entry)
    except IntegrityError as error:
        raise Conflict("This page was opened twice at the same moment. Open it again.") from error


def _asked(actor: Actor, key: str, deed: str, arguments: Mapping[str, object]) -> str:
    require(actor, deed)
    if not KEY_LENGTH[0] <= len(key) <= KEY_LENGTH[1] or not key.isprintable():
        raise RuleRefused("A deed needs a key of 8 to 200 characters, so that doing it twice does it once.")
    try:
        asked = canonical_json([deed, actor.user_id, arguments]).decode()
    except ValueError as error:
        raise RuleRefused("What was typed holds characters that cannot be written down. Type it again.") from error
    return pseudonym(ready_keyring().pseudonym, "arguments", asked)


def _earlier(actor: Actor, key: str, deed: str, digest: str) -> DeedRow | None:
    row = DeedRow.objects.seen_by(actor).filter(key=key).first()
    if row is not None and (row.deed, row.arguments) != (deed, digest):
        raise KeyReused("This form was already used for something else. Open it again and repeat what you wanted.")
    return row


def _record(doing: Doing, *, key: str, deed: str, digest: str, result: Mapping[str, object]) -> int:
    bureau = Bureau.objects.get(pk=doing.actor.bureau_id)
    happening = Happening(doing.actor, bureau.slug, doing.moment, deed, key, doing.subjects, doing.reason, doing.values)
    entry = append(happening)
    DeedRow.objects.put(
        doing.actor,
        key=key,
        deed=deed,
        by_id=doing.actor.user_id,
        arguments=digest,
        result=result,
        entry=entry,
        moment=doing.moment,
    )
    return entry


def _revived(result: type[Result], kept: Mapping[str, Any]) -> Result:
    return result(**{name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()})
