import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.intake.formats.encoding import decode

UKRAINIAN = "Прізвище;Ім'я;Подія\nШевчук;Іван;зник безвісти\nКравець;Їжак;у полоні\n"
RUSSIAN = "Фамилия;Имя;Событие\nОрлов;Пётр;пропал без вести\nСычёв;Юрий;в плену\n"
CAPITALS = "ФАМИЛИЯ;ИМЯ\nОРЛОВ;ПЁТР\nСЫЧЁВ;ЮРИЙ\n"


@pytest.mark.parametrize("text", [UKRAINIAN, RUSSIAN, CAPITALS, "name\nШевчук Іван\n"])
@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1251", "cp1251"),
        ("koi8_u", "koi8_u"),
    ],
)
def test_the_encoding_is_recognised(text, written, read_as):
    decoded = decode(text.encode(written))
    assert (decoded.text, decoded.encoding) == (text, read_as)


def test_a_guess_is_said():
    assert "read as Windows-1251, not KOI8-U" in decode(UKRAINIAN.encode("cp1251")).warning


def test_what_is_certain_is_not_warned_of():
    assert [decode(UKRAINIAN.encode(encoding)).warning for encoding in ("utf-8", "utf-8-sig", "utf-16")] == ["", "", ""]


def test_utf8_that_is_cut_in_a_letter_is_still_utf8():
    decoded = decode(UKRAINIAN.encode() + "Ї".encode()[:1])
    assert (decoded.text, decoded.encoding) == (UKRAINIAN + "�", "utf-8")
    assert "1 characters are damaged" in decoded.warning


@given(st.binary(max_size=200))
def test_no_bytes_break_it(data):
    assert isinstance(decode(data).text, str)
