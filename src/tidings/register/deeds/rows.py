"""Deed: a held row mended, by who may: a row of a request table becomes a tracing request, any other a report."""

from collections.abc import Mapping
from datetime import datetime

from tidings.accounts.access import require
from tidings.accounts.actor import Actor
from tidings.register import hooks
from tidings.register.deeds import mending
from tidings.register.errors import RuleRefused
from tidings.register.models import HeldRow
from tidings.register.results import Mended


def mend_row(*, actor: Actor, key: str, moment: datetime, held_id: int, changes: Mapping[str, str]) -> Mended:
    """Mend a held row; it becomes a waiting report, or a tracing request where a family asked.

    Raises:
        BadInput: the row still breaks a rule; it names line and column.
        RuleRefused: it is a row of a request table and no room takes requests.
    """
    require(actor, "mend_row")
    mender: hooks.RowMender | None = mending.mend_row
    if HeldRow.objects.seen_by(actor).filter(pk=held_id, taking__source__kind="family").exists():
        mender = hooks.request_row_mender()
    if mender is None:
        raise RuleRefused("A family's request is no plain report. Enter it on the request form.")
    return mender(actor=actor, key=key, moment=moment, held_id=held_id, changes=changes)
