"""Tables: who says it, and what was taken in from them."""

from typing import ClassVar

from django.db import models

from tidings.accounts.models import User
from tidings.register.models.scope import BureauManager, BureauRow


class Source(BureauRow):
    """Who says it: a family, a list of the detaining power, a newspaper."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    reliability = models.CharField(max_length=1)
    origin = models.CharField(max_length=200)

    objects = BureauManager["Source"]()

    class Meta:
        """One source of a name in a bureau."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["bureau", "name"], name="source_once")]


class Taking(BureauRow):
    """One thing dropped in: a file or text, by whom and when. The original is kept by its hash.

    `text` is the decoded original of a running text, which the reports' spans point into; "" for tables.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    filename = models.CharField(max_length=255)
    kind = models.CharField(max_length=10)
    language = models.CharField(max_length=10)
    text = models.TextField(default="")
    moment = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    new = models.PositiveIntegerField()
    known_before = models.PositiveIntegerField()

    objects = BureauManager["Taking"]()

    class Meta:
        """Lists go newest first."""

        indexes: ClassVar = [models.Index(fields=["bureau", "-id"], name="taking_newest")]


class HeldRow(BureauRow):
    """A row that breaks a rule, with its reason: it waits to be mended or left."""

    taking = models.ForeignKey(Taking, on_delete=models.PROTECT, related_name="held")
    line = models.PositiveIntegerField()
    row = models.JSONField()
    field = models.CharField(max_length=100)
    problem = models.TextField()
    advice = models.TextField()
    mended = models.BooleanField(default=False)

    objects = BureauManager["HeldRow"]()

    class Meta:
        """The waiting ones are counted on every page."""

        indexes: ClassVar = [models.Index(fields=["bureau", "mended"], name="held_waiting")]
