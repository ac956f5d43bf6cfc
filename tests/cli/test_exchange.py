"""Rounds planned, checked and explained from a terminal."""

import json

import pytest

PEOPLE = [
    {"key": "old", "consent": "yes", "listed": True, "captured": "2022-05-01"},
    {"key": "new", "consent": "yes", "listed": True, "captured": "2026-05-01"},
    {"key": "ill", "consent": "yes", "listed": True, "captured": "2026-05-01", "medical": "serious"},
]


@pytest.fixture
def round_file(tmp_path):
    """Write a round of one side with these terms."""

    def write(**terms):
        path = tmp_path / "round.json"
        round_ = {"round": "r", "as_of": "2026-11-22", "sides": {"A": {"persons": PEOPLE}}, "terms": terms}
        path.write_text(json.dumps(round_), encoding="utf-8")
        return path

    return write


def test_plan_is_written_and_holds_when_checked(tidings, tmp_path, round_file):
    path = round_file(totals={"A": [0, 1]})
    planned = tidings("exchange", "plan", path, "--out", "plan.json")
    written = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert planned.code == 0
    assert (written["status"], written["chosen"], written["humanitarian"]) == (
        "optimal",
        {"A": ["old"]},
        {"A": ["ill"]},
    )
    assert [stage["criterion"] for stage in written["stages"]] == [
        "long_term",
        "days_captive",
        "vulnerable",
        "hardship",
        "key",
    ]
    assert tidings("exchange", "check", path, "plan.json").code == 0


def test_plan_that_was_changed_does_not_hold(tidings, tmp_path, round_file):
    path = round_file(totals={"A": [0, 1]})
    tidings("exchange", "plan", path, "--out", "plan.json")
    written = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    (tmp_path / "plan.json").write_text(json.dumps({**written, "chosen": {"A": ["new"]}}), encoding="utf-8")
    checked = tidings("exchange", "check", path, "plan.json", "--json")
    assert checked.code == 1
    assert json.loads(checked.out)["accepted"] is False


def test_terms_that_cannot_be_met_exit_1_and_are_named(tidings, tmp_path, round_file):
    ran = tidings("exchange", "plan", round_file(totals={"A": [3, None]}), "--out", "plan.json")
    written = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert ran.code == 1
    assert (written["status"], [one["term"] for one in written["conflicts"]]) == ("infeasible", ["totals.A.min"])
    assert "totals.A.min" in ran.err


def test_bad_round_exits_2_with_file_and_path(tidings, tmp_path):
    (tmp_path / "bad.json").write_text(
        '{"as_of": "2026-11-22", "sides": {"A": {"persons": [{"key": "x", "skills": 1}]}}}'
    )
    ran = tidings("exchange", "plan", "bad.json", "--out", "plan.json")
    assert ran.code == 2
    assert ran.err.startswith("bad.json: sides.A.persons[0].skills: there is no such field.")
    assert not (tmp_path / "plan.json").exists()


def test_round_is_never_written_over_by_its_plan(tidings, round_file):
    path = round_file()
    before = path.read_bytes()
    assert tidings("exchange", "plan", path, "--out", path).code == 2
    assert path.read_bytes() == before


def test_explanation_answers_one_person_in_three_languages(tidings, round_file):
    path = round_file(totals={"A": [0, 1]})
    tidings("exchange", "plan", path, "--out", "plan.json")
    for language in ("en", "ru", "uk"):
        ran = tidings("exchange", "explain", path, "plan.json", "new", "--language", language)
        assert ran.code == 0
        assert ran.out.strip()
        assert "old" not in ran.out.split()
    assert tidings("exchange", "explain", path, "plan.json", "nobody").code == 2


def test_lot_is_committed_to_drawn_and_verified(tidings, tmp_path, round_file):
    path = round_file(totals={"A": [0, 1]})
    (tmp_path / "salt.hex").write_text("00112233445566778899aabbccddeeff")
    salt = ("--salt", "salt.hex")
    committed = tidings(
        "exchange", "lot", "commit", path, *salt, "--source", "a beacon", "--time", "2026-12-01", "--out", "s.json"
    )
    assert committed.code == 0
    assert tidings("exchange", "lot", "draw", "s.json", "value", "--round", path, "--out", "drawn.json").code == 0
    assert tidings("exchange", "lot", "verify", "drawn.json", "s.json", *salt).code == 0
    assert json.loads((tmp_path / "drawn.json").read_text())["lot"]["commitment"] in committed.out
    drawn = json.loads((tmp_path / "drawn.json").read_text())
    drawn["sides"]["A"]["persons"].pop()
    (tmp_path / "drawn.json").write_text(json.dumps(drawn))
    assert tidings("exchange", "lot", "verify", "drawn.json", "s.json", *salt).code == 1


def test_schema_is_printed(tidings):
    assert json.loads(tidings("exchange", "schema", "round").out)["title"] == "ROUND.json"
    assert tidings("exchange", "schema", "war").code == 2


def test_envy_and_prices_and_fairness_answer(tidings, round_file):
    path = round_file(totals={"A": [0, 1]})
    tidings("exchange", "plan", path, "--out", "plan.json")
    assert json.loads(tidings("exchange", "prices", path, "plan.json", "--json").out)[0]["term"] == "totals.A.max"
    assert tidings("exchange", "envy", path, "plan.json").code == 0
    assert tidings("exchange", "fairness", path, "plan.json").code == 0
    assert tidings("exchange", "fairness", path).code == 2
