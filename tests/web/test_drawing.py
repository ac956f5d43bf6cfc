"""What is worked out before it is drawn: passages of a text, the chart of evidence."""

from itertools import pairwise

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tidings.web.passages import Passage, paragraphs
from tidings.web.waterfall import bits_in_words, waterfall

spans = st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.integers(1, 9))


@given(st.text("aя \n", max_size=50), st.lists(spans, max_size=6))
def test_no_letter_is_lost_or_doubled(text, marks):
    cut = paragraphs(text, [Passage(*mark) for mark in marks])
    lines = [line for line in text.split("\n") if line.strip()]
    assert ["".join(piece.text for piece in paragraph) for paragraph in cut] == lines


def test_a_passage_over_two_lines_is_marked_in_both_and_numbered_at_the_end_of_each():
    cut = paragraphs("one two\nthree", [Passage(4, 13, 7)])
    assert [[(piece.text, piece.kind, piece.ends) for piece in paragraph] for paragraph in cut] == [
        [("one ", "", ()), ("two", "subject", (7,))],
        [("three", "subject", (7,))],
    ]


def test_where_passages_lie_over_each_other_the_sealed_one_shows():
    cut = paragraphs("abcdef", [Passage(0, 6, 1), Passage(2, 4, 2, "seal")])
    assert [(piece.text, piece.kind, piece.ends) for piece in cut[0]] == [
        ("ab", "subject", ()),
        ("cd", "seal", (2,)),
        ("ef", "subject", (1,)),
    ]


def test_bars_join_and_the_last_is_the_sum():
    chart = waterfall(("Before", -13.0), [("Surname", 9.6), ("Age", -2.3), ("Unit", 0.0)], "Together")
    assert [(bar.label, bar.kind, bar.value) for bar in chart.bars] == [
        ("Before", "base", "−13.0"),
        ("Surname", "pos", "+9.6"),
        ("Age", "neg", "−2.3"),
        ("Together", "sum", "−5.7"),
    ]
    edges = [(float(bar.x), float(bar.x) + float(bar.width)) for bar in chart.bars]
    assert abs(edges[1][0] - edges[0][0]) < 0.2
    assert abs(edges[1][1] - edges[2][1]) < 0.2
    assert abs(edges[2][0] - edges[3][0]) < 0.2


@given(st.floats(-60, 0), st.lists(st.floats(-40, 60), max_size=12))
def test_every_bar_stays_in_the_picture(prior, weights):
    chart = waterfall(("p", prior), [("w", weight) for weight in weights], "t")
    assert all(float(bar.x) >= 180 and float(bar.x) + float(bar.width) <= 1000 for bar in chart.bars)
    assert all(float(left.x) < float(right.x) for left, right in pairwise(chart.ticks))


def test_bits_speak_the_language_of_the_page():
    with translation.override("uk"):
        assert [bits_in_words(bits) for bits in (9.64, -2.3, 0.04)] == ["+9,6", "−2,3", "0,0"]
