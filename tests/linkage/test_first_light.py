"""The real article and the eight requests: read at run time, since no private name may stand here."""

import csv
import json
from datetime import date

import pytest

from tidings.intake import read
from tidings.linkage import Index, compare
from tidings.names import fold
from tidings.reports import from_row

DAY_OF_THE_ARTICLE = date(2023, 4, 6)


@pytest.fixture(scope="module")
def article(shared):
    return read(shared / "article.txt", as_of=DAY_OF_THE_ARTICLE).reports


@pytest.fixture(scope="module")
def requests(shared):
    with (shared / "data/first_light/requests.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {row["record_id"]: from_row(row, source="family") for row in rows}


@pytest.fixture(scope="module")
def expected(shared):
    return json.loads((shared / "data/first_light/expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def proposals(article, requests):
    index = Index()
    for number, report in enumerate(article):
        index.add(f"{number:03} {report.name}", report)
    return {asked: index.propose(report, floor=0.0) for asked, report in requests.items()}


@pytest.mark.parametrize("asked", ["q1", "q2", "q3", "q4"])
def test_the_right_person_is_proposed_first_and_clearly(proposals, expected, asked):
    (first, best), *others = proposals[asked]
    wanted = expected["requests"][asked]
    assert fold(first[4:]) == fold(wanted)
    assert best.verdict in ("same", "unsure")
    assert all(reason.words(language) for reason in best.reasons for language in ("en", "ru", "uk"))
    rivals = [found.probability for name, found in others if fold(name[4:]) != fold(wanted)]
    assert max(rivals, default=0.0) < best.probability / 2


@pytest.mark.parametrize("asked", ["q5", "q6", "q7", "q8"])
def test_nobody_is_proposed_above_unsure_for_the_near_misses(proposals, article, requests, asked):
    assert all(found.verdict != "same" for _, found in proposals[asked])
    verdicts = {compare(requests[asked], report).verdict for report in article if report.role == "subject"}
    assert "same" not in verdicts


def test_mother_and_son_are_never_one_person(article, requests, expected):
    (mother, son), *_ = expected["never_one_person"]
    mothers = [report for report in (*article, *requests.values()) if fold(report.name) in names_of(mother)]
    sons = [report for report in article if fold(report.name) == fold(son)]
    assert mothers
    assert sons
    assert {compare(one, other).verdict for one in mothers for other in sons} == {"different"}


def names_of(name):
    given, surname = name.split()
    return {fold(name), fold(f"{surname} {given}")}


def test_two_spellings_of_one_man_are_proposed_as_one(article, expected):
    given, _ = expected["subjects"][4]["names"][0].split()
    full, misspelt = expected["subjects"][4]["names"]
    one = next(report for report in article if report.name == full)
    other = from_row({"name": f"{given} {misspelt}", "sex": "m"})
    assert compare(one, other).verdict in ("same", "unsure")
