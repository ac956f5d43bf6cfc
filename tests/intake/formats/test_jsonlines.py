import json

from hypothesis import given
from hypothesis import strategies as st

from tidings.intake import Asked, read_content
from tidings.reports import to_json


def read(text, **said):
    return read_content(text.encode(), Asked("t.jsonl", **said))


def test_what_was_written_is_read_back():
    first = read_content(
        "ПІБ,подія,взуття\nШевчук Іван,зник,43\nБойко Олег,полон,\nБойко Олег,полон,\n".encode(), Asked("t.csv")
    )
    lines = "".join(json.dumps(to_json(report), ensure_ascii=False) + "\n" for report in first.reports)
    again = read(lines)
    assert again.reports == first.reports
    assert [r.identity() for r in again.reports] == [r.identity() for r in first.reports]


def test_a_bad_line_is_held_and_the_rest_is_taken():
    reading = read('{"name":"A"}\nno\n[1]\n\n{"name":1}\n{"sex":"q"}\n' + "[" * 50_000 + '\n{"name":"B"}\n')
    assert [report.name for report in reading.reports] == ["A", "B"]
    assert [(held.line, held.field, held.problem) for held in reading.held] == [
        (2, "", "no JSON"),
        (3, "", "no JSON object"),
        (5, "name", "int where text was expected"),
        (6, "sex", "“q” is not known"),
        (7, "", "no JSON"),
    ]


def test_the_source_of_the_line_wins():
    reading = read('{"name":"A"}\n{"name":"B","source":"own"}\n', source="given")
    assert [report.source for report in reading.reports] == ["given", "own"]


@given(st.text(alphabet='{}[]",:name0.e-\n\\u', max_size=80))
def test_no_line_breaks_it(text):
    reading = read('{"name":"A"}\n' + text)
    assert reading.reports[0].name == "A"
