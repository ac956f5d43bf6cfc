import pytest

from tidings.names import keys

MEET = [
    ("Терещук Олексій", "Aleksey Tereshchuk"),
    ("Терещук Олексій", "Тершчук Алексей"),
    ("Терещук Олексій", "Тереук Олексій"),
    ("Прилуцький Євген", "Женя Прилуцкий"),
    ("Замогильний Андрій Петрович", "Андрей Петрович"),
    ("Замогильний", "Andriy Zamohylnyi"),
    ("Хмарский Н.", "Mykola Khmarskyi"),
]


@pytest.mark.parametrize(("left", "right"), MEET)
def test_one_person_meets_at_a_key(left, right):
    assert keys(left) & keys(right)


def test_strangers_of_one_given_name_do_not_meet():
    assert not keys("Терещук Олексій") & keys("Замогильний Олексій")


def test_keys_are_few_and_short():
    found = keys("Нестеренко-Замогильный Александр Александрович")
    assert len(found) <= 12
    assert max(map(len, found)) <= 40
