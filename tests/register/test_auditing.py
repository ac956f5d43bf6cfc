import json
import re
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tests.register.conftest import report
from tidings.evidence import Entry, entry_bytes, without_subjects
from tidings.register import deeds, keyring, queries
from tidings.register.errors import KeysMissing
from tidings.register.models import AuditEntry, AuditHead, AuditValue, ReportRow
from tidings.register.queries import audit
from tidings.register.verifying import verify_log
from tidings.reports import Relative, Report

CANARY = "Канарейко"


def bodies(bench):
    return [bytes(body) for body in AuditEntry.objects.seen_by(bench.desk.olena).values_list("body", flat=True)]


def busy(bench):
    """Let every kind of deed write a canary's name, reason or place."""
    taken = bench.take(
        Report(name=f"{CANARY} Марта", event="held", residence=CANARY),
        Report(name=f"{CANARY} Марта", event="missing", record_id="2"),
        kind="icrc",
        held=[bench.held()],
    )
    left, right = bench.ids(taken)
    decision = deeds.decide(**bench.terms(), left=left, right=right, verdict="same", reason=f"{CANARY} said so")
    deeds.search(**bench.terms(), text=f"{CANARY} Марта 98", place=CANARY)
    deeds.open_person(**bench.terms(), number=decision.person, why=f"{CANARY} rang")
    terms = bench.terms()
    deeds.propose_confirmation(**terms, person=decision.person, kind="captive", grounds=[left], reason=CANARY)
    deeds.mend_report(**bench.terms(), report_id=right, changes={"birth_place": CANARY})
    deeds.create_checkpoint(**bench.terms())
    deeds.sign_in(**bench.terms() | {"key": f"key of {CANARY}"})
    return left, decision.person


def test_the_log_is_whole_and_names_nobody(bench):
    _, number = busy(bench)
    verdict = verify_log()
    assert (verdict.whole, verdict.complaints, verdict.size) == (True, (), len(bodies(bench)))
    log = b"\n".join(bodies(bench)).decode()
    for secret in (CANARY, "Марта", number, "Olena", "olena", "test-key", "rang"):
        assert secret not in log
        assert json.dumps(secret).strip('"') not in log


def test_every_string_of_an_entry_is_a_hash_or_a_known_word(bench):
    busy(bench)
    for body in bodies(bench):
        entry = json.loads(body)
        people = [entry["actor"], entry["key"], *entry["subjects"], *entry["values"].values()]
        assert all(re.fullmatch("[0-9a-f]{64}", one) for one in people)
        assert set(entry["values"]) <= {
            "original", "identities", "verdict", "question", "confirmation", "changes", "checkpoint"
        }  # fmt: skip


def test_the_page_shows_in_plain_what_the_side_table_holds(bench):
    _, number = busy(bench)
    page = queries.audit_log(actor=bench.desk.olena, number=number)
    opened = next(line for line in page.lines if line.deed == "open_person")
    assert (opened.by, opened.reason, number in opened.subjects) == ("Olena", f"{CANARY} rang", True)
    assert {line.deed for line in page.lines} >= {"take", "decide", "search", "open_person", "propose_confirmation"}
    first = queries.audit_log(actor=bench.desk.olena, limit=2)
    rest = queries.audit_log(actor=bench.desk.olena, below=first.more)
    assert [line.index for line in (*first.lines, *rest.lines)] == list(range(first.size))[::-1]


def test_erasure_deletes_values_and_the_log_still_verifies(bench):
    left, _ = busy(bench)
    before = len(bodies(bench))
    deeds.erase_report(**bench.terms(bench.desk.bohdan), report_id=left, reason="asked by the family")
    row = ReportRow.objects.seen_by(bench.desk.olena).get(pk=left)
    assert (row.content, row.event, row.erased is not None) == ({}, "", True)
    assert (verify_log().complaints, len(bodies(bench))) == ((), before + 1)
    left_over = AuditValue.objects.seen_by(bench.desk.olena).filter(entry__deed="propose_confirmation")
    assert left_over.count() == 0
    assert bench.file(bench.numbers_of(left)[0]).status.answer == 2


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("register_auditentry", "body"),
        ("register_auditsubject", "pseudonym"),
        ("register_reportrow", "content"),
        ("register_reportrow", "identity"),
        ("register_reportrow", "handling"),
        ("register_decision", "verdict"),
        ("register_undoing", "reason"),
        ("register_confirmation", "kind"),
        ("register_signature", "covers"),
        ("register_withdrawal", "reason"),
        ("register_deedrow", "deed"),
        ("register_number", "number"),
        ("register_source", "kind"),
        ("register_checkpoint", "text"),
        ("register_auditvalue", "value"),
    ],
)
def test_no_update_and_no_delete_pass(bench, table, column):
    _, number = busy(bench)
    confirmation = bench.file(number).confirmations[0].confirmation_id
    deeds.withdraw_confirmation(**bench.terms(), confirmation_id=confirmation, reason="doubt")
    decision = bench.file(number).decisions[0].decision_id
    deeds.undo(**bench.terms(), decision_id=decision, reason="doubt")
    statements = [f"UPDATE {table} SET {column} = {column}"]  # noqa: S608 -- names of this table
    statements += [f"DELETE FROM {table}"] if table != "register_auditvalue" else []  # noqa: S608 -- the same
    for statement in statements:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 -- the same
            assert cursor.fetchone()[0] > 0
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                cursor.execute(statement)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone replaces a row without deleting it")
def test_replacing_a_row_does_not_pass_the_triggers(bench):
    busy(bench)
    replace = 'INSERT OR REPLACE INTO register_auditentry SELECT * FROM register_auditentry WHERE "index" = 0'
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        cursor.execute(replace)


def test_what_a_report_was_mended_from_is_erased_with_it(bench):
    taken = bench.take(Report(name="Заозёрнов Евгений", event="held", text="words to be forgotten"))
    first = bench.ids(taken)[0]
    second = deeds.mend_report(**bench.terms(), report_id=first, changes={"rank": "sergeant"}).report_id
    third = deeds.mend_report(**bench.terms(), report_id=second, changes={"rank": "corporal"}).report_id
    deeds.erase_report(**bench.terms(bench.desk.bohdan), report_id=third, reason="asked by the family")
    rows = ReportRow.objects.seen_by(bench.desk.olena).filter(pk__in=(first, second, third))
    assert [row.content for row in rows] == [{}, {}, {}]
    assert AuditValue.objects.seen_by(bench.desk.olena).filter(field="changes").count() == 0
    assert verify_log().complaints == ()


def test_erasure_cannot_be_used_to_change_a_report(bench):
    left, _ = busy(bench)
    rows = ReportRow.objects.seen_by(bench.desk.olena).filter(pk=left)
    moment = bench.terms()["moment"]
    for changes in (
        {"content": {"name": "X"}},
        {"content": {}, "identity": "0" * 64},
        {"content": {}, "event": "held"},
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(erased=moment, **changes)


def unlocked(*statements):
    """Do as somebody who holds the whole database would: triggers off, history changed."""
    with connection.cursor() as cursor:
        for table in ("auditentry", "reportrow", "auditvalue"):
            for what in ("no_update", "no_delete"):
                on = f" ON register_{table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS register_{table}_{what}{on}")
        for statement, values in statements:
            cursor.execute(statement, values)


def test_a_forged_history_is_noticed_by_the_witness(bench):
    busy(bench)
    witness = deeds.create_checkpoint(**bench.terms()).text
    assert verify_log(witness).whole
    entry = AuditEntry.objects.seen_by(bench.desk.olena).get(index=2)
    forged = bytes(entry.body).replace(b'"deed":"search"', b'"deed":"sorted"')
    unlocked(('UPDATE register_auditentry SET body = %s WHERE "index" = 2', [forged]))
    verdict = verify_log(witness)
    assert (verdict.whole, "rewritten" in " ".join(verdict.complaints)) == (False, True)


def test_a_cut_off_tail_is_noticed_even_without_a_witness(bench):
    busy(bench)
    last = AuditHead.objects.get().size - 1
    unlocked(
        ("DELETE FROM register_auditvalue WHERE entry_id = %s", [last]),
        ("DROP TRIGGER register_auditsubject_no_delete" + on_table("auditsubject"), []),
        ("DELETE FROM register_auditsubject WHERE entry_id = %s", [last]),
        ('DELETE FROM register_auditentry WHERE "index" = %s', [last]),
    )
    assert "cut off" in " ".join(verify_log().complaints)


def on_table(table):
    return f" ON register_{table}" if connection.vendor == "postgresql" else ""


def test_changed_reports_and_values_are_named(bench):
    left, _ = busy(bench)
    row = ReportRow.objects.seen_by(bench.desk.olena).get(pk=left)
    changed = json.dumps(row.content | {"name": "Інша Людина"})
    unlocked(
        ("UPDATE register_reportrow SET content = %s WHERE id = %s", [changed, left]),
        ("UPDATE register_auditvalue SET value = %s WHERE field = 'reason'", ['"other"']),
    )
    complaints = verify_log().complaints
    assert f"Report {left}: its content is not what was taken in." in complaints
    assert sum("“reason”" in complaint for complaint in complaints) == 3


def test_keys_are_private_made_once_and_missed_when_gone(bench, home):
    busy(bench)
    files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (home / "keys").iterdir()}
    assert files == {"log": 0o600, "pseudonym": 0o600, "checkpoint": 0o600}
    assert stat.S_IMODE((home / "keys").stat().st_mode) == 0o700
    before = (home / "keys" / "pseudonym").read_bytes()
    keyring.make_keys()
    assert (home / "keys" / "pseudonym").read_bytes() == before
    (home / "keys" / "pseudonym").rename(home / "elsewhere")
    keyring.read_keys.cache_clear()
    with pytest.raises(KeysMissing):
        deeds.sign_in(**bench.terms())


def test_the_keys_of_another_log_do_not_continue_this_one(bench, home):
    busy(bench)
    (home / "keys").rename(home / "old keys")
    keyring.read_keys.cache_clear()
    keyring.make_keys()
    with pytest.raises(KeysMissing, match="another audit log"):
        deeds.sign_in(**bench.terms())


def test_checkpoints_cover_what_was_there_when_they_were_given_out(bench):
    busy(bench)
    first = deeds.create_checkpoint(**bench.terms())
    second = deeds.create_checkpoint(**bench.terms())
    assert second.size == first.size + 1
    assert verify_log(first.text).whole
    assert verify_log(first.text.replace(f"\n{first.size}\n", f"\n{first.size + 1}\n")).whole is False


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's files")
def test_an_erased_report_leaves_no_word_in_the_database(bench):
    """Canaries of every kind of field; the write-ahead log is emptied first, as it is at shutdown."""
    words = [f"kanareyko{field}" for field in ("name", "marks", "place", "text", "kin", "extra")]
    canary = Report(
        name=words[0],
        marks=words[1],
        residence=words[2],
        text=words[3],
        relatives=(Relative("sister", words[4]),),
        extra=(("remark", words[5]),),
        event="held",
    )
    taken = bench.take(canary)
    plain = bench.ids(taken)[0]
    deeds.mend_report(**bench.terms(), report_id=plain, changes={"birth_place": "kanareykoborn"})
    mended = bench.ids(taken)[1]
    other = bench.take(Report(name=words[0], event="missing"))
    deeds.search(**bench.terms(), text="somebody else")
    assert b"kanareyko" in database_bytes()
    everything = [plain, mended, *bench.ids(other)]
    for report_id in everything:
        deeds.erase_report(**bench.terms(bench.desk.bohdan), report_id=report_id, reason="asked to")
    assert verify_log().whole
    assert [word for word in ("kanareyko", "KANAREYKO") if word.encode() in database_bytes()] == []


def database_bytes():
    """Everything the database has on disk, as somebody with a hex editor sees it."""
    path = Path(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_an_entry_about_a_whole_table_lists_its_first_subjects_and_counts_the_rest(bench, monkeypatch):
    monkeypatch.setattr(audit, "LISTED", 3)
    monkeypatch.setattr(audit, "LONGEST", 300)
    taken = bench.take(*(report(f"{name}ко Остап") for name in ("Дримлю", "Кринич", "Тихомост", "Заозёр", "Небылен")))
    line = queries.audit_log(actor=bench.desk.bohdan, deed="take").lines[0]
    assert line.unlisted == 3  # five persons and the file itself are six subjects
    assert set(line.subjects) <= set(bench.numbers(taken))
    values = dict(line.values)
    assert values["identities"].startswith('["')
    assert values["identities"].endswith("…")
    assert len(values["identities"]) == 301
    bench.file(bench.numbers(taken)[0])
    assert len(bench.file(bench.numbers(taken)[0]).readers) >= 1


def test_bytes_of_an_entry_are_read_without_its_subjects():
    stated = entry_bytes(
        Entry("log", 7, datetime(2026, 11, 22, tzinfo=UTC), "first", "aa", "take", "bb", ["cc", "dd"], "", {"x": "ee"})
    )
    short = json.loads(without_subjects(stated))
    assert short == json.loads(stated) | {"subjects": []}
    assert without_subjects(b"{}") == b"{}"
