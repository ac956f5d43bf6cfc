"""The staff's door."""

import re

import pytest
from django.test import Client

PASSWORD = "kept-light-in-window"


def enter(**fields):
    return Client().post("/sign-in/", {"username": "olena", "password": PASSWORD} | fields)


@pytest.mark.usefixtures("office")
def test_the_right_password_leads_to_the_inbox():
    answer = enter()
    assert (answer.status_code, answer.headers["Location"]) == (303, "/inbox/")


@pytest.mark.usefixtures("office")
def test_the_way_wanted_is_kept_but_only_inside():
    assert enter(next="/audit/").headers["Location"] == "/audit/"
    assert enter(next="https://elsewhere.example/").headers["Location"] == "/inbox/"
    assert enter(next="//elsewhere.example/").headers["Location"] == "/inbox/"


@pytest.mark.usefixtures("office")
def test_a_wrong_password_is_refused_without_saying_which_part_was_wrong():
    wrong, unknown = enter(password="no"), enter(username="nobody")
    assert (wrong.status_code, unknown.status_code) == (403, 403)
    told = [re.search(r'class="errs".*?</div>', answer.content.decode(), re.DOTALL)[0] for answer in (wrong, unknown)]
    assert told[0] == told[1]
    assert "Mistake:" in wrong.content.decode()


def test_signing_out_ends_the_sitting(olena):
    assert olena.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert olena.get("/inbox/").status_code == 302


@pytest.mark.usefixtures("office")
def test_a_form_without_its_token_is_answered_with_words():
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "olena"})
    assert answer.status_code == 403
    assert "Please open the form again" in answer.content.decode()
