import pytest

from tidings.intake import Asked, HotlineRefused, read_content, says_surrender_hotline

CONTACTS = "ПІБ,телефон\nШевчук Іван,0501234567\n"


def read(text, name="t.csv", source=""):
    return read_content(text.encode(), Asked(name, source))


@pytest.mark.parametrize(
    "words",
    [
        "Surrender hotline",
        "I want to live",
        "«Хочу жить»",
        "проєкт Хочу жити",
        "Хочу_жить_бот",
        "Горячая линия по сдаче в плен",
        "гаряча лінія здачі в полон",
        "здача в полон: телефон",
    ],
)
def test_a_surrender_hotline_is_known_by_its_name(words):
    assert says_surrender_hotline(words)


@pytest.mark.parametrize(
    "words", ["Hotline for missing persons", "Гаряча лінія МКЧХ", "Горячая линия", "A newspaper", "Не хочу жить", ""]
)
def test_other_lines_are_not_refused(words):
    assert not says_surrender_hotline(words)


@pytest.mark.parametrize(
    ("text", "name", "source"),
    [
        (CONTACTS, "t.csv", "Surrender hotline"),
        (CONTACTS, "Хочу жить.csv", ""),
        ("Гаряча лінія здачі в полон,\n" + CONTACTS, "t.csv", ""),
        ("name,source,note\nШевчук Іван,Хочу жить,+38 (050) 123-45-67\n", "t.csv", ""),
        ("name,origin,note\nШевчук Іван,Хочу жить,пишіть @shevchuk_ivan\n", "t.csv", ""),
        ('{"name":"A B","source":"I want to live","extra":{"phone":"0501234567"}}\n', "t.jsonl", ""),
        ("Звонил Иван, +380501234567", "t.txt", "Хочу жить"),
    ],
)
def test_its_contacts_are_refused_and_nothing_is_kept(text, name, source):
    with pytest.raises(HotlineRefused, match="contacts of a surrender hotline") as refused:
        read(text, name, source)
    assert "0501234567" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("ПІБ,дата народження\nШевчук Іван,1990-04-12\n", "Surrender hotline"),
        (CONTACTS, "Hotline for missing persons"),
        ("ПІБ,телефон,текст\nШевчук Іван,0501234567,Чув про «Хочу жить»\n", "A newspaper"),
    ],
)
def test_without_contacts_or_from_another_source_it_is_read(text, source):
    assert len(read(text, source=source).reports) == 1
