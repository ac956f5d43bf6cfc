"""Tables of any usual kind read the same: by Arrow where they are plain, row by row where they are not."""

import csv
import io

import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tidings.kernel import BadInput
from tidings.linkage.engines.batch.encoding import encode
from tidings.linkage.engines.batch.reading import read_tables
from tidings.linkage.engines.tables import read_records, rows_of

ROWS = [
    {"record_id": "r1", "name": "Иван Хмара", "unit": "126 полк; 1 рота", "birth_date": "1990-04-12"},
    {"record_id": "r2", "name": "Єва Їжак, мол.", "unit": "", "birth_date": "1991"},
    {"record_id": "r10", "name": "Пётр «Кит» Ганнушкин", "unit": "н/д", "birth_date": ""},
]


def text_of(rows, delimiter=","):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def cells(tables):
    return [
        {
            name: column.values[column.codes[row]] if column.codes[row] >= 0 else ""
            for name, column in tables.columns.items()
        }
        | {"record_id": tables.ids[row]}
        for row in range(len(tables))
    ]


EXPECTED = [
    {"record_id": "r1", "name": "Иван Хмара", "unit": "126 полк; 1 рота", "birth_date": "1990-04-12"},
    {"record_id": "r10", "name": "Пётр «Кит» Ганнушкин", "unit": "", "birth_date": ""},
    {"record_id": "r2", "name": "Єва Їжак, мол.", "unit": "", "birth_date": "1991"},
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8_u"])
def test_every_usual_csv_is_read(tmp_path, encoding, delimiter):
    path = tmp_path / "t.csv"
    text = text_of(ROWS, delimiter)
    path.write_bytes((text.replace("«", "(").replace("»", ")") if encoding == "koi8_u" else text).encode(encoding))
    found = [
        {name: cell.replace("(", "«").replace(")", "»") for name, cell in row.items()}
        for row in cells(read_tables([path]))
    ]
    assert found == EXPECTED


def test_a_guessed_encoding_is_told(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(text_of(ROWS).encode("cp1251"))
    assert encode([path]).warnings == (f"{path}: read as Windows-1251. Look whether the names are right",)


def test_a_workbook_is_read(tmp_path):
    book = Workbook()
    for row in [list(ROWS[0]), *(list(row.values()) for row in ROWS)]:
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    assert cells(read_tables([tmp_path / "t.xlsx"])) == EXPECTED


def test_a_parquet_file_is_read(tmp_path):
    table = pa.Table.from_pylist([row | {"age": 30.0} for row in ROWS])
    pa.parquet.write_table(table, tmp_path / "t.parquet")
    assert cells(read_tables([tmp_path / "t.parquet"])) == [row | {"age": "30"} for row in EXPECTED]


def test_rows_of_several_lines_keep_their_line(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('record_id,name,age\nr1,"Иван\nХмара",30\n\nr2,Пётр,x\n', encoding="utf-8")
    assert encode([path]).warnings == (f"{path}:5: age: “x” is no age. The cell was left out",)


def test_ids_stand_once_over_all_files(tmp_path):
    (tmp_path / "a.csv").write_text("record_id\nr2\nr1\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("record_id\nr3\nr1\n", encoding="utf-8")
    with pytest.raises(BadInput) as bad:
        read_tables([tmp_path / "a.csv", tmp_path / "b.csv"])
    assert str(bad.value) == (
        f"{tmp_path}/b.csv:3: record_id: “r1” stands already in {tmp_path}/a.csv:3. Every record needs an id of its own"
    )


@pytest.mark.parametrize("cell", ["", " ", "н/д"])
def test_a_row_without_an_id_is_refused(tmp_path, cell):
    (tmp_path / "a.csv").write_text(f"record_id,name\nr1,x\n{cell},y\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"a\.csv:3: record_id: is empty"):
        read_tables([tmp_path / "a.csv"])


def test_what_is_no_table_is_refused(tmp_path):
    for name, data in (
        ("a.csv", b""),
        ("b.csv", b"id,name\n1,2\n"),
        ("c.csv", b"record_id,n\n\xff\x00"),
        ("d.xlsx", b"x"),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(BadInput, match=name):
            read_tables([tmp_path / name])
    with pytest.raises(BadInput, match=r"none\.csv"):
        read_tables([tmp_path / "none.csv"])


def test_progress_is_told(tmp_path):
    (tmp_path / "a.csv").write_text("record_id\nr2\n", encoding="utf-8")
    told = []
    encode([tmp_path / "a.csv"], progress=lambda *done: told.append(done))
    assert told[0] == ("reading", 1, 1)
    assert told[-1][1] == told[-1][2]


LINES = st.lists(
    st.lists(
        st.sampled_from(["a", '"', '""', '"b"', ",", "\n", "\r\n", "\r", " ", "ж", "x y", "'", ";", '"c,d"']),
        max_size=6,
    ).map("".join),
    max_size=5,
).map("\n".join)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(LINES)
def test_any_text_reads_as_the_row_reader_reads_it(tmp_path, lines):
    path = tmp_path / "t.csv"
    path.write_bytes(("record_id,name,marks\n" + lines).encode())
    expected, refused = read_row_by_row(path)
    if refused:
        with pytest.raises(BadInput) as other:
            encode([path])
        assert str(other.value) == refused
        return
    found = [{"record_id": "", "name": "", "marks": ""} | row for row in cells(read_tables([path]))]
    assert found == sorted(expected, key=lambda row: row["record_id"])


def read_row_by_row(path):
    try:
        read_records([path])
    except BadInput as bad:
        return [], str(bad)
    return [
        {name: row.get(name, "").strip() for name in ("record_id", "name", "marks")} for _, row in rows_of(path)
    ], ""


def test_of_several_tables_one_without_sources_is_a_source_itself(tmp_path):
    own, stated = tmp_path / "posts.csv", tmp_path / "lists.csv"
    own.write_text("record_id,name\np1,Иван Хмара\n", encoding="utf-8")
    stated.write_text("record_id,source,name\ns1,ledger,Иван Хмара\ns2,,Иван Хмара\n", encoding="utf-8")
    assert [report.source for report in read_records([own, stated]).reports] == ["posts", "ledger", ""]
    assert [row.get("source") for row in cells(read_tables([own, stated]))] == ["posts", "ledger", ""]
    assert [report.source for report in read_records([own]).reports] == [""]
    assert "source" not in cells(read_tables([own]))[0]
