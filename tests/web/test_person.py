"""A person's file, its confirmation by two, and the search that leads to it."""

import re

import pytest

from tidings.register import queries


def test_the_file_shows_values_with_who_says_so(olena, filled):
    page = olena.get(f"/people/{filled.person}/").content.decode()
    assert "Криничар Данило Петрович" in page
    assert "Hotline" in page
    assert "Probably captive" in page
    assert "rests on report 1" in page


def test_opening_is_recorded_with_where_it_came_from(olena, filled):
    olena.get(f"/people/{filled.person}/?from=search")
    newest = queries.audit_log(actor=filled.olena).lines[0]
    assert (newest.deed, newest.subjects, newest.reason) == ("open_person", (filled.person,), "search")


def test_a_number_typed_with_spaces_opens_the_same_file(olena, filled):
    spaced = filled.person.replace("-", " ")
    assert filled.person in olena.get(f"/people/{spaced}/").content.decode()


def test_captivity_is_confirmed_only_by_two_people(olena, filled, sign_in):
    ground = filled.reports(filled.listed)[1]
    url = f"/people/{ground.person}/"
    sent = {"kind": "captive", "ground": [ground.report_id], "reason": "official list", "key": "confirm-1"}
    olena.post(f"{url}confirm/", sent)
    first = olena.get(url).content.decode()
    assert "1 of 2 signed" in first
    assert "Waits for somebody else’s signature" in first
    assert "Captivity confirmed" not in first
    sava = sign_in("sava-east")
    sign = re.search(r'action="(/people/[\d-]+/confirm/\d+/sign/)"', sava.get(url).content.decode())[1]
    sava.post(sign, {"key": "confirm-2"})
    assert "Captivity confirmed" in sava.get(url).content.decode()
    sava.post(sign.replace("/sign/", "/withdraw/"), {"key": "confirm-3", "reason": "wrong row"})
    assert "Captivity confirmed" not in sava.get(url).content.decode()


def test_a_confirmation_without_grounds_is_a_mistake(olena, filled):
    answer = olena.post(f"/people/{filled.person}/confirm/", {"kind": "captive", "reason": "x", "key": "confirm-4"})
    assert (answer.status_code, "Tick the reports it rests on." in answer.content.decode()) == (422, True)


def test_a_search_finds_another_spelling_and_is_recorded(olena, filled):
    page = olena.post("/people/", {"q": "Krynychar Danylo", "key": "search-key-1"}).content.decode()
    assert filled.person in page
    assert "Who it may be" in page
    assert queries.audit_log(actor=filled.olena).lines[0].deed == "search"


def test_nobody_found_is_an_answer(olena):
    page = olena.post("/people/", {"q": "Xaver Quintanilha", "key": "search-key-2"}).content.decode()
    assert "Nobody in the register fits." in page
    assert "start a tracing request" in page


def test_an_empty_search_is_a_mistake(olena):
    assert olena.post("/people/", {"q": "", "key": "search-key-3"}).status_code == 422


def test_the_log_is_filtered_by_person_and_deed(olena, filled):
    olena.get(f"/people/{filled.person}/")
    page = olena.get(f"/audit/?number={filled.person}&did=open_person").content.decode()
    assert page.count('<th scope="row">Olena</th>') == 1


@pytest.mark.usefixtures("filled")
def test_a_checkpoint_comes_as_a_file(sign_in):
    answer = sign_in("sava-east").post("/audit/checkpoint/", {"key": "checkpoint-1"})
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="checkpoint-')
    assert answer.content.decode().count("\n") >= 4


def test_the_words_searched_for_are_shown_in_the_log_to_a_supervisor_alone(olena, sign_in):
    olena.post("/people/", {"q": "Криничар Данило", "key": "search-key-9"})
    assert "Криничар" not in olena.get("/audit/?did=search").content.decode()
    assert "Криничар" in sign_in("sava-east").get("/audit/?did=search").content.decode()
