from datetime import timedelta

import pytest

from tidings.accounts import Refused, Role
from tidings.register import deeds, queries
from tidings.register.errors import KeyReused, KeySpent, RuleRefused
from tidings.register.models import AuditEntry, Decision, DeedRow, ReportRow
from tidings.reports import Report


def size(bench):
    return queries.audit_log(actor=bench.desk.olena).size


@pytest.fixture
def two(bench):
    return [bench.number(Report(name=name)) for name in ("Криничар Данило", "Тихомостов Глеб")]


def test_a_second_call_with_the_same_key_returns_the_first_result_and_writes_nothing(bench, two):
    terms = bench.terms() | {"left": two[0], "right": two[1], "verdict": "same", "reason": "seen"}
    first = deeds.decide(**terms)
    before = size(bench)
    assert deeds.decide(**terms) == first
    assert deeds.decide(**terms | {"moment": terms["moment"] + timedelta(days=3)}) == first
    assert (size(bench), Decision.objects.seen_by(bench.desk.olena).count()) == (before, 1)


def test_a_repeat_after_an_undo_still_returns_the_first_result(bench, two):
    terms = bench.terms() | {"left": two[0], "right": two[1], "verdict": "same", "reason": "seen"}
    first = deeds.decide(**terms)
    deeds.undo(**bench.terms(), decision_id=first.decision_id, reason="no")
    assert deeds.decide(**terms) == first
    assert bench.file(two[1]).number == two[1]


@pytest.mark.parametrize(
    "changed", [{"verdict": "different"}, {"reason": "other"}, {"version": 0}, {"left": "swap", "right": "swap"}]
)
def test_the_same_key_with_other_arguments_is_refused(bench, two, changed):
    terms = bench.terms() | {"left": two[0], "right": two[1], "verdict": "same", "reason": "seen"}
    deeds.decide(**terms)
    changed = {"left": two[1], "right": two[0]} if "left" in changed else changed
    with pytest.raises(KeyReused):
        deeds.decide(**terms | changed)


def test_the_same_key_with_another_deed_or_user_is_refused(bench, two):
    terms = bench.terms()
    deeds.open_person(**terms, number=two[0], why="look")
    with pytest.raises(KeyReused):
        deeds.search(**terms, text=two[0])
    with pytest.raises(KeyReused):
        deeds.open_person(**terms | {"actor": bench.desk.bohdan}, number=two[0], why="look")
    theirs = deeds.sign_in(**terms | {"actor": bench.desk.chuzhyi})
    assert theirs.deed == "sign_in"


def test_a_refused_deed_leaves_nothing_behind(bench, two):
    terms = bench.terms()
    before = size(bench)
    with pytest.raises(RuleRefused):
        deeds.decide(**terms, left=two[0], right=two[0], verdict="same", reason="seen")
    assert size(bench) == before
    assert deeds.decide(**terms, left=two[0], right=two[1], verdict="same", reason="seen").person == two[0]


@pytest.mark.parametrize("key", ["", "short", "x" * 201, "has\nline break"])
def test_a_poor_key_is_refused(bench, key):
    with pytest.raises(RuleRefused, match="key"):
        deeds.sign_in(**bench.terms() | {"key": key})


def test_a_reloaded_page_is_one_reading_and_a_late_one_is_refused(bench, two):
    terms = bench.terms()
    first = deeds.open_person(**terms, number=two[0], why="look")
    before = size(bench)
    later = terms | {"moment": terms["moment"] + timedelta(minutes=14)}
    assert deeds.open_person(**later, number=two[0], why="look").entry == first.entry
    assert size(bench) == before
    for late in (timedelta(minutes=16), timedelta(minutes=-1)):
        with pytest.raises(KeySpent):
            deeds.open_person(**terms | {"moment": terms["moment"] + late}, number=two[0], why="look")


def test_what_was_shown_is_not_kept_with_the_deed(bench, two):
    bench.file(two[0])
    deeds.search(**bench.terms(), text="Криничар")
    kept = [row.result for row in DeedRow.objects.seen_by(bench.desk.olena).filter(deed__in=["open_person", "search"])]
    assert kept == [{}, {}]


def test_the_access_table_comes_first(bench):
    family = deeds.enlist(
        **bench.terms(bench.desk.bohdan),
        username="0047-2183-5",
        display_name="Family",
        role=Role.FAMILY,
        password="short code",
    )
    from tidings.accounts import staff

    actor = staff.actor_by_id(family.user_id)
    before = AuditEntry.objects.seen_by(bench.desk.olena).count()
    for doing in (
        lambda: bench.take(Report(name="X"), actor=actor),
        lambda: deeds.search(**bench.terms(actor), text="X"),
        lambda: queries.inbox(actor=actor),
        lambda: queries.audit_log(actor=actor),
        lambda: deeds.enlist(
            **bench.terms(), username="new", display_name="N", role=Role.CASEWORKER, password="a long password here"
        ),
    ):
        with pytest.raises(Refused):
            doing()
    assert AuditEntry.objects.seen_by(bench.desk.olena).count() == before
    assert ReportRow.objects.seen_by(bench.desk.olena).count() == 0
