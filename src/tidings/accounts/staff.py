"""Users made, and turned into actors. The recorded deed over this is `tidings.register.deeds.enlist`."""

import unicodedata
from datetime import datetime

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tidings.accounts.actor import Actor, Role
from tidings.accounts.errors import Refused
from tidings.accounts.models import Bureau, User


def found_bureau(*, slug: str, name: str, moment: datetime) -> int:
    """Return the bureau with this slug, made now if there is none."""
    bureau, _ = Bureau.objects.get_or_create(slug=slug, defaults={"name": name, "opened": moment})
    return bureau.pk


def tidy_username(text: str) -> str:
    """Fold the ways one keyboard and another write the same name: NFKC, outer spaces off."""
    return unicodedata.normalize("NFKC", text).strip()


def enrol(
    *, bureau_id: int, username: str, display_name: str, role: Role, password: str, language: str = "en"
) -> Actor:
    """Make a user who may sign in.

    Raises:
        Refused: the name is taken, or the password is too weak (staff: 15 characters or more).
    """
    user = User(
        username=tidy_username(username),
        display_name=display_name,
        role=role.value,
        bureau_id=bureau_id,
        language=language,
    )
    if role is not Role.FAMILY:
        _check_password(password, user)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(f"Somebody already signs in as “{user.username}”. Choose another name.") from error
    return actor_of(user)


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def actor_of(user: User) -> Actor:
    """Turn a signed-in user into the actor that deeds and queries ask for."""
    return Actor(user.pk, user.bureau_id, Role(user.role), user.display_name, user.language)


def actor_by_id(user_id: int) -> Actor:
    """Return the active user with this id as an actor.

    Raises:
        Refused: there is none, or the account is closed.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise Refused("This account is closed or unknown.")
    return actor_of(user)


def checked(username: str, password: str) -> User | None:
    """Return the active user whose name and password these are, else None (in the same time either way)."""
    user = authenticate(username=tidy_username(username), password=password)
    return user if isinstance(user, User) else None


def actor_named(*, bureau_id: int, username: str) -> Actor:
    """Return this bureau's active user of that name as an actor.

    Raises:
        Refused: there is none, or the account is closed.
    """
    user = User.objects.filter(bureau_id=bureau_id, username=tidy_username(username), is_active=True).first()
    if user is None:
        raise Refused(f"Nobody signs in here as “{username}”.")
    return actor_of(user)


def terminal(*, bureau_id: int) -> Actor:
    """Return the account of this machine's command line, made at first use. Nobody can sign in as it."""
    bureau = Bureau.objects.get(pk=bureau_id)
    user, fresh = User.objects.get_or_create(
        username=f"terminal {bureau.slug}",
        defaults={"display_name": "Terminal", "role": Role.CASEWORKER.value, "bureau": bureau},
    )
    if fresh:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return actor_of(user)
