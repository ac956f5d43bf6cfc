"""Every page of the desk: who may see it, what headers it carries, and that no word is left untranslated."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.test import Client

import tidings.web
from tidings.accounts import Role

LOCALE = Path(tidings.web.__file__).parent / "locale"
CSP = {
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
SHOWN_ATTRIBUTES = {"placeholder", "aria-label", "data-th", "data-key-words"}


class Shown(HTMLParser):
    """Gathers every text a reader sees or hears."""

    def __init__(self):
        super().__init__()
        self.texts, self.attributes = [], []

    def handle_starttag(self, tag, attrs):
        self.attributes.append((tag, dict(attrs)))
        self.texts += [value for name, value in attrs if name in SHOWN_ATTRIBUTES and value]

    def handle_data(self, data):
        self.texts.append(data)


def shown(response):
    parser = Shown()
    parser.feed(response.content.decode())
    return parser


def test_every_page_opens_for_a_caseworker(olena, addresses):
    assert [(url, olena.get(url).status_code) for url in addresses] == [(url, 200) for url in addresses]


def test_nobody_sees_a_page_without_signing_in(addresses):
    answers = [Client().get(url) for url in addresses]
    assert [answer.headers["Location"] for answer in answers] == [f"/sign-in/?next={url}" for url in addresses]


def test_a_family_account_is_refused_at_every_desk_page(addresses, filled):
    from tidings.accounts.models import User

    filled.enlist("relative", Role.FAMILY)
    client = Client()
    client.force_login(User.objects.get(username="relative"))
    assert {client.get(url).status_code for url in addresses} == {404}


def test_the_supervisor_enters_the_same_rooms(addresses, sign_in):
    client = sign_in("sava-east")
    assert {client.get(url).status_code for url in addresses} == {200}


@pytest.mark.usefixtures("elsewhere")
def test_what_belongs_to_another_bureau_is_not_here(filled, sign_in):
    stranger = sign_in("stranger")
    hers = [
        f"/inbox/{filled.waiting.taking_id}/",
        f"/review/{filled.proposals()[0]}/",
        f"/people/{filled.person}/",
        "/requests/0047-2183-5/",
    ]
    answers = [stranger.get(url) for url in hers]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert all("Nothing is here" in answer.content.decode() for answer in answers)
    assert "Криничар" not in "".join(answer.content.decode() for answer in answers)


@pytest.mark.usefixtures("elsewhere")
def test_lists_of_another_bureau_stay_empty(filled, sign_in):
    stranger = sign_in("stranger")
    for url in ("/inbox/", "/review/", "/audit/"):
        page = stranger.get(url).content.decode()
        assert "hotline.csv" not in page
        assert filled.person not in page
    found = stranger.post("/people/", {"q": "Криничар Данило", "key": "stranger-1"}).content.decode()
    assert filled.person not in found


def test_every_answer_carries_the_strict_policy_and_leaves_no_trace(olena, addresses):
    for url in [*addresses, "/nowhere/", "/sign-in/"]:
        answer = olena.get(url)
        policy = answer.headers["Content-Security-Policy"]
        assert {part.strip() for part in policy.split(";")} == CSP
        assert "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_no_page_holds_inline_style_or_script(olena, addresses):
    for url in [*addresses, "/nowhere/"]:
        for tag, attributes in shown(olena.get(url)).attributes:
            assert "style" not in attributes, url
            assert not [name for name in attributes if name.startswith("on")], url
            assert tag != "style", url
            assert tag != "script" or attributes.get("src"), url


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_no_english_word_of_ours_is_left(language, addresses, sign_in):
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as lines:
        catalogue = read_po(lines, locale=language)
    forms = [(message.id, message.string) for message in catalogue if message.id]
    ours = {text for ids, _ in forms for text in ([ids] if isinstance(ids, str) else ids)}
    same = {ids for ids, string in forms if ids == string}
    client = sign_in("olena", language)
    nobody = Client(headers={"accept-language": language})
    for url in [*addresses, "/nowhere/", "/sign-in/"]:
        answer = (nobody if url == "/sign-in/" else client).get(url)
        assert f'<html lang="{language}">' in answer.content.decode()
        texts = {" ".join(text.split()) for text in shown(answer).texts}
        assert texts & (ours - same) == set(), url


def test_the_strip_says_rehearsal_only_where_it_is(settings, olena):
    assert "Rehearsal data" in olena.get("/inbox/").content.decode()
    settings.REHEARSAL = False
    assert "Rehearsal data" not in olena.get("/inbox/").content.decode()


def test_a_mistake_of_the_program_says_so_without_the_database():
    from django.test import RequestFactory
    from django.utils import translation

    from tidings.web.views.errors import server_error

    with translation.override("en"):
        answer = server_error(RequestFactory().get("/inbox/"))
    assert answer.status_code == 500
    assert "This page could not be made" in answer.content.decode()


def test_no_name_of_a_person_stands_in_an_address(olena, addresses):
    for url in addresses:
        hrefs = [attributes["href"] for tag, attributes in shown(olena.get(url)).attributes if tag == "a"]
        assert not [href for href in hrefs if re.search(r"[А-яЁёІіЇїЄєҐґ]|%D0|%D1|Zaoz", href)]


def test_the_language_switch_keeps_the_page(olena):
    answer = olena.post("/language/", {"language": "uk", "next": "/review/"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/review/")
    assert "Звірення" in olena.get("/review/").content.decode()


def test_the_language_switch_leads_nowhere_else(olena):
    answer = olena.post("/language/", {"language": "uk", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
