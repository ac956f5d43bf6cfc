import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.intake import Asked, read_content
from tidings.kernel.dates import PartialDate
from tidings.kernel.errors import BadInput


def saved(book):
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def read(data):
    return read_content(data, Asked("t.xlsx"))


def table(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def test_dates_numbers_and_words_are_read():
    book = table(
        ["ПІБ", "Дата народження", "Дата події", "Вік", "Жетон"],
        ["Шевчук Іван", date(1990, 4, 12), datetime(2022, 4, 1), 31, 12345.0],  # noqa: DTZ001 -- workbooks have no zones
        ["Бойко Олег", 1990, 44652, "25-30", "0012"],
    )
    first, second = read(saved(book)).reports
    assert (first.birth_date, first.event_date, first.age, first.service_number) == (
        PartialDate("1990-04-12"),
        PartialDate("2022-04-01"),
        (31, 31),
        "12345",
    )
    assert (second.birth_date, second.event_date, second.age, second.service_number) == (
        PartialDate("1990"),
        PartialDate("2022-04-01"),
        (25, 30),
        "0012",
    )


def test_a_merged_header_under_a_title_is_read():
    book = table(
        ["Список зниклих"],
        ["№", "ПІБ", "Дата", None],
        [None, None, "народження", "події"],
        [1, "Шевчук Іван", "1990", "2022"],
    )
    for block in ("A1:D1", "A2:A3", "B2:B3", "C2:D2"):
        book.active.merge_cells(block)
    reading = read(saved(book))
    (report,) = reading.reports
    assert (report.name, report.birth_date, report.event_date) == (
        "Шевчук Іван",
        PartialDate("1990"),
        PartialDate("2022"),
    )
    assert "Sheet “Sheet”: Line 1 stands above the header and was passed over: Список зниклих" in reading.warnings


def test_a_value_merged_over_rows_is_given_to_each():
    book = table(["ПІБ", "Частина"], ["Шевчук Іван", "1 бригада"], ["Бойко Олег", None])
    book.active.merge_cells("B2:B3")
    reading = read(saved(book))
    assert [report.unit for report in reading.reports] == ["1 бригада", "1 бригада"]
    assert reading.warnings == ("Sheet “Sheet”: 1 merged cells reach over several rows; each row was given the value",)


def test_a_cell_that_shows_an_error_is_held_and_not_taken_for_empty():
    reading = read(saved(table(["ПІБ", "Дата народження"], ["Шевчук Іван", "#REF!"], ["Бойко Олег", 1990])))
    assert [(held.line, held.field, held.problem) for held in reading.held] == [
        (2, "birth_date", "the spreadsheet shows an error (#REF!)")
    ]
    assert [report.name for report in reading.reports] == ["Бойко Олег"]


def test_every_sheet_with_a_header_is_read_and_others_are_said():
    book = table(["ПІБ"], ["Шевчук Іван"])
    book.create_sheet("ще").append(["name"])
    book["ще"].append(["Boyko Oleh"])
    book.create_sheet("нотатки").append(["щось"])
    reading = read(saved(book))
    assert [report.name for report in reading.reports] == ["Шевчук Іван", "Boyko Oleh"]
    assert reading.warnings == ("Sheet “нотатки” was passed over: no row names a column that is known",)


def bomb(names, size):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, bytes(size))
    return whole.getvalue()


def lying():
    """A part that says it unpacks to ten bytes, and unpacks to a million."""
    data = bytearray(bomb(["xl/workbook.xml"], 1_000_000))
    size = (1_000_000).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def with_entities():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')
    return data.getvalue()


def far_corner():
    book = table(["ПІБ"], ["Шевчук Іван"])
    book.active["XFD1048576"] = "x"
    return saved(book)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (bomb([f"xl/{number}.xml" for number in range(7)], 40_000_000), "unpacks to more than is taken"),
        (bomb([f"xl/{number}.xml" for number in range(3000)], 1), "unpacks to more than is taken"),
        (lying(), "damaged"),
        (with_entities(), "declares a document type"),
        (far_corner(), "1048576 rows and 16384 columns"),
        (saved(table(["ПІБ"], ["А"]))[:-200], "damaged"),
        (b"PK\x03\x04junk", "damaged"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "old or locked Office"),
        (saved(table()), "no sheet holds anything"),
        (bomb(["a.xml"], 3), "cannot be read|document type"),
    ],
    ids=["large", "many", "lying", "entities", "far", "cut", "junk", "old", "empty", "other"],
)
def test_what_could_do_harm_or_is_damaged_is_refused(data, problem):
    with pytest.raises(BadInput, match=problem):
        read(data)


GOOD = saved(table(["ПІБ", "Дата"], ["Шевчук Іван", date(1990, 4, 12)]))


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_no_damaged_byte_breaks_it(place, byte):
    data = bytearray(GOOD)
    data[place] = byte
    try:
        reading = read(bytes(data))
    except BadInput:
        return
    assert reading.kind in ("table", "text")
