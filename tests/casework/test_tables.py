"""A table of families' requests: the original and every row of it is kept, and a held row becomes a request."""

from datetime import UTC, datetime

import pytest

from tidings.accounts import Refused
from tidings.casework import deeds, queries
from tidings.casework.errors import BadRequest
from tidings.intake import Reading, read
from tidings.kernel.errors import BadInput
from tidings.register import deeds as register
from tidings.register import originals
from tidings.register import queries as register_queries
from tidings.register.errors import RuleRefused, Unknown
from tidings.register.models import HeldRow, ReportRow, Taking
from tidings.register.results import SourceGiven
from tidings.reports import Report

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ROWS = (
    "name,birth_date,event,event_date,enquirer,relation,phone\n"
    "Бондар Марко,1989,missing,2026-03,Бондар Ірина,мати,+380441112233\n"
    "Коваленко Данило,31.02.1996,missing,,Коваленко Олег,брат,\n"
    ",1990,missing,,Хтось Інший,брат,\n"
)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "requests.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def take(desk, path, key, source="Families"):
    return deeds.lodge_requests_from(
        actor=desk.olena,
        key=f"table {key}",
        moment=NOW,
        content=path.read_bytes(),
        filename=path.name,
        reading=read(path, source=source),
    )


def held(desk):
    return {row.field: row for row in HeldRow.objects.seen_by(desk.olena).filter(mended=False)}


def mend(desk, row, key="mending a row", **changes):
    return register.mend_row(actor=desk.olena, key=key, moment=NOW, held_id=row.pk, changes=changes)


def sought(desk):
    return sorted(str(line.sought) for line in queries.requests(actor=desk.olena).lines)


def test_the_original_and_the_rows_that_break_a_rule_stand_in_the_inbox(desk, table):
    taken = take(desk, table, "one")
    assert (len(taken.lodged), taken.known_before, taken.held) == (1, 0, 2)
    (line,) = register_queries.inbox(actor=desk.olena).lines
    assert (line.taking_id, line.filename, line.source.kind, line.new, line.held, line.waiting) == (
        taken.taking_id,
        "requests.csv",
        "family",
        1,
        2,
        0,
    )
    row = held(desk)["birth_date"]
    assert ["enquirer", "Коваленко Олег"] in row.row
    assert originals.path_of(Taking.objects.seen_by(desk.olena).get().sha256).read_bytes() == table.read_bytes()
    assert register_queries.counts(actor=desk.olena).held == 2


def test_the_same_table_twice_adds_nothing_whatever_its_source_is_called(desk, table):
    first = take(desk, table, "one")
    again = take(desk, table, "two", source="Another name")
    assert (again.taking_id, again.lodged, again.known_before, again.held) == (first.taking_id, (), 1, 0)
    assert take(desk, table, "one") == first
    assert (Taking.objects.seen_by(desk.olena).count(), len(held(desk))) == (1, 2)


def test_a_held_row_mended_is_a_tracing_request_and_never_a_plain_report(desk, table):
    take(desk, table, "one")
    row = held(desk)["birth_date"]
    with pytest.raises(BadInput):
        mend(desk, row, "a wrong mend", birth_date="32.02.1996")
    mended = mend(desk, row, birth_date="1996-02")
    assert mend(desk, row, birth_date="1996-02") == mended
    report = ReportRow.objects.seen_by(desk.olena).get(pk=mended.report_id)
    assert (mended.known, report.request, report.source.kind) == (False, True, "family")
    assert sought(desk) == ["Данило К.", "Марко Б."]
    assert list(held(desk)) == ["name"]
    with pytest.raises(Unknown):
        mend(desk, row, "the same again", birth_date="1996-03")
    again = take(desk, table, "two")
    assert (again.lodged, again.held) == ((), 0)


def test_a_row_without_a_name_waits_for_one(desk, table):
    take(desk, table, "one")
    row = held(desk)["name"]
    with pytest.raises(BadInput, match="nobody"):
        mend(desk, row, "still nameless", name=" ")
    mend(desk, row, name="Хтось Андрій")
    assert len(sought(desk)) == 2


def test_a_row_mended_here_and_lodged_from_a_mended_table_is_one_request(desk, table):
    take(desk, table, "one")
    table.write_text(ROWS.replace("31.02.1996", "1996-02"), encoding="utf-8")
    assert len(take(desk, table, "mended").lodged) == 1
    (row,) = HeldRow.objects.seen_by(desk.olena).filter(field="birth_date")
    assert mend(desk, row, birth_date="1996-02").known
    assert len(sought(desk)) == 2


def test_other_bureaus_mend_nothing_of_it(desk, table):
    take(desk, table, "one")
    row = held(desk)["birth_date"]
    with pytest.raises(Unknown):
        register.mend_row(actor=desk.chuzhyi, key="not theirs", moment=NOW, held_id=row.pk, changes={})
    assert len(held(desk)) == 2


def test_a_running_text_is_no_table_of_requests(desk):
    reading = Reading(reports=(Report(name="Бондар Марко", event="missing"),), kind="text", text="Бондар Марко")
    with pytest.raises(BadRequest):
        deeds.lodge_requests_from(
            actor=desk.olena, key="a letter", moment=NOW, content=b"x", filename="letter.txt", reading=reading
        )
    assert Taking.objects.seen_by(desk.olena).count() == 0


def test_what_a_family_says_is_never_taken_as_a_plain_report(desk):
    with pytest.raises(RuleRefused, match="tracing request"):
        register.take(
            actor=desk.olena,
            key="a plain report",
            moment=NOW,
            content=b"x",
            filename="t.csv",
            source=SourceGiven("Sister", "family"),
            reading=Reading(reports=(Report(name="Бондар Марко", event="held"),)),
            accept=True,
        )
    assert ReportRow.objects.seen_by(desk.olena).count() == 0


def test_families_take_no_tables(work):
    with pytest.raises(Refused):
        deeds.lodge_requests_from(
            actor=work.family, key="not theirs", moment=NOW, content=b"x", filename="t.csv", reading=Reading()
        )
