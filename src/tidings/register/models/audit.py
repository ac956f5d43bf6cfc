"""Tables: the deeds done (for idempotency) and the audit log with its side tables."""

from typing import ClassVar

from django.db import models

from tidings.accounts.models import User
from tidings.register.models.scope import BureauManager, BureauRow


class DeedRow(BureauRow):
    """A deed that was done: its key, a keyed digest of its arguments, its result. A repeat writes nothing."""

    key = models.CharField(max_length=200)
    deed = models.CharField(max_length=40)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    arguments = models.CharField(max_length=64)
    result = models.JSONField()
    entry = models.PositiveBigIntegerField()
    moment = models.DateTimeField()

    objects = BureauManager["DeedRow"]()

    class Meta:
        """A key is used once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["bureau", "key"], name="deed_key_once")]


class AuditHead(models.Model):
    """The one row that an append locks: how long the log is, and the frontier of its tree."""

    log = models.CharField(max_length=100, primary_key=True)
    size = models.PositiveBigIntegerField()
    frontier = models.JSONField()

    def __str__(self) -> str:
        return f"{self.log}: {self.size}"


class AuditEntry(BureauRow):
    """One entry of the log, as the very bytes that were hashed. Never edited, never deleted: triggers refuse.

    `deed` repeats what the body says, to filter by; only the body counts.
    """

    index = models.PositiveBigIntegerField(primary_key=True)
    deed = models.CharField(max_length=40)
    body = models.BinaryField()

    objects = BureauManager["AuditEntry"]()

    class Meta:
        """Pages of one bureau, newest first."""

        indexes: ClassVar = [models.Index(fields=["bureau", "-index"], name="audit_newest")]


class AuditSubject(BureauRow):
    """Finds the entries about a subject by its keyed pseudonym: who saw this file."""

    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="subjects")
    pseudonym = models.CharField(max_length=64)

    objects = BureauManager["AuditSubject"]()

    class Meta:
        """Found by pseudonym."""

        indexes: ClassVar = [models.Index(fields=["bureau", "pseudonym", "-entry"], name="audit_subject")]


class AuditValue(BureauRow):
    """The plain value behind one salted hash of an entry. Erasure deletes this row, and the log stays provable."""

    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="values")
    field = models.CharField(max_length=40)
    salt = models.BinaryField()
    value = models.JSONField()

    objects = BureauManager["AuditValue"]()

    class Meta:
        """One value a field."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "field"], name="audit_value_once")]


class Checkpoint(models.Model):
    """A signed checkpoint of the log as it was given out."""

    size = models.PositiveBigIntegerField()
    text = models.TextField()
    moment = models.DateTimeField()

    def __str__(self) -> str:
        return f"checkpoint of {self.size}"


class SignInTry(models.Model):
    """Sign-ins that failed, by a keyed pseudonym of the name tried: the brake counts them."""

    pseudonym = models.CharField(max_length=64)
    moment = models.DateTimeField()

    class Meta:
        """Counted by name and time."""

        indexes: ClassVar = [models.Index(fields=["pseudonym", "moment"], name="sign_in_tries")]

    def __str__(self) -> str:
        return f"refused try {self.pk}"
