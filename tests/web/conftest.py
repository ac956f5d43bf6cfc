"""Two bureaux at their desks: Olena (caseworker) and Sava (supervisor) in the east; Stranger in the west."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest
from django.test import Client

from tidings import intake
from tidings.accounts import Role
from tidings.accounts.staff import actor_named
from tidings.register import deeds, founding, queries
from tidings.register.results import SourceGiven

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PASSWORD = "kept-light-in-window"
HOTLINE = (
    "record_id,name,birth_date,event,event_date,event_place,rank,residence\n"
    "1,Верёвочкин Фёдор Аркадьевич,1998-04-12,missing,2026-03-03,Луганская область,рядовой,Кинешма\n"
    "2,Криничар Данило Петрович,1996-11-05,captured,2026-03/2026-04,Бахмут,ст. солдат,Суми\n"
)
LISTED = (
    "record_id,name,birth_date,age,as_of,event,event_date,event_place,rank\n"
    "L388,VEREVOCHKIN FEDIR A.,1998,,,captured,2026-03,Luhansk obl.,private\n"
    "L389,KRYNYCHAR DANYLO,,29,2026-04-20,held,2026-04-20,Donetsk,\n"
)
HELD = "name,birth_date,rank\nДрімлюга О. В.,1997-04-11,солдат\nЛозовінський Ігнат,31.02.1996,солдат\n"
ARTICLE = (
    "Darya had not heard from her brother since early March 2026.\n\n"
    "Evgeny Zaozyornov was apparently captured in the Luhansk region in March 2026.\n"
)


class Office:
    """A bureau with staff, and deeds done in one line."""

    def __init__(self, slug, name):
        self.bureau_id = founding.open_bureau(slug=slug, name=name, moment=NOW)
        self._slug, self._keys = slug, count()
        self.supervisor = founding.first_supervisor(
            bureau_id=self.bureau_id,
            username=f"sava-{slug}",
            display_name="M. Sava",
            password=PASSWORD,
            language="en",
            moment=NOW,
        )

    def terms(self, actor):
        return {"actor": actor, "key": f"{self._slug}-key-{next(self._keys):05}", "moment": NOW}

    def enlist(self, username, role=Role.CASEWORKER):
        deeds.enlist(
            **self.terms(self.supervisor),
            username=username,
            display_name=username.title(),
            role=role,
            password=PASSWORD,
            language="en",
        )
        return actor_named(bureau_id=self.bureau_id, username=username)

    def take(self, text, filename="file.csv", kind="hotline", source="Hotline", *, accept=True):
        content = text.encode()
        asked = intake.Asked(filename, source, date(2026, 11, 14), "")
        reading = intake.read_content(content, asked)
        return deeds.take(
            **self.terms(self.supervisor),
            content=content,
            filename=filename,
            source=SourceGiven(source, kind, "B", ""),
            reading=reading,
            accept=accept,
        )

    def whole(self, actor, taking_id):
        """Everything of one taking, the mended reports too, without an opening in the log."""
        from tidings.register.showing import reports_shown, with_all
        from tidings.register.takings import Part, opened, taking_file

        file = taking_file(actor, opened(actor, taking_id, Part("", "", 0, 1)), 0)
        rows = with_all(actor).filter(report__taking_id=taking_id).order_by("report_id")
        return replace(file, reports=reports_shown(actor, rows))

    def reports(self, taken):
        return self.whole(self.supervisor, taken.taking_id).reports

    def proposals(self):
        return [line.proposal_id for line in queries.review_queue(actor=self.supervisor).lines]


def signed_in(username, language="en"):
    """A browser with somebody signed in, reading in a language."""
    client = Client()
    answer = client.post("/sign-in/", {"username": username, "password": PASSWORD})
    assert answer.status_code == 303
    client.post("/language/", {"language": language, "next": "/"})
    return client


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    """A home folder of its own: originals and keys."""
    settings.TIDINGS_HOME = tmp_path
    settings.REHEARSAL = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def office(db):  # noqa: ARG001 -- a fixture asked for, not used
    made = Office("east", "Bureau East")
    made.olena = made.enlist("olena")
    return made


@pytest.fixture
def elsewhere(office):  # noqa: ARG001 -- the other bureau comes second
    made = Office("west", "Bureau West")
    made.stranger = made.enlist("stranger")
    return made


@pytest.fixture
def filled(office):
    """Two tables taken, so that proposals wait; a table with a held row; an article that waits."""
    office.hotline = office.take(HOTLINE, "hotline.csv")
    office.listed = office.take(LISTED, "list.csv", "detaining_list", "List of April")
    office.waiting = office.take(HELD, "held.csv", "volunteer", "Archive", accept=False)
    office.article = office.take(ARTICLE, "voice.txt", "newspaper", "Weekly", accept=False)
    office.person = office.reports(office.hotline)[1].person
    return office


@pytest.fixture
def sign_in():
    return signed_in


@pytest.fixture
def olena(filled):  # noqa: ARG001 -- she needs a bureau
    return signed_in("olena")


@pytest.fixture
def addresses(filled):
    """Every page of the desk that is read, filled."""
    return [
        "/inbox/",
        f"/inbox/{filled.waiting.taking_id}/",
        f"/inbox/{filled.article.taking_id}/",
        "/review/",
        f"/review/{filled.proposals()[0]}/",
        "/people/",
        f"/people/{filled.person}/",
        "/requests/",
        "/audit/",
    ]
