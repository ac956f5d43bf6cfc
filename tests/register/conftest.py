"""What register tests share: a bench that takes, decides and signs in one line each."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest

from tidings.intake import Held, Reading
from tidings.kernel.dates import PartialDate
from tidings.register import deeds, hooks
from tidings.register.results import SourceGiven
from tidings.reports import Report

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def report(name="Дрімлюга Остап", born="1997-04-11", **said):
    return Report(name=name, birth_date=PartialDate.parse(born) if born else None, sex="m", **said)


class Bench:
    """Does deeds as Olena unless told otherwise, each with a fresh key."""

    def __init__(self, desk):
        self.desk = desk
        self._keys = count()

    def terms(self, actor=None, moment=NOW):
        return {"actor": actor or self.desk.olena, "key": f"test-key-{next(self._keys)}", "moment": moment}

    def take(self, *reports, kind="hotline", name="", accept=True, actor=None, held=(), text="", origin=""):
        number = next(self._keys)
        kind_of_file = "text" if any(one.subject for one in reports) else "table"
        return deeds.take(
            **self.terms(actor),
            content=f"original {number}".encode(),
            filename=f"file {number}.csv",
            source=SourceGiven(name or f"Source {number}", kind, "C", origin),
            reading=Reading(tuple(reports), tuple(held), text=text, kind=kind_of_file),
            accept=accept,
        )

    def number(self, *reports, **how):
        """Take reports of one subject and return their person's number."""
        taken = self.take(*reports, **how)
        return self.numbers(taken)[0]

    def whole(self, actor, taking_id):
        """Everything of one taking, the mended reports too, without an opening in the log."""
        from tidings.register.showing import reports_shown, with_all
        from tidings.register.takings import Part, opened, taking_file

        file = taking_file(actor, opened(actor, taking_id, Part("", "", 0, 1)), 0)
        rows = with_all(actor).filter(report__taking_id=taking_id).order_by("report_id")
        return replace(file, reports=reports_shown(actor, rows))

    def numbers(self, taken):
        shown = self.whole(self.desk.olena, taken.taking_id).reports
        return [one.person for one in shown]

    def ids(self, taken):
        shown = self.whole(self.desk.olena, taken.taking_id).reports
        return [one.report_id for one in shown]

    def numbers_of(self, *report_ids):
        from tidings.register.models import Standing

        rows = Standing.objects.seen_by(self.desk.olena).filter(report_id__in=report_ids).select_related("person")
        return [row.person.number for row in rows]

    def decide(self, left, right, verdict="same", actor=None, **more):
        return deeds.decide(**self.terms(actor), left=left, right=right, verdict=verdict, reason="seen both", **more)

    def file(self, number, actor=None):
        return deeds.open_person(**self.terms(actor), number=number, why="test")

    def status(self, number):
        return self.file(number).status

    def held(self, line=3):
        return Held(
            line, (("name", "Лозовінський Ігнат"), ("birth_date", "31.02.1996")), "birth_date", "no day", "Mend"
        )


@pytest.fixture(autouse=True)
def register_alone(monkeypatch):
    """What casework does when a file changes is tested there."""
    monkeypatch.setattr(hooks, "_PERSON_CHANGED", [])


@pytest.fixture
def bench(desk):
    return Bench(desk)
