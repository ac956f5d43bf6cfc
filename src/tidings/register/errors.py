"""What can go wrong here that a person can act on. Refusals of the access table are `tidings.accounts.Refused`."""

from typing import ClassVar

from tidings.accounts.errors import Refused
from tidings.kernel.errors import TidingsError


class RuleRefused(Refused):
    """A rule of the register says no; the text names it."""

    code: ClassVar[str] = "register.refused"


class Unknown(TidingsError):
    """There is no such thing in this bureau; whether another bureau has it is not said."""

    code: ClassVar[str] = "register.unknown"


class Conflict(TidingsError):
    """Somebody else was quicker; what they did is shown, and nothing was written."""

    code: ClassVar[str] = "register.conflict"


class KeyReused(TidingsError):
    """An idempotency key came again with another deed, other arguments or another user."""

    code: ClassVar[str] = "register.key_reused"


class KeySpent(TidingsError):
    """An opening was repeated too late: open again, so that it is recorded again."""

    code: ClassVar[str] = "register.key_spent"


class BadBackup(TidingsError):
    """A backup that cannot be trusted; nothing was brought back."""

    code: ClassVar[str] = "register.bad_backup"


class KeysMissing(TidingsError):
    """The home folder's keys are not there although the log was begun with them."""

    code: ClassVar[str] = "register.keys_missing"
