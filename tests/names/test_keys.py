import pytest

from tidings.names import keys
from tidings.names.keys import father_id
from tidings.names.patronymic import family_of, listed_patronymics

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


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("алексеевич", "олексійович", True),
        ("алексеевич", "алексійович", True),
        ("николаевич", "миколайович", True),
        ("алексеевич", "александрович", False),
        ("петрович", "павлович", False),
    ],
)
def test_patronymics_that_may_come_of_one_father_have_one_number(left, right, same):
    assert (father_id(left) == father_id(right)) is same


def test_every_listed_father_is_of_one_family_whatever_the_patronymic():
    listed = list(listed_patronymics())
    family = {father: family_of(one) for one in listed for father in one.fathers}
    assert all(family[father] == family_of(one) for one in listed for father in one.fathers)
    assert len(set(family.values())) > 0.8 * len(family)
