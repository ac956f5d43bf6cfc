"""On whose list a person stands, with its proof; who is known captive and listed nowhere; nothing of it is edited."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from tidings.accounts import Actor, Refused, Role
from tidings.kernel.dates import PartialDate
from tidings.register import deeds, queries
from tidings.register.errors import Conflict, RuleRefused, Unknown
from tidings.reports import Report

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 18)


def report(name="Дрімлюга Остап", **said):
    return Report(name=name, birth_date=PartialDate("1997-04-11"), sex="m", **said)


def add(bench, person, kept_by="own", since=DAY, proof="Letter 12/345", **terms):
    return deeds.add_listing(**bench.terms(**terms), person=person, kept_by=kept_by, since=since, proof=proof)


def lists(bench, person):
    return [(one.kept_by, one.since, one.proof, one.ended is None) for one in shown(bench, person)]


def shown(bench, person):
    return queries.listings_of(actor=bench.desk.olena, persons=[person])


def waiting(bench, missing=""):
    return [line.number for line in queries.unlisted(actor=bench.desk.olena, missing=missing).lines]


def confirm(bench, person, kind, ground):
    asked = deeds.propose_confirmation(**bench.terms(), person=person, kind=kind, grounds=[ground], reason="seen")
    deeds.sign_confirmation(**bench.terms(bench.desk.bohdan), confirmation_id=asked.confirmation_id)


def test_a_captive_waits_on_the_worklist_until_an_official_list_names_them(bench):
    captive = bench.number(report(event="captured"))
    bench.number(report("Лозовінський Ігнат", event="missing"))
    assert waiting(bench) == [captive]
    add(bench, captive, "icrc")
    assert waiting(bench) == [captive]
    add(bench, captive, "own")
    assert waiting(bench) == []
    assert waiting(bench, "detaining") == [captive]
    assert waiting(bench, "icrc") == []
    assert lists(bench, captive) == [("own", DAY, "Letter 12/345", True), ("icrc", DAY, "Letter 12/345", True)]


def test_a_listing_taken_back_stays_in_the_file_and_the_person_waits_again(bench):
    captive = bench.number(report(event="held"))
    made = add(bench, captive)
    deeds.withdraw_listing(**bench.terms(), listing_id=made.listing_id, reason="another man of that name")
    assert waiting(bench) == [captive]
    assert [(one.reason, one.ended) for one in shown(bench, captive)] == [("another man of that name", NOW)]
    with pytest.raises(Conflict):
        deeds.withdraw_listing(**bench.terms(), listing_id=made.listing_id, reason="again")
    assert add(bench, captive).person == captive


def test_whoever_is_home_or_dead_by_two_signatures_waits_no_more(bench):
    taken = bench.take(report(event="held"), report("Криничар Данило", event="captured"), kind="icrc")
    home, dead = bench.numbers(taken)
    for person, event, kind in ((home, "exchanged", "released"), (dead, "died", "died")):
        end = bench.take(report("Хтось Інший", event=event), kind="own_list")
        bench.decide(person, bench.numbers(end)[0])
        assert person in waiting(bench)
        confirm(bench, person, kind, bench.ids(end)[0])
        assert person not in waiting(bench)


def test_a_listing_follows_its_person_through_a_join(bench):
    older, younger = bench.number(report(event="captured")), bench.number(report("Drimlyuha Ostap", event="held"))
    add(bench, younger, "detaining")
    assert waiting(bench) == [older]
    bench.decide(older, younger)
    assert waiting(bench) == []
    with pytest.raises(RuleRefused):
        add(bench, older, "detaining")


@pytest.mark.parametrize(
    "wrong",
    [{"kept_by": "rumour"}, {"proof": "  "}, {"since": date(2026, 11, 23)}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_an_unknown_list_no_proof_or_a_day_to_come_is_refused(bench, wrong):
    captive = bench.number(report(event="captured"))
    with pytest.raises(RuleRefused):
        add(bench, captive, **wrong)
    assert lists(bench, captive) == []


def test_another_bureau_and_other_roles_see_and_write_nothing(bench):
    captive = bench.number(report(event="captured"))
    made = add(bench, captive)
    theirs = bench.desk.chuzhyi
    with pytest.raises(Unknown):
        add(bench, captive, "icrc", actor=theirs)
    with pytest.raises(Unknown):
        deeds.withdraw_listing(**bench.terms(theirs), listing_id=made.listing_id, reason="x")
    assert queries.listings_of(actor=theirs, persons=[captive]) == ()
    assert queries.unlisted(actor=theirs).total == 0
    for role in (Role.FAMILY, Role.NEGOTIATOR):
        nobody = Actor(bench.desk.olena.user_id, bench.desk.bureau_id, role, "")
        with pytest.raises(Refused):
            queries.unlisted(actor=nobody)


def test_the_database_itself_refuses_to_change_a_listing(bench):
    from tidings.register.models import Listing

    add(bench, bench.number(report(event="captured")))
    rows = Listing.objects.seen_by(bench.desk.olena)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(proof="another")
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
