import io

import openpyxl
import pytest

from tidings.intake import Asked, read, read_content
from tidings.kernel.errors import BadInput


@pytest.mark.parametrize(
    ("name", "content", "kind", "reports"),
    [
        ("a.csv", "ПІБ\nШевчук Іван\n", "table", 1),
        ("a.tsv", "ПІБ\tСтать\nШевчук Іван\tч\n", "table", 1),
        ("a.txt", "ПІБ\tСтать\nШевчук Іван\tч\n", "table", 1),
        ("a.jsonl", '{"name":"A B"}\n', "table", 1),
        ("a", '{"name":"A B"}\n', "table", 1),
    ],
)
def test_the_format_is_recognised(tmp_path, name, content, kind, reports):
    (tmp_path / name).write_text(content, encoding="utf-8")
    reading = read(tmp_path / name)
    assert (reading.kind, len(reading.reports)) == (kind, reports)


def test_running_text_keeps_its_words_for_the_spans(tmp_path):
    text = "Ivan Shevchuk, a soldier, was captured in May 2022, his mother said.\n"
    (tmp_path / "a.txt").write_bytes(text.encode("utf-16"))
    reading = read(tmp_path / "a.txt")
    assert (reading.kind, reading.language, reading.text) == ("text", "en", text)


def test_a_text_too_long_to_be_read_whole_says_so(tmp_path):
    (tmp_path / "a.txt").write_text("It rained in Kyiv. " * 4_000, encoding="utf-8")
    assert ["76,000 characters" in warning for warning in read(tmp_path / "a.txt").warnings] == [True]
    (tmp_path / "b.txt").write_text("It rained in Kyiv. " * 40, encoding="utf-8")
    assert read(tmp_path / "b.txt").warnings == ()


def test_the_format_may_be_given(tmp_path):
    (tmp_path / "a.dat").write_text("ПІБ\nШевчук Іван\n", encoding="utf-8")
    assert len(read(tmp_path / "a.dat", format="csv").reports) == 1


@pytest.mark.parametrize(("option", "value"), [("format", "docx"), ("language", "de")])
def test_an_unknown_option_is_said(tmp_path, option, value):
    (tmp_path / "a.csv").write_text("name\nA\n")
    with pytest.raises(BadInput, match="is not known"):
        read(tmp_path / "a.csv", **{option: value})


def test_a_file_that_is_not_there_is_said_without_its_folder(tmp_path):
    with pytest.raises(BadInput) as refused:
        read(tmp_path / "a.csv")
    assert str(refused.value).startswith("a.csv: it cannot be opened (")
    assert str(tmp_path) not in str(refused.value)


def test_a_pdf_is_said_to_be_one():
    with pytest.raises(BadInput, match="it is a PDF"):
        read_content(b"%PDF-1.7 ...", Asked("a.pdf"))


def test_one_table_has_one_identity_in_every_format_and_encoding():
    rows = [
        ["record_id", "ПІБ", "Дата народження", "Вік"],
        ["a1", "Шевчук Іван", "1990-04", "25-30"],
        ["", "Бойко Олег", "", "31"],
    ]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    text = "".join(";".join(row) + "\r\n" for row in rows)
    files = [packed.getvalue(), *(text.encode(encoding) for encoding in ("utf-8", "utf-16", "cp1251", "koi8_u"))]
    read_as = [[report.identity() for report in read_content(data, Asked("t.csv")).reports] for data in files]
    assert read_as == [read_as[0]] * 5
    assert len(set(read_as[0])) == 2


def test_a_mapping_says_what_foreign_column_names_mean(tmp_path):
    path = tmp_path / "foreign.csv"
    path.write_text("Kto;Kiedy ur.;Co\nИванченко Пётр;1990-04;зник\n", encoding="utf-8")
    reading = read(path, columns={"Kto": "name", "Kiedy ur.": "birth_date", "Co": "event"})
    (report,) = reading.reports
    assert (report.name, report.birth_date.edtf, report.event) == ("Иванченко Пётр", "1990-04", "missing")


def test_a_mapping_that_fits_no_row_is_refused_by_name(tmp_path):
    path = tmp_path / "foreign.csv"
    path.write_text("name,event\nИванченко Пётр,зник\n", encoding="utf-8")
    with pytest.raises(BadInput, match="Kto"):
        read(path, columns={"Kto": "name"})


def test_running_text_in_russian_is_kept_and_said_not_to_be_read(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text(
        "Мой брат Иванченко Пётр пропал в марте. Мы его ищем уже год и ждём любых известий.\n", encoding="cp1251"
    )
    reading = read(path)
    assert (reading.reports, reading.language) == ((), "ru")
    assert reading.text.startswith("Мой брат")
    assert [warning for warning in reading.warnings if "not read yet" in warning]


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "data.bin"
    path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(BadInput, match=r"data\.bin"):
        read(path)


def test_what_was_read_is_what_will_be_kept(tmp_path):
    file = tmp_path / "list.csv"
    content = "record_id;name\n1;Иван Нежный\n".encode("cp1251")
    file.write_bytes(content)
    reading = read(file)
    file.write_text("record_id;name\n1;Пётр Другой\n", encoding="utf-8")
    assert reading.original == content
    assert [report.name for report in reading.reports] == ["Иван Нежный"]
