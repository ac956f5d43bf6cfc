"""`tidings link`: what it loads, what it leaves behind when it is killed, how it ends."""

import csv
import signal
import subprocess
import sys
from pathlib import Path

from tidings.cli.app import MODULES

LOADED = """
import sys
from tidings.cli.app import app
try:
    app(["link", sys.argv[1], "--out", sys.argv[2]])
except SystemExit as end:
    assert end.code in (0, None), end.code
print(*sorted({"django", "scipy", "pandas", "numba", "granian", "typst"} & set(sys.modules)), file=sys.stderr)
"""


def test_a_small_table_loads_no_more_than_it_needs(table, tmp_path):
    few = table("few.csv", "record_id,name", "r1,Небыленко Остап Гнатович", "r2,Чугайнов Павел")
    done = subprocess.run(
        [sys.executable, "-c", LOADED, few, tmp_path / "out"], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr.split() == []


def test_every_command_is_found_in_its_module(tidings):
    for command in MODULES:
        helped = tidings(command, "--help")
        assert (helped.code, f"Usage: tidings {command}" in helped.out) == (0, True)


def test_a_command_that_is_none_is_bad_usage(tidings):
    assert tidings("lnik").code == 2


def test_a_killed_run_leaves_nothing_that_looks_done(table, tmp_path):
    lines = [f"r{number},Небыленко{number % 97} Остап,19{number % 50 + 50}" for number in range(60_000)]
    many, out = table("many.csv", "record_id,name,birth_date", *lines), tmp_path / "out"
    with subprocess.Popen([Path(sys.executable).with_name("tidings"), "link", many, "--out", out]) as run:
        try:
            run.wait(timeout=2)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
    assert run.returncode == -signal.SIGKILL
    assert not {"clusters.csv", "pairs.csv", "report.json"} & {file.name for file in out.glob("*")}


def test_a_folder_that_is_a_file_is_one_line_and_exit_code_2(tidings, table):
    few = table("few.csv", "record_id,name", "r1,Небыленко Остап")
    ran = tidings("link", few, "--out", few)
    assert (ran.code, len(ran.err.strip().splitlines()), "few.csv" in ran.err) == (2, 1, True)


def test_a_file_that_is_not_there_is_one_line_and_exit_code_2(tidings, tmp_path):
    ran = tidings("link", "nowhere.csv", "--out", tmp_path / "out")
    assert (ran.code, len(ran.err.strip().splitlines()), "nowhere.csv" in ran.err) == (2, 1, True)


def test_an_existing_folder_keeps_what_is_not_ours(tidings, table, tmp_path):
    few = table("few.csv", "record_id,name", "r1,Небыленко Остап")
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    assert tidings("link", few, "--out", out).code == 0
    assert sorted(file.name for file in out.iterdir()) == ["clusters.csv", "notes.txt", "pairs.csv", "report.json"]
    with (out / "clusters.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream)) == [["record_id", "person_id"], ["r1", "r1"]]


def test_verdicts_that_are_none_are_refused_with_their_line(tidings, table, tmp_path):
    few = table("few.csv", "record_id,name", "r1,Небыленко Остап")
    for number, line in enumerate(("r1,r2,perhaps", "r1,,same", ",r2,same")):
        verdicts = table(f"verdicts{number}.csv", "left,right,verdict", "r1,r2,different", line)
        ran = tidings("link", few, "--out", tmp_path / "out", "--verdicts", verdicts)
        assert (ran.code, f"verdicts{number}.csv:3" in ran.err) == (2, True)
