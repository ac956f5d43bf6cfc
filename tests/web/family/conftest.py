"""A family at the public form, and the desk that works for it."""

import re
from datetime import UTC, datetime
from itertools import count

import pytest
from django.test import Client

from tidings.casework import deeds as casework
from tidings.intake import Reading
from tidings.kernel.dates import PartialDate
from tidings.register import deeds
from tidings.register.results import SourceGiven
from tidings.reports import Report

NAME = {"surname": "Криничар", "given": "Данило", "other": "Krynychar, Даня"}
PERSON = {
    "birth_day": "2",
    "birth_month": "травня",
    "birth_year": "1996",
    "sex": "m",
    "last_month": "3",
    "last_year": "2026",
    "sure": "about",
    "said": "Подзвонив з чужого номера.",
}
CONTACT = {
    "enquirer": "Криничар Леся",
    "relation": "mother",
    "way": "phone",
    "tel": "+380 44 000 00 00",
    "hours": "після 18:00",
    "word": "яблуневий сад",
    "consent": "on",
    "scopes": ["icrc"],
}
KEY = re.compile(r'name="key" value="([0-9a-f]{64})"')


def reading_in(language):
    client = Client()
    client.post("/language/", {"language": language, "next": "/"})
    return client


def lodged_by(client, name=NAME, **changes):
    """Walk the three steps; return the number, the code, and the form that was sent last."""
    assert client.post("/ask/", name).status_code == 303
    assert client.post("/ask/person/", PERSON).status_code == 303
    form = CONTACT | changes | {"key": KEY.search(client.get("/ask/contact/").content.decode())[1]}
    sent = client.post("/ask/contact/", form)
    assert sent.status_code == 200, sent.context["errors"]
    return sent.context["lodged"], form


def enter(client, lodged, code=None):
    return client.post("/answer/sign-in/", {"number": lodged.number, "code": code or lodged.code})


class Bureau:
    """Staff who take reports, decide and sign, in one line each."""

    def __init__(self, desk):
        self.desk, self._keys = desk, count()

    def terms(self, actor):
        return {"actor": actor, "key": f"family-key-{next(self._keys):05}", "moment": datetime.now(UTC)}

    def person(self, lodged):
        opened = casework.open_request(**self.terms(self.desk.olena), number=lodged.number, why="work")
        return opened.line.person

    def learns(self, lodged, event, when="2026-04", kind="newspaper", source=""):
        """Take a report and decide that it is about the person sought; return the report and the decision."""
        from tidings.register.models import Standing

        report = Report(name="Krynychar Danylo", sex="m", event=event, event_date=PartialDate(when))
        source = source or f"{kind} of {event}"
        taken = deeds.take(
            **self.terms(self.desk.olena),
            content=f"{event} {when} {source}".encode(),
            filename="t.csv",
            source=SourceGiven(source, kind, "B"),
            reading=Reading(reports=(report,)),
            accept=True,
        )
        shown = Standing.objects.seen_by(self.desk.olena).get(report__taking_id=taken.taking_id)
        decided = deeds.decide(
            **self.terms(self.desk.olena),
            left=self.person(lodged),
            right=shown.report_id,
            verdict="same",
            reason="checked",
        )
        return shown.report_id, decided.decision_id

    def confirms(self, lodged, kind, *grounds):
        asked = deeds.propose_confirmation(
            **self.terms(self.desk.olena), person=self.person(lodged), kind=kind, grounds=grounds, reason="seen"
        )
        return deeds.sign_confirmation(**self.terms(self.desk.bohdan), confirmation_id=asked.confirmation_id)


@pytest.fixture
def bureau(desk):
    return Bureau(desk)


@pytest.fixture
def family(bureau):  # noqa: ARG001 -- the form needs a bureau
    """A family that has sent its request, in Ukrainian."""
    client = reading_in("uk")
    client.lodged, client.form = lodged_by(client)
    return client


@pytest.fixture
def steps():
    """The helpers above, for tests that walk themselves."""

    class Steps:
        name, person, contact = NAME, PERSON, CONTACT
        reading_in, lodged_by, enter = staticmethod(reading_in), staticmethod(lodged_by), staticmethod(enter)
        key = KEY

    return Steps
