"""The five answers stand in exactly the words of the visual language, in three languages."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.utils import translation

from tidings.casework.shown import AnswerShown, AnswerTold, Short
from tidings.web.family.wording import page_of

HEADINGS = {
    "en": (
        "Nothing known yet",
        "Something known, captivity not confirmed",
        "Probably captive",
        "Captivity confirmed",
        "Released",
    ),
    "uk": (
        "Поки що нічого не відомо",
        "Є відомості, але полон не підтверджено",
        "Імовірно, у полоні",
        "Полон підтверджено",
        "Звільнення підтверджено",
    ),
    "ru": (
        "Пока ничего не известно",
        "Есть сведения, но плен не подтверждён",
        "Вероятно, в плену",
        "Плен подтверждён",
        "Освобождение подтверждено",
    ),
}
SENTENCES = {
    "en": (
        "We have compared everything we hold with your request. So far nothing in it is about Marko.",
        "We have word of Marko, but it does not say whether he is in captivity.",
        "What we have says that Marko is probably in captivity. There is no official confirmation yet.",
        "Marko is in captivity. This has been officially confirmed.",
        "Marko is no longer in captivity. This has been officially confirmed.",
    ),
    "uk": (
        "Ми порівняли з вашим запитом усе, що отримали. Поки що жодне повідомлення не стосується вашої близької людини.",
        "До нас надійшли відомості про вашу близьку людину, але з них не видно, чи вона в полоні.",
        "За відомостями, які ми маємо, ваша близька людина, імовірно, у полоні. Офіційного підтвердження ще немає.",
        "Ваша близька людина в полоні. Це підтверджено офіційно.",
        "Ваша близька людина вже не в полоні. Це підтверджено офіційно.",
    ),
    "ru": (
        "Мы сравнили с вашим запросом всё, что получили. Пока ни одно сообщение не относится к вашему близкому человеку.",
        "К нам поступили сведения о вашем близком человеке, но по ним нельзя понять, в плену ли он.",
        "По сведениям, которые у нас есть, ваш близкий человек, вероятно, в плену. Официального подтверждения пока нет.",
        "Ваш близкий человек в плену. Это подтверждено официально.",
        "Ваш близкий человек уже не в плену. Это подтверждено официально.",
    ),
}
NOTHING_BAD = {
    "en": "This does not mean that something bad has happened.",
    "uk": "Це не означає, що сталося щось погане.",
    "ru": "Это не значит, что случилось плохое.",
}
ALL = [(language, state) for language in HEADINGS for state in range(1, 6)]


def shown(state, grounds=(), **changes):
    told = AnswerTold(state, date(2026, 11, 21), tuple(grounds), datetime(2026, 11, 21, tzinfo=UTC))
    facts = {
        "number": "0047-2183-5",
        "bureau": "National Information Bureau",
        "sought": Short("Marko", "D", 1989),
        "sex": "m",
        "relation": "mother",
        "language": "en",
        "answer": told,
        "lodged": date(2026, 10, 2),
        "way": "phone",
        "has_word": True,
        "caseworker": "",
        "next_call": date(2026, 12, 19),
        "after_talk": False,
    }
    return AnswerShown(**facts | changes)


def page(language, state, grounds=(), today=date(2026, 11, 21), **changes):
    with translation.override(language):
        return page_of(shown(state, grounds, **changes), today)


@pytest.mark.parametrize(("language", "state"), ALL)
def test_heading_and_sentence_are_the_fixed_words(language, state):
    made = page(language, state)
    assert (made.heading, made.sentence) == (HEADINGS[language][state - 1], SENTENCES[language][state - 1])
    assert made.nothing_bad == (NOTHING_BAD[language] if state == 1 else "")


def test_the_mock_ups_say_the_same(shared):
    text = (shared / "looks" / "family-states.html").read_text(encoding="utf-8")
    found = re.findall(
        r'<div class="state [^"]*" lang="(\w+)"><p class="asof">[^<]*</p><p class="said">([^<]*)</p><p>([^<]*)</p>',
        text,
    )
    assert len(found) == 15
    ours = {
        (language, made.heading, " ".join(filter(None, (made.sentence, made.nothing_bad))))
        for language, state in ALL
        for made in [page(language, state)]
    }
    assert {(language, unescape(head), unescape(words)) for language, head, words in found} == ours


def test_english_speaks_of_a_woman_and_of_somebody_unnamed():
    woman = page("en", 2, sought=Short("Olha", "K", None), sex="f")
    assert woman.sentence == "We have word of Olha, but it does not say whether she is in captivity."
    unnamed = page("en", 4, sought=Short("", "K", None), sex="")
    assert unnamed.sentence == "Your relative is in captivity. This has been officially confirmed."
    assert unnamed.unknown == "We do not know where exactly he or she is held and when he or she will return."


REPORTS = ("reports", {"count": 2, "origins": 2, "first": "2026-03", "last": "2026-04"})


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "2 reports, March 2026 to April 2026. Their sources are not connected with one another."),
        ("uk", "2 повідомлення, березень 2026 – квітень 2026. Їхні джерела не пов’язані одне з одним."),
        ("ru", "2 сообщения, март 2026 – апрель 2026. Их источники не связаны друг с другом."),
    ],
)
def test_reports_are_counted_with_their_months_and_mouths(language, words):
    assert page(language, 3, [REPORTS]).rests_on == (words,)


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 сообщение."), (3, "3 сообщения."), (5, "5 сообщений."), (21, "21 сообщение.")]
)
def test_russian_has_three_plurals(count, words):
    told = page("ru", 2, [("reports", {"count": count, "origins": 1})]).rests_on[0]
    assert told.split(" Все ")[0] == words


CONFIRMED = [
    ("official", {"kind": "icrc", "day": "2026-11-14"}),
    ("others", {"count": 1, "documents": 1}),
    ("signed", {"day": "2026-11-18"}),
    ("alive", {"when": "2026-11-02"}),
]


@pytest.mark.parametrize(
    ("language", "words", "alive"),
    [
        (
            "en",
            (
                "Official notice of the International Committee of the Red Cross (ICRC), 14 November 2026.",
                (
                    "1 more source, independent of it. "
                    "We do not name the people who helped us, so as not to put them in danger."
                ),
                "Two members of the bureau checked this separately and signed the answer on 18 November 2026.",
            ),
            "2 November 2026",
        ),
        (
            "uk",
            (
                "Офіційне повідомлення Міжнародного Комітету Червоного Хреста (МКЧХ), 14 листопада 2026 року.",
                (
                    "Ще 1 джерело, незалежне від нього. "
                    "Ми не називаємо людей, які нам допомогли, щоб не наразити їх на небезпеку."
                ),
                (
                    "Двоє працівників бюро перевірили це окремо одне від одного й підписали відповідь "
                    "18 листопада 2026 року."
                ),
            ),
            "2 листопада 2026 року",
        ),
        (
            "ru",
            (
                "Официальное сообщение Международного Комитета Красного Креста (МККК), 14 ноября 2026 года.",
                (
                    "Ещё 1 источник, независимый от него. "
                    "Мы не называем людей, которые нам помогли, чтобы не подвергать их опасности."
                ),
                "Двое сотрудников бюро проверили это отдельно друг от друга и подписали ответ 18 ноября 2026 года.",
            ),
            "2 ноября 2026 года",
        ),
    ],
)
def test_a_confirmed_answer_names_the_document_and_the_two_signatures(language, words, alive):
    made = page(language, 4, CONFIRMED)
    assert tuple(line.replace("\N{NO-BREAK SPACE}", " ") for line in made.rests_on) == words
    assert made.alive.replace("\N{NO-BREAK SPACE}", " ") == alive


def test_an_uncertain_last_sign_of_life_says_what_is_not_known():
    assert page("ru", 3, [("alive", {"when": "2026-04"})]).alive == "апрель 2026, точный день неизвестен"


def test_a_ground_without_words_is_left_out():
    assert page("en", 3, [("place", {"name": "a place nobody may read"})]).rests_on == ()


def test_a_call_that_is_late_never_stands_in_the_past():
    steps = {step.when for step in page("en", 1, today=date(2027, 1, 5)).steps}
    assert "in the coming days" in steps
    assert not any("2026" in when for when in steps)


def test_a_family_not_yet_asked_how_to_be_reached_is_promised_no_call():
    words = " ".join(step.words for step in page("en", 1, way="unstated", next_call=None).steps)
    assert "will call you" not in words
    assert "asked us not" not in words


def test_who_asked_not_to_be_contacted_is_not_promised_a_call():
    words = " ".join(step.words for step in page("en", 1, way="none", next_call=None).steps)
    assert "will call you" not in words


@pytest.mark.parametrize(("language", "state"), ALL)
def test_no_word_to_a_family_is_a_forecast_or_machine_talk(language, state):
    made = page(language, state, [REPORTS, *CONFIRMED])
    text = " ".join((made.sentence, made.unknown, *made.rests_on, *(step.words for step in made.steps))).casefold()
    avoided = ("%", "match", "score", "candidate", "unfortunately", "surrender", "body", "remains", "збіг", "кандидат")
    avoided += ("на жаль", "тіло", "здався", "совпадени", "к сожалению", "тело", "сдался", "вероятность", "ймовірність")
    assert [word for word in avoided if word in text] == []
