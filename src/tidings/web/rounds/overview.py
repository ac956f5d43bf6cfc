"""The round at a glance: who goes under the newest plan, its steps with their proof, what waits for a second person."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tidings.accounts import may
from tidings.casework.rounds.compartment import digest_of
from tidings.casework.rounds.shown import RoundFile
from tidings.casework.rounds.state import RunDone
from tidings.web.desk import DeskRequest, room
from tidings.web.rounds.charts import shares, waits
from tidings.web.rounds.entering import opened, shown
from tidings.web.rounds.figures import figures, people_of
from tidings.web.rounds.plans import signing_of, stages_of
from tidings.web.rounds.termwords import terms_in_words
from tidings.web.rounds.words import EFFECTS, STATUSES, WHATS
from tidings.web.words import word


@room("open_round")
@require_GET
def overview(request: DeskRequest, round_id: int) -> HttpResponse:
    """Show the round; its opening is recorded."""
    file = opened(request, round_id, "overview")
    run = file.state.runs[-1] if file.state.runs else None
    ours, theirs = people_of(file, "A"), people_of(file, "B")
    context = {
        "run": run,
        "status": word(STATUSES, run.plan["status"]) if run else "",
        "ours": figures(ours, run),
        "theirs": figures(theirs, run),
        "scenario": file.state.scenario(run.scenario) if run else None,
        "terms": _terms(file, run),
        "stages": stages_of(run) if run else (),
        "signing": signing_of(request, file, run) if run else None,
        "waiting": _waiting(request, file),
        "shares": shares(run, ours) if run else None,
        "waits": waits(run, ours) if run else None,
        "runs": list(reversed(file.state.runs))[:6],
        "next": _next(file),
        "may_list": may(request.actor, "unlisted"),
    }
    return shown(request, file, "overview.html", context)


def _terms(file: RoundFile, run: RunDone | None) -> list[tuple[str, list[str]]]:
    kept = file.state.scenario(run.scenario) if run else None
    if kept is None:
        newest = file.state.newest_scenarios()
        kept = newest[-1] if newest else None
    return terms_in_words(kept.terms, kept.order) if kept else []


def _waiting(request: DeskRequest, file: RoundFile) -> list[dict[str, Any]]:
    """What one person has recorded and another must sign; that it is theirs to do, or somebody else's."""
    found = [
        (finding.person, word(WHATS, finding.what), finding.by, finding.by_id)
        for own in file.state.findings.values()
        for finding in own
        if finding.waits and finding.entry_id == own[-1].entry_id
    ]
    found += [
        (one.person, word(EFFECTS, one.effect), one.by, one.by_id)
        for one in file.state.overrides
        if not one.approved and not one.withdrawn
    ]
    return [
        {
            "slug": digest_of(file.round_id, person),
            "key": person,
            "what": what,
            "by": by,
            "mine": by_id == request.actor.user_id,
        }
        for person, what, by, by_id in found
    ]


def _next(file: RoundFile) -> tuple[str, str, str]:
    """The one thing to do next: its words, the page and the button."""
    state = file.state
    if "A" not in state.sides or "B" not in state.sides:
        return (
            _("Draw our list from the register, and take theirs from its file."),
            "web:round_lists",
            _("To the lists"),
        )
    if not state.scenarios:
        return _("Write down the terms that are offered or asked for."), "web:round_terms", _("To the terms")
    if not state.runs:
        return _("Run the planner under these terms."), "web:round_plans", _("To the plans")
    return "", "", ""
