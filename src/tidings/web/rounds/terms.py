"""The terms of a round: drafts typed or uploaded, each a scenario, side by side with what their plans come to."""

import json
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tidings.accounts import Refused
from tidings.casework.deeds import rounds as deeds
from tidings.casework.rounds.planning import going
from tidings.casework.rounds.shown import RoundFile
from tidings.casework.rounds.state import RunDone, Scenario
from tidings.kernel.errors import TidingsError
from tidings.web.desk import DeskRequest, deed_key, now, room, see_other
from tidings.web.dropping import dropped
from tidings.web.mistakes import Mistake, mistake
from tidings.web.rounds.entering import everybody, opened, shown
from tidings.web.rounds.plans import stages_of
from tidings.web.rounds.termform import CHOICES, rows_of, terms_of, where_text
from tidings.web.rounds.termwords import terms_in_words
from tidings.web.rounds.words import STATUSES, criterion
from tidings.web.words import word

SUGGESTED = ("category", "rank", "place", "region", "sex", "medical", "vulnerable", "group")
MOST_SUGGESTED = 60
SIDE_BY_SIDE = 3


@room("open_round")
@require_GET
def terms(request: DeskRequest, round_id: int) -> HttpResponse:
    """Show the drafts side by side, and the form of one of them."""
    return _terms(request, round_id)


def _terms(request: DeskRequest, round_id: int, *errors: Mistake) -> HttpResponse:
    file = opened(request, round_id, "terms")
    kept = file.state.newest_scenarios()
    asked = request.POST.get("name") or request.GET.get("draft", "")
    drafted = next((one for one in kept if one.name == asked), kept[-1] if kept and not asked else None)
    context = {
        "kept": kept,
        "drafted": drafted,
        "form": _form(request, drafted),
        "name": asked or (drafted.name if drafted else ""),
        "choices": [(one, criterion(one)) for one in CHOICES],
        "suggested": _suggested(file),
        "compared": [_compared(file, one) for one in kept[-SIDE_BY_SIDE:]],
        "differing": _differing(file, kept[-SIDE_BY_SIDE:]),
    }
    return shown(request, file, "terms.html", context, *errors)


def _form(request: DeskRequest, drafted: Scenario | None) -> dict[str, Any]:
    """What the form shows: what was just typed where it could be read, else the kept draft."""
    if request.method == "POST" and "low_A" in request.POST:
        try:
            typed, order = terms_of(request.POST)
            return rows_of(typed, order)
        except Refused:
            return rows_of({}, ())
    return rows_of(drafted.terms, drafted.order) if drafted else rows_of({}, ())


def _suggested(file: RoundFile) -> list[str]:
    """Who could be meant, as the form types it: every value that stands on the lists, up to a bearable number."""
    found: dict[str, None] = {}
    for _side, one in everybody(file):
        for name in SUGGESTED:
            if one.get(name) not in (None, ""):
                found.setdefault(where_text({name: one[name]}))
        if len(found) >= MOST_SUGGESTED:
            break
    return sorted(found)


def _run_of(file: RoundFile, scenario: Scenario) -> RunDone | None:
    return next((run for run in reversed(file.state.runs) if run.scenario == scenario.entry_id), None)


def _compared(file: RoundFile, scenario: Scenario) -> dict[str, Any]:
    run = _run_of(file, scenario)
    return {
        "scenario": scenario,
        "run": run,
        "status": word(STATUSES, run.plan["status"]) if run else "",
        "terms": terms_in_words(scenario.terms, scenario.order),
        "stages": {row["code"]: row for row in stages_of(run)} if run else {},
        "goes": {side: len(keys) for side, keys in going(run.plan).items()} if run else {},
    }


def _differing(file: RoundFile, kept: tuple[Scenario, ...]) -> list[dict[str, Any]]:
    """How many go under one draft and not under another; counts only."""
    planned = [(one, _run_of(file, one)) for one in kept]
    plans = [(one, _keys(run)) for one, run in planned if run is not None]
    return [
        {
            "one": one.name,
            "other": other.name,
            "both": len(own & their),
            "only": len(own - their),
            "less": len(their - own),
        }
        for place, (one, own) in enumerate(plans)
        for other, their in plans[place + 1 :]
    ]


def _keys(run: RunDone) -> frozenset[str]:
    return frozenset(key for keys in going(run.plan).values() for key in keys)


@room("keep_terms")
@require_POST
def keep(request: DeskRequest, round_id: int) -> HttpResponse:
    """Keep a draft: typed into the form, or out of a file with `terms` and `order` as in ROUND.json."""
    try:
        given, order = _given(request)
        deeds.keep_terms(
            actor=request.actor,
            key=deed_key(request),
            moment=now(),
            round_id=round_id,
            name=request.POST.get("name", ""),
            terms=given,
            order=order,
        )
    except TidingsError as error:
        return _terms(request, round_id, mistake(error))
    return see_other(f"{reverse('web:round_terms', args=[round_id])}#drafts")


def _given(request: DeskRequest) -> tuple[dict[str, Any], list[str]]:
    thing = next(dropped(request), None) if request.FILES else None
    if thing is None:
        return terms_of(request.POST)
    try:
        whole = json.loads(thing.content)
    except (ValueError, RecursionError) as error:
        raise Refused(_("“%(file)s” is no JSON.") % {"file": thing.filename}) from error
    found = whole.get("terms", whole) if isinstance(whole, dict) else None
    order = whole.get("order", []) if isinstance(whole, dict) else []
    if not isinstance(found, dict) or not isinstance(order, list):
        raise Refused(_("“%(file)s” holds no terms as in ROUND.json.") % {"file": thing.filename})
    return found, [
        one if isinstance(one, str) else f"parity:{one.get('parity', '')}"
        for one in order
        if isinstance(one, str | dict)
    ]
