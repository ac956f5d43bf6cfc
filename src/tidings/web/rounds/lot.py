"""The lot: committed to and published, then its public value, then the plan that hangs on both."""

import json

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from tidings.casework.deeds import rounds as deeds
from tidings.web.desk import DeskRequest, room, whole_number
from tidings.web.mistakes import Mistake
from tidings.web.rounds.entering import done, opened, shown


@room("open_round")
@require_GET
def lot(request: DeskRequest, round_id: int) -> HttpResponse:
    """Show what was committed to, to be published word for word, and the values that came."""
    return _lot(request, round_id)


def _lot(request: DeskRequest, round_id: int, *errors: Mistake) -> HttpResponse:
    file = opened(request, round_id, "lot")
    lots = [
        {
            "lot": one,
            "draft": scenario.name if scenario else "",
            "statement": json.dumps(one.statement, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        }
        for one in reversed(file.state.lots)
        for scenario in [file.state.scenario(one.scenario)]
    ]
    return shown(request, file, "lot.html", {"lots": lots, "kept": file.state.newest_scenarios()}, *errors)


@room("commit_lot")
@require_POST
def commit(request: DeskRequest, round_id: int) -> HttpResponse:
    """Commit to a draw on the round as it stands."""
    sent = request.POST
    return done(
        request,
        lambda ground: deeds.commit_lot(
            **ground,
            round_id=round_id,
            scenario=whole_number(sent.get("scenario", "0") or "0"),
            source=sent.get("source", ""),
            due=sent.get("due", ""),
            reason=sent.get("reason", ""),
        ),
        reverse("web:round_lot", args=[round_id]),
        lambda error: _lot(request, round_id, Mistake("source", error.words)),
    )


@room("enter_lot")
@require_POST
def enter(request: DeskRequest, round_id: int) -> HttpResponse:
    """Enter the public value of a draw."""
    return done(
        request,
        lambda ground: deeds.enter_lot(
            **ground,
            round_id=round_id,
            lot=whole_number(request.POST.get("lot", "")),
            value=request.POST.get("value", ""),
        ),
        reverse("web:round_lot", args=[round_id]),
        lambda error: _lot(request, round_id, error),
    )
