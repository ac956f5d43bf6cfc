"""The pages of exchange rounds: only for those admitted, whole in three languages, from the list to the signed paper."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.test import Client

import tidings.web
from tidings.accounts import Role

LOCALE = Path(tidings.web.__file__).parent / "locale"
THEIRS = "key,name,rank,captured,medical,consent\nB-1,Осинцев Илья,enlisted,2025-03-01,none,yes\n"


class Texts(HTMLParser):
    """Gathers every text a reader sees or hears."""

    def __init__(self):
        super().__init__()
        self.texts = []

    def handle_starttag(self, _tag, attrs):
        self.texts += [value for name, value in attrs if name in {"placeholder", "aria-label", "data-th"} and value]

    def handle_data(self, data):
        self.texts.append(data)


def texts_of(answer):
    parser = Texts()
    parser.feed(answer.content.decode())
    return parser.texts


class Seat:
    """One person's browser at one round, and forms sent in one line."""

    def __init__(self, client, round_id=0):
        self.client, self.round_id, self._forms = client, round_id, 0

    def url(self, page=""):
        return f"/rounds/{self.round_id}/{page}"

    def get(self, page=""):
        return self.client.get(self.url(page))

    def text(self, page=""):
        answer = self.get(page)
        assert answer.status_code == 200, page
        return " ".join(answer.content.decode().split())

    def post(self, page, **sent):
        self._forms += 1
        return self.client.post(self.url(page), {"key": f"form-{id(self)}-{self._forms}", **sent})

    def person(self, key):
        page = self.client.post(self.url("lists/find/"), {"find": key})
        assert page.status_code == 303
        return page.headers["Location"].removeprefix(self.url())


@pytest.fixture
def table(filled, sign_in):
    """Hanna and Mark at a round over the filled office; one captive of its register is listed."""
    for name in ("hanna", "mark", "stranger-here"):
        filled.enlist(name, Role.NEGOTIATOR)
    olena = sign_in("olena")
    filled.captive = filled.reports(filled.hotline)[1].person
    olena.post(
        f"/people/{filled.captive}/lists/",
        {"key": "listing-1", "kept_by": "own", "since": "2026-11-01", "proof": "Letter 7"},
    )
    hanna = Seat(sign_in("hanna"))
    begun = hanna.client.post("/rounds/", {"key": "begin-01", "name": "2026-11", "as_of": "2026-11-20"})
    hanna.round_id = int(re.search(r"/rounds/(\d+)/", begun.headers["Location"])[1])
    hanna.post("members/admit/", username="mark")
    mark = Seat(sign_in("mark"), hanna.round_id)
    return filled, hanna, mark


@pytest.fixture
def planned(table, tmp_path):
    """The round as far as a plan."""
    office, hanna, mark = table
    hanna.post("lists/draw/", rule="either")
    path = tmp_path / "theirs.csv"
    path.write_text(THEIRS, encoding="utf-8")
    with path.open("rb") as file:
        assert hanna.post("lists/give/", side="B", files=file).status_code == 303
    hanna.page = hanna.person(office.captive)
    hanna.post(f"{hanna.page}finding/", person=office.captive, what="wish", value="yes", grounds="told in private")
    entry = re.search(r'name="entry" value="(\d+)"', mark.text(hanna.page))[1]
    mark.post(f"{hanna.page}finding/sign/", entry=entry)
    hanna.post("terms/keep/", name="ours", low_A="0", high_A="1", low_B="0", high_B="1")
    scenario = re.search(r'<option value="(\d+)" selected>ours', hanna.text("plans/"))[1]
    assert hanna.post("plans/run/", scenario=scenario, seconds="20").headers["Location"] == hanna.url()
    return office, hanna, mark


@pytest.fixture
def pages(planned):
    """Every page of the round that is read."""
    _office, hanna, _mark = planned
    return ["", "members/", "lists/", "lists/?side=B", hanna.page, "terms/", "plans/", "plans/1/", "lot/", "outcomes/"]


def test_the_whole_way_to_two_signatures_papers_and_an_outcome(planned):
    office, hanna, mark = planned
    overview = hanna.text()
    assert "proven best" in overview
    run = re.search(r'name="run" value="(\d+)"', overview)[1]
    assert hanna.get("plans/1/list.pdf").status_code == 404
    assert "Two people must sign" in hanna.get("plans/1/plan.json").content.decode()
    hanna.post("plans/1/sign/", run=run)
    assert "a second person’s signature is wanted" in hanna.text("plans/1/")
    mark.post("plans/1/sign/", run=run)
    assert "Signed by Hanna, Mark" in hanna.text("plans/1/")
    from tidings.casework.rounds.signing import is_signed

    signed = json.loads(hanna.get("plans/1/plan.json").content)
    assert is_signed(signed["plan"], signed["signature"], signed["public_key"]) is True
    assert "Криничар" not in json.dumps(signed, ensure_ascii=False)
    for paper in ("plans/1/list.pdf", "plans/1/sheet.pdf"):
        answer = hanna.get(paper)
        assert (answer.headers["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    sent = hanna.post("outcomes/record/", person=office.captive, outcome="exchanged", day="2026-11-21")
    assert sent.status_code == 303
    assert "told to the register" in hanna.text("outcomes/")
    over_all = hanna.client.get("/rounds/fairness/").content.decode()
    assert "1 round with a signed plan" in over_all
    assert "Криничар" not in over_all
    assert office.captive not in over_all


def test_a_person_page_says_why_and_offers_what_would_change_it(planned):
    office, hanna, mark = planned
    assert "Why, or why not" in hanna.text(hanna.page)
    hanna.post(f"{hanna.page}finding/", person=office.captive, what="protection", value="yes", grounds="fears reprisal")
    page = mark.text(hanna.page)
    assert "stays: a veto nothing can buy" in page
    assert "fears reprisal" in page
    assert "To the family" not in page
    assert "yours to sign" in mark.text()


def test_a_mistake_keeps_what_was_typed_and_says_what_to_do(planned):
    _office, hanna, _mark = planned
    answer = hanna.post("terms/keep/", name="bad", low_A="many", high_A="1")
    assert answer.status_code == 422
    assert "is no whole number" in answer.content.decode()
    answer = hanna.post(
        "terms/keep/",
        name="bad",
        low_A="0",
        high_A="1",
        quota_side="A",
        quota_where="skill = pilot",
        quota_min="",
        quota_max="1",
    )
    assert (answer.status_code, "names nobody" in answer.content.decode()) == (422, True)
    answer = hanna.post("lists/draw/", rule="all of them")
    assert answer.status_code == 422


def test_terms_survive_the_form_both_ways():
    from django.http import QueryDict

    from tidings.web.rounds.termform import rows_of, terms_of, where_of, where_text

    where = {"rank": ["officer", "general"], "sex": ["f"], "vulnerable": [True], "hardship": [2]}
    assert where_of(where_text(where)) == where
    sent = QueryDict(mutable=True)
    sent.setlist("low_A", ["1"])
    sent.setlist("high_B", ["3"])
    for name, value in (
        ("left_side", "A"),
        ("left", "rank = officer"),
        ("right_side", "B"),
        ("right", ""),
        ("left_weight", "1"),
        ("right_weight", "2"),
        ("slack", "1"),
    ):
        sent.setlist(name, [value, ""])
    sent.setlist("must_include", ["B-1"])
    sent.setlist("exclude_pairs", ["B-1; B-2"])
    terms, _order = terms_of(sent)
    rows = rows_of(terms, ())
    assert rows["totals"] == [("A", "1", ""), ("B", "", "3")]
    assert (rows["ratios"][0].left, rows["ratios"][0].right_weight, rows["must_include"]) == (
        "rank = officer",
        "2",
        "B-1",
    )
    assert rows["exclude_pairs"] == "B-1; B-2"


@pytest.mark.usefixtures("elsewhere")
def test_nobody_else_sees_the_round_and_nothing_says_it_is_there(pages, planned, sign_in):
    _office, hanna, _mark = planned
    for name in ("stranger-here", "sava-east"):
        client = sign_in(name)
        assert {client.get(hanna.url(page)).status_code for page in pages} == {404}
        assert "You are admitted to no round." in client.get("/rounds/").content.decode()
        assert client.post(hanna.url("lists/draw/"), {"key": "intrude-1", "rule": "either"}).status_code in {404, 422}
    for name in ("olena", "stranger"):
        client = sign_in(name)
        assert {client.get(url).status_code for url in ["/rounds/", *map(hanna.url, pages)]} == {403}
    assert Client().get(hanna.url()).status_code == 302


def test_a_negotiator_has_no_other_room(planned, addresses):
    _office, hanna, _mark = planned
    assert {hanna.client.get(url).status_code for url in [*addresses, "/unlisted/"]} == {403}
    rail = hanna.text().partition('aria-label="Rooms"')[2].partition("</nav>")[0]
    assert re.findall(r'<a href="([^"]+)"', rail) == ["/rounds/"]
    assert 'role="search"' not in hanna.text()
    assert hanna.client.get("/").headers["Location"] == "/rounds/"


def test_no_key_and_no_name_stands_in_an_address(planned, pages):
    office, hanna, _mark = planned
    for page in pages:
        hrefs = re.findall(r'(?:href|action)="([^"]+)"', hanna.text(page))
        assert not [
            href for href in hrefs if office.captive in href or "B-1" in href or re.search("[А-яі]|%D0", href)
        ], page


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_no_english_word_of_ours_is_left(language, pages, planned):
    _office, hanna, _mark = planned
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as lines:
        catalogue = read_po(lines, locale=language)
    forms = [(message.id, message.string) for message in catalogue if message.id]
    ours = {text for ids, _ in forms for text in ([ids] if isinstance(ids, str) else ids)}
    same = {ids for ids, string in forms if ids == string}
    hanna.client.post("/language/", {"language": language, "next": "/"})
    for page in [*pages, "nowhere/"]:
        answer = hanna.get(page)
        texts = {" ".join(text.split()) for text in texts_of(answer)}
        assert texts & (ours - same) == set(), page


def test_pages_hold_no_inline_style_or_script(pages, planned):
    _office, hanna, _mark = planned
    for page in pages:
        answer = hanna.get(page)
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        text = answer.content.decode()
        assert re.search(r"<style|\sstyle=|\son\w+=", text) is None, page


def test_the_printed_sheet_names_nobody_and_takes_any_words_as_words(planned):
    _office, hanna, _mark = planned
    from datetime import UTC, datetime

    from tidings.web.rounds.printing import Part, Sheet, pdf

    moment = datetime(2026, 11, 22, tzinfo=UTC)
    hostile = '#panic("x") *b* $y$ \\u{1} [z] "quoted" \u202eright\0'
    sheet = Sheet(
        "uk",
        hostile,
        hostile,
        "",
        parts=[Part(hostile, points=[hostile], rows=[[hostile]], columns=["wide"], head=[hostile])],
    )
    assert pdf(sheet, moment)[:5] == b"%PDF-"
    assert pdf(sheet, moment) == pdf(sheet, moment)
    assert hanna.get("plans/1/sheet.pdf").status_code == 200
    assert hanna.get("plans/7/sheet.pdf").status_code == 404


def test_a_family_never_hears_of_a_round(planned, sign_in):
    office, hanna, _mark = planned
    page = sign_in("olena").get(f"/people/{office.captive}/").content.decode()
    assert not re.search(r"\bround\b|Exchange", page.partition("<main")[2])
    assert hanna.client.get("/answer/").status_code in {302, 403, 404}


def test_the_worklist_of_the_unlisted_leads_to_the_list_and_empties(filled, sign_in):
    olena = sign_in("olena")
    waiting = olena.get("/unlisted/").content.decode()
    captive = filled.reports(filled.hotline)[1].person
    assert captive in waiting
    assert "Криничар" not in waiting
    person = olena.get(f"/people/{captive}/").content.decode()
    assert "on no official list" in person
    bad = olena.post(f"/people/{captive}/lists/", {"key": "listing-0", "kept_by": "own", "since": "", "proof": "x"})
    assert bad.status_code == 422
    sent = {"key": "listing-2", "kept_by": "detaining", "since": "2026-11-01", "proof": "Letter 9"}
    assert olena.post(f"/people/{captive}/lists/", sent).status_code == 303
    assert captive not in olena.get("/unlisted/").content.decode()
    assert captive in olena.get("/unlisted/?missing=icrc").content.decode()
    page = olena.get(f"/people/{captive}/").content.decode()
    assert "Letter 9" in page
    back = re.search(rf"/people/{captive}/lists/(\d+)/withdraw/", page)[0]
    assert olena.post(back, {"key": "listing-3", "reason": "another man"}).status_code == 303
    assert captive in olena.get("/unlisted/").content.decode()
