"""The large register of the benchmark: its loader writes the rows that the deeds would write."""

import importlib.util
import sys
from pathlib import Path

import pytest

from tests.register.conftest import NOW
from tidings.intake import Reading
from tidings.kernel.identifiers import numbered
from tidings.linkage.packing import unpack
from tidings.register import deeds, entering
from tidings.register.doing import Doing
from tidings.register.models import KeyRow, Number, Person, PreparedRow, ReportRow, Standing
from tidings.register.results import SourceGiven
from tidings.rehearsal import rehearse

LOADER = Path(__file__).parents[2] / "bench" / "register_bulk.py"


@pytest.fixture(scope="module")
def loader():
    spec = importlib.util.spec_from_file_location("register_bulk", LOADER)
    module = importlib.util.module_from_spec(spec)
    sys.modules["register_bulk"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["register_bulk"]


def held(actor):
    """Everything the register holds of a bureau's reports, by what was said; without row ids and drawn numbers."""
    rows = {row.pk: row for row in ReportRow.objects.seen_by(actor).select_related("source")}
    order = {pk: place for place, pk in enumerate(sorted(rows))}
    reports = [
        (row.source.name, row.handling, row.role, row.event, row.request)
        + (() if row.request else (row.origin, row.identity, row.content))
        for _, row in sorted(rows.items())
    ]
    standings = [
        (order[row.report_id], order[row.anchor_id], row.state, row.person_id is None)
        for row in Standing.objects.seen_by(actor).order_by("report_id")
    ]
    prepared = [
        (order[row.report_id], row.engine, row.sketch, bytes(row.entries))
        + ((unpack(row.form).readings,) if rows[row.report_id].request else (row.form,))
        for row in PreparedRow.objects.seen_by(actor).order_by("id")
    ]
    keys = sorted((row.key, row.sketch, order[row.report_id]) for row in KeyRow.objects.seen_by(actor))
    return {"reports": reports, "standings": standings, "prepared": prepared, "keys": keys}


def test_rows_written_in_bulk_are_those_of_the_deeds(desk, loader):
    made, ours, theirs = rehearse(20261122, 140), desk.olena, desk.chuzhyi
    numbers = map(numbered, range(50_000_000))
    entries = []
    for place, table in enumerate((*made.sources, made.requests)):
        reports = [report for _, report in loader.said(table, 1)]
        request = table.key == made.requests.key
        if request:
            found = entering.scouted_requests(ours, dict(enumerate(reports)))
            entering.enter_requests(Doing(ours, NOW), dict(enumerate(reports)), found)
        else:
            deeds.take(
                actor=ours,
                key=f"bulk-test-{place}",
                moment=NOW,
                content=table.key.encode(),
                filename=f"{table.key}.csv",
                source=SourceGiven(table.name, table.kind, table.reliability),
                reading=Reading(tuple(reports), kind="table"),
                accept=True,
            )
        entries += loader.write(theirs, reports, loader.place_of(theirs, table, request=request), numbers)[1].tolist()
    loader.put_keys(theirs, loader.np.array(entries, dtype=loader.np.int64))
    one, other = held(ours), held(theirs)
    assert len(one["reports"]) >= 250
    for table, rows in one.items():
        assert other[table] == rows, table
    assert Person.objects.seen_by(ours).count() == Person.objects.seen_by(theirs).count()
    assert Number.objects.count() == 2 * (Person.objects.seen_by(ours).count() + len(made.requests.rows))
