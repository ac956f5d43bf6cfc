import pytest

from tidings.kernel.scripts import apostrophes_folded, language_of, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Zaborin", "latin"),
        ("Заборін", "cyrillic"),
        ("Рodygin", "mixed"),
        ("12-34", ""),
        ("", ""),
        ("José", "latin"),
        ("東京", ""),
    ],
)
def test_script(text, script):
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He was taken prisoner", "en"),
        ("Зник безвісти під Харковом", "uk"),
        ("Пропал под Харьковом в марте", "ru"),
        ("Последний раз выходил на связь", "ru"),
        ("Останній раз виходив на зв'язок", "uk"),
        ("Іван", "uk"),
        ("Иван", ""),
        ("12", ""),
        ("", ""),
    ],
)
def test_language(text, language):
    assert language_of(text) == language


def test_every_apostrophe_is_one():
    assert apostrophes_folded("В’ячеслав Вʼячеслав В`ячеслав") == "В'ячеслав В'ячеслав В'ячеслав"
