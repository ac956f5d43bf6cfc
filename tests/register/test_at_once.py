"""Two people at the same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tidings.register import deeds
from tidings.register.errors import Conflict, RuleRefused
from tidings.register.models import Decision, Person, Signature
from tidings.register.verifying import verify_log
from tidings.reports import Report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(bench):
    return [bench.number(Report(name=name)) for name in ("Криничар Данило", "Тихомостов Глеб", "Сельгин Арсений")]


def at_once(*deeds_to_do):
    """Do all at the same moment; return results and anticipated errors, in order."""
    start = Barrier(len(deeds_to_do))

    def run(doing):
        start.wait(timeout=30)
        try:
            return doing()
        except (Conflict, RuleRefused) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds_to_do)) as pool:
        return list(pool.map(run, deeds_to_do))


def test_the_second_of_two_deciders_gets_a_clear_conflict(bench, people):
    a, b, _ = people
    results = at_once(
        lambda: bench.decide(a, b, "same", version=0),
        lambda: bench.decide(a, b, "different", version=0, actor=bench.desk.bohdan),
    )
    assert sorted(type(result).__name__ for result in results) == ["Conflict", "Decided"]
    assert Decision.objects.seen_by(bench.desk.olena).count() == 1
    assert verify_log().whole


def test_decisions_that_contradict_each_other_together_do_not_both_pass(bench, people):
    a, b, c = people
    bench.decide(b, c)
    results = at_once(
        lambda: bench.decide(a, b, "same"), lambda: bench.decide(a, c, "different", actor=bench.desk.bohdan)
    )
    assert sorted(type(result).__name__ for result in results) == ["Decided", "RuleRefused"]


def test_the_same_deed_sent_twice_at_once_is_done_once(bench, people):
    terms = bench.terms() | {"left": people[0], "right": people[1], "verdict": "same", "reason": "seen"}
    results = at_once(*[lambda: deeds.decide(**terms)] * 4)
    assert len({result.decision_id for result in results}) == 1
    assert Decision.objects.seen_by(bench.desk.olena).count() == 1


def test_the_same_person_signing_twice_at_once_signs_once(bench):
    taken = bench.take(Report(name="Береговський Орест", event="held"), kind="icrc")
    number, ground = bench.numbers(taken)[0], bench.ids(taken)[0]
    terms = bench.terms(bench.desk.bohdan)
    confirmation = deeds.propose_confirmation(**terms, person=number, kind="captive", grounds=[ground], reason="list")
    olena = [bench.terms() for _ in range(3)]
    results = at_once(
        *(
            lambda terms=terms: deeds.sign_confirmation(**terms, confirmation_id=confirmation.confirmation_id)
            for terms in olena
        )
    )
    assert sorted(type(result).__name__ for result in results) == ["Confirmed", "RuleRefused", "RuleRefused"]
    assert Signature.objects.seen_by(bench.desk.olena).count() == 2


def test_the_same_file_taken_twice_at_once_is_one(bench):
    report = Report(name="Лозовінський Ігнат", event="held")
    before = Person.objects.seen_by(bench.desk.olena).count()
    results = at_once(*[lambda: bench.take(report, name="Weekly", kind="newspaper")] * 3)
    assert sorted(result.new for result in results) == [0, 0, 1]
    assert Person.objects.seen_by(bench.desk.olena).count() == before + 1
