import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from tidings.intake.formats.header import NoHeader, column_for, find_header
from tidings.intake.formats.raw import RawRow, RawTable


def header_of(*rows):
    return find_header(RawTable(tuple(RawRow(line, tuple(row)) for line, row in enumerate(rows, 1))), file="t.csv")


@pytest.mark.parametrize(
    ("label", "column"),
    [
        ("ПІБ", "name"),
        ("П.І.Б.", "name"),
        ("Ф.И.О.", "name"),
        ("фио", "name"),
        ("Прізвище, ім’я, по батькові", "name"),
        ("Прізвище", "surname"),
        ("Фамилия", "surname"),
        ("по-батькові", "patronymic"),
        ("Дата рождения", "birth_date"),
        ("Дата народження:", "birth_date"),
        ("Д/Р", "birth_date"),
        ("DOB", "birth_date"),
        ("Birth Date", "birth_date"),
        ("birth_date", "birth_date"),
        ("В/Ч", "unit"),
        ("Позывной", "alias"),
        ("№ п/п", "number"),
        ("№", "number"),
        ("Дата", None),
        ("", None),
        ("x" * 5000, None),
    ],
)
def test_names_of_columns_are_known_in_three_languages(label, column):
    assert column_for(label) == column


def test_a_plain_header():
    header = header_of(["ПІБ", "Стать"], ["Шевчук Іван", "ч"])
    assert (header.names, header.first, header.warnings) == (("name", "sex"), 1, ())


def test_titles_above_the_header_are_passed_over_and_said():
    header = header_of(["Список зниклих", ""], ["на 1 квітня", ""], ["ПІБ", "Стать"], ["Шевчук Іван", "ч"])
    assert (header.names, header.first) == (("name", "sex"), 3)
    assert header.warnings == (
        "Line 1 stands above the header and was passed over: Список зниклих",
        "Line 2 stands above the header and was passed over: на 1 квітня",
    )


def test_a_header_of_two_lines_is_joined():
    header = header_of(
        ["ПІБ", "Дата", "", "Місце"], ["", "народження", "події", "події"], ["Шевчук Іван", "1990", "2022", "Ізюм"]
    )
    assert (header.names, header.first) == (("name", "birth_date", "event_date", "event_place"), 2)


def test_merged_cells_that_were_filled_change_nothing():
    header = header_of(["ПІБ", "Дата", "Дата"], ["ПІБ", "народження", "події"], ["Шевчук Іван", "1990", "2022"])
    assert (header.names, header.first) == (("name", "birth_date", "event_date"), 2)


def test_a_row_of_data_is_not_taken_for_a_second_line():
    assert header_of(["name", "event", "event_place"], ["A B", "missing", "where"]).first == 1


@pytest.mark.parametrize(("labels", "names"), [(["Имя"], ("name",)), (["Фамилия", "Имя"], ("surname", "given"))])
def test_a_name_alone_is_the_whole_name(labels, names):
    assert header_of(labels, ["А"] * len(labels)).names == names


def test_unknown_columns_are_kept_and_said():
    header = header_of(["ПІБ", "Розмір взуття"], ["А", "43"])
    assert header.names == ("name", "Розмір взуття")
    assert header.warnings == ("The column “Розмір взуття” is not known; it was kept with each report",)


def test_two_columns_of_one_meaning_are_both_kept():
    header = header_of(["ПІБ", "ФИО", "note", "note", "", "?", "?"], ["А"] * 7)
    assert header.names == ("name", "ФИО", "text", "note", "column (5)", "?", "? (7)")
    assert len(set(header.names)) == 7


def test_request_columns_are_known():
    assert header_of(["name", "enquirer", "relation", "language"], ["А"] * 4).warnings == ()


def test_a_column_that_counts_rows_is_not_kept():
    header = header_of(["№ п/п", "ПІБ"], ["1", "А"])
    assert header.names == ("", "name")


@pytest.mark.parametrize("rows", [[], [["a", "b"], ["1", "2"]]])
def test_without_a_header_the_file_is_refused(rows):
    with pytest.raises(NoHeader, match="names a column"):
        header_of(*rows)


def test_no_name_of_a_column_means_two_things():
    listed = tomllib.loads(files("tidings.intake.formats").joinpath("columns.toml").read_text(encoding="utf-8"))
    times = Counter(word for words in listed.values() for word in set(words))
    assert [word for word, count in times.items() if count > 1] == []
