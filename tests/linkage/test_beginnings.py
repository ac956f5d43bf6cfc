"""Words not typed to their end: whom they may mean, and what is taken off for guessing."""

import pytest

from tidings.linkage.beginnings import MOST_TAKEN, compare_begun, look_begun
from tidings.linkage.comparison import compare_subjects
from tidings.linkage.looking import look_of
from tidings.linkage.subject import read_subject
from tidings.names.beginnings import begins, given_begun, surnames_begun
from tidings.reports import Report

WHOLE = read_subject(Report(name="Тихомиров Александр"))


@pytest.mark.parametrize("typed", ["Тихоми", "тихомир александр", "Tikhomir Aleks", "тихоми алекс"])
def test_who_is_meant_stands_under_a_key_of_the_beginning(typed):
    assert set(look_begun(read_subject(Report(name=typed))).entries) & set(look_of(WHOLE).entries)


def test_a_beginning_fits_better_than_as_typed_but_less_than_the_whole():
    begun = read_subject(Report(name="тихомир александр"))
    weights = [compare_subjects(begun, WHOLE).weight, compare_begun(begun, WHOLE).weight]
    whole = compare_begun(WHOLE, WHOLE).weight
    assert weights[0] < weights[1] < whole
    assert whole - weights[1] <= MOST_TAKEN
    reason = next(one for one in compare_begun(begun, WHOLE).reasons if one.code == "linkage.name.begun")
    assert (reason.left, reason.right, reason.weight < 0) == ("тихомир", "тихомиров", True)


def test_a_whole_name_is_compared_as_it_stands():
    other = read_subject(Report(name="Чугайнов Павел"))
    assert compare_begun(WHOLE, WHOLE) == compare_subjects(WHOLE, WHOLE)
    assert compare_begun(other, WHOLE) == compare_subjects(other, WHOLE)


def test_beginnings_cross_scripts_and_two_letters_begin_nothing():
    assert begins("Tikhomir", "Тихомиров")
    assert not begins("Тихомиров", "Тихомиров")
    assert not begins("Ти", "Тихомиров")
    assert surnames_begun("Ти") == ()
    assert "александр" in given_begun("алекс")
    assert given_begun("Ол") == ()
