"""A round with two negotiators admitted, over a register with a few captives; and people who must not see it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from tidings.accounts import Role, staff
from tidings.casework.deeds import rounds as deeds
from tidings.intake import Reading
from tidings.kernel.dates import PartialDate
from tidings.register import deeds as register
from tidings.register.results import SourceGiven
from tidings.reports import Report

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
AS_OF = date(2026, 11, 20)
PASSWORD = "a long invented password"
PEOPLE = (
    ("Криничар Данило", "1996-05-02", "старший солдат", "captured", "2025-03-01", "Донецьк"),
    ("Верёвочкин Фёдор", "1998-04-12", "рядовой", "captured", "2025-08", "Донецьк"),
    ("Дрімлюга Остап", "1997-04-11", "сержант", "held", "2026-02-10", "Луганськ"),
)
OTHERS = (
    "key,name,rank,captured,medical,consent,listed\n"
    "B-1,Заозёрнов Евгений,enlisted,2025-05-04,none,yes,yes\n"
    "B-2,Рябинов Пётр,enlisted,2026-01-09,none,yes,yes\n"
    "B-3,Осинцев Илья,sergeant,2024-11-30,serious,yes,yes\n"
)
_keys = count()


@dataclass
class Room:
    """One round, and its members' deeds in one line each."""

    desk: object
    hanna: object
    mark: object
    outsider: object
    round_id: int = 0
    days: int = 0

    @property
    def now(self):
        self.days += 1
        return NOW + timedelta(minutes=self.days)

    def terms(self, actor=None):
        return {"actor": actor or self.hanna, "key": f"round-key-{next(_keys):06}", "moment": self.now}

    def ground(self, actor=None):
        return {**self.terms(actor), "round_id": self.round_id}

    def begin(self, name="2026-11"):
        self.round_id = deeds.begin_round(**self.terms(), name=name, as_of=AS_OF).round_id
        return self.round_id

    def take(self, *people, kind="hotline", name="Hotline"):
        """Take one report of each and return their register numbers."""
        from tidings.register.models import Standing

        reports = tuple(
            Report(
                name=one,
                sex="m",
                birth_date=PartialDate(born),
                rank=rank,
                event=event,
                event_date=PartialDate(when) if when else None,
                event_place=place,
            )
            for one, born, rank, event, when, place in people
        )
        taken = register.take(
            **self.terms(self.desk.olena),
            content=f"list {next(_keys)}".encode(),
            filename="t.csv",
            source=SourceGiven(name, kind, "B", ""),
            reading=Reading(reports=reports),
            accept=True,
        )
        rows = Standing.objects.seen_by(self.desk.olena).filter(report__taking_id=taken.taking_id)
        return [row.person.number for row in rows.order_by("report_id").select_related("person")]

    def list_them(self, *numbers, kept_by="own"):
        for number in numbers:
            register.add_listing(
                **self.terms(self.desk.olena), person=number, kept_by=kept_by, since=AS_OF, proof="Letter 1"
            )

    def open(self, actor=None, page="overview", person=""):
        return deeds.open_round(**self.ground(actor), page=page, person=person)

    def state(self):
        return self.open().state

    def draw(self, rule="either"):
        return deeds.draw_list(**self.ground(), rule=rule)

    def give(self, text=OTHERS, filename="b.csv", side="B"):
        return deeds.give_list(**self.ground(), side=side, content=text.encode(), filename=filename)

    def find(self, person, what, value, actor=None, grounds="told in private", **more):
        return deeds.record_finding(
            **self.ground(actor), person=person, what=what, value=value, grounds=grounds, **more
        ).entry_id

    def sign(self, entry_id, actor=None):
        return deeds.sign_finding(**self.ground(actor or self.mark), entry_id=entry_id)

    def agree(self, person, wish="yes"):
        self.sign(self.find(person, "wish", wish))

    def keep(self, name="ours", order=(), **terms):
        return deeds.keep_terms(**self.ground(), name=name, terms=terms, order=order).entry_id

    def run(self, scenario, **more):
        return deeds.run_plan(**self.ground(), scenario=scenario, **more).entry_id

    def sign_plan(self, run, actor=None):
        return deeds.sign_plan(**self.ground(actor), run=run)


@pytest.fixture
def room(desk):
    """A begun round: Hanna and Mark are admitted; the outsider is a negotiator of the bureau who is not."""

    def enrol(username):
        return staff.enrol(
            bureau_id=desk.bureau_id,
            username=username,
            display_name=username.title(),
            role=Role.NEGOTIATOR,
            password=PASSWORD,
        )

    made = Room(desk, enrol("hanna"), enrol("mark"), enrol("outsider"))
    made.begin()
    deeds.admit_to_round(**made.ground(), username="mark")
    return made


@pytest.fixture
def listed(room):
    """The round with both lists: two of the own side listed, the third known captive and listed nowhere."""
    room.own = room.take(*PEOPLE)
    room.list_them(*room.own[:2])
    room.draw()
    room.give()
    return room
