"""The key table made anew: after an upgrade whose engine reads names, places, dates or keys otherwise."""

from collections.abc import Callable
from itertools import groupby
from typing import Final

from django.db import connection, transaction

from tidings.linkage.packing import ENGINE
from tidings.register import keytable
from tidings.register.batches import batches
from tidings.register.keytable import KEY_TABLE
from tidings.register.linking import content_of, linkable
from tidings.register.models import BureauQuerySet, PreparedRow, Standing
from tidings.register.scouting import IN_TABLE, entered

Say = Callable[[int, int], None]

TOGETHER: Final = 5_000
"""So many reports are read and written together: their rows go into the table in its order."""

WHY: Final = "the key table is the installation's: it follows the engine, not a bureau"


def keep_up(say: Say = lambda _done, _of: None) -> None:
    """Make the key table anew where it is not this engine's; asked whenever an installation is opened."""
    if outdated():
        reindex(say)


def outdated() -> bool:
    """Whether the key table was filled by another engine, or not at all though there are reports."""
    kept = PreparedRow.objects.with_every_bureau(reason=WHY).order_by("id").values_list("engine", flat=True).first()
    return _to_enter().exists() if kept is None else kept != ENGINE


def reindex(say: Say = lambda _done, _of: None) -> int:
    """Fill the key table anew, all or nothing; what was accepted, decided and proposed stays as it is.

    Args:
        say: told how many reports are done, and of how many, as it goes on.

    Returns:
        How many reports it holds.
    """
    with transaction.atomic():
        _empty()
        wanted, done = _to_enter().count(), 0
        standings = _to_enter().select_related("report").order_by("bureau_id", "report_id").iterator(chunk_size=1_000)
        for bureau_id, own in groupby(standings, key=lambda standing: standing.bureau_id):
            for batch in batches(own, TOGETHER):
                say(done, wanted)
                rows = {one.report_id: content_of(one.report) for one in batch if linkable(one.report)}
                keytable.enter(bureau_id, entered(rows))
                done += len(batch)
        say(done, wanted)
    return PreparedRow.objects.with_every_bureau(reason=WHY).count()


def _empty() -> None:
    with connection.cursor() as cursor:
        words = "DELETE FROM" if connection.vendor == "sqlite" else "TRUNCATE"
        cursor.execute(f"{words} {KEY_TABLE}")
    PreparedRow.objects.with_every_bureau(reason=WHY).delete()


def _to_enter() -> BureauQuerySet[Standing]:
    rows = Standing.objects.with_every_bureau(reason=WHY)
    return rows.filter(state__in=IN_TABLE, report__erased=None, report__role="subject")
