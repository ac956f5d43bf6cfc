"""Tables: what families were told, and whom a person must call."""

from typing import ClassVar

from django.db import models

from tidings.accounts.models import User
from tidings.casework.models.requests import TracingRequest
from tidings.register.models import BureauManager, BureauRow

CALLS = ("death", "captive", "released", "news", "back", "death_back")


class Answer(BureauRow):
    """One answer as it was given: never edited, never deleted. The family sees the newest. There is none for a death.

    `grounds` is a list of [code, parameters]: counts, days and kinds, never a name, a place or a unit.
    """

    request = models.ForeignKey(TracingRequest, on_delete=models.PROTECT, related_name="answers")
    state = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    grounds = models.JSONField()
    moment = models.DateTimeField()

    objects = BureauManager["Answer"]()

    class Meta:
        """Five answers and no other."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__gte=1, state__lte=5), name="answer_one_of_five")
        ]


class TellTask(BureauRow):
    """Somebody must be called by a person.

    `kind` is "death", "captive", "released", "news" (answer 2 or 3), "back" (an answer fell back), or "death_back" (a
    death that was told stands no longer). `lapsed` says when its cause went away: before the call it need not be made.
    """

    request = models.ForeignKey(TracingRequest, on_delete=models.PROTECT, related_name="calls")
    kind = models.CharField(max_length=10)
    before = models.PositiveSmallIntegerField()
    after = models.PositiveSmallIntegerField()
    opened = models.DateTimeField()
    done = models.DateTimeField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    lapsed = models.DateTimeField(null=True)

    objects = BureauManager["TellTask"]()

    class Meta:
        """Only known kinds."""

        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(kind__in=CALLS), name="call_kind_known")]
