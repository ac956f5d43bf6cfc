"""Names of invented people: the same person in other dress, and strangers who look alike."""

import pytest

from tidings.names import compare, parse

SAME = [
    ("Андрій Замогильний", "Andriy Zamohylnyi"),
    ("Андрей Замогильный", "Andrii Zamohylny"),
    ("Сергій Лебедюк", "Sergey Lebediuk"),
    ("Сергей Лебедюк", "Serhii Lebedyuk"),
    ("Євген Прилуцький", "Evgeny Prilutsky"),
    ("Евгений Прилуцкий", "Yevhen Prylutskyi"),
    ("Женя Прилуцкий", "Євген Прилуцький"),
    ("Микола Хмарський", "Nikolay Khmarskiy"),
    ("Николай Хмарский", "Mykola Hmarsky"),
    ("Щеголихин Яков", "Shchegolikhin Iakov"),
    ("Пётр Семёновых", "Петр Семеновых"),
    ("Лук'янець Дем'ян", "Лук’янець Демьян"),
    ("ТЕРЕЩУК ОЛЕКСІЙ", "Aleksey Tereshchuk"),
    ("Терещук, Олексій Іванович", "Алексей Иванович Терещук"),
    ("Терещук О. І.", "Терещук Олексій Іванович"),
    ("Schawlenkow Wassili", "Шавленков Василий"),
    ("Szawlenkow Wasilij", "Шавленков Василий"),
    ("ТерещукОлексій", "Олексій Терещук"),
    ("Теpeщук Олексій", "Терещук Олексий"),
]
OTHER = [
    ("Лодынин Михаил", "Лодионов Михаил"),
    ("Mikhail Lodynin", "Лодионов Михаил"),
    ("Соснов Роман", "Соснин Роман"),
    ("Тереховы Ирина", "Терехов Кирилл"),
    ("Терехова Ирина", "Терехов Кирилл"),
    ("Терехов", "Терехова"),
    ("Терещук Олексій Іванович", "Терещук Петро Іванович"),
    ("Терещук Олексій Іванович", "Терещук Олексій Петрович"),
    ("Андрей Петров", "Алексей Петров"),
    ("Александр Гончар", "Александра Гончар"),
    ("Сергей Иванов", "Сергей Кузнецов"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_one_person_in_two_spellings_is_likely(left, right):
    assert compare(left, right).probability >= 0.5


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_strangers_who_look_alike_are_unlikely(left, right):
    assert compare(left, right).probability < 0.1


@pytest.mark.parametrize("lone", ["Terekhov", "Терехов", "Кирилл"])
def test_lone_part_is_weak_but_positive(lone):
    found = compare(lone, "Кирилл Терехов")
    assert 0.0 < found.weight <= 6.0
    assert found.probability < 0.5


def test_unstressed_vowel_leaves_it_open():
    assert compare("Ладыгин Михаил Петрович", "Mikhail Petrovich Lodygin").probability > 0.05
    assert compare("Ладыгин Михаил", "Mikhail Lodygin").probability < 0.9


def test_rare_surname_weighs_more_than_common():
    rare, common = compare("Замогильный Иван", "Замогильный Иван"), compare("Иванов Иван", "Иванов Иван")
    assert rare.weight > common.weight + 3


def test_weight_is_the_sum_of_the_reasons():
    found = compare("Олексій Терещук", "Алексей Иванович Терещук")
    assert found.weight == pytest.approx(sum(reason.weight for reason in found.reasons))
    assert [reason.feature for reason in found.reasons] == ["surname", "given"]


def test_stated_parts_in_each_others_place_are_understood():
    swapped = parse(surname="Николай", given="Замогильный")
    assert compare(swapped, "Микола Замогильний").probability > 0.5
    assert swapped.given == "Николай"


def test_shared_call_sign_is_a_reason():
    left, right = parse("Иван", alias=("Хмурый",)), parse("Ivan", alias=("хмурый",))
    assert [reason.feature for reason in compare(left, right).reasons] == ["given", "alias"]


def test_double_surname_meets_either_half_and_contradicts_another():
    assert compare("Нестеренко-Войтович Анна", "Anna Nesterenko").probability > 0.5
    assert compare("Нестеренко-Войтович Анна", "Нестеренко-Савчук Анна").probability < 0.5


def test_an_initial_weighs_by_how_common_its_letter_is():
    def bits(initial, given):
        found = compare(f"Хмара {initial}.", f"Хмара {given}")
        return next(reason.weight for reason in found.reasons if reason.feature == "given")

    assert bits("А", "Андрей") < bits("Б", "Богдан") - 2
    assert bits("О", "Андрей") < 0
