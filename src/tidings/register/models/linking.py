"""Tables: the keys by which a new report finds its neighbours, what they are compared by, and pairs for review."""

from typing import ClassVar

from django.db import models

from tidings.accounts.models import Bureau
from tidings.register.models.reports import ReportRow
from tidings.register.models.scope import BureauManager, BureauRow


class KeyRow(BureauRow):
    """One linkage key of one report, as a number, with the report's sketch (`tidings.linkage.sketches`).

    The rows are their own index: of a bucket those born about a day are read in one piece. Worked out from the report,
    like `PreparedRow`, so no foreign key is checked by the database for each of a report's twenty rows.
    """

    pk = models.CompositePrimaryKey("bureau_id", "key", "sketch", "report_id")
    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    key = models.BigIntegerField()
    sketch = models.BigIntegerField()
    report = models.ForeignKey(
        ReportRow, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )

    objects = BureauManager["KeyRow"]()


class PreparedRow(BureauRow):
    """A report as it is compared: read once, kept in short (`tidings.linkage.packing`), with the keys it stands under.

    `id` rises as reports enter the key table, so that whoever looked before knows who came since.
    """

    report = models.OneToOneField(ReportRow, on_delete=models.PROTECT, related_name="+")
    engine = models.PositiveSmallIntegerField()
    sketch = models.BigIntegerField()
    entries = models.BinaryField()
    form = models.TextField()

    objects = BureauManager["PreparedRow"]()

    class Meta:
        """The newest first."""

        indexes: ClassVar = [models.Index(fields=["bureau", "-id"], name="prepared_newest")]


class Proposal(BureauRow):
    """Two subjects that may be one person, shown by their two best-fitting reports.

    `left` and `right` are the anchors, left the older; the comparison is between `left_report` and `right_report`.
    The reasons are worked out anew when it is opened: nothing personal is copied here. `open` (both sides accepted, in
    different files, not decided different) and `request` (a tracing request is a side) are kept by
    `tidings.register.proposals`, so that the queue and its count are one indexed look-up.
    """

    left = models.ForeignKey(ReportRow, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(ReportRow, on_delete=models.PROTECT, related_name="+")
    left_report = models.ForeignKey(ReportRow, on_delete=models.PROTECT, related_name="+")
    right_report = models.ForeignKey(ReportRow, on_delete=models.PROTECT, related_name="+")
    probability = models.FloatField()
    verdict = models.CharField(max_length=10)
    moment = models.DateTimeField()
    open = models.BooleanField(default=False)
    request = models.BooleanField(default=False)

    objects = BureauManager["Proposal"]()

    class Meta:
        """One proposal for two subjects; the likeliest first."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["bureau", "left", "right"], name="proposal_once")]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "open", "-request", "-probability", "id"], name="proposal_queue"),
            models.Index(fields=["bureau", "right"], name="proposal_right"),
        ]
