import re
import string
from importlib.resources import files

import pytest

from tidings.names import compare
from tidings.names.reasons import LANGUAGES, one_in, templates


def test_every_template_stands_in_three_languages_with_the_same_values():
    for code, words in templates().items():
        assert set(words) == set(LANGUAGES), code
        placeholders = {
            language: {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for language, text in words.items()
        }
        assert placeholders["en"] == placeholders["ru"] == placeholders["uk"], code


def test_codes_that_evidence_can_give_have_templates():
    pairs = [
        ("Иван Петренко", "Ivan Petrenko"),
        ("Петренко", "Петренко"),
        ("Иван", "Иван"),
        ("", "Иван"),
        ("И. Петренко", "Пётр Петренко"),
        ("Анна Петренко", "Иван Петренко"),
        ("Пётр Ильич Чай", "Пётр Иванович Чай"),
        ("Женя Чай", "Евгений Чай"),
        ("Чай Ж.", "Чай Женя"),
        ("Анна Мария Чай-Савчук", "Анна Ольга Чай-Гончар"),
    ]
    for left, right in pairs:
        for reason in compare(left, right).reasons:
            assert all(reason.words(language) for language in LANGUAGES)


def test_ukrainian_form_is_said_in_words():
    given = compare("Yevhen Terekhov", "Evgeny Terekhov").reasons[1]
    assert given.words("en") == "same given name: Yevhen is the Ukrainian form of Evgeny"
    assert given.words("uk") == "те саме ім’я: Yevhen — українська форма імені Evgeny"


def test_rarity_is_said_in_words():
    surname = compare("Терещук Иван", "Терещук Иван").reasons[0]
    one = dict(surname.values)["one_in"]
    assert surname.words("en") == f"same surname: Терещук; 1 in {int(one):,} people bear it"
    assert surname.words("ru") == f"одна и та же фамилия: Терещук; её носит 1 человек из {int(one):,}".replace(
        ",", "\u00a0"
    )


def test_words_refuse_no_braces_in_names():
    assert "{x}" not in compare("{x} Иванов", "Иванов {0}").reasons[0].words("en")


@pytest.mark.parametrize(("share", "words"), [(1.0, "1"), (0.05, "20"), (1 / 38_800, "40000"), (2**-21, "2000000")])
def test_shares_are_rounded_to_one_figure(share, words):
    assert one_in(share) == words


def test_every_code_in_the_source_has_a_template():
    source = "".join(path.read_text() for path in files("tidings.names").iterdir() if path.name.endswith(".py"))
    codes = set(re.findall(r'"((?:surname|given|patronymic|second|sex|alias|only)_\w+|order|kin|nothing)"', source))
    assert codes - set(templates()) == set()
    assert len(codes) > 25
