import csv

import pytest

from tidings.kernel.errors import BadInput
from tidings.names import NameIndex, search_files

REGISTER = """record_id,name,surname,given,alias
r1,Терещук Олексій Іванович,,,
r2,,Замогильный,Андрей,Хмурый; Мох
r3,"Прилуцкий, Евгений",,,
r4,Нестеренко-Войтович Анна,,,
"""


def written(tmp_path, queries, top=2):
    (tmp_path / "r.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "q.csv").write_text("query_id,name\n" + queries, encoding="utf-8")
    search_files(tmp_path / "r.csv", tmp_path / "q.csv", top, tmp_path / "o.csv")
    with (tmp_path / "o.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_answers_are_ranked_rows_with_probabilities(tmp_path):
    rows = written(tmp_path, "q1,Aleksey Tereshchuk\nq2,Zamohylnyi Andrii\nq3,Voytovych Anna\n")
    first = {row["query_id"]: row["record_id"] for row in rows if row["rank"] == "1"}
    assert first == {"q1": "r1", "q2": "r2", "q3": "r4"}
    assert list(rows[0]) == ["query_id", "rank", "record_id", "probability"]
    assert float(rows[0]["probability"]) > 0.9


def test_query_that_finds_nothing_has_no_row(tmp_path):
    assert written(tmp_path, "q1,😀\nq2,\n") == []


def test_missing_column_is_told_with_the_file(tmp_path):
    (tmp_path / "q.csv").write_text("id,title\n1,Иван\n", encoding="utf-8")
    (tmp_path / "r.csv").write_text(REGISTER, encoding="utf-8")
    with pytest.raises(BadInput, match=r"q\.csv:1: has no columns query_id and name"):
        search_files(tmp_path / "r.csv", tmp_path / "q.csv", 3, tmp_path / "o.csv")


def test_too_long_a_name_is_told_with_its_line(tmp_path):
    with pytest.raises(BadInput, match=r"q\.csv:3: name: is too long"):
        written(tmp_path, f"q1,Иван\nq2,{'а' * 300}\n")


def test_initials_missing_parts_and_swapped_parts_find_the_record():
    index = NameIndex()
    for number, name in enumerate(["Терещук Олексій Іванович", "Замогильный Андрей Петрович", "Хмара Пётр"]):
        index.add(str(number), name)
    queries = {"Tereshchuk O. I.": "0", "Алексей Иванович": "0", "Andrei Petrovich Zamogilny": "1", "Petro Khmara": "2"}
    assert {query: index.search(query, top=1)[0].record_id for query in queries} == queries


def test_records_added_after_a_search_are_found_among_many():
    index = NameIndex()
    for number in range(2500):
        index.add(str(number), f"Хмар{'абвгдежзиклмн'[number % 13]}{'опрстуфх'[number % 8]}ук Пётр")
    assert index.search("Khmaraouk Petr")
    index.add("late", "Щеголихин Яков")
    assert index.search("Yakov Shchegolikhin")[0].record_id == "late"


def test_semicolons_another_encoding_and_a_row_too_long_lose_no_other_row(tmp_path):
    (tmp_path / "r.csv").write_bytes(REGISTER.replace(",", ";").replace('"', "").encode("cp1251"))
    (tmp_path / "q.csv").write_bytes(f"query_id;name\nq1;{'а' * 300}\nq2;Замогильный Андрей\n".encode("cp1251"))
    held = []
    search_files(
        tmp_path / "r.csv",
        tmp_path / "q.csv",
        1,
        tmp_path / "o.csv",
        decode=lambda data: data.decode("cp1251"),
        held=held.append,
    )
    assert [str(error) for error in held] == [
        f"{tmp_path / 'q.csv'}:2: name: is too long. 200 letters at most are read: give the name alone."
    ]
    assert (tmp_path / "o.csv").read_text(encoding="utf-8").splitlines()[1].startswith("q2,1,r2,")


def test_an_empty_table_is_told(tmp_path):
    (tmp_path / "q.csv").write_text("", encoding="utf-8")
    (tmp_path / "r.csv").write_text(REGISTER, encoding="utf-8")
    with pytest.raises(BadInput, match=r"q\.csv: is empty"):
        search_files(tmp_path / "r.csv", tmp_path / "q.csv", 3, tmp_path / "o.csv")
