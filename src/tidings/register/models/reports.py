"""Tables: what one source says of one person at one time, and where that report stands."""

from enum import StrEnum
from typing import ClassVar

from django.db import models

from tidings.register.models.persons import Person
from tidings.register.models.scope import BureauManager, BureauRow
from tidings.register.models.sources import Source, Taking


class State(StrEnum):
    """Where a report stands in the bureau's work."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    MENDED = "mended"
    """Another report, mended from this one, stands in its place."""


class ReportRow(BureauRow):
    """One report. Never edited: database triggers refuse it; only erasure may empty it and say so.

    `identity` is the report's own hash by content; one bureau holds each once.
    """

    taking = models.ForeignKey(Taking, on_delete=models.PROTECT, related_name="reports", null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    identity = models.CharField(max_length=64)
    content = models.JSONField()
    handling = models.CharField(max_length=10)
    role = models.CharField(max_length=10)
    event = models.CharField(max_length=20)
    origin = models.CharField(max_length=200)
    request = models.BooleanField()
    mends = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    erased = models.DateTimeField(null=True)

    objects = BureauManager["ReportRow"]()

    class Meta:
        """The same thing taken twice is one; the requests are counted on every page."""

        indexes: ClassVar = [
            models.Index(fields=["bureau", "id"], condition=models.Q(request=True, erased=None), name="report_requests")
        ]

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bureau", "identity"], name="report_once"),
            models.CheckConstraint(
                condition=models.Q(handling__in=["open", "bureau", "sealed"]), name="report_handling_known"
            ),
        ]


class Standing(BureauRow):
    """Where a report stands now. The history of how it came there is in the audit log.

    `anchor` is the first report of the same subject in the same original: intake says that these lines speak of one
    person. `person` is set on acceptance, and only for reports about a subject.
    """

    report = models.OneToOneField(ReportRow, on_delete=models.PROTECT, related_name="standing")
    anchor = models.ForeignKey(ReportRow, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="standings", null=True)
    state = models.CharField(max_length=10)
    reason = models.TextField(default="")

    objects = BureauManager["Standing"]()

    class Meta:
        """Looked up by state for the inbox."""

        indexes: ClassVar = [models.Index(fields=["bureau", "state"], name="standing_state")]
