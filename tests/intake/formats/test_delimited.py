import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.intake.formats.delimited import read_delimited
from tidings.intake.formats.header import column_for


def cells(text):
    return [(row.line, row.cells) for row in read_delimited(text, lambda label: column_for(label) is not None).rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_recognised(delimiter):
    text = "name,unit\nA B,x\nC D,y\n".replace(",", delimiter)
    assert cells(text) == [(1, ("name", "unit")), (2, ("A B", "x")), (3, ("C D", "y"))]


def test_commas_in_cells_do_not_decide():
    text = "ПІБ;Місце\nШевчук Іван;Ізюм, Харківська, Україна\nКравець Олег;Суми, Сумська, Україна\n"
    assert cells(text)[1] == (2, ("Шевчук Іван", "Ізюм, Харківська, Україна"))


def test_excel_may_say_the_delimiter():
    assert cells("sep=;\nname;unit\nA;b,c\n") == [(2, ("name", "unit")), (3, ("A", "b,c"))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one(end):
    assert cells(f"name{end}A B{end}") == [(1, ("name",)), (2, ("A B",))]


def test_a_quoted_cell_may_hold_delimiters_quotes_and_lines():
    assert cells('name,text\nA,"x, ""y""\nz"\nB,w\n') == [
        (1, ("name", "text")),
        (2, ("A", 'x, "y"\nz')),
        (4, ("B", "w")),
    ]


def test_stray_quotes_are_text():
    assert cells('name,unit\nA,ООО "Ромашка"\nB,5" gun\n')[1:] == [(2, ("A", 'ООО "Ромашка"')), (3, ("B", '5" gun'))]


def test_a_quote_that_never_closes_breaks_one_row_only():
    rows = read_delimited('name,text\nA,"open\nB,x\nC,y\n', lambda label: label == "name").rows
    assert [(row.line, bool(row.broken)) for row in rows] == [(1, False), (2, True), (3, False), (4, False)]


def test_empty_lines_are_no_rows():
    assert cells("name,unit\n\n,,\n  \nA,b\n") == [(1, ("name", "unit")), (5, ("A", "b"))]


def test_quotes_that_never_close_cost_little():
    started = time.perf_counter()
    rows = read_delimited("name,text\n" + 'A,"open\n' * 5_001, lambda label: label == "name").rows
    assert len(rows) > 1
    assert time.perf_counter() - started < 5


@given(st.text(alphabet='ab",;\t|\n\r "', max_size=100))
def test_no_text_breaks_it(text):
    rows = read_delimited(text, lambda label: label == "a").rows
    assert [row.line for row in rows] == sorted({row.line for row in rows})
