import pytest

from tidings.names import fold

ALIKE = [
    ("Щеголихин", "Shchegolikhin", "Ščegolikhin"),
    ("Юрьев", "Yuryev", "Iurev", "Jurjew"),
    ("Михаил", "Mikhail", "Mihail"),
    ("Лук'янець", "Лук’янець", "Lukianets", "Лукянець"),
    ("Савченко", "Сaвчeнкo", "САВЧЕНКО", "Savchenko"),
    ("Семёнов", "Семенов", "Semenov", "Се\u0301менов"),
    ("Прилуцкий", "Prilutsky", "Prilutskiy", "Prilutskii", "Прилуцький", "Prylutskyi"),
]


@pytest.mark.parametrize("spellings", ALIKE, ids=lambda spellings: spellings[1])
def test_spellings_of_one_name_fold_to_near_the_same(spellings):
    consonants = {
        "".join(unit for unit in fold(text).replace("h", "x") if unit not in "aeiouAUO") for text in spellings
    }
    assert len(consonants) == 1


def test_capitals_that_follow_small_letters_part_glued_words():
    assert fold("ИвановПётр") == fold("Иванов Пётр")


def test_direction_marks_and_emoji_vanish():
    assert fold("\u202eИван\u200b 😀\x00") == fold("Иван")
