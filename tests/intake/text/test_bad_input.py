"""No text crashes the reader or holds it up."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.intake.text import LONGEST_TEXT, read_text
from tidings.intake.text.clean import cleaned

SENTENCE = "Private Ivan Dudka was captured near Lyman in May 2022, his mother Olha said. "
PATIENCE = 6.0  # seconds; it takes well under one on a machine that is not busy


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        (SENTENCE * 14_000)[:1_000_000],
        "".join(f"Case {n}: {SENTENCE}\n\n" for n in range(11_000)),
        SENTENCE.upper() * 20,
        "😀" * 5_000,
        "שלום " * 5_000,
        "\0" * 5_000,
        "word " * 10_000,
        "a" * 50_000,
        "1" * 50_000,
        "," * 50_000,
        '"' * 50_000,
        "(" * 25_000 + ")" * 25_000,
        "A." * 25_000,
        "captured " * 6_000,
        "son of " * 7_000,
        "Ivan Dudka, who was captured by " * 1_500,
        "12 May 2022 " * 4_000,
        "<" * 50_000,
        "a@" * 25_000,
        "İ" * 20_000,
        "\ud800 Ivan Dudka was captured",
        "Привет, мир. " * 4_000,
    ],
    ids=range(24),
)
def test_any_text_is_read_in_good_time(text):
    begin = time.perf_counter()
    read_text(text, language="en", as_of=None, source="x")
    assert time.perf_counter() - begin < PATIENCE


def test_cyrillic_given_as_english_is_empty():
    assert read_text("Рядовой Иван Дудка попал в плен.", language="en", as_of=None, source="x") == ()


def test_what_stands_beyond_the_longest_text_is_not_read():
    text = "x. " * (LONGEST_TEXT // 3) + SENTENCE
    assert read_text(text, language="en", as_of=None, source="x") == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_cleaning_moves_no_character(text):
    assert len(cleaned(text)) == len(text)


WORDS = [
    *SENTENCE.split(),
    "—",
    "not",
    "who",
    "and",
    "her",
    "son",
    "of",
    "told",
    "that",
    '"',
    "\n\n",
    "in",
    "he",
    ":",
    "'s",
    "1",
    ".",
]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.booleans())
def test_shuffled_words_give_valid_reports_whose_spans_hold_their_text(shuffled, spaced):
    text = (" " if spaced else "").join(shuffled)
    for line in read_text(text, language="en", as_of=None, source="x"):
        if line.span is not None:
            assert line.text == " ".join(text[slice(*line.span)].split())
