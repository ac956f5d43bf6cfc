"""What came of the signed plan, person by person."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tidings.casework.deeds import rounds as deeds
from tidings.casework.rounds.compartment import digest_of
from tidings.casework.rounds.outcomes import OUTCOMES as CODES
from tidings.casework.rounds.planning import named_on
from tidings.casework.rounds.shown import RoundFile
from tidings.web.desk import DeskRequest, now, room
from tidings.web.dropping import day_given
from tidings.web.mistakes import Mistake
from tidings.web.paging import SIZE, page_number, pager
from tidings.web.rounds.entering import done, opened, shown
from tidings.web.rounds.words import OUTCOMES, SIDES
from tidings.web.words import word


@room("open_round")
@require_GET
def outcomes(request: DeskRequest, round_id: int) -> HttpResponse:
    """Show everybody on the signed plan, those of whom nothing is recorded first."""
    return _outcomes(request, round_id)


def _outcomes(request: DeskRequest, round_id: int, *errors: Mistake) -> HttpResponse:
    file = opened(request, round_id, "outcomes")
    lines = _lines(file)
    number = page_number(request)
    told = [line for line in lines if line["outcome"] is not None]
    counted = [(word(OUTCOMES, code), sum(line["outcome"].outcome == code for line in told)) for code in CODES]
    context = {
        "lines": lines[(number - 1) * SIZE : number * SIZE],
        "pager": pager(request, len(lines), number),
        "choices": [(code, OUTCOMES[code]) for code in CODES],
        "today": now().date().isoformat(),
        "counted": [(name, count) for name, count in counted if count],
        "left": len(lines) - len(told),
    }
    return shown(request, file, "outcomes.html", context, *errors)


def _lines(file: RoundFile) -> list[dict[str, Any]]:
    signed = {one.run for one in file.state.signed if one.note}
    keys = dict.fromkeys(key for run in file.state.runs if run.entry_id in signed for key in named_on(run.plan))
    known = {one["key"]: (side, one) for side, listed in file.state.sides.items() for one in listed.persons}
    lines = []
    for key in keys:
        side, one = known.get(key, ("", {}))
        outcome = file.state.outcomes.get(key)
        lines.append(
            {
                "key": key,
                "slug": digest_of(file.round_id, key),
                "name": one.get("name", ""),
                "side": word(SIDES, side),
                "outcome": outcome,
                "words": word(OUTCOMES, outcome.outcome) if outcome else "",
                "closed": outcome is not None and bool(outcome.report_id),
            }
        )
    return sorted(lines, key=lambda line: line["outcome"] is not None)


@room("record_outcome")
@require_POST
def record(request: DeskRequest, round_id: int) -> HttpResponse:
    """Record what came of one person."""
    sent = request.POST
    day = day_given(sent.get("day", ""))
    if day is None:
        return _outcomes(request, round_id, Mistake("day", _("Give the day.")))
    return done(
        request,
        lambda ground: deeds.record_outcome(
            **ground,
            round_id=round_id,
            person=sent.get("person", ""),
            outcome=sent.get("outcome", ""),
            day=day,
            note=sent.get("note", ""),
        ),
        reverse("web:round_outcomes", args=[round_id]),
        lambda error: _outcomes(request, round_id, error),
    )
