"""Who acts when a family writes: the public form's account, then the request's own. Neither has any further rights."""

from collections.abc import Mapping

from django.contrib.auth.hashers import make_password

from tidings.accounts.actor import Actor, Role
from tidings.accounts.models import Bureau, User
from tidings.accounts.staff import actor_of
from tidings.casework.errors import Unknown


def public_actor() -> Actor:
    """Return the public form's actor, made at first use: the family role, no password, no request of its own.

    The form belongs to the bureau that was founded first.

    Raises:
        Unknown: no bureau has been founded yet.
    """
    bureau = Bureau.objects.order_by("pk").first()
    if bureau is None:
        raise Unknown("No bureau has been founded here yet.")
    user, _ = User.objects.get_or_create(
        username=f"public {bureau.slug}",
        defaults={
            "display_name": "Public form",
            "role": Role.FAMILY.value,
            "bureau": bureau,
            "password": make_password(None),
        },
    )
    return actor_of(user)


def family_accounts(actor: Actor, languages: Mapping[str, str]) -> list[User]:
    """Make the accounts of requests, by number with language; entered with number and code, never with a password."""
    return User.objects.bulk_create(
        (
            User(
                username=number,
                display_name=f"Family {number}",
                role=Role.FAMILY.value,
                bureau_id=actor.bureau_id,
                language=language,
                password=make_password(None),
            )
            for number, language in languages.items()
        ),
        batch_size=200,
    )
