"""Tables: on whose list a person stands, and listings taken back. Never edited, never deleted."""

from typing import ClassVar

from django.db import models

from tidings.accounts.models import User
from tidings.register.models.persons import Person
from tidings.register.models.scope import BureauManager, BureauRow

LISTS = ("detaining", "own", "icrc")


class Listing(BureauRow):
    """A person stands on a list since a day, with the proof of it.

    `kept_by` is whose list: "detaining" (the power that holds them), "own" (their own side's official list), "icrc".
    `proof` names the document: a letter's number, a published list, a report of the register.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="listings")
    kept_by = models.CharField(max_length=10)
    since = models.DateField()
    proof = models.TextField()
    moment = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = BureauManager["Listing"]()

    class Meta:
        """Three lists and no other; looked up by person."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kept_by__in=LISTS), name="listing_list_known")
        ]
        indexes: ClassVar = [models.Index(fields=["bureau", "person"], name="listing_person")]


class Delisting(BureauRow):
    """A listing taken back: it was wrong, or the list's keeper struck the name. With the reason."""

    listing = models.OneToOneField(Listing, on_delete=models.PROTECT, related_name="delisting")
    reason = models.TextField()
    moment = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = BureauManager["Delisting"]()
