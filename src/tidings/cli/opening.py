"""Opening this installation: the home folder, its database brought up to date, and who acts at this terminal."""

import os
import secrets
from datetime import UTC, datetime
from typing import Annotated

import typer

from tidings.accounts.actor import Actor

As = Annotated[
    str,
    typer.Option("--as", envvar="TIDINGS_USER", help="Who acts: a user name; this terminal's own account if left out."),
]
TERMINAL = "terminal"
"""Account of whoever may open the home folder's keys; it has no password and cannot sign in."""


def start_django() -> None:
    """Load the settings and the tables' classes; nothing is opened or written."""
    import django  # noqa: PLC0415 -- slow import: commands without a register do not need it

    import tidings.server.sqlite  # noqa: F401, PLC0415 -- must come before Django touches sqlite3

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tidings.server.settings")
    django.setup()


def open_installation() -> None:
    """Make the home folder where there is none, and bring its database and its key table up to date."""
    start_django()
    from django.conf import settings  # noqa: PLC0415 -- only after setup
    from django.core.management import call_command  # noqa: PLC0415 -- the same

    from tidings.register import reindexing  # noqa: PLC0415 -- the same
    from tidings.server.home import prepare  # noqa: PLC0415 -- the same

    prepare(settings.TIDINGS_HOME, settings.SECRET_KEY)
    call_command("migrate", verbosity=0, interactive=False)
    reindexing.keep_up(_say_reindexed)


def _say_reindexed(done: int, of: int) -> None:
    if not done:
        typer.echo(f"This version reads names otherwise: the keys of {of:,} reports are made anew.", err=True)
    elif done == of or done % 50_000 == 0:
        typer.echo(f"{done:,} of {of:,}", err=True)


def acting(username: str) -> Actor:
    """Return who acts, in the installation's one bureau, which is founded at the first use."""
    open_installation()
    from tidings.accounts import staff  # noqa: PLC0415 -- only after setup
    from tidings.register import founding  # noqa: PLC0415 -- the same

    bureau = founding.open_bureau(slug="bureau", name="Tracing bureau", moment=now())
    return staff.actor_named(bureau_id=bureau, username=username) if username else staff.terminal(bureau_id=bureau)


def now() -> datetime:
    """Return the present moment; only the edge of the program asks the clock."""
    return datetime.now(UTC)


def fresh_key() -> str:
    """Return an idempotency key for a deed that is asked for once."""
    return secrets.token_urlsafe(18)
