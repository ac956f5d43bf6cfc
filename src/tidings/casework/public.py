"""Who acts when a family writes: the public form's account, then the request's own. Neither has any further rights."""

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
    username = f"public {bureau.slug}"
    known = User.objects.filter(username=username).first()
    return actor_of(known or _account(bureau.pk, username, "Public form", "en"))


def family_account(actor: Actor, number: str, language: str) -> User:
    """Make the account of one request; it is entered with number and code, never with a password."""
    return _account(actor.bureau_id, number, f"Family {number}", language)


def _account(bureau_id: int, username: str, display_name: str, language: str) -> User:
    user = User(
        username=username, display_name=display_name, role=Role.FAMILY.value, bureau_id=bureau_id, language=language
    )
    user.set_unusable_password()
    user.save(force_insert=True)
    return user
