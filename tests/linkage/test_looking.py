"""Looking for neighbours: wide buckets narrowed, nobody dropped for a bucket's size, the likeliest opened."""

from functools import reduce
from operator import or_

import numpy as np
import pytest

from tidings.kernel import PartialDate
from tidings.linkage import Index
from tidings.linkage.buckets import Buckets
from tidings.linkage.entries import Shown, numbered, shown
from tidings.linkage.guessing import guess
from tidings.linkage.looking import ABOUT, ANYBODY, CROWDED, FEW, FLOOR, MOST, UNKNOWN, likeliest, look_of
from tidings.linkage.sketches import WIDTH, drawn, sketch_of
from tidings.linkage.subject import read_subject
from tidings.reports import Report


def asks(name, born="", **said):
    return look_of(read_subject(Report(name=name, birth_date=PartialDate.parse(born) if born else None, **said)))


def test_a_sketch_fits_its_width_and_comes_apart_again():
    look = asks("Небыленко Остап Гнатович", "1994-03-07", sex="m", unit="35 одшбр")
    parts = {name: int(value[0]) for name, value in drawn(np.array([look.number])).items()}
    assert 0 < look.number < 1 << WIDTH
    assert (parts["sex"], parts["lasts"], parts["surname"]) == (1, 0, look.sketch.surnames[0])
    assert parts["unit"] == look.sketch.units[0]


@pytest.mark.parametrize("born", ["0001", "9999", "1994", ""])
def test_a_birth_at_the_ends_of_time_is_still_drawn_and_read(born):
    look, buckets = asks("Небыленко Остап", born), Buckets()
    buckets.add(1, look)
    assert [record for _, _, record in buckets.read(look)] == [1] * len(look.entries)


def test_every_piece_of_a_bucket_has_an_end():
    buckets = Buckets()
    for number in range(4 * ANYBODY):
        buckets.add(number, asks("Небыленко Остап", f"{1960 + number % 40}"))
    for question in (asks("Небыленко Остап"), asks("Небыленко Остап", "1975")):
        read = list(buckets.read(question))
        assert len(read) <= sum(most for _, pieces in question.asked() for _, _, most in pieces)
        assert FEW <= len(likeliest(question, read, len(buckets))) <= MOST


def test_of_a_crowd_of_namesakes_those_born_then_are_found():
    index = Index()
    for number in range(3_000):
        index.add(
            f"{number}", Report(name="Небыленко Остап", birth_date=PartialDate.parse(f"{1950 + number % 50}-06-01"))
        )
    index.add("meant", Report(name="Небыленко Остап", birth_date=PartialDate.parse("1971-02-03")))
    found = index.propose(Report(name="Nebylenko Ostap", birth_date=PartialDate.parse("1971-02-03")))
    assert found[0][0] == "meant"


def test_of_a_crowd_without_births_who_comes_from_the_same_place_is_found():
    index = Index()
    for number in range(3_000):
        index.add(f"{number}", Report(name="Небыленко Остап", text=f"{number}"))
    index.add("meant", Report(name="Небыленко Остап", residence="Полтава"))
    assert "meant" in index.candidates(Report(name="Ostap Nebylenko", residence="Poltava"))


def guessed(own, *others):
    """Guess as `likeliest` does, each key in common as rare as it may be."""
    together = [
        Shown(
            reduce(
                or_, (shown for entry, shown in zip(own.entries, own.shown, strict=True) if entry in other.entries), 0
            )
        )
        for other in others
    ]
    return guess(own.sketch, np.array([one.number for one in others]), np.full(len(others), 15.0), np.array(together))


def test_a_guess_speaks_for_the_same_and_against_another():
    own = asks("Небыленко Остап Гнатович", "1994-03-07", sex="m")
    other = asks("Чугайнова Вера Петровна", "1961-01-01", sex="f")
    same, apart = guessed(own, own, other)
    assert same > 0 > FLOOR > apart


def test_a_slip_in_the_surname_is_guessed_better_than_another_surname():
    own = asks("Небыленко Остап Гнатович", "1994-03-07")
    slip, other = asks("Небылено Остап Гнатович", "1994-03-07"), asks("Дримлюга Остап Гнатович", "1994-03-07")
    exact, near, far = guessed(own, own, slip, other)
    assert exact > near > far


def test_what_a_shared_key_shows_is_read_off_its_kind():
    assert shown("d:nbln:12") == Shown.SLIP | Shown.GIVEN
    assert shown("sgx:nbl:12:father:ostap") == Shown.SURNAME | Shown.GIVEN | Shown.FATHER | Shown.TELLING
    assert shown("gxx:12:home:poltava:unit:35") == Shown.GIVEN | Shown.HOME
    assert shown("k:sg:nbl:12") == Shown.NOTHING


def test_a_crowd_that_no_surname_holds_together_is_read_less_far():
    question = asks("Остап", "1994-03-07", residence="Полтава")
    most = {entry: sum(most for _, _, most in pieces) for entry, pieces in question.asked()}
    home = next(numbered(key) for key in question.keys if key.startswith("p:"))
    day = next(numbered(key) for key in question.keys if key.startswith("b:"))
    assert (most[home], most[day]) == ((UNKNOWN + ABOUT) // CROWDED, UNKNOWN + ABOUT)


def test_nobody_is_a_neighbour_of_itself():
    look, buckets = asks("Небыленко Остап"), Buckets()
    buckets.add(5, look)
    buckets.add(6, look)
    assert likeliest(look, buckets.read(look), 2, itself=5) == [6]


def test_silence_has_a_sketch_of_nothing_but_zeros():
    silent = read_subject(Report())
    assert sketch_of(silent, frozenset()).number == 0
    assert look_of(silent).entries == ()
