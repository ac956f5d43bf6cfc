"""Signing in: name and password checked, with brakes. Refused tries are kept as keyed pseudonyms only."""

from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from tidings.accounts import staff
from tidings.accounts.errors import Refused
from tidings.accounts.models import User
from tidings.evidence import pseudonym
from tidings.register.auditing import ready_keyring
from tidings.register.models import SignInTry

TRIES: Final = MappingProxyType({"name and address": 5, "name": 50, "address": 100})
"""How many refused tries a quarter of an hour bears: on one name from one address, on one name, from one address.

Somebody elsewhere who tries passwords on a caseworker's name soon waits, and the caseworker does not.
"""
WINDOW: Final = timedelta(minutes=15)


def check_sign_in(*, username: str, password: str, address: str, moment: datetime) -> User:
    """Return the user whose name and password these are.

    An unknown name, a wrong password, a closed account and a brake are answered alike.

    Args:
        username: as typed.
        password: as typed.
        address: the network address the try comes from.
        moment: now.

    Raises:
        Refused: it cannot be said more closely why.
    """
    name = staff.tidy_username(username).casefold()
    who = {"name and address": f"{name}\0{address}", "name": name, "address": address}
    hidden = {door: pseudonym(ready_keyring().pseudonym, f"sign-in {door}", tried) for door, tried in who.items()}
    SignInTry.objects.filter(moment__lte=moment - WINDOW).delete()
    braked = any(SignInTry.objects.filter(pseudonym=kept).count() >= TRIES[door] for door, kept in hidden.items())
    user = None if braked else staff.checked(username, password)
    if user is None:
        SignInTry.objects.bulk_create(SignInTry(pseudonym=kept, moment=moment) for kept in hidden.values())
        raise Refused("Name and password do not fit, or this name must wait fifteen minutes after several tries.")
    SignInTry.objects.filter(pseudonym__in=[hidden["name and address"], hidden["name"]]).delete()
    return user
