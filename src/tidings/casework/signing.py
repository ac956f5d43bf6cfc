"""A family signs in with the number of their request and their code.

An unknown number, a wrong code and a brake are answered alike and with the same work, so that nobody learns which
numbers exist. Tries are braked by the address they come from and never by the number they name: a code of 132 bits
cannot be guessed however many try, and a brake on the number would let anybody lock a family out. Refused tries are
kept as keyed pseudonyms, never as numbers or addresses.
"""

import hmac
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from tidings.accounts.models import User
from tidings.casework import codes
from tidings.casework.errors import NotOpen, TooMany
from tidings.casework.models import TracingRequest, Try
from tidings.evidence import pseudonym
from tidings.kernel.identifiers import read_number
from tidings.register.auditing import ready_keyring

WINDOW: Final = timedelta(minutes=15)
TRIES: Final = {"address": 60, "lodge": 60}
"""How many refused tries, and requests lodged, a quarter of an hour bears from one address."""

NOBODY: Final = "0000-0000-0"
REFUSED: Final = "Number and code do not fit, or there were too many tries. Wait fifteen minutes, then try again."


def check_code(*, number: str, code: str, address: str, moment: datetime) -> User:
    """Return the account of the request that number and code open.

    Args:
        number: as typed, however it is spaced.
        code: as typed, however it is spaced.
        address: the network address the try comes from.
        moment: now.

    Raises:
        NotOpen: it cannot be said more closely why.
    """
    asked = read_number(number) or NOBODY
    braked = _braked("address", address, moment)
    rows = TracingRequest.objects.with_every_bureau(reason="nobody has signed in yet").select_related("user")
    found = rows.filter(number=asked, user__is_active=True).first()
    fits = hmac.compare_digest(codes.kept(asked, code), found.code if found else "-" * 64)
    if found is None or not fits or braked:
        _count("address", address, moment)
        raise NotOpen(REFUSED)
    return found.user


def check_lodging(*, address: str, moment: datetime) -> None:
    """Count a request about to be lodged from an address.

    Raises:
        TooMany: faster than people write.
    """
    if _braked("lodge", address, moment):
        raise TooMany("Too many requests came from this connection. Wait fifteen minutes, then send it again.")
    _count("lodge", address, moment)


def _braked(door: str, who: str, moment: datetime) -> bool:
    return _tries(door, who).filter(moment__gt=moment - WINDOW).count() >= TRIES[door]


def _count(door: str, who: str, moment: datetime) -> None:
    Try.objects.filter(door=door, moment__lte=moment - WINDOW).delete()
    Try.objects.create(door=door, pseudonym=_hidden(door, who), moment=moment)


def _tries(door: str, who: str) -> QuerySet[Try]:
    return Try.objects.filter(door=door, pseudonym=_hidden(door, who))


def _hidden(door: str, who: str) -> str:
    return pseudonym(ready_keyring().pseudonym, f"family {door}", who)
