"""The whole way: article in, requests in, proposals, decisions, families' answers, and a log that verifies."""

import pytest

from tidings.rehearsal import ARTICLE, ARTICLE_DAY, ARTICLE_REQUESTS

pytestmark = pytest.mark.django_db


def test_the_article_is_read_as_a_careful_reader_would(written):
    from tidings.intake import read

    reports = read(written("article.txt", ARTICLE), as_of=ARTICLE_DAY).reports
    by_role = {
        role: {r.name for r in reports if r.role == role and r.name} for role in ("subject", "relative", "official")
    }
    assert by_role == {
        "subject": {
            "Yevgeny Zaozyornov",
            "Danylo Krynychar",
            "Fedir Holovatiuk",
            "Oleksandr Tsvihun",
            "Artem Pylypchuk",
        },
        "relative": {"Darya Zaozyornova", "Lesia Krynychar", "Nadiia"},
        "official": {"Borys Lanovyi"},
    }


def test_an_article_changes_the_answer_of_a_family_only_after_a_person_decides(journey, written):
    lodged = journey.lodge(written("requests.csv", ARTICLE_REQUESTS))
    persons = journey.persons(lodged)
    number = lodged["a1"].number
    assert journey.answer(number).state == 1

    journey.take(written("article.txt", ARTICLE), as_of=ARTICLE_DAY)
    assert journey.answer(number).state == 1
    first = journey.proposals(persons["a1"])[0]
    assert (first.name, first.verdict) == ("Yevgeny Zaozyornov", "same")
    assert first.reasons

    journey.decide(persons["a1"], first.person, "same")
    assert journey.answer(number).state == 3


def test_an_undone_decision_takes_the_answer_back(journey, written):
    from tidings.register import deeds

    lodged = journey.lodge(written("requests.csv", ARTICLE_REQUESTS))
    journey.take(written("article.txt", ARTICLE), as_of=ARTICLE_DAY)
    person = journey.persons(lodged)["a2"]
    decided = journey.decide(person, journey.proposals(person)[0].person, "same")
    assert journey.answer(lodged["a2"].number).state == 3
    deeds.undo(**journey.ground(journey.desk.bohdan), decision_id=decided.decision_id, reason="another man")
    assert journey.answer(lodged["a2"].number).state == 1


def test_captivity_is_confirmed_by_two_signers_and_an_official_list(journey, written):
    from tidings.register import deeds

    lodged = journey.lodge(written("requests.csv", ARTICLE_REQUESTS))
    rows = (
        "surname,given,patronymic,birth_date,event,event_date\nЗАОЗЁРНОВ,Евгений,Павлович,1998-04-12,held,2024-04-20\n"
    )
    journey.take(written("list.csv", rows), kind="detaining_list")
    person = journey.persons(lodged)["a1"]
    journey.decide(person, journey.proposals(person)[0].person, "same")
    number = lodged["a1"].number
    opened = deeds.open_person(**journey.ground(journey.desk.olena), number=person, why="to confirm captivity")
    grounds = tuple(each.report_id for each in opened.reports if not each.request)
    proposed = deeds.propose_confirmation(
        **journey.ground(journey.desk.olena),
        person=opened.number,
        kind="captive",
        grounds=grounds,
        reason="row of the list",
    )
    assert journey.answer(number).state == 3
    deeds.sign_confirmation(**journey.ground(journey.desk.bohdan), confirmation_id=proposed.confirmation_id)
    assert journey.answer(number).state == 4


def test_those_who_are_sought_and_not_in_the_article_are_proposed_nobody_as_the_same(journey, written):
    lodged = journey.lodge(written("requests.csv", ARTICLE_REQUESTS))
    journey.take(written("article.txt", ARTICLE), as_of=ARTICLE_DAY)
    persons = journey.persons(lodged)
    near_misses = [each for record in ("a5", "a6", "a7") for each in journey.proposals(persons[record])]
    assert [each for each in near_misses if each.verdict == "same"] == []


def test_the_same_article_and_requests_twice_add_nothing(journey, written):
    requests, article = written("requests.csv", ARTICLE_REQUESTS), written("article.txt", ARTICLE)
    journey.lodge(requests)
    first = journey.take(article, as_of=ARTICLE_DAY)
    from tidings.casework import deeds
    from tidings.intake import read

    again = journey.take(article, as_of=ARTICLE_DAY)
    assert (again.new, again.known_before) == (0, first.new)
    reading = read(requests, source="Families")
    table = deeds.lodge_requests_from(
        **journey.ground(journey.desk.olena), content=requests.read_bytes(), filename=requests.name, reading=reading
    )
    assert (table.lodged, table.held) == ((), 0)


def test_the_log_over_the_whole_way_verifies_and_holds_no_name(journey, written):
    from tidings.register.models import AuditEntry
    from tidings.register.verifying import verify_log

    lodged = journey.lodge(written("requests.csv", ARTICLE_REQUESTS))
    journey.take(written("article.txt", ARTICLE), as_of=ARTICLE_DAY)
    person = journey.persons(lodged)["a1"]
    journey.decide(person, journey.proposals(person)[0].person, "same")
    journey.answer(lodged["a1"].number)
    verdict = verify_log(None)
    assert (verdict.whole, verdict.complaints) == (True, ())
    log = b"".join(
        bytes(entry)
        for entry in AuditEntry.objects.with_every_bureau(reason="plaintext hunt").values_list("body", flat=True)
    )
    assert [name for name in ("Заозёрнов", "Zaozyornov", "Криничар", person) if name.encode() in log] == []
