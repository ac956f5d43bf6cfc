"""What must hold for every name: symmetry, self-identity, no crash, no slowness."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidings.names import NameIndex, compare, explain, keys, nominatives, parse, romanise
from tidings.names.keys import MOST_KEYS

SURNAMES = [
    "Терещук",
    "Замогильный",
    "Лодынин",
    "Прилуцкий",
    "Щеголихин",
    "Юрченко",
    "Иванов",
    "Хмара",
    "Яценюк",
    "Зайцев",
]
GIVEN = ["Андрей", "Сергей", "Евгений", "Николай", "Михаил", "Пётр", "Юрий", "Алексей", "Дмитрий", "Фёдор", "Илья"]
FATHERS = ["", "Иванович", "Сергеевич", "Ильич", "Николаевич", "Петрович"]
people = st.tuples(st.sampled_from(SURNAMES), st.sampled_from(GIVEN), st.sampled_from(FATHERS))
anything = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(min_codepoint=0x400, max_codepoint=0x52F), max_size=40),
    st.text(alphabet="абвгдАБВ abcd-.,'’\u202e\x00😀אبع", max_size=60),
    people.map(" ".join),
)
slow = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(anything, anything)
def test_comparison_is_symmetric(left, right):
    assert compare(left, right).probability == pytest.approx(compare(right, left).probability)


@slow
@given(people)
def test_full_name_is_itself(person):
    assert compare(" ".join(person), " ".join(person)).probability >= 0.5


@slow
@given(people, st.permutations([0, 1]), st.integers(0, 30))
def test_order_and_script_never_lower_a_sure_match(person, order, scheme):
    surname, first, father = person
    spelled = romanise(f"{surname} {first} {father}".strip(), language="ru")
    words = spelled[scheme % 4].split(" ")
    parts = [[words[0]], words[1:]]
    assert compare(" ".join(person), " ".join(sum((parts[i] for i in order), []))).probability >= 0.5  # noqa: RUF017 -- two short lists


@slow
@given(people, people)
def test_one_person_shares_a_key_with_any_scheme(person, other):
    surname, first, _ = person
    for spelled in romanise(f"{surname} {first}", language="ru")[:5]:
        assert keys(f"{surname} {first}") & keys(spelled)
    assert len(keys(" ".join(other))) <= MOST_KEYS


@slow
@given(anything)
def test_nothing_crashes(text):
    parse(text)
    keys(text)
    romanise(text)
    nominatives(text)
    explain(text)
    NameIndex().search(text)


HOSTILE = [
    "а" * 200,
    "Иван " * 40,
    "-" * 200,
    "а-" * 100,
    "😀" * 200,
    "\x00" * 200,
    "א" * 200,
    "Aа" * 100,
    "Иван, " * 33,
    "Q́" * 100,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_are_compared_in_milliseconds(text):
    compare("Иван Терещук", "Ivan Tereshchuk")
    start = time.process_time()
    compare(text, text[1:])
    compare(text, "Иван Терещук")
    assert time.process_time() - start < 0.02


@pytest.mark.parametrize("text", ["ивана " * 4, "льва" * 40, "a" * 200, "shch" * 50, "Ивана-" * 30, "уого ого ому ова"])
def test_cases_and_spellings_of_hostile_names_take_milliseconds(text):
    explain("Ивана Терещука")
    explain("Ivan Tereshchuk")
    start = time.process_time()
    explain(text)
    assert time.process_time() - start < 0.1
