"""Whatever is decided, taken back, signed and withdrawn, in any order: the family is told what the rule says."""

import random

import pytest

from tidings.casework import deeds, queries
from tidings.casework.models import Answer
from tidings.kernel.errors import TidingsError
from tidings.register.standing import status_for_reports

EVENTS = (
    ("seen_alive", "channel"),
    ("captured", "newspaper"),
    ("held", "icrc"),
    ("exchanged", "own_list"),
    ("died", "icrc"),
)
KIND_OF = {"held": "captive", "exchanged": "released", "died": "died"}


def status(work):
    request = work.row
    return status_for_reports(work.desk.olena, [request.report_id])[request.report_id].status


@pytest.mark.parametrize("seed", range(5))
def test_the_answer_is_the_status_except_that_a_death_freezes_it(work, seed):
    choose = random.Random(seed)  # noqa: S311 -- a repeatable walk, no secret
    reports = {work.take(event, "2026-06", kind): event for event, kind in EVENTS}
    decided, confirmed = {}, []
    frozen = work.told()
    for step in range(24):
        try:
            _one_step(work, choose, reports, decided, confirmed)
        except TidingsError:
            continue
        now, told = status(work), work.told()
        if now.died or now.death_said:
            assert told == frozen, f"step {step}: told something while a death was spoken of"
        else:
            assert told.state == now.answer, f"step {step}"
        frozen = told
        deaths = [call for call in queries.calls(actor=work.desk.olena) if call.kind == "death"]
        assert bool(deaths) <= now.died
        assert len(deaths) <= 1
    states = [row.state for row in Answer.objects.seen_by(work.desk.olena).order_by("pk")]
    assert len(set(states)) >= 2


def _one_step(work, choose, reports, decided, confirmed):
    undecided = [report for report in reports if report not in decided]
    act = choose.choice(("decide", "decide", "undo", "confirm", "confirm", "withdraw", "call"))
    if act == "decide" and undecided:
        report = choose.choice(undecided)
        decided[report] = work.decide(report)
    elif act == "undo" and decided:
        report = choose.choice(list(decided))
        work.undo(decided.pop(report))
    elif act == "confirm":
        report = choose.choice([report for report in decided if reports[report] in KIND_OF] or [0])
        if report:
            confirmed.append(work.confirm(KIND_OF[reports[report]], report))
    elif act == "withdraw" and confirmed:
        work.withdraw(confirmed.pop(choose.randrange(len(confirmed))))
    elif act == "call":
        for call in queries.calls(actor=work.desk.olena)[:1]:
            key = f"call {call.call_id} made"
            deeds.mark_called(actor=work.desk.olena, key=key, moment=work.now, call_id=call.call_id)
