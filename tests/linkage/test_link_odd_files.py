"""`tidings link` over files that are empty, strange or meant to do harm, by both engines."""

import csv

import pytest

from tidings.kernel import BadInput
from tidings.linkage import link_files
from tidings.linkage.engines import results

HEADER = "record_id,name,birth_date\n"


@pytest.fixture(params=[0, 10**9], ids=["in columns", "one by one"])
def link(request, monkeypatch, tmp_path):
    """Link tables given as text or bytes, by one of the engines; return the report and the rows of clusters.csv."""
    monkeypatch.setattr(results, "FEW_BYTES", request.param)

    def run(*tables, **options):
        files = [tmp_path / f"table{number}.csv" for number in range(len(tables))]
        for file, table in zip(files, tables, strict=True):
            file.write_bytes(table if isinstance(table, bytes) else table.encode())
        report = link_files(files, out=tmp_path / "out", **options)
        with (tmp_path / "out" / "clusters.csv").open(encoding="utf-8", newline="") as stream:
            return report, list(csv.reader(stream))[1:]

    return run


@pytest.mark.parametrize("table", [HEADER, HEADER.strip(), "record_id\n"], ids=["no rows", "no end", "only ids"])
def test_a_table_without_rows_has_nobody(link, table):
    report, clusters = link(table)
    assert clusters == []
    assert (report.records, report.persons, report.joined, report.pairs, report.sizes) == (0, 0, 0, 0, ())


def test_a_single_row_is_one_person(link):
    report, clusters = link(HEADER + "r1,Небыленко Остап,1994\n")
    assert clusters == [["r1", "r1"]]
    assert (report.records, report.persons, report.candidates) == (1, 1, 0)


def test_rows_that_say_nothing_stay_alone(link):
    assert link("record_id\nb\na\n")[1] == [["a", "a"], ["b", "b"]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251", "koi8-u"])
def test_every_encoding_says_the_same(link, encoding):
    text = HEADER + "r1,Небиленко Остап Гнатович,1994-03-07\nr2,Небиленко Остап Гнатович,1994-03-07\n"
    report, clusters = link(text.encode(encoding))
    assert clusters == [["r1", "r1"], ["r2", "r1"]]
    assert len(report.warnings) == (encoding in {"cp1251", "koi8-u"})


@pytest.mark.parametrize(
    "table",
    [
        HEADER.encode() + "r1,Небыленко".encode() + b"\xff\n",
        HEADER.encode() + "r1,Небыленко".encode()[:-1] + b"\n",
        b"\x00\x01\x02\x03",
    ],
    ids=["wrong byte", "cut letter", "no text"],
)
def test_damaged_text_is_refused(link, table):
    with pytest.raises(BadInput, match=r"table0\.csv:1: "):
        link(table)


def test_a_column_that_is_not_compared_tells_of_damage_too(link):
    with pytest.raises(BadInput, match=r"table0\.csv:1: it is damaged UTF-8"):
        link("record_id,text\nr1,Небыленко".encode() + b"\xff\n")


def test_huge_cells_are_read(link):
    report, clusters = link(HEADER + f"r1,{'Небыленко ' * 20_000},1994\nr2,Чугайнов Павел,{'9' * 100_000}\n")
    assert clusters == [["r1", "r1"], ["r2", "r2"]]
    assert [warning.split(": ")[1] for warning in report.warnings] == ["birth_date"]


def test_hostile_ids_come_back_as_they_were(link):
    ids = ["=1+1", "+1", "-1", "@sum", 'a"b', "a,b", "a\nb", "'; drop table"]
    quoted = ['"' + one.replace('"', '""') + '"' for one in ids]
    _, clusters = link("record_id,name\n" + "".join(f"{one},\n" for one in quoted))
    assert clusters == [[one, one] for one in sorted(ids)]


def test_an_id_stands_once_over_all_files(link):
    with pytest.raises(BadInput, match=r"table1\.csv:3: record_id: “r1” stands already in .*table0\.csv:2"):
        link(HEADER + "r1,А Б,\n", HEADER + "r2,В Г,\nr1,Д Е,\n")


def test_ids_that_differ_by_spaces_alone_are_one_id(link):
    with pytest.raises(BadInput, match=r"table0\.csv:3: record_id"):
        link(HEADER + "r1,А Б,\n r1 ,В Г,\n")


def test_verdicts_on_ids_that_are_not_there_are_passed_over(link):
    verdicts = {("r1", "r2"): True, ("r1", "nobody"): True, ("x", "y"): False}
    _, clusters = link(HEADER + "r1,Небыленко Остап,1994\nr2,Чугайнов Павел,1950\nr3,,\n", verdicts=verdicts)
    assert clusters == [["r1", "r1"], ["r2", "r1"], ["r3", "r3"]]


def test_a_truth_that_lacks_records_measures_the_rest(link, tmp_path):
    truth = tmp_path / "truth.csv"
    truth.write_text("record_id,person_id\nr1,p1\nr2,p1\nelsewhere,p9\n", encoding="utf-8")
    same = "Небыленко Остап Гнатович,1994-03-07\n"
    report, _ = link(HEADER + f"r1,{same}r2,{same}r3,{same}", truth=truth)
    assert report.agreement is not None
    assert (report.agreement.precision, report.agreement.recall, report.agreement.lost) == (1.0, 1.0, ())


@pytest.mark.parametrize("line", ["r1,\n", ",p1\n", "r0,p2\n"], ids=["nobody", "no id", "twice"])
def test_a_truth_that_is_not_clear_is_refused_with_its_line(link, tmp_path, line):
    truth = tmp_path / "truth.csv"
    truth.write_text("record_id,person_id\nr0,p0\n" + line, encoding="utf-8")
    with pytest.raises(BadInput, match=r"truth\.csv:3: "):
        link(HEADER + "r1,А Б,\n", truth=truth)


def test_a_truth_without_persons_is_refused(link, tmp_path):
    truth = tmp_path / "truth.csv"
    truth.write_text("record_id\nr1\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"truth\.csv:2: person_id"):
        link(HEADER + "r1,А Б,\n", truth=truth)
