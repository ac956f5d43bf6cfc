import pytest

from tidings.names import compare, cyrillise, explain

BACK = [
    ("Yevhen Prylutskyi", "uk", "Євген Прилуцький"),
    ("Alexey Tereshchuk", "ru", "Алексей Терещук"),
    ("Nikolai Shchegolikhin", "ru", "Николай Щеголихин"),
    ("Schawlenkow Wassili", "ru", "Шавленков Василий"),
    ("Serhii Haiduk", "uk", "Сергій Гайдук"),
]


@pytest.mark.parametrize(("latin", "language", "cyrillic"), BACK)
def test_latin_name_is_spelled_in_cyrillic(latin, language, cyrillic):
    assert cyrillic in cyrillise(latin, language=language)[:3]


def test_both_languages_are_tried_and_every_spelling_is_the_same_name():
    found = cyrillise("Mykola Tereshchuk")
    assert {"Микола Терещук", "Николай Терещук"} <= set(found)
    assert compare(found[0], "Mykola Tereshchuk").probability > 0.5


@pytest.mark.parametrize(("text", "found"), [("", ()), ("Савчук Анна", ("Савчук Анна",)), ("😀", ())])
def test_what_needs_no_spelling_stays(text, found):
    assert cyrillise(text) == found


def test_explanation_tells_parts_forms_and_how_common_they_are():
    told = explain("Женя Терещук")
    assert (told.script, [word.part for word in told.words]) == ("cyrillic", ["surname", "given"])
    assert {"евгений", "євген"} <= set(told.words[1].forms)
    assert told.words[0].listed
    assert told.words[0].one_in.isdigit()
    assert "Zhenia Tereshchuk" in told.spellings


def test_explanation_reads_cases_fathers_and_other_readings():
    told = explain("Замогильного Андрея Петровича")
    assert "Замогильний Андрей Петрович" in told.nominatives
    assert ("patronymic", ("петр",)) in [(word.part, word.forms) for word in told.words]
    assert told.others


def test_nothing_is_explained_of_nothing():
    assert explain("😀").words == ()
