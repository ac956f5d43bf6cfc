"""A family's answer follows what people decided, forwards and back, and never says a death."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tidings.casework import deeds, queries
from tidings.casework.models import Answer
from tidings.register import deeds as register


def kinds(work):
    return [(call.kind, call.before, call.after) for call in queries.calls(actor=work.desk.olena)]


def called(work):
    for number, call in enumerate(queries.calls(actor=work.desk.olena)):
        deeds.mark_called(
            actor=work.desk.olena, key=f"called {call.call_id} {number}", moment=work.now, call_id=call.call_id
        )


def test_before_anything_is_accepted_nothing_is_known(work):
    told = work.told()
    assert (told.state, told.as_of) == (1, date(2026, 11, 22))
    assert told.grounds == (("request", {"day": "2026-11-22", "spellings": 2}), ("compared", {}), ("silent", {}))
    assert kinds(work) == []


def test_an_undecided_report_changes_nothing(work):
    work.take("captured")
    assert work.told().state == 1


def test_a_report_without_captivity_is_something_known(work):
    work.decide(work.take("seen_alive", "2026-06-03"))
    told = work.told()
    assert told.state == 2
    assert told.grounds == (
        ("reports", {"count": 1, "origins": 1, "first": "2026-06-03", "last": "2026-06-03"}),
        ("not_listed", {}),
        ("icrc_silent", {}),
        ("alive", {"when": "2026-06-03"}),
    )
    assert kinds(work) == [("news", 1, 2)]


def test_a_report_of_captivity_is_probably_captive(work):
    work.decide(work.take("captured", "2026-03"))
    work.decide(work.take("held", "2026-04", "freed_prisoner"))
    told = work.told()
    assert told.state == 3
    assert told.grounds[0] == ("reports", {"count": 2, "origins": 2, "first": "2026-03", "last": "2026-04"})
    assert told.grounds[-1] == ("alive", {"when": "2026-04"})


def test_two_signatures_on_a_document_confirm_captivity(work):
    listed, seen = work.take("held", "2026-11-14", "icrc"), work.take("seen_alive", "2026-11-02", "freed_prisoner")
    work.decide(listed)
    work.decide(seen)
    work.confirm("captive", listed)
    told = work.told()
    assert told.state == 4
    assert [code for code, _ in told.grounds] == ["official", "signed", "alive"]
    assert told.grounds[0] == ("official", {"kind": "icrc", "day": "2026-11-14"})
    assert told.grounds[1] == ("signed", {"day": told.as_of.isoformat()})
    assert kinds(work) == [("captive", 3, 4)]


def test_one_signature_is_not_enough(work):
    listed = work.take("held", "2026-11-14", "icrc")
    person = work.decide(listed).person
    register.propose_confirmation(
        actor=work.desk.olena, key="one signature", moment=work.now, person=person, kind="captive",
        grounds=(listed,), reason="the list",
    )  # fmt: skip
    assert work.told().state == 3


def test_release_is_the_fifth_answer(work):
    freed = work.take("exchanged", "2026-11-20", "own_list")
    work.decide(freed)
    work.confirm("released", freed)
    told = work.told()
    assert told.state == 5
    assert told.grounds == (
        ("official", {"kind": "own_list", "day": "2026-11-20"}),
        ("signed", {"day": told.as_of.isoformat()}),
    )


def test_two_origins_are_told_without_naming_them(work):
    one, two = work.take("held", "2026-05", "channel", "клип"), work.take("held", "2026-06", "freed_prisoner", "Коваль")
    work.decide(one)
    work.decide(two)
    work.confirm("captive", one, two)
    told = work.told()
    assert told.state == 4
    assert told.grounds[0] == ("others", {"count": 2, "documents": 0})
    assert "Коваль" not in str(told)


def test_a_withdrawn_signature_takes_the_answer_back_and_asks_for_a_call(work):
    listed = work.take("held", "2026-11-14", "icrc")
    work.decide(listed)
    confirmed = work.confirm("captive", listed)
    called(work)
    work.withdraw(confirmed)
    assert work.told().state == 3
    assert kinds(work) == [("back", 4, 3)]
    rows = Answer.objects.seen_by(work.desk.olena).order_by("pk")
    assert [row.state for row in rows] == [1, 3, 4, 3]


def test_an_undone_decision_takes_the_answer_back_to_nothing(work):
    decision = work.decide(work.take("captured"))
    work.undo(decision)
    told = work.told()
    assert told.state == 1
    assert told.grounds[0] == ("request", {"day": "2026-11-22", "spellings": 2})
    assert kinds(work) == [("back", 3, 1)]


def test_a_confirmed_death_keeps_the_last_answer_and_its_day(work):
    work.decide(work.take("captured", "2026-03"))
    before = work.told()
    body = work.take("died", "2026-10", "icrc")
    work.decide(body)
    assert work.told() == before
    work.confirm("died", body)
    assert work.told() == before
    assert kinds(work) == [("death", 3, 3)]


def test_an_unconfirmed_word_of_death_freezes_the_answer_and_asks_for_no_call(work):
    work.decide(work.take("died", "2026-10"))
    assert work.told().state == 1
    assert kinds(work) == []
    work.decide(work.take("captured", "2026-11"))
    assert work.told().state == 1


def test_a_confirmation_that_falls_behind_a_word_of_death_is_told_by_a_call(work):
    listed = work.take("held", "2026-04", "icrc")
    work.decide(listed)
    confirmed = work.confirm("captive", listed)
    rumour = work.decide(work.take("died", "2026-10"))
    told = work.told()
    called(work)
    work.withdraw(confirmed)
    assert (work.told(), told.state) == (told, 4)
    assert kinds(work) == [("back", 4, 3)]
    work.decide(work.take("seen_alive", "2026-05"))
    assert kinds(work) == [("back", 4, 3)]
    work.undo(rumour)
    assert (work.told().state, kinds(work)) == (3, [("back", 4, 3)])


def test_a_confirmation_that_stands_again_needs_no_call(work):
    listed = work.take("held", "2026-04", "icrc")
    work.decide(listed)
    confirmed = work.confirm("captive", listed)
    called(work)
    work.decide(work.take("died", "2026-10"))
    work.withdraw(confirmed)
    work.sign(confirmed)
    assert (work.told().state, kinds(work)) == (4, [])


def test_after_the_talk_the_page_gives_only_the_caller(work):
    body = work.take("died", "2026-10", "icrc")
    work.decide(body)
    work.confirm("died", body)
    assert not work.answer().after_talk
    called(work)
    shown = work.answer()
    assert (shown.after_talk, shown.caseworker) == (True, "Olena")


def test_a_death_that_stands_no_longer_is_told_by_a_call_before_the_page_changes(work):
    body = work.take("died", "2026-10", "icrc")
    work.decide(body)
    confirmed = work.confirm("died", body)
    called(work)
    work.withdraw(confirmed)
    assert kinds(work) == [("death_back", 1, 1)]
    assert work.answer().after_talk
    called(work)
    assert not work.answer().after_talk


def test_an_answer_is_never_edited(work):
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.seen_by(work.desk.olena).update(state=5)
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.seen_by(work.desk.olena).delete()


def test_an_erased_request_still_shows_its_answer_without_the_person(work):
    register.erase_report(
        actor=work.desk.bohdan, key="erased once", moment=work.now, report_id=work.row.report_id, reason="they asked"
    )
    shown = work.answer()
    assert (str(shown.sought), shown.answer.state) == ("", 1)
    assert [str(line.sought) for line in queries.requests(actor=work.desk.olena).lines] == [""]


def test_a_mended_name_parts_two_men_of_an_article_and_the_answer_falls_back(work):
    captured, seen = work.take_text(("captured", "2026-03"), ("seen_alive", "2026-06"))
    work.decide(captured)
    assert work.told().state == 3
    register.mend_report(
        actor=work.desk.olena,
        key="mended name",
        moment=work.now,
        report_id=captured,
        changes={"name": "Petro Synytsia"},
    )
    assert work.told().state == 2
    assert [row.state for row in Answer.objects.seen_by(work.desk.olena).order_by("pk")] == [1, 3, 2]
    assert [kind for kind, *_ in kinds(work)][-1] == "back"
    register.mend_report(
        actor=work.desk.olena, key="mended place", moment=work.now, report_id=seen, changes={"event_place": "Izium"}
    )
    assert work.told().state == 2
