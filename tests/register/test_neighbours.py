"""A new report's neighbours: kept as numbers, taken out whole, made anew by another engine, touched only where changed."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection

from tests.register.conftest import NOW, report
from tidings.linkage import PRIOR, compare
from tidings.register import deeds, entering, hooks, keytable, reindexing
from tidings.register.doing import Doing
from tidings.register.errors import Conflict
from tidings.register.keytable import prepare
from tidings.register.linking import content_of
from tidings.register.models import KeyRow, PreparedRow, Proposal, ReportRow
from tidings.register.scouting import scout
from tidings.register.surroundings import prior_among
from tidings.reports import Report

WRITES = ("INSERT", "UPDATE", "DELETE")


@contextmanager
def written():
    """Collect the statements that write one of the tables of linkage."""
    found = []

    def note(execute, sql, params, many, context):
        if sql.startswith(WRITES) and any(name in sql for name in ("keyrow", "preparedrow", "proposal")):
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def rows(bench):
    """Everything the table holds, without the numbers that only say when it was written."""
    olena = bench.desk.olena
    keys = set(KeyRow.objects.seen_by(olena).values_list("key", "sketch", "report_id"))
    kept = {(row.report_id, row.sketch, bytes(row.entries), row.form) for row in PreparedRow.objects.seen_by(olena)}
    return keys, kept


def test_what_is_taken_stands_under_each_of_its_entries(bench):
    (pk,) = bench.ids(bench.take(report()))
    look = prepare(report()).look
    keys, ((row, sketch, _, _),) = rows(bench)
    assert keys == {(entry, look.number, pk) for entry in look.entries}
    assert (row, sketch) == (pk, look.number)


@pytest.mark.parametrize("engine", [0, None], ids=["another engine's", "a table that was lost"])
def test_a_table_that_is_not_this_engines_is_made_anew_and_the_same(bench, engine):
    bench.take(report(), report("Тихомостов Глеб", role="relative"), report("Криничар Данило", "1991"))
    bench.take(report("Дримлюга Остап"), accept=False)
    before = rows(bench)
    assert not reindexing.outdated()
    if engine is None:
        KeyRow.objects.seen_by(bench.desk.olena).delete()
        PreparedRow.objects.seen_by(bench.desk.olena).delete()
    else:
        PreparedRow.objects.seen_by(bench.desk.olena).update(engine=engine)
    assert reindexing.outdated()
    said = []
    reindexing.keep_up(lambda done, of: said.append((done, of)))
    assert said == [(0, 3), (3, 3)]
    assert rows(bench) == before
    assert not reindexing.outdated()


def test_a_refused_mended_or_erased_report_leaves_no_row(bench):
    taken = bench.take(report(), report("Криничар Данило", "1991"), report("Тихомостов Глеб", "1990"), accept=False)
    refused, mended, erased = bench.ids(taken)
    deeds.refuse_reports(**bench.terms(), report_ids=[refused], reason="no person")
    new = deeds.mend_report(**bench.terms(), report_id=mended, changes={"rank": "сержант"}).report_id
    deeds.erase_report(**bench.terms(bench.desk.bohdan), report_id=erased, reason="asked for")
    keys, kept = rows(bench)
    assert {pk for _, _, pk in keys} == {pk for pk, *_ in kept} == {new}


def test_a_proposal_weighs_what_comparing_the_two_reports_weighs(bench):
    bench.take(report(), report("Тихомостов Глеб"))
    bench.take(report("Dryimliuha Ostap", "1997"), report("Tykhomostov Hlib", "1998-04-11"))
    found = Proposal.objects.seen_by(bench.desk.olena).select_related("left_report", "right_report")
    assert len(found) > 0
    for row in found:
        plain = compare(content_of(row.left_report), content_of(row.right_report))
        assert row.probability == pytest.approx(plain.probability, abs=1e-12)


def test_who_came_in_while_a_deed_was_worked_out_is_compared_too(bench):
    olena = bench.desk.olena
    early = scout(olena, {0: report("Дримлюга Остап")})
    assert early.alike == ()
    bench.take(report())
    assert len(scout(olena, {0: report("Дримлюга Остап")}).alike) == 1
    assert [row.report_id for row in keytable.since(olena, early.mark)] == list(
        ReportRow.objects.seen_by(olena).values_list("id", flat=True)
    )


def test_erasing_one_of_many_touches_its_own_rows_only(bench):
    taken = bench.take(*(report(f"{name} Остап", "") for name in ("Дримлюга", "Криничар", "Тихомостов", "Заозёрнов")))
    pk = bench.ids(taken)[0]
    keys, kept = rows(bench)
    with written() as statements:
        deeds.erase_report(**bench.terms(bench.desk.bohdan), report_id=pk, reason="asked for")
    left = rows(bench)
    assert left == ({row for row in keys if row[2] != pk}, {row for row in kept if row[0] != pk})
    assert not [sql for sql in statements if sql.startswith("INSERT")]


def test_mending_a_rank_does_not_open_again_what_nobody_said_anything_new_of(bench):
    bench.take(report(), report("Криничар Данило", "1991"))
    bench.take(report("Dryimliuha Ostap", "1997"), report("Krynychar Danylo", "1991"))
    other = Proposal.objects.seen_by(bench.desk.olena).order_by("-id").first()
    before = {row.pk: row.moment for row in Proposal.objects.seen_by(bench.desk.olena)}
    deeds.mend_report(**bench.terms(), report_id=other.right_report_id, changes={"rank": "сержант"})
    untouched = Proposal.objects.seen_by(bench.desk.olena).exclude(left_id=other.left_id)
    assert {row.pk: row.moment for row in untouched} == {row.pk: before[row.pk] for row in untouched}


def test_undoing_a_decision_writes_no_key_and_only_the_proposals_of_its_people(bench):
    one, other = bench.number(report()), bench.number(report("Dryimliuha Ostap", "1997"))
    bench.take(report("Криничар Данило", "1991"))
    decided = bench.decide(one, other)
    keys = rows(bench)
    with written() as statements:
        deeds.undo(**bench.terms(), decision_id=decided.decision_id, reason="too soon")
    assert rows(bench) == keys
    assert not [sql for sql in statements if "register_proposal" not in sql]
    assert len(statements) <= 1


def test_a_report_alone_is_looked_up_with_few_questions(bench, django_assert_max_num_queries):
    bench.take(*(report(f"{name} Остап") for name in ("Дримлюга", "Криничар", "Тихомостов", "Заозёрнов")))
    with django_assert_max_num_queries(6):
        scout(bench.desk.olena, {0: Report(name="Дримлюга Остап")})


def test_a_prior_follows_the_size_of_the_bureau_in_whole_bits():
    assert [prior_among(reports) for reports in (0, 8_000, 10_000, 100_000, 1_000_000, 1_020_000)] == [
        PRIOR, PRIOR, PRIOR, -17.0, -20.0, -20.0
    ]  # fmt: skip


def test_within_a_deed_the_table_is_looked_up_in_its_own_transaction(bench):
    bench.take(report())
    look = prepare(report()).look
    assert {row for _, _, row in keytable.look_up(bench.desk.olena, look)} == set(
        ReportRow.objects.seen_by(bench.desk.olena).values_list("id", flat=True)
    )


def asked_by_a_family(bench, sought):
    """Lodge a tracing request as the register sees it."""
    olena = bench.desk.olena
    found = entering.scouted_requests(olena, {0: sought})
    return entering.enter_requests(Doing(olena, NOW), {0: sought}, found)[0]


def test_an_open_request_is_a_standing_query_for_every_new_report(bench):
    request = asked_by_a_family(bench, report())
    assert Proposal.objects.seen_by(bench.desk.olena).count() == 0
    bench.take(report("Криничар Данило", "1991"))
    assert Proposal.objects.seen_by(bench.desk.olena).count() == 0
    new = bench.ids(bench.take(report("Dryimliuha Ostap", "1997")))[0]
    (found,) = Proposal.objects.seen_by(bench.desk.olena)
    assert {found.left_report_id, found.right_report_id} == {request.report_id, new}
    assert (found.open, found.request) == (True, True)


def test_a_report_and_its_proposals_come_together_or_not_at_all(bench, monkeypatch):
    asked_by_a_family(bench, report())
    seen = []

    def fails(doing, persons):
        seen.append(
            (
                ReportRow.objects.seen_by(doing.actor).count(),
                Proposal.objects.seen_by(doing.actor).count(),
                len(persons),
            )
        )
        raise IntegrityError

    before = rows(bench)
    monkeypatch.setattr(hooks, "_PERSON_CHANGED", [fails])
    with pytest.raises(Conflict):
        bench.take(report("Dryimliuha Ostap", "1997"))
    assert seen == [(2, 1, 1)]
    assert Proposal.objects.seen_by(bench.desk.olena).count() == 0
    assert rows(bench) == before
