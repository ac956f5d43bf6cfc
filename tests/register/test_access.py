"""The access table is walked: every deed and query stands in it, asks who acts, and shows another bureau nothing."""

import inspect

import pytest

from tidings.accounts import ACCESS, Actor, Role, may
from tidings.register import deeds, queries
from tidings.register.errors import Unknown
from tidings.register.models import NoScopeError, Person, ReportRow
from tidings.reports import Report

DEEDS = [getattr(deeds, name) for name in deeds.__all__]
QUERIES = [getattr(queries, name) for name in queries.__all__]


@pytest.mark.parametrize("function", [*DEEDS, *QUERIES], ids=lambda function: function.__name__)
def test_every_deed_and_query_stands_in_the_table_and_asks_who_acts(function):
    parameters = inspect.signature(function).parameters
    assert ACCESS[function.__name__]
    assert next(iter(parameters)) == "actor"
    assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters.values())
    if function in DEEDS:
        assert list(parameters)[:3] == ["actor", "key", "moment"]


@pytest.mark.parametrize("role", list(Role))
def test_an_unknown_name_is_refused_to_everybody(role):
    assert may(Actor(1, 1, role, ""), "no such deed") is False


@pytest.mark.parametrize("name", [*deeds.__all__, *queries.__all__])
def test_families_may_sign_in_and_out_and_nothing_else_of_the_register(name):
    assert may(Actor(1, 1, Role.FAMILY, ""), name) is (name in {"sign_in", "sign_out"})


def test_a_table_asked_bare_refuses(bench):
    bench.take(Report(name="Криничар Данило"))
    with pytest.raises(NoScopeError):
        ReportRow.objects.count()
    with pytest.raises(NoScopeError):
        ReportRow.objects.all()
    with pytest.raises(NoScopeError):
        Person.objects.with_every_bureau(reason="")
    assert ReportRow.objects.seen_by(bench.desk.olena).count() == 1


def test_another_bureau_sees_nothing_of_ours(bench):
    taken = bench.take(
        Report(name="Заозёрнов Евгений"), Report(name="Заозерный Егор"), held=[bench.held()], accept=False
    )
    mine = bench.ids(taken)
    deeds.accept_reports(**bench.terms(), report_ids=mine)
    number = bench.numbers(taken)[0]
    decision = bench.decide(*mine, "different")
    theirs = bench.desk.chuzhyi
    for call in (
        lambda terms: deeds.open_person(**terms, number=number, why="look"),
        lambda terms: deeds.accept_reports(**terms, report_ids=mine),
        lambda terms: deeds.refuse_reports(**terms, report_ids=mine, reason="no"),
        lambda terms: deeds.mend_report(**terms, report_id=mine[0], changes={"name": "X"}),
        lambda terms: deeds.mend_row(**terms, held_id=1, changes={}),
        lambda terms: deeds.decide(**terms, left=mine[0], right=mine[1], verdict="same", reason="x"),
        lambda terms: deeds.undo(**terms, decision_id=decision.decision_id, reason="x"),
        lambda terms: deeds.open_proposal(**terms, proposal_id=1),
        lambda terms: deeds.open_taking(**terms, taking_id=taken.taking_id),
        lambda _: queries.decision(actor=theirs, decision_id=decision.decision_id),
        lambda terms: deeds.compare_reports(**terms, left=mine[0], right=mine[1]),
    ):
        with pytest.raises(Unknown):
            call(bench.terms(theirs))
    assert deeds.search(**bench.terms(theirs), text="Заозёрнов Евгений").hits == ()
    assert queries.inbox(actor=theirs).lines == ()
    assert queries.review_queue(actor=theirs).total == 0
    assert {line.deed for line in queries.audit_log(actor=theirs).lines} == {"search"}
    assert queries.counts(actor=theirs) == queries.counts(actor=theirs).__class__(0, 0, 0, 0, 0, 0)


def test_sealed_content_is_named_counted_and_absent(bench):
    secret = Report(name="Заозёрнов Евгений", event="captured", text="how he was taken", handling="sealed", sex="m")
    plain = Report(name="Заозёрнов Евгений", event="missing", sex="m", birth_place="Рыбинск")
    taken = bench.take(secret, text="the whole text, with how he was taken")
    number = bench.numbers(taken)[0]
    other = bench.number(plain)
    olena, bohdan = bench.desk.olena, bench.desk.bohdan
    page = bench.whole(olena, taken.taking_id)
    assert (page.reports[0].report, page.reports[0].handling, page.sealed, page.text) == (None, "sealed", 1, "")
    line = queries.review_queue(actor=olena).lines[0]
    opened = deeds.open_proposal(**bench.terms(), proposal_id=line.proposal_id)
    assert "taken" not in repr(opened)
    assert opened.comparison.reasons == ()
    bench.decide(number, other)
    file = bench.file(number)
    assert (file.sealed, file.status.answer, len(file.reports)) == (1, 3, 2)
    assert "how he was taken" not in repr(file)
    assert [hit.report.report for hit in deeds.search(**bench.terms(), text="Заозёрнов Евгений").hits] == [
        plain_of(file)
    ]
    assert bench.file(number, bohdan).sealed == 0
    assert "how he was taken" in repr(bench.file(number, bohdan))


def test_a_sealed_passage_is_blacked_out_and_the_rest_of_the_text_stands(bench):
    text = "He was seen. He gave himself up. He is well."
    secret = Report(name="Заозёрнов Евгений", text="He gave himself up.", span=(13, 32), handling="sealed")
    taken = bench.take(secret, text=text)
    page = bench.whole(bench.desk.olena, taken.taking_id)
    assert page.text == "He was seen. " + "█" * 19 + " He is well."
    assert bench.whole(bench.desk.bohdan, taken.taking_id).text == text


def plain_of(file):
    return next(shown.report for shown in file.reports if shown.report is not None)
