"""The key table made anew: after an upgrade whose engine reads names, places, dates or keys otherwise."""

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

WHY: Final = "the key table is the installation's: it follows the engine, not a bureau"


def keep_up() -> None:
    """Make the key table anew where it is not this engine's; asked whenever an installation is opened."""
    if outdated():
        reindex()


def outdated() -> bool:
    """Whether the key table was filled by another engine, or not at all though there are reports."""
    kept = PreparedRow.objects.with_every_bureau(reason=WHY).order_by("id").values_list("engine", flat=True).first()
    return _to_enter().exists() if kept is None else kept != ENGINE


def reindex() -> int:
    """Fill the key table anew, all or nothing.

    Returns:
        How many reports it holds.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {KEY_TABLE}")  # noqa: S608 -- the table's own name, from this code
        PreparedRow.objects.with_every_bureau(reason=WHY).delete()
        standings = _to_enter().select_related("report").order_by("bureau_id", "report_id").iterator(chunk_size=1_000)
        for bureau_id, own in groupby(standings, key=lambda standing: standing.bureau_id):
            for batch in batches(own):
                rows = {one.report_id: content_of(one.report) for one in batch if linkable(one.report)}
                keytable.enter(bureau_id, entered(rows))
    return PreparedRow.objects.with_every_bureau(reason=WHY).count()


def _to_enter() -> BureauQuerySet[Standing]:
    rows = Standing.objects.with_every_bureau(reason=WHY)
    return rows.filter(state__in=IN_TABLE, report__erased=None, report__role="subject")
