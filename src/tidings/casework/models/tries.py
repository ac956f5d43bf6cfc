"""Table: refused tries at the families' doors, by keyed pseudonyms; the brakes count them."""

from typing import ClassVar

from django.db import models


class Try(models.Model):
    """One try: at which door ("number", "address", "lodge"), by whom as a keyed pseudonym, when."""

    door = models.CharField(max_length=10)
    pseudonym = models.CharField(max_length=64)
    moment = models.DateTimeField()

    class Meta:
        """Counted by door, pseudonym and time."""

        indexes: ClassVar = [models.Index(fields=["door", "pseudonym", "moment"], name="family_tries")]

    def __str__(self) -> str:
        return f"try {self.pk}"
