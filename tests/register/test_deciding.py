from datetime import UTC, datetime, timedelta

import pytest

from tidings.intake import Reading
from tidings.register import deeds, hooks, queries
from tidings.register.errors import Conflict, RuleRefused, Unknown
from tidings.register.results import SourceGiven
from tidings.reports import Report

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def four(bench):
    """Four people who have nothing in common."""
    names = ("Криничар Данило", "Береговський Орест", "Тихомостов Глеб", "Сельгин Арсений")
    return [bench.number(Report(name=name, event="missing")) for name in names]


def numbers_now(bench, numbers):
    return [bench.file(number).number for number in numbers]


def test_same_joins_into_the_older_number_and_undo_parts_again(bench, four):
    a, b, c, _ = four
    first = bench.decide(c, b)
    second = bench.decide(b, a)
    assert numbers_now(bench, (a, b, c)) == [a, a, a]
    assert bench.file(c).joined == (b, c)
    undone = deeds.undo(**bench.terms(), decision_id=second.decision_id, reason="mistake")
    assert set(undone.persons) == {a, b}
    assert numbers_now(bench, (a, b, c)) == [a, b, b]
    deeds.undo(**bench.terms(), decision_id=first.decision_id, reason="mistake")
    assert numbers_now(bench, (a, b, c)) == [a, b, c]


def test_undo_inside_a_ring_keeps_what_other_decisions_hold(bench, four):
    a, b, c, _ = four
    bench.decide(a, b)
    cut = bench.decide(b, c)
    with pytest.raises(RuleRefused, match="already"):
        bench.decide(a, c)
    deeds.undo(**bench.terms(), decision_id=cut.decision_id, reason="mistake")
    bench.decide(a, c)
    assert numbers_now(bench, (a, b, c)) == [a, a, a]


def test_a_human_different_is_never_overridden(bench, four):
    a, b, c, d = four
    apart = bench.decide(a, c, "different")
    bench.decide(a, b)
    bench.decide(c, d)
    for left, right in ((b, c), (b, d), (a, d)):
        with pytest.raises(RuleRefused, match="never overridden"):
            bench.decide(left, right)
    deeds.undo(**bench.terms(), decision_id=apart.decision_id, reason="mistake")
    bench.decide(b, d)
    assert numbers_now(bench, four) == [a, a, a, a]


def test_different_within_one_file_is_refused(bench, four):
    a, b, c, _ = four
    bench.decide(a, b)
    bench.decide(b, c)
    with pytest.raises(RuleRefused, match="already"):
        bench.decide(a, c, "different")


def test_unsure_can_be_decided_later_and_firm_decisions_cannot(bench, four):
    a, b, *_ = four
    bench.decide(a, b, "unsure")
    bench.decide(a, b, "different")
    for verdict in ("same", "different", "unsure"):
        with pytest.raises(Conflict):
            bench.decide(a, b, verdict)


def test_the_second_of_two_deciders_is_told(bench, four):
    a, b, *_ = four
    bench.decide(a, b, "unsure", version=0)
    with pytest.raises(Conflict, match="since you opened"):
        bench.decide(a, b, "same", version=0, actor=bench.desk.bohdan)
    assert bench.decide(a, b, "same", version=1, actor=bench.desk.bohdan).person == a


def test_a_decision_is_undone_once(bench, four):
    decision = bench.decide(four[0], four[1])
    deeds.undo(**bench.terms(), decision_id=decision.decision_id, reason="mistake")
    with pytest.raises(Conflict):
        deeds.undo(**bench.terms(), decision_id=decision.decision_id, reason="mistake")
    shown = queries.decision(actor=bench.desk.olena, decision_id=decision.decision_id)
    assert (shown.verdict, shown.by, shown.undone is not None) == ("same", "Olena", True)


@pytest.mark.parametrize(("verdict", "reason"), [("same", ""), ("different", "  "), ("maybe", "so")])
def test_a_firm_verdict_wants_a_reason(bench, four, verdict, reason):
    with pytest.raises(RuleRefused):
        deeds.decide(**bench.terms(), left=four[0], right=four[1], verdict=verdict, reason=reason)


def test_strangers_numbers_and_waiting_reports_are_refused(bench, four):
    waiting = bench.ids(bench.take(Report(name="Лозовінський Ігнат"), accept=False))[0]
    with pytest.raises(RuleRefused, match="accepted"):
        bench.decide(waiting, four[0])
    with pytest.raises(Unknown):
        bench.decide("0000-0000-0", four[0])
    with pytest.raises(Unknown):
        bench.decide(four[0], four[1], actor=bench.desk.chuzhyi)
    with pytest.raises(RuleRefused):
        bench.decide(four[0], four[0])


def test_hooks_hear_in_the_same_transaction_and_a_failing_hook_undoes_all(bench, four, monkeypatch):
    heard = []
    monkeypatch.setattr(hooks, "_PERSON_CHANGED", [lambda doing, ids: heard.append((doing.actor.name, len(ids)))])
    bench.decide(four[0], four[1])
    assert heard == [("Olena", 2)]

    def fail(_doing, _ids):
        raise RuleRefused("no")

    hooks.on_person_changed(fail)
    with pytest.raises(RuleRefused):
        bench.decide(four[2], four[3])
    monkeypatch.setattr(hooks, "_PERSON_CHANGED", [])
    assert numbers_now(bench, four) == [four[0], four[0], four[2], four[3]]


def test_proposals_close_and_open_with_decisions(bench):
    one = bench.ids(bench.take(Report(name="Заозёрнов Евгений Павлович", sex="m", event="missing")))[0]
    other = bench.ids(bench.take(Report(name="Yevgeny Pavlovich Zaozyornov", sex="m", event="captured")))[0]
    olena = bench.desk.olena
    line = queries.review_queue(actor=olena).lines[0]
    assert queries.counts(actor=olena).review == 1
    opened = deeds.open_proposal(**bench.terms(), proposal_id=line.proposal_id)
    assert (opened.position, opened.total, opened.version) == (1, 1, 0)
    decision = bench.decide(one, other, "different", version=opened.version)
    assert queries.review_queue(actor=olena).total == 0
    again = deeds.open_proposal(**bench.terms(), proposal_id=line.proposal_id)
    assert (again.position, again.decision.verdict, again.version) == (0, "different", 1)
    deeds.undo(**bench.terms(), decision_id=decision.decision_id, reason="mistake")
    assert queries.review_queue(actor=olena).total == 1


def test_an_unsure_pair_waits_and_returns_when_something_new_comes_in(bench):
    olena = bench.desk.olena
    missing = Report(name="Заозёрнов Евгений", sex="m", event="missing", subject="p1")
    one = bench.ids(bench.take(missing, name="Weekly", kind="newspaper"))[0]
    other = bench.ids(bench.take(Report(name="Yevgeny Zaozyornov", sex="m", event="captured")))[0]
    bench.decide(one, other, "unsure")
    assert queries.review_queue(actor=olena).total == 0
    later = Report(name="Заозёрнов Евгений", sex="m", event="held", subject="p1")
    terms = bench.terms(moment=NOW + timedelta(days=1))
    deeds.take(
        **terms,
        content=b"second edition",
        filename="x",
        source=SourceGiven("Weekly", "newspaper", "C"),
        reading=Reading(reports=(missing, later)),
        accept=True,
    )
    assert queries.review_queue(actor=olena).total == 1
    assert bench.decide(one, other, "same", version=1).verdict == "same"
