"""What can go wrong here that a person can act on."""

from typing import ClassVar

from tidings.accounts.errors import Refused
from tidings.kernel.errors import TidingsError


class Unknown(TidingsError):
    """There is no such request or call in this bureau, or it is another family's."""

    code: ClassVar[str] = "casework.unknown"


class NotOpen(Refused):
    """Number and code do not fit, or too many tries came: never said more closely."""

    code: ClassVar[str] = "casework.not_open"


class TooMany(Refused):
    """One address sends requests faster than people write them."""

    code: ClassVar[str] = "casework.too_many"


class BadRequest(TidingsError):
    """A request that cannot be lodged as it stands; the text says why."""

    code: ClassVar[str] = "casework.bad_request"
