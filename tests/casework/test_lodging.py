"""A family asks: one request however often the form is sent, a code that is kept nowhere, contacts nobody can read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from tidings.accounts import Refused
from tidings.casework import codes, deeds, queries
from tidings.casework.contact import Contact, opened
from tidings.casework.errors import BadRequest, NotOpen, TooMany, Unknown
from tidings.casework.given import RequestGiven
from tidings.casework.models import Answer, TracingRequest
from tidings.casework.public import public_actor
from tidings.casework.signing import TRIES, check_code, check_lodging
from tidings.intake import read
from tidings.kernel.identifiers import read_number
from tidings.register import deeds as register
from tidings.register import queries as register_queries
from tidings.register.errors import KeyReused, KeysMissing
from tidings.reports import Report

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CONTACT = Contact("Bondar Iryna", "phone", "+380 44 111 22 33", "after 18:00", "quiet harbour")
ASKED = RequestGiven(
    Report(surname="Bondar", given="Marko", name="Bondar Marko", alias=("Бондар",), event="missing"), CONTACT, "mother"
)


def lodge(key="the form's own key", asked=ASKED, actor=None):
    return deeds.lodge_request(actor=actor or public_actor(), key=key, moment=NOW, request=asked)


def test_a_form_sent_twice_is_one_request_with_one_code(desk):
    first, second = lodge(), lodge()
    assert first == second
    assert TracingRequest.objects.seen_by(desk.olena).count() == 1
    assert Answer.objects.seen_by(desk.olena).count() == 1


@pytest.mark.usefixtures("desk")
def test_the_same_words_asked_by_two_are_two_requests():
    first, second = lodge("first form"), lodge("second form")
    assert first.number != second.number
    assert first.code != second.code


@pytest.mark.usefixtures("desk")
def test_a_used_form_with_other_words_is_refused():
    lodge()
    with pytest.raises(KeyReused):
        lodge(asked=replace(ASKED, relation="father"))


@pytest.mark.usefixtures("desk")
def test_number_and_code_are_digits_for_the_telephone():
    lodged = lodge()
    assert read_number(lodged.number) == lodged.number
    assert len(lodged.code) == 49
    assert lodged.code.replace(" ", "").isdigit()


def test_the_request_has_another_number_than_the_person(desk):
    lodged = lodge()
    line = queries.requests(actor=desk.olena).lines[0]
    assert line.number == lodged.number
    assert line.person != lodged.number


def test_neither_contact_nor_code_stands_readable_in_the_database(desk):
    lodged = lodge()
    deeds.change_contact(
        actor=desk.olena, key="another number", moment=NOW, number=lodged.number, way="sms", address="+380 44 999 88 77"
    )
    deeds.open_request(actor=desk.olena, key="opened it once", moment=NOW, number=lodged.number, why="call")
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        held = ""
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- the database's own table names
            held += repr(cursor.fetchall())
    secrets = ("quiet harbour", "111 22 33", "999 88 77", "after 18", lodged.code, lodged.code.replace(" ", ""))
    assert [secret for secret in secrets if secret in held] == []


def test_a_contact_moved_to_another_request_does_not_open(desk):
    first, second = lodge("first form"), lodge("second form")
    sealed = TracingRequest.objects.seen_by(desk.olena).get(number=first.number).contact
    assert opened(first.number, sealed) == CONTACT
    with pytest.raises(KeysMissing):
        opened(second.number, sealed)


@pytest.mark.usefixtures("desk")
def test_a_lost_key_is_said_and_never_made_anew(home):
    lodge()
    (Path(home) / "keys" / "contacts").unlink()
    with pytest.raises(KeysMissing):
        lodge("another form")


def test_only_the_desk_opens_a_request_and_hears_the_word(desk):
    lodged = lodge()
    file = deeds.open_request(actor=desk.olena, key="opened once", moment=NOW, number=lodged.number, why="to call")
    assert file.contact == CONTACT
    assert [told.state for told in file.answers] == [1]
    log = register_queries.audit_log(actor=desk.bohdan)
    assert "quiet harbour" not in repr(log)
    with pytest.raises(Unknown):
        deeds.open_request(actor=desk.chuzhyi, key="of another one", moment=NOW, number=lodged.number, why="curious")


def test_opening_a_request_shows_among_the_readers_of_the_person(desk):
    number = lodge("a form of ours").number
    opened = deeds.open_request(actor=desk.bohdan, key="opened once", moment=NOW, number=number, why="a call")
    file = register.open_person(actor=desk.olena, key="opened then", moment=NOW, number=opened.line.person, why="test")
    readers = [(reader.name, reader.deed) for reader in file.readers]
    assert readers == [("Olena", "open_person"), ("Bohdan", "open_request")]


@pytest.mark.usefixtures("desk")
def test_a_family_opens_its_own_answer_and_nothing_else():
    mine, other = lodge("first form"), lodge("second form")
    actor = _family(mine)
    shown = deeds.open_answer(actor=actor, key="opened once", moment=NOW)
    assert shown.number == mine.number
    assert (str(shown.sought), shown.sex, shown.relation) == ("Marko B.", "m", "mother")
    assert other.number not in repr(shown)
    with pytest.raises(Refused):
        deeds.open_request(actor=actor, key="opened twice", moment=NOW, number=mine.number, why="x")
    for query in (queries.requests, queries.calls, register_queries.inbox):
        with pytest.raises(Refused):
            query(actor=actor)
    with pytest.raises(Unknown):
        deeds.open_answer(actor=public_actor(), key="the form itself", moment=NOW)


def test_a_family_changes_its_own_contact_whatever_number_it_names(desk):
    mine, other = lodge("first form"), lodge("second form")
    deeds.change_contact(
        actor=_family(mine), key="changed it once", moment=NOW, number=other.number, way="none", word="new word"
    )
    rows = {row.number: row for row in TracingRequest.objects.seen_by(desk.olena)}
    assert opened(other.number, rows[other.number].contact) == CONTACT
    changed = opened(mine.number, rows[mine.number].contact)
    assert (changed.way, changed.word, changed.enquirer) == ("none", "new word", "Bondar Iryna")
    assert rows[mine.number].next_call is None


def _family(lodged):
    from tidings.accounts.staff import actor_of

    user = check_code(number=lodged.number, code=lodged.code, address="192.0.2.1", moment=NOW)
    return actor_of(user)


@pytest.mark.usefixtures("desk")
def test_number_and_code_open_however_they_are_spaced():
    lodged = lodge()
    digits = lodged.code.replace(" ", "")
    user = check_code(number=lodged.number.replace("-", " "), code=f" {digits}\n", address="192.0.2.1", moment=NOW)
    assert user.username == lodged.number


@pytest.mark.parametrize("code", ["", "1", "0" * 40, "٣" * 40, "x" * 100_000])
@pytest.mark.usefixtures("desk")
def test_unknown_and_known_numbers_are_refused_in_the_same_words(code):
    lodged = lodge()
    refusals = set()
    for number in (lodged.number, "0000-0000-0", "0047-2183-5", "nonsense", ""):
        with pytest.raises(NotOpen) as refused:
            check_code(number=number, code=code, address="192.0.2.1", moment=NOW)
        refusals.add(str(refused.value))
    assert len(refusals) == 1


@pytest.mark.usefixtures("desk")
def test_nobody_locks_a_family_out_by_guessing_at_their_number():
    lodged = lodge()
    for nth in range(200):
        with pytest.raises(NotOpen):
            check_code(number=lodged.number, code="1", address=f"192.0.2.{nth}", moment=NOW)
    user = check_code(number=lodged.number, code=lodged.code, address="198.51.100.7", moment=NOW)
    assert user.username == lodged.number


@pytest.mark.usefixtures("desk")
def test_guessing_is_braked_at_an_address_and_others_still_get_in():
    lodged = lodge()
    for nth in range(TRIES["address"]):
        with pytest.raises(NotOpen):
            check_code(number=f"{nth:08}", code="1", address="192.0.2.1", moment=NOW)
    with pytest.raises(NotOpen):
        check_code(number=lodged.number, code=lodged.code, address="192.0.2.1", moment=NOW)
    assert check_code(number=lodged.number, code=lodged.code, address="192.0.2.2", moment=NOW)
    later = NOW + timedelta(minutes=16)
    assert check_code(number=lodged.number, code=lodged.code, address="192.0.2.1", moment=later)


@pytest.mark.usefixtures("desk")
def test_one_address_cannot_flood_the_form():
    for _ in range(TRIES["lodge"]):
        check_lodging(address="192.0.2.1", moment=NOW)
    with pytest.raises(TooMany):
        check_lodging(address="192.0.2.1", moment=NOW)
    check_lodging(address="192.0.2.2", moment=NOW)


@pytest.mark.parametrize(
    "text",
    [
        "He surrendered near the river.",
        "Говорят, сам сдался.",
        "Він здався в полон під Харковом",
        "добровільно пішов у полон",
    ],
)
def test_how_the_capture_happened_is_refused_at_the_door(text):
    with pytest.raises(BadRequest):
        replace(ASKED, report=replace(ASKED.report, text=text))


@pytest.mark.parametrize("text", ["Він здався мені втомленим.", "Звонил, сказал, что перевозят.", "He called in May."])
def test_ordinary_words_are_taken(text):
    assert replace(ASKED, report=replace(ASKED.report, text=text)).report.text == text


def test_nobody_can_be_looked_for_without_a_name():
    with pytest.raises(BadRequest):
        RequestGiven(Report(event="missing"), CONTACT)


def lodge_table(desk, path, key="table of today"):
    return deeds.lodge_requests_from(
        actor=desk.olena,
        key=key,
        moment=NOW,
        content=path.read_bytes(),
        filename=path.name,
        reading=read(path, source=key),
    )


def test_a_request_table_is_lodged_once(desk, tmp_path):
    table = tmp_path / "requests.csv"
    table.write_text(
        "name,birth_date,event,event_date,enquirer,relation,language,phone\n"
        "Бондар Марко,1989,missing,2026-03,Бондар Ірина,мати,,+380441112233\n"
        "Kovalenko Danylo,,missing,,,brother,en,\n",
        encoding="utf-8",
    )
    reading = read(table)
    term = {
        "actor": desk.olena,
        "moment": NOW,
        "reading": reading,
        "content": table.read_bytes(),
        "filename": "requests.csv",
    }
    first = deeds.lodge_requests_from(key="table of today", **term).lodged
    assert deeds.lodge_requests_from(key="table of today", **term).lodged == first
    assert deeds.lodge_requests_from(key="the same tomorrow", **term).lodged == ()
    lines = queries.requests(actor=desk.olena).lines
    assert [(str(line.sought), line.relation, line.language, line.way) for line in reversed(lines)] == [
        ("Марко Б.", "mother", "uk", "phone"),
        ("Danylo K.", "brother", "en", "unstated"),
    ]
    file = deeds.open_request(actor=desk.olena, key="opened once", moment=NOW, number=first[0].number, why="call")
    assert file.contact == Contact("Бондар Ірина", "phone", "+380441112233")
    assert file.caseworker == ""
    extra = dict(file.report.extra)
    assert {"phone", "enquirer", "relation"} & set(extra) == set()
    assert _family(first[1]).language == "en"


def test_an_empty_table_lodges_nothing(desk, tmp_path):
    table = tmp_path / "requests.csv"
    table.write_text("name,event\n", encoding="utf-8")
    assert lodge_table(desk, table).lodged == ()


def test_the_first_light_requests_are_lodged_whole(desk, shared):
    lodged = lodge_table(desk, shared / "data" / "first_light" / "requests.csv").lodged
    assert len(lodged) == 8
    assert len({one.number for one in lodged}) == 8


def test_lists_page_by_id(desk):
    numbers = [lodge(f"form number {nth}").number for nth in range(3)]
    first = queries.requests(actor=desk.olena, limit=2)
    assert [line.number for line in first.lines] == numbers[:0:-1]
    rest = queries.requests(actor=desk.olena, below=first.more, limit=2)
    assert ([line.number for line in rest.lines], rest.more) == (numbers[:1], None)
    assert queries.requests(actor=desk.chuzhyi).lines == ()


def test_requests_are_found_by_their_person(desk):
    lodge()
    person = queries.requests(actor=desk.olena).lines[0].person
    assert [line.person for line in queries.requests_for(actor=desk.olena, persons=[person])] == [person]
    assert queries.requests_for(actor=desk.chuzhyi, persons=[person]) == ()


@pytest.mark.usefixtures("desk")
def test_codes_hang_on_form_and_number():
    assert codes.draw("form", "0047-2183-5") == codes.draw("form", "0047-2183-5")
    assert len({codes.draw(form, number) for form in "ab" for number in ("0047-2183-5", "0000-0000-0")}) == 4


def test_a_row_that_tells_the_manner_is_lodged_without_it_and_says_so(desk, tmp_path):
    table = tmp_path / "requests.csv"
    table.write_text("name,event,text\nБондар Марко,missing,сам сдался\n,missing,хто це\n", encoding="utf-8")
    taken = lodge_table(desk, table)
    lodged = taken.lodged
    assert (len(lodged), taken.held) == (1, 1)
    file = deeds.open_request(actor=desk.olena, key="opened once", moment=NOW, number=lodged[0].number, why="call")
    assert (file.report.text, dict(file.report.extra)) == ("", {"text (left out)": "it told how the capture happened"})


@pytest.mark.usefixtures("desk")
def test_a_known_number_costs_the_same_work_as_an_unknown_one(django_assert_num_queries):
    lodged = lodge()
    asked = {}
    for who, number in (("known", lodged.number), ("unknown", "0047-2183-5"), ("nonsense", "abc")):
        with django_assert_num_queries(9, exact=False) as queries_made, pytest.raises(NotOpen):
            check_code(number=number, code="1" * 40, address="192.0.2.1", moment=NOW)
        asked[who] = len(queries_made)
    assert len(set(asked.values())) == 1
