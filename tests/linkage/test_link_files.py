"""`tidings link`: the files of DESIGN.md 4, exactly."""

import csv
import json
from datetime import date

import pytest
from openpyxl import Workbook

from tidings.kernel import BadInput
from tidings.linkage import link_files

HEADER = "record_id,source,name,birth_date,unit,event\n"
FIRST = HEADER + "r1,list,Небыленко Остап Гнатович,1994-03-07,35 одшбр,held\nr3,list,Чугайнов Павел,1988,,held\n"
SECOND = HEADER + "r2,title,Ostap Nebylenko,1994,35th Brigade,interviewed\nr4,title,,,,\n"
TRUTH = "record_id,person_id\nr1,p1\nr2,p1\nr3,p2\nr4,p3\n"


@pytest.fixture
def tables(tmp_path):
    for name, text in (("first.csv", FIRST), ("second.csv", SECOND), ("truth.csv", TRUTH)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def rows(file):
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def test_the_three_files_are_as_promised(tables):
    out = tables / "out"
    report = link_files([tables / "first.csv", tables / "second.csv"], out=out, truth=tables / "truth.csv")
    assert rows(out / "clusters.csv") == [
        ["record_id", "person_id"],
        ["r1", "r1"],
        ["r2", "r1"],
        ["r3", "r3"],
        ["r4", "r4"],
    ]
    header, *pairs = rows(out / "pairs.csv")
    assert header == ["left", "right", "probability", "weight"]
    assert [(left, right) for left, right, _, _ in pairs] == [("r1", "r2")]
    assert float(pairs[0][2]) > 0.99
    told = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert (
        (told["records"], told["persons"], told["joined"])
        == (4, 3, 1)
        == (report.records, report.persons, report.joined)
    )
    assert told["agreement"]["f1"] == told["agreement"]["candidate_recall"] == 1.0
    assert told["agreement"]["lost"] == []
    assert dict(report.rows())["F1 of pairs"] == "1.0000"
    assert dict(report.rows())["persons"] == "3"


def test_a_workbook_is_a_table_too(tables):
    book = Workbook()
    for line in csv.reader(FIRST.splitlines()):
        book.active.append(line)
    book.active["D2"] = date(1994, 3, 7)
    book.save(tables / "first.xlsx")
    link_files([tables / "first.csv", tables / "second.csv"], out=tables / "csv")
    link_files([tables / "first.xlsx", tables / "second.csv"], out=tables / "xlsx")
    for name in ("clusters.csv", "pairs.csv"):
        assert (tables / "csv" / name).read_text() == (tables / "xlsx" / name).read_text()


def test_what_only_calls_itself_a_workbook_is_refused(tmp_path):
    (tmp_path / "bad.xlsx").write_text("no workbook", encoding="utf-8")
    with pytest.raises(BadInput, match=r"bad\.xlsx:1: "):
        link_files([tmp_path / "bad.xlsx"], out=tmp_path / "out")


def test_the_order_of_the_files_changes_nothing(tables):
    files = [tables / "first.csv", tables / "second.csv"]
    link_files(files, out=tables / "there")
    link_files(files[::-1], out=tables / "back")
    for name in ("clusters.csv", "pairs.csv"):
        assert (tables / "there" / name).read_bytes() == (tables / "back" / name).read_bytes()
    there, back = (json.loads((tables / way / "report.json").read_text(encoding="utf-8")) for way in ("there", "back"))
    assert there.pop("files") == back.pop("files")[::-1] == [str(file) for file in files]
    assert there == back


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            HEADER + "r1,x,А Б,,,\nr9,x,А Б,,,\nr1,x,В Г,,,\n",
            r"bad\.csv:4: record_id: “r1” stands already in .*bad\.csv:2",
        ),
        (HEADER + ",x,А Б,,,\n", r"bad\.csv:2: record_id: is empty"),
        ("name,unit\nА Б,1\n", r"bad\.csv:1: there is no column record_id"),
        ("", r"bad\.csv:1: there is no column record_id"),
    ],
    ids=["twice", "empty", "no column", "empty file"],
)
def test_bad_tables_are_refused_with_file_and_line(tmp_path, text, message):
    (tmp_path / "bad.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=message):
        link_files([tmp_path / "bad.csv"], out=tmp_path / "out")


def test_a_record_id_of_another_file_is_taken_too(tables):
    with pytest.raises(BadInput, match=r"first\.csv:2"):
        link_files([tables / "first.csv", tables / "first.csv"], out=tables / "out")


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "bad.csv").write_bytes(b"record_id,name\nr1,\xff\xfe\x00\n")
    with pytest.raises(BadInput, match=r"bad\.csv:1: "):
        link_files([tmp_path / "bad.csv"], out=tmp_path / "out")


def test_an_unreadable_cell_is_left_out_with_a_warning_and_its_record_stays(tmp_path):
    table = tmp_path / "odd.csv"
    table.write_text(HEADER + "r1,x,Небыленко Остап,when it rained,,\n", encoding="utf-8")
    report = link_files([table], out=tmp_path / "out")
    assert report.records == 1
    assert len(report.warnings) == 1
    assert "odd.csv:2: birth_date: " in report.warnings[0]
    assert rows(tmp_path / "out" / "clusters.csv")[1:] == [["r1", "r1"]]


def test_progress_is_told_to_the_end(tables):
    told = []
    link_files(
        [tables / "first.csv", tables / "second.csv"], out=tables / "out", progress=lambda *step: told.append(step)
    )
    assert told == [("comparing", 1, 1)]


def test_truth_that_stands_twice_is_refused(tables):
    (tables / "truth.csv").write_text(TRUTH + "r1,p2\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"truth\.csv:6: record_id"):
        link_files([tables / "first.csv"], out=tables / "out", truth=tables / "truth.csv")
