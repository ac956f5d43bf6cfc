import pytest

from tidings.names import explain


def test_call_sign_beside_a_name_is_told():
    read = explain("Заозёрнов Сергей «Лис»")
    assert (read.text, read.aliases) == ("Заозёрнов Сергей", ("Лис",))
    assert "also called: Лис" in read.sentences("en")


@pytest.mark.parametrize(
    ("language", "head", "father"),
    [
        (
            "en",
            "Хмара Юрій Іванович: Cyrillic letters, Ukrainian spelling, a man's name",
            "patronymic: Іванович, father",
        ),
        ("uk", "Хмара Юрій Іванович: кирилиця, українське написання, чоловіче ім’я", "по батькові: Іванович, батько"),
        ("ru", "Хмара Юрій Іванович: кириллица, украинское написание, мужское имя", "отчество: Іванович, отец"),
    ],
)
def test_a_reading_is_said_in_three_languages(language, head, father):
    said = explain("Хмара Юрій Іванович").sentences(language)
    assert said[0] == head
    assert any(line.startswith(father) for line in said)


def test_other_readings_are_told():
    assert any(line.startswith("could also be read as: ") for line in explain("Петренка Олексія").sentences())


def test_what_is_no_name_is_said_in_one_line():
    assert explain("😀").sentences() == (
        ": letters of no script that is read here, the letters do not tell the language, a man's or a woman's name",
    )
