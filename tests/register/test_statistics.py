"""SQLite's planner knows how telling each index is, from the first report on."""

import pytest
from django.db import connection

pytestmark = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL gathers its own figures")

QUESTIONS = {
    "proposals of a subject": (
        "SELECT id FROM register_proposal WHERE bureau_id = 1 AND (left_id IN (5) OR right_id IN (5))",
        {"left_id=?", "right_id=?"},
    ),
    "accepted reports of a subject": (
        "SELECT id FROM register_standing WHERE bureau_id = 1 AND state = 'accepted' AND anchor_id IN (1, 2, 3)",
        {"anchor_id=?"},
    ),
    "accepted reports of a person": (
        "SELECT id FROM register_standing WHERE bureau_id = 1 AND state = 'accepted' AND person_id IN (1, 2, 3)",
        {"person_id=?"},
    ),
    "a file's persons": (
        "SELECT id FROM register_person WHERE bureau_id = 1 AND (id IN (1, 2) OR joined_into_id IN (1, 2))",
        {"rowid=?", "joined_into_id=?"},
    ),
    "a report known before": (
        "SELECT id FROM register_reportrow WHERE bureau_id = 1 AND identity IN ('a', 'b')",
        {"identity=?"},
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_hot_questions_walk_the_telling_index(question):
    sql, columns = question
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        plan = " ".join(row[3] for row in cursor.fetchall())
    assert {column for column in columns if column in plan} == columns, plan


@pytest.mark.django_db
def test_every_room_has_its_figures():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl, idx, stat FROM sqlite_stat1")
        figures = {(table, index): stat for table, index, stat in cursor.fetchall()}
    assert figures["register_standing", "standing_state"] == "1000000 1000000 333333"
    assert figures["casework_tracingrequest", "request_newest"] == "1000000 1000000 3"
