"""Persons counted: every time in a small bureau, by what is new in a large one, and always rightly."""

import pytest

from tests.register.conftest import report
from tidings.register import census, deeds


@pytest.fixture(params=[0, census.COUNTED_EACH_TIME], ids=["by what is new", "each time"])
def limit(monkeypatch, request):
    monkeypatch.setattr(census, "COUNTED_EACH_TIME", request.param)
    monkeypatch.setattr(census, "_LAST", {})


@pytest.mark.usefixtures("limit")
def test_joined_parted_and_new_persons_are_counted(bench):
    olena, chuzhyi = bench.desk.olena, bench.desk.chuzhyi
    assert census.people(olena) == 0
    one, other = bench.number(report()), bench.number(report("Dryimliuha Ostap", "1997"))
    bench.take(report("Чужий Гнат"), actor=chuzhyi)
    assert (census.people(olena), census.people(chuzhyi)) == (2, 1)
    decided = bench.decide(one, other)
    assert census.people(olena) == 1
    bench.take(report("Криничар Данило", "1991"))
    assert census.people(olena) == 2
    deeds.undo(**bench.terms(), decision_id=decided.decision_id, reason="too soon")
    assert census.people(olena) == 3
