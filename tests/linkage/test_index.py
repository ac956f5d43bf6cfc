"""The index: whom may this report be about?"""

from tidings.kernel import PartialDate
from tidings.linkage import Index, compare
from tidings.reports import Report


def sought(name, **fields):
    return Report(name=name, **fields)


def filled():
    index = Index()
    index.add("near", sought("Небыленко Остап", birth_date=PartialDate.parse("1994-03-07")))
    index.add("namesake", sought("Небыленко Остап", birth_date=PartialDate.parse("1971")))
    index.add("stranger", sought("Чугайнов Павел"))
    return index


ASKED = sought("Ostap Nebylenko", birth_date=PartialDate.parse("1994"))


def test_the_likeliest_comes_first_with_the_same_number_that_compare_gives():
    proposals = filled().propose(ASKED)
    assert [found for found, _ in proposals] == ["near", "namesake"]
    assert proposals[0][1] == compare(ASKED, sought("Небыленко Остап", birth_date=PartialDate.parse("1994-03-07")))


def test_nobody_is_proposed_for_a_stranger():
    assert filled().propose(sought("Зузанна Квятковска")) == ()


def test_what_is_taken_out_or_replaced_is_found_no_more():
    index = filled()
    index.remove("near")
    index.add("namesake", sought("Чугайнов Пётр"))
    assert index.propose(ASKED) == ()
    assert len(index) == 2
    index.remove("near")
    assert index.candidates(sought("Чугайнов Пётр")) >= {"namesake"}
