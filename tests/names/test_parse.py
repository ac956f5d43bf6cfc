import pytest

from tidings.names import NameTooLong, parse

PARTS = [
    ("Терещук Олексій Іванович", ("Терещук", "Олексій", "Іванович", "m")),
    ("Олексій Іванович Терещук", ("Терещук", "Олексій", "Іванович", "m")),
    ("Терещук, Олексій", ("Терещук", "Олексій", "", "m")),
    ("Anna Savchuk", ("Savchuk", "Anna", "", "f")),
    ("Savchuk A. P.", ("Savchuk", "A", "P", "")),
    ("А.П. Савчук", ("Савчук", "А", "П", "")),
    ("Тарасевич Анна Петровна", ("Тарасевич", "Анна", "Петровна", "f")),
    ("Владимир Федорович Тарасевич", ("Тарасевич", "Владимир", "Федорович", "m")),
    ("Терехова", ("Терехова", "", "", "f")),
    ("Кирилл", ("", "Кирилл", "", "m")),
    ("Петр Иванович", ("", "Петр", "Иванович", "m")),
    ("", ("", "", "", "")),
    ("😀 \u202e", ("", "", "", "")),
]


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_parts_are_found_in_any_order(text, parts):
    name = parse(text)
    assert (name.surname, name.given, name.patronymic, name.gender) == parts


def test_name_in_doubt_keeps_its_other_reading():
    name = parse("Роман Богдан")
    assert {(reading.surname, reading.given) for reading in name.readings} == {
        (("богдан",), ("роман",)),
        (("роман",), ("богдан",)),
    }


def test_stated_parts_win_over_the_text():
    assert parse("whatever", surname="Савчук", given="Анна").text == "Савчук Анна"


def test_too_long_a_name_is_refused_with_advice():
    with pytest.raises(NameTooLong, match="200 at most"):
        parse("а" * 201)
    assert parse("а" * 200).surname


def test_call_signs_in_brackets_quotes_and_words_are_aliases():
    texts = ("Андрей Замогильный (Кедр)", "Андрей «Кедр» Замогильный", "Андрей Замогильный, позывной Кедр")
    for read in map(parse, texts):
        assert (read.surname, read.given, read.alias) == ("Замогильный", "Андрей", ("Кедр",))
    assert parse("«Андрей Замогильный»").alias == ()


def test_a_preposition_copied_with_the_name_is_no_initial():
    assert parse("о Сергее Хмарском").readings[0].given == ("сергей",)
    assert parse("О. Хмарский").readings[0].given == ("о",)
