"""Table: what families ask."""

from typing import ClassVar

from django.db import models

from tidings.accounts.models import User
from tidings.register.models import BureauManager, BureauRow, Person, ReportRow


class TracingRequest(BureauRow):
    """A relative seeks a person. What they say of the person is `report`; who they are is sealed in `contact`.

    `code` is a keyed hash of the access code; `row` one of the row of the request table it came from, "" from a form.
    """

    number = models.CharField(max_length=11, unique=True)
    report = models.OneToOneField(ReportRow, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=64)
    row = models.CharField(max_length=64, default="")
    relation = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    way = models.CharField(max_length=10)
    contact = models.BinaryField()
    consents = models.JSONField()
    caseworker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    lodged = models.DateTimeField()
    next_call = models.DateField(null=True)

    objects = BureauManager["TracingRequest"]()

    class Meta:
        """Listed newest first; a row of a table asks once."""

        indexes: ClassVar = [models.Index(fields=["bureau", "-id"], name="request_newest")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bureau", "row"], condition=~models.Q(row=""), name="request_row_once")
        ]
