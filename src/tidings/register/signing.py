"""Signing in: name and password checked, with a brake. Refused tries are kept as keyed pseudonyms only."""

from datetime import datetime, timedelta
from typing import Final

from tidings.accounts import staff
from tidings.accounts.errors import Refused
from tidings.accounts.models import User
from tidings.evidence import pseudonym
from tidings.register.auditing import ready_keyring
from tidings.register.models import SignInTry

TRIES: Final = 5
WINDOW: Final = timedelta(minutes=15)
"""After five refused tries on one name within fifteen minutes, that name waits."""


def check_sign_in(*, username: str, password: str, moment: datetime) -> User:
    """Return the user whose name and password these are.

    An unknown name, a wrong password, a closed account and a braked name are answered alike.

    Raises:
        Refused: it cannot be said more closely why.
    """
    name = pseudonym(ready_keyring().pseudonym, "sign-in", staff.tidy_username(username).casefold())
    SignInTry.objects.filter(moment__lte=moment - WINDOW).delete()
    recent = SignInTry.objects.filter(pseudonym=name)
    user = staff.checked(username, password) if recent.count() < TRIES else None
    if user is None:
        SignInTry.objects.create(pseudonym=name, moment=moment)
        raise Refused("Name and password do not fit, or this name must wait fifteen minutes after several tries.")
    recent.delete()
    return user
