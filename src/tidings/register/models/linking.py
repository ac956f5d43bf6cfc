"""Tables: the keys by which a new report finds its neighbours, and the pairs proposed for review."""

from typing import ClassVar

from django.db import models

from tidings.register.models.reports import ReportRow
from tidings.register.models.scope import BureauManager, BureauRow


class KeyRow(BureauRow):
    """One linkage key of one report."""

    key = models.CharField(max_length=120)
    report = models.ForeignKey(ReportRow, on_delete=models.PROTECT, related_name="+")

    objects = BureauManager["KeyRow"]()

    class Meta:
        """Found by key."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["bureau", "key", "report"], name="key_once")]


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
