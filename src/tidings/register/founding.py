"""The first steps of an installation: a bureau, and the supervisor who enlists everybody else."""

from datetime import datetime

from django.db import transaction

from tidings.accounts import staff
from tidings.accounts.actor import Actor, Role
from tidings.accounts.errors import Refused
from tidings.accounts.models import Bureau, User
from tidings.register.auditing import Happening, append


def open_bureau(*, slug: str, name: str, moment: datetime) -> int:
    """Return the bureau with this short name, opened now if there is none."""
    return staff.found_bureau(slug=slug, name=name, moment=moment)


def first_supervisor(
    *, bureau_id: int, username: str, display_name: str, password: str, language: str, moment: datetime
) -> Actor:
    """Make a bureau's first supervisor; this is the one deed that nobody had to be there for, and it is recorded.

    Raises:
        Refused: the bureau has a supervisor already.
    """
    with transaction.atomic():
        bureau = Bureau.objects.select_for_update(no_key=True).get(pk=bureau_id)
        if User.objects.filter(bureau=bureau, role=Role.SUPERVISOR).exists():
            raise Refused("This bureau has a supervisor already; they enlist whoever else works here.")
        actor = staff.enrol(
            bureau_id=bureau_id,
            username=username,
            display_name=display_name,
            role=Role.SUPERVISOR,
            password=password,
            language=language,
        )
        subjects = (("user", str(actor.user_id)),)
        append(Happening(actor, bureau.slug, moment, "found", f"found:{bureau.slug}", subjects))
    return actor
