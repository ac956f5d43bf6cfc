"""The request form: three steps, mistakes that lose nothing, number and code shown once and kept nowhere."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from tidings.casework import deeds, queries
from tidings.casework.signing import TRIES


def everything_kept():
    """Every value of every table of the database, as text."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- names from the database itself
            rows += [
                str(bytes(cell) if isinstance(cell, memoryview) else cell) for row in cursor.fetchall() for cell in row
            ]
    return "\n".join(rows)


def test_three_steps_lodge_a_request_that_the_desk_can_open(bureau, family):
    opened = deeds.open_request(**bureau.terms(bureau.desk.olena), number=family.lodged.number, why="to call")
    report = opened.report
    assert (report.surname, report.given, report.alias, report.sex) == (
        "Криничар",
        "Данило",
        ("Krynychar", "Даня"),
        "m",
    )
    assert (str(report.birth_date), str(report.event_date), report.event) == ("1996-05-02", "2026-03~", "missing")
    assert (opened.contact.way, opened.contact.address) == ("phone", "+380 44 000 00 00")
    assert (opened.contact.word, opened.contact.hours) == ("яблуневий сад", "після 18:00")
    assert (opened.line.relation, opened.line.language, opened.consents) == ("mother", "uk", ("icrc",))


def test_the_press_is_no_choice_and_nobody_is_chosen_beforehand(bureau, steps):  # noqa: ARG001 -- needs a bureau
    client = steps.reading_in("en")
    client.post("/ask/", steps.name)
    client.post("/ask/person/", steps.person)
    form = client.get("/ask/contact/").context["form"]
    assert [value for value, _ in form.fields["scopes"].choices] == ["icrc", "ministry", "bureaux"]
    assert form["scopes"].value() is None
    assert not form["consent"].value()


def test_the_same_form_sent_twice_is_one_request_with_the_same_code(bureau, family):
    again = family.post("/ask/contact/", family.form)
    assert again.context["lodged"] == family.lodged
    assert len(queries.requests(actor=bureau.desk.olena).lines) == 1


def test_after_sending_the_draft_is_gone(family):
    assert family.get("/ask/contact/").url == "/ask/"
    assert "Криничар" not in family.get("/ask/").content.decode()


def test_neither_code_nor_contact_nor_word_lies_in_the_database_in_clear(family):
    kept = everything_kept()
    digits = family.lodged.code.replace(" ", "")
    assert len(digits) == 40
    assert family.lodged.code not in kept
    assert digits not in kept
    for secret in ("яблуневий сад", "+380 44 000 00 00", "після 18:00"):
        assert secret not in kept


def test_a_draft_is_sealed_in_the_session(bureau, steps):  # noqa: ARG001 -- needs a bureau
    client = steps.reading_in("uk")
    client.post("/ask/", steps.name)
    stored = [session.get_decoded() for session in Session.objects.all()]
    assert len(stored) == 1
    assert "Криничар" not in str(stored)
    assert client.get("/ask/").context["form"]["surname"].value() == "Криничар"


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("en", "Mistake:", "Write at least one name: the surname, the first name or a nickname."),
        ("uk", "Помилка:", "Напишіть хоча б одне ім’я: прізвище, ім’я чи прізвисько."),
        ("ru", "Ошибка:", "Напишите хотя бы одно имя: фамилию, имя или прозвище."),
    ],
)
def test_a_mistake_is_summed_up_linked_and_said_again_at_the_field(bureau, steps, language, title, words):  # noqa: ARG001 -- needs a bureau
    answer = steps.reading_in(language).post("/ask/", {"patronymic": "Сергійович"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f"<title>{title}" in text
    assert f'<a href="#id_surname">{words}</a>' in text
    assert text.count(words) == 2
    assert 'value="Сергійович"' in text


def test_a_wrong_day_loses_nothing_that_was_typed(bureau, steps):  # noqa: ARG001 -- needs a bureau
    client = steps.reading_in("ru")
    client.post("/ask/", steps.name)
    typed = steps.person | {"last_day": "31", "last_month": "сентябрь", "last_year": "2025"}
    answer = client.post("/ask/person/", typed)
    assert [error.words for error in answer.context["errors"]] == ["Такого дня нет: в этом месяце 30 дней."]
    assert [error.field for error in answer.context["errors"]] == ["id_last_day"]
    assert {name: answer.context["form"][name].value() for name in typed} == typed


@pytest.mark.parametrize("words", ["He surrendered near the river", "Он сдался в плен", "Здався в полон сам"])
def test_how_the_capture_happened_is_not_taken(bureau, steps, words):  # noqa: ARG001 -- needs a bureau
    client = steps.reading_in("en")
    client.post("/ask/", steps.name)
    answer = client.post("/ask/person/", steps.person | {"said": words})
    assert answer.status_code == 422
    assert "tell it by telephone" in answer.context["errors"][0].words.casefold()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"consent": ""}, "id_consent"),
        ({"enquirer": " "}, "id_enquirer"),
        ({"relation": ""}, "id_relation"),
        ({"relation": "owner"}, "id_relation"),
        ({"tel": ""}, "id_tel"),
        ({"tel": "call me"}, "id_tel"),
        ({"way": "letter"}, "id_letter"),
        ({"way": "pigeon"}, "id_way"),
        ({"scopes": ["press"]}, "id_scopes"),
        ({"word": "x" * 201}, "id_word"),
    ],
)
def test_what_cannot_be_sent_is_said_at_its_field_and_nothing_is_lodged(bureau, steps, changes, field):
    client = steps.reading_in("en")
    client.post("/ask/", steps.name)
    client.post("/ask/person/", steps.person)
    key = steps.key.search(client.get("/ask/contact/").content.decode())[1]
    answer = client.post("/ask/contact/", steps.contact | changes | {"key": key})
    assert answer.status_code == 422
    assert [error.field for error in answer.context["errors"]] == [field]
    assert answer.context["form"]["hours"].value() == "після 18:00"
    assert queries.requests(actor=bureau.desk.olena).lines == ()


def test_do_not_contact_me_needs_no_number(bureau, steps):
    lodged, _ = steps.lodged_by(steps.reading_in("en"), way="none", tel="", word="")
    opened = deeds.open_request(**bureau.terms(bureau.desk.olena), number=lodged.number, why="to see")
    assert (opened.contact.way, opened.contact.address, opened.line.next_call) == ("none", "", None)


def test_commas_alone_are_no_name(bureau, steps):  # noqa: ARG001 -- needs a bureau
    assert steps.reading_in("en").post("/ask/", {"other": " , ;"}).status_code == 422


@pytest.mark.parametrize("page", ["/ask/person/", "/ask/contact/"])
def test_a_later_step_without_the_first_leads_back(bureau, steps, page):  # noqa: ARG001 -- needs a bureau
    assert steps.reading_in("en").get(page).url == "/ask/"


def test_one_address_cannot_flood_the_bureau(bureau, steps, monkeypatch):
    monkeypatch.setitem(TRIES, "lodge", 3)
    for number in range(5):
        client = steps.reading_in("en")
        client.post("/ask/", steps.name)
        client.post("/ask/person/", steps.person)
        key = steps.key.search(client.get("/ask/contact/").content.decode())[1]
        answer = client.post("/ask/contact/", steps.contact | {"key": key, "enquirer": f"Family {number}"})
        if answer.status_code != 200:
            break
    assert answer.status_code == 422
    assert "Wait fifteen minutes" in answer.context["errors"][0].words
    assert answer.context["form"]["word"].value() == "яблуневий сад"
    assert number == len(queries.requests(actor=bureau.desk.olena).lines) == 3


@pytest.mark.parametrize(("behind", "lodged"), [(True, 4), (False, 3)])
def test_behind_a_proxy_families_are_told_apart_by_what_the_proxy_saw(
    bureau, steps, monkeypatch, settings, behind, lodged
):
    """Without a proxy the header is anybody's to write, so it counts for nothing."""
    settings.BEHIND_PROXY = behind
    monkeypatch.setitem(TRIES, "lodge", 3)
    for number in range(4):
        client = steps.reading_in("en")
        client.post("/ask/", steps.name)
        client.post("/ask/person/", steps.person)
        key = steps.key.search(client.get("/ask/contact/").content.decode())[1]
        form = steps.contact | {"key": key, "enquirer": f"Family {number}"}
        client.post("/ask/contact/", form, headers={"x-forwarded-for": f"198.51.100.9, 203.0.113.{number}"})
    assert len(queries.requests(actor=bureau.desk.olena).lines) == lodged


def test_what_a_stranger_writes_before_the_proxy_does_not_tell_them_apart(bureau, steps, monkeypatch, settings):
    settings.BEHIND_PROXY = True
    monkeypatch.setitem(TRIES, "lodge", 3)
    for number in range(4):
        client = steps.reading_in("en")
        client.post("/ask/", steps.name)
        client.post("/ask/person/", steps.person)
        key = steps.key.search(client.get("/ask/contact/").content.decode())[1]
        form = steps.contact | {"key": key, "enquirer": f"Family {number}"}
        client.post("/ask/contact/", form, headers={"x-forwarded-for": f"198.51.100.{number}, 203.0.113.7"})
    assert len(queries.requests(actor=bureau.desk.olena).lines) == 3
