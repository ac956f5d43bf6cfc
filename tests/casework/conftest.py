"""A bureau with one family's request, and the ways its person's file can change."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from tidings.casework import deeds
from tidings.casework.contact import Contact
from tidings.casework.given import RequestGiven
from tidings.casework.public import public_actor
from tidings.intake import Reading
from tidings.kernel.dates import PartialDate
from tidings.register import deeds as register
from tidings.register.results import SourceGiven
from tidings.reports import Report

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SOUGHT = Report(
    name="Криничар Данило Сергійович",
    surname="Криничар",
    given="Данило",
    patronymic="Сергійович",
    alias=("Krynychar",),
    sex="m",
    birth_date=PartialDate("1996-05-02"),
    event="missing",
    event_date=PartialDate("2026-03"),
    text="Подзвонив і сказав, що їх перевозять.",
)
CONTACT = Contact("Криничар Оксана Іванівна", "phone", "+380 44 000 00 00", "після 18:00", "яблуневий сад")
_keys = count()


def key():
    return f"test-key-{next(_keys):06}"


def given(**changes):
    return RequestGiven(
        **{"report": SOUGHT, "contact": CONTACT, "relation": "mother", "language": "uk", "consents": ("icrc",)}
        | changes
    )


@dataclass
class Casework:
    """One family, and a desk that takes reports about the person they seek."""

    desk: object
    number: str
    code: str
    days: int = 0

    @property
    def now(self):
        self.days += 1
        return NOW + timedelta(days=self.days)

    @property
    def row(self):
        from tidings.casework.models import TracingRequest

        return TracingRequest.objects.seen_by(self.desk.olena).select_related("person", "user").get(number=self.number)

    @property
    def family(self):
        from tidings.accounts.staff import actor_of

        return actor_of(self.row.user)

    def answer(self):
        return deeds.open_answer(actor=self.family, key=key(), moment=self.now)

    def told(self):
        return self.answer().answer

    def take(self, event, when="2026-06", kind="newspaper", origin=None, **changes):
        """Take one report of the man and return its id; nothing is decided yet."""
        from tidings.register.models import ReportRow

        said = PartialDate(when) if when else None
        report = Report(
            name="Krynychar Danylo",
            birth_date=PartialDate("1996-05-02"),
            sex="m",
            event=event,
            event_date=said,
            **changes,
        )
        name = origin or f"source of {event} {kind}"
        taken = register.take(
            actor=self.desk.olena,
            key=key(),
            moment=self.now,
            content=key().encode(),
            filename="t.csv",
            source=SourceGiven(name, kind, "B", name),
            reading=Reading(reports=(report,)),
            accept=True,
        )
        return ReportRow.objects.seen_by(self.desk.olena).get(taking_id=taken.taking_id).pk

    def take_text(self, *events):
        """Take an article in which intake joined all lines as one subject; return the reports' ids."""
        from tidings.register.models import ReportRow

        said = [
            Report(name="Krynychar Danylo", sex="m", event=event, event_date=PartialDate(when), subject="p1")
            for event, when in events
        ]
        taken = register.take(
            actor=self.desk.olena,
            key=key(),
            moment=self.now,
            content=key().encode(),
            filename="article.txt",
            source=SourceGiven("Weekly", "newspaper", "B", "Weekly"),
            reading=Reading(reports=tuple(said), kind="text"),
            accept=True,
        )
        rows = ReportRow.objects.seen_by(self.desk.olena).filter(taking_id=taken.taking_id).order_by("pk")
        return [row.pk for row in rows]

    def decide(self, report_id, verdict="same"):
        return register.decide(
            actor=self.desk.olena,
            key=key(),
            moment=self.now,
            left=self.row.report_id,
            right=report_id,
            verdict=verdict,
            reason="checked by telephone",
        )

    def undo(self, decision):
        return register.undo(
            actor=self.desk.olena, key=key(), moment=self.now, decision_id=decision.decision_id, reason="a namesake"
        )

    def confirm(self, kind, *grounds):
        person = self.row.person
        number = (person.joined_into or person).number
        asked = register.propose_confirmation(
            actor=self.desk.olena, key=key(), moment=self.now, person=number, kind=kind, grounds=grounds, reason="seen"
        )
        return self.sign(asked)

    def sign(self, confirmation):
        return register.sign_confirmation(
            actor=self.desk.bohdan, key=key(), moment=self.now, confirmation_id=confirmation.confirmation_id
        )

    def withdraw(self, confirmation):
        return register.withdraw_confirmation(
            actor=self.desk.bohdan,
            key=key(),
            moment=self.now,
            confirmation_id=confirmation.confirmation_id,
            reason="the list was mended",
        )


@pytest.fixture
def work(desk):
    """A family that asked through the public form."""
    lodged = deeds.lodge_request(actor=public_actor(), key=key(), moment=NOW, request=given())
    return Casework(desk, lodged.number, lodged.code)
