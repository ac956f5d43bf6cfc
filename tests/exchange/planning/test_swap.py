"""The worked example of docs/exchange.md: its figures are what the planner says."""

from dataclasses import replace
from pathlib import Path

from tidings.exchange import check, plan, read_round

DOCS = Path(__file__).resolve().parents[3] / "docs"


def test_figures_of_the_worked_example_are_true():
    page = (DOCS / "exchange.md").read_text(encoding="utf-8")
    round_ = read_round((DOCS / "exchange-swap-215.json").read_bytes())
    unnamed = replace(round_.terms, quotas=(), must_include=())
    even = replace(unnamed, totals={"A": (56, 56), "B": (56, 56)})
    for terms in (round_.terms, unnamed, even):
        stated = replace(round_, terms=terms)
        found = plan(stated)
        assert (found.status, found.certificate.kind, found.certificate.engine) == ("optimal", "dual", "greedy")
        assert check(stated, found).accepted
        assert f"| {' | '.join(f'{stage.value:,}' for stage in found.stages[:4])} |" in page
        assert {side: len(keys) for side, keys in found.humanitarian.items()} == {"A": 7, "B": 4}
        assert not {"B003"} & {key for keys in found.chosen.values() for key in keys}
    agreed = plan(round_)
    assert {side: len(keys) for side, keys in agreed.chosen.items()} == {"A": 215, "B": 56}
    assert {"BX", "AC00", "AC04"} <= {key for keys in agreed.chosen.values() for key in keys}
    assert len(agreed.conditional) == 21
