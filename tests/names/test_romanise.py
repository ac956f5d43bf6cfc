from tidings.names import fold, romanise


def test_commonest_schemes_come_first():
    assert romanise("Щеголихин Яков", language="ru")[:2] == ("Shchegolikhin Iakov", "Shchegolikhin Yakov")


def test_ukrainian_rules_of_the_resolution_55():
    assert romanise("Згурський Юрій", language="uk")[0] == "Zghurskyi Yurii"
    assert romanise("Лук'янець", language="uk")[0] == "Lukianets"


def test_third_languages_are_among_them():
    spelled = romanise("Шавленков Василий", language="ru")
    assert {"Schawlenkow Wasili", "Szawlenkow Wasilij"} & set(spelled)
    assert any(name.startswith("Chavlenkov") for name in spelled)


def test_every_spelling_keeps_the_consonants():
    for name in romanise("Терентьев", language="ru"):
        assert fold(name).replace("w", "v")[:2] in {"te", "tj", "tO"}


def test_latin_stays_as_it_is():
    assert romanise("Savchuk") == ("Savchuk",)
