"""The answer page follows the register, in three languages; a death is never on it; nobody sees another's."""

import re

import pytest

from tidings.casework import deeds, queries
from tidings.intake import Reading
from tidings.register import deeds as register
from tidings.reports import Report

LANGUAGES = ("en", "uk", "ru")
HEADINGS = {
    1: ("Nothing known yet", "Поки що нічого не відомо", "Пока ничего не известно"),
    2: (
        "Something known, captivity not confirmed",
        "Є відомості, але полон не підтверджено",
        "Есть сведения, но плен не подтверждён",
    ),
    3: ("Probably captive", "Імовірно, у полоні", "Вероятно, в плену"),
    4: ("Captivity confirmed", "Полон підтверджено", "Плен подтверждён"),
    5: ("Released", "Звільнення підтверджено", "Освобождение подтверждено"),
}


def page(client):
    answer = client.get("/answer/")
    assert answer.status_code == 200
    return answer.content.decode()


def heading(client):
    return re.search(r"<h1>([^<]*)</h1>", page(client))[1]


def headings(family):
    found = []
    for language in LANGUAGES:
        family.post("/language/", {"language": language, "next": "/answer/"})
        found.append(heading(family))
    return tuple(found)


@pytest.fixture
def inside(family, steps):
    assert steps.enter(family, family.lodged).url == "/answer/"
    return family


def test_the_whole_way_of_an_answer(bureau, inside):
    lodged = inside.lodged
    assert headings(inside) == HEADINGS[1]
    bureau.learns(lodged, "hospitalised", "2026-03")
    assert headings(inside) == HEADINGS[2]
    held, _ = bureau.learns(lodged, "held", "2026-04", "icrc")
    assert headings(inside) == HEADINGS[3]
    bureau.confirms(lodged, "captive", held)
    assert headings(inside) == HEADINGS[4]
    freed, _ = bureau.learns(lodged, "exchanged", "2026-10-02", "own_list")
    bureau.confirms(lodged, "released", freed)
    assert headings(inside) == HEADINGS[5]


def test_a_withdrawn_signature_takes_the_answer_back_and_somebody_must_call(bureau, inside):
    held, _ = bureau.learns(inside.lodged, "held", "2026-04", "icrc")
    confirmed = bureau.confirms(inside.lodged, "captive", held)
    register.withdraw_confirmation(
        **bureau.terms(bureau.desk.bohdan), confirmation_id=confirmed.confirmation_id, reason="another man"
    )
    assert heading(inside) == HEADINGS[3][1]
    assert queries.calls(actor=bureau.desk.olena) != ()


def test_an_undone_decision_takes_the_answer_back(bureau, inside):
    _, decision = bureau.learns(inside.lodged, "captured")
    assert heading(inside) == HEADINGS[3][1]
    register.undo(**bureau.terms(bureau.desk.olena), decision_id=decision, reason="a namesake")
    assert heading(inside) == HEADINGS[1][1]


def test_a_death_leaves_the_page_word_for_word_as_it_was(bureau, inside):
    bureau.learns(inside.lodged, "captured", "2026-04")
    before = page(inside)
    found, _ = bureau.learns(inside.lodged, "body_found", "2026-09", "icrc")
    without_tokens = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
    assert without_tokens.sub("", page(inside)) == without_tokens.sub("", before)
    bureau.confirms(inside.lodged, "died", found)
    assert without_tokens.sub("", page(inside)) == without_tokens.sub("", before)


def test_after_the_talk_the_page_gives_only_who_is_there(bureau, inside):
    found, _ = bureau.learns(inside.lodged, "body_found", "2026-09", "icrc")
    bureau.confirms(inside.lodged, "died", found)
    (call,) = (call for call in queries.calls(actor=bureau.desk.olena) if call.kind == "death")
    deeds.mark_called(**bureau.terms(bureau.desk.olena), call_id=call.call_id)
    text = page(inside)
    assert heading(inside) == "Для вас у бюро є людина: Olena"
    assert 'class="state' not in text
    assert not re.search("помер|загин|смерт|died|death", text)


def test_the_page_shows_a_short_name_and_no_source_place_probability_or_persons_number(bureau, inside):
    bureau.learns(inside.lodged, "captured", "2026-04", "channel", "A channel nobody may know")
    text = page(inside)
    assert "кого шукають: Данило К., 1996\N{NO-BREAK SPACE}р.\N{NO-BREAK SPACE}н." in text
    assert inside.lodged.number in text
    words = ("Криничар", "Krynychar", "channel", "яблуневий сад", "+380", "Леся", bureau.person(inside.lodged), "%")
    assert [word for word in words if word in text] == []


def test_every_reading_of_an_answer_is_recorded(bureau, inside):
    from tidings.register import queries as register_queries

    page(inside)
    log = register_queries.audit_log(actor=bureau.desk.bohdan, deed="open_answer")
    assert len(log.lines) == 1


def test_nobody_sees_an_answer_without_signing_in(bureau, steps):  # noqa: ARG001 -- needs a bureau
    assert steps.reading_in("en").get("/answer/").url == "/answer/sign-in/"
    assert steps.reading_in("en").get("/answer/contact/").url == "/answer/sign-in/"


def test_a_family_sees_its_own_answer_and_no_other(bureau, inside, steps):
    other = steps.reading_in("en")
    other.lodged, _ = steps.lodged_by(other, {"surname": "Дубовик", "given": "Іван"})
    steps.enter(other, other.lodged)
    bureau.learns(inside.lodged, "captured", "2026-04")
    assert heading(inside) == HEADINGS[3][1]
    assert heading(other) == HEADINGS[1][0]
    assert "about Іван Д." in page(other)
    assert inside.lodged.number not in page(other)


@pytest.mark.parametrize("room", ["/inbox/", "/review/", "/people/", "/requests/", "/audit/"])
def test_the_rooms_of_the_desk_do_not_exist_for_a_family(inside, room):
    assert inside.get(room).status_code == 404


def test_files_do_not_exist_for_a_family(bureau, inside):
    for address in (f"/people/{bureau.person(inside.lodged)}/", f"/requests/{inside.lodged.number}/"):
        assert inside.get(address).status_code == 404


def test_a_family_changes_how_it_is_reached_and_keeps_its_word(bureau, inside):
    answer = inside.post("/answer/contact/", {"way": "sms", "sms": "+380 50 111 11 11", "word": "", "key": "a" * 32})
    assert answer.url == "/answer/"
    opened = deeds.open_request(**bureau.terms(bureau.desk.olena), number=inside.lodged.number, why="to write")
    assert (opened.contact.way, opened.contact.address) == ("sms", "+380 50 111 11 11")
    assert opened.contact.word == "яблуневий сад"
    assert "будь ласка, зателефонуйте нам" in page(inside)


def test_the_contact_page_does_not_show_what_is_kept(inside):
    text = inside.get("/answer/contact/").content.decode()
    assert "+380 44" not in text
    assert "яблуневий" not in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "We do not know yet how to reach you."),
        ("uk", "Ми ще не знаємо, як із вами зв’язатися."),
        ("ru", "Мы ещё не знаем, как с вами связаться."),
    ],
)
def test_a_request_from_a_table_is_asked_how_to_be_reached(bureau, steps, language, words):
    report = Report(surname="Дубовик", given="Іван", event="missing", extra=(("enquirer", "Дубовик Олена"),))
    table = deeds.lodge_requests_from(
        **bureau.terms(bureau.desk.olena), content=b"a table", filename="t.csv", reading=Reading(reports=(report,))
    )
    (lodged,) = table.lodged
    client = steps.reading_in(language)
    steps.enter(client, lodged)
    text = page(client)
    assert words in text
    assert '<a href="/answer/contact/">' in text
    assert not re.search("asked us not|попросили не|Olena", text)


def test_leaving_quickly_ends_the_sitting(inside):
    left = inside.get("/answer/leave/")
    assert b"tidings" not in left.content
    assert inside.get("/answer/").url == "/answer/sign-in/"


def test_wrong_number_wrong_code_and_a_brake_are_answered_alike(family):
    def refused(number, code):
        answer = family.post("/answer/sign-in/", {"number": number, "code": code})
        words = tuple(error.words for error in answer.context["errors"])
        return answer.status_code, words

    known = refused(family.lodged.number, "1234")
    assert known[0] == 403
    assert refused("0047-2183-5", "1234") == known
    assert refused("nonsense", "") == known
    for _ in range(60):
        refused(family.lodged.number, "0" * 40)
    assert refused(family.lodged.number, family.lodged.code) == known
    assert family.get("/answer/").url == "/answer/sign-in/"


def test_one_address_guessing_many_numbers_is_braked(family, steps):
    for number in range(60):
        family.post("/answer/sign-in/", {"number": f"{number}", "code": "1"})
    assert steps.enter(family, family.lodged).status_code == 403


def test_a_code_is_read_however_it_is_spaced(family, steps):
    digits = family.lodged.code.replace(" ", "")
    assert steps.enter(family, family.lodged, f" {digits[:20]}-{digits[20:]} ").url == "/answer/"


def test_a_family_cannot_come_in_by_the_door_of_the_staff(family):
    answer = family.post("/sign-in/", {"username": family.lodged.number, "password": family.lodged.code})
    assert answer.status_code == 403
