"""Tables: register numbers, the persons they are given to, decisions, and confirmations."""

from typing import ClassVar

from django.db import models

from tidings.accounts.models import User
from tidings.register.models.scope import BureauManager, BureauRow


class Number(models.Model):
    """Every number ever given, to a person or to a request. Never deleted, so never given twice."""

    number = models.CharField(max_length=11, primary_key=True)

    def __str__(self) -> str:
        return self.number


class Person(BureauRow):
    """One human being: what decisions say is theirs.

    `joined_into` is the older person this one was decided to be, or null. It is computed from the decisions in force
    and kept here only so that lists need no walk.
    """

    number = models.CharField(max_length=11, unique=True)
    opened = models.DateTimeField()
    joined_into = models.ForeignKey("self", on_delete=models.PROTECT, related_name="parts", null=True)

    objects = BureauManager["Person"]()

    class Meta:
        """Persons are listed by bureau."""

        indexes: ClassVar = [models.Index(fields=["bureau", "joined_into"], name="person_standing")]


class Decision(BureauRow):
    """Same, different or unsure between two persons, by whom and why. Never edited; undone by an `Undoing`."""

    left = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10)
    reason = models.TextField()
    moment = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = BureauManager["Decision"]()


class Undoing(BureauRow):
    """A decision taken back, by whom and why."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="undoing")
    reason = models.TextField()
    moment = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = BureauManager["Undoing"]()


class Pair(BureauRow):
    """The decision in force between two persons, and how often it has changed: `version` tells a late decider so."""

    left = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+", null=True)
    verdict = models.CharField(max_length=10, default="")
    version = models.PositiveIntegerField(default=0)

    objects = BureauManager["Pair"]()

    class Meta:
        """One standing for a pair."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["bureau", "left", "right"], name="pair_once")]


class Confirmation(BureauRow):
    """A proposal that captivity, release or death be confirmed, on named reports. Two people sign it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="confirmations")
    kind = models.CharField(max_length=10)
    grounds = models.JSONField()
    reason = models.TextField()
    moment = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = BureauManager["Confirmation"]()


class Signature(BureauRow):
    """One person's signature under a confirmation.

    `covers` names the persons (rows) that were joined in the file when it was signed: a person joined later is not
    confirmed by it. `turn` counts this signer's signatures under this confirmation.
    """

    confirmation = models.ForeignKey(Confirmation, on_delete=models.PROTECT, related_name="signatures")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    covers = models.JSONField()
    turn = models.PositiveIntegerField()
    moment = models.DateTimeField()

    objects = BureauManager["Signature"]()

    class Meta:
        """Nobody signs the same turn twice."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["confirmation", "by", "turn"], name="signature_once_a_turn")
        ]


class Withdrawal(BureauRow):
    """A signature taken back."""

    signature = models.OneToOneField(Signature, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    moment = models.DateTimeField()

    objects = BureauManager["Withdrawal"]()
