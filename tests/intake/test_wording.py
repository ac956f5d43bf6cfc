import re
import tomllib
from importlib.resources import files

import pytest

from tidings.intake import Asked, in_language, read_content
from tidings.kernel.errors import BadInput

SAID = tomllib.loads(files("tidings.intake").joinpath("wording.toml").read_text(encoding="utf-8"))["said"]
TABLE = """Список,,,,
№,ПІБ,Дата народження,Стать,Взуття
1,Шевчук Іван,31.02.1996,ч,43
2,Бойко Олег та Ткач Ігор,,ч,
3,Бойко Олег,#REF!,ч,
4,Бойко Олег,,х,
5,,,,
6,"Бойко Олег,,,
7,Всього: 3,,,
8,Бойко Олег,44652,,,зайве
9,Бойко"""


@pytest.mark.parametrize(
    ("english", "ukrainian", "russian"),
    [
        ("“31.02.1996” is no date", "«31.02.1996» — не дата", "«31.02.1996» — не дата"),
        ("two people in one cell", "дві людини в одній клітинці", "два человека в одной ячейке"),
        (
            "Sheet “a”: The column “№” counts the rows; it was not kept",
            "Аркуш «a»: Стовпець «№» лише нумерує рядки; його не збережено",
            "Лист «a»: Столбец «№» только нумерует строки; он не сохранён",
        ),
        ("not one of ours", "not one of ours", "not one of ours"),
    ],
)
def test_a_sentence_is_said_in_the_readers_language(english, ukrainian, russian):
    assert [in_language(english, language) for language in ("en", "uk", "ru")] == [english, ukrainian, russian]


def test_every_sentence_has_every_language_and_every_gap():
    gaps = [{language: set(re.findall(r"\{\d\}", said[language])) for language in ("en", "uk", "ru")} for said in SAID]
    cut = [said["en"] for said, found in zip(SAID, gaps, strict=True) if not found["uk"] == found["ru"] <= found["en"]]
    assert cut == []


def test_all_that_is_said_of_a_bad_table_can_be_said_in_ukrainian():
    reading = read_content(TABLE.encode("cp1251"), Asked("t.csv"))
    said = [*reading.warnings, *(words for held in reading.held for words in (held.problem, held.advice))]
    assert len(reading.held) == 9
    assert [words for words in said if in_language(words, "uk") == words] == []


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"])
def test_why_a_file_is_refused_can_be_said_in_russian(data):
    with pytest.raises(BadInput) as refused:
        read_content(data, Asked("t.csv"))
    assert in_language(refused.value.problem, "ru") != refused.value.problem
    assert in_language(refused.value.advice, "ru") != refused.value.advice
