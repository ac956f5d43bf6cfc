"""Tables: exchange rounds, who is admitted to them, and everything done in them, sealed and never edited."""

from typing import ClassVar

from django.db import models

from tidings.accounts.models import User
from tidings.register.models import BureauManager, BureauRow

KINDS = (
    "list",
    "finding",
    "terms",
    "run",
    "override",
    "lot",
    "draw",
    "signature",
    "second",
    "withdrawal",
    "outcome",
)


class Round(BureauRow):
    """One exchange round: a compartment of its own. Only those admitted by name know that it exists."""

    name = models.CharField(max_length=80)
    as_of = models.DateField()
    moment = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = BureauManager["Round"]()

    class Meta:
        """A name is used once in a bureau."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["bureau", "name"], name="round_name_once")]


class RoundMember(BureauRow):
    """Somebody admitted to a round by name; `left` says since when they are no longer."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    moment = models.DateTimeField()
    left = models.DateTimeField(null=True)

    objects = BureauManager["RoundMember"]()

    class Meta:
        """Nobody is admitted twice at a time."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "user"], condition=models.Q(left=None), name="round_member_once")
        ]


class RoundEntry(BureauRow):
    """One thing done in a round: a list drawn, a finding, terms, a run. Never edited, never deleted.

    `content` is sealed (`casework.rounds.sealing`): a stolen database tells neither terms nor people. `turn` counts the
    entries of a round; `refers` is the entry that a second signature or a withdrawal is about.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="entries")
    turn = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    refers = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    content = models.BinaryField()
    moment = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = BureauManager["RoundEntry"]()

    class Meta:
        """Numbered without gaps or doubles; nobody signs the same thing twice."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "turn"], name="round_entry_turn"),
            models.UniqueConstraint(
                fields=["refers", "by"], condition=models.Q(kind="second"), name="round_second_once"
            ),
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="round_entry_kind_known"),
        ]
