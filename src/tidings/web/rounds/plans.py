"""The plans of a round: a run under one draft, its steps with their proof, conflicts in words, two signatures."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tidings.casework.deeds import rounds as deeds
from tidings.casework.rounds.compartment import digest_of
from tidings.casework.rounds.planning import going
from tidings.casework.rounds.shown import RoundFile
from tidings.casework.rounds.signing import public_key
from tidings.casework.rounds.state import RunDone
from tidings.web.desk import DeskRequest, room, whole_number
from tidings.web.mistakes import Mistake
from tidings.web.rounds.conflicts import conflict_in_words
from tidings.web.rounds.entering import done, opened, shown
from tidings.web.rounds.fairness import tables
from tidings.web.rounds.termwords import terms_in_words
from tidings.web.rounds.words import EFFECTS, PROOFS, SIDES, STATUSES, criterion
from tidings.web.words import word

SECONDS = (20, 60)
"""How long a run may take: inside a page's patience, or as long as a hard round needs."""


@dataclass(frozen=True, slots=True)
class Signing:
    """Where the signatures under a run stand, and what the reader may do about it."""

    names: tuple[str, ...]
    note: str
    may_sign: bool
    stale: bool


def stages_of(run: RunDone) -> tuple[dict[str, Any], ...]:
    """Return the steps of a plan with their proof in words."""
    return tuple(
        {
            "number": number,
            "code": stage["criterion"],
            "name": criterion(stage["criterion"]),
            "value": number_format(stage["value"], force_grouping=True),
            "bound": number_format(stage["bound"], force_grouping=True),
            "gap": stage["gap"],
            "proven": stage["status"] == "optimal" and bool(run.report.get("ok")),
            "proof": word(PROOFS, "optimal" if stage["status"] == "optimal" and run.report.get("ok") else "unproven"),
        }
        for number, stage in enumerate(run.plan["stages"], 1)
        if stage["criterion"] != "key"
    )


def signing_of(request: DeskRequest, file: RoundFile, run: RunDone) -> Signing:
    """Say who has signed a run, and whether the reader may."""
    own = [one for one in file.state.signed if one.run == run.entry_id]
    state = file.state
    stale = any(finding.turn > run.turn for found in state.findings.values() for finding in found)
    stale = stale or any(listed.turn > run.turn for listed in state.sides.values())
    note = next((one.note for one in own if one.note), "")
    provable = run.plan["status"] == "optimal" and bool(run.report.get("ok"))
    mine = any(one.by_id == request.actor.user_id for one in own)
    return Signing(tuple(one.by for one in own), note, provable and not mine and not note and not stale, stale)


@room("open_round")
@require_GET
def plans(request: DeskRequest, round_id: int) -> HttpResponse:
    """List the runs, and offer another."""
    return _plans(request, round_id)


def _plans(request: DeskRequest, round_id: int, *errors: Mistake) -> HttpResponse:
    file = opened(request, round_id, "plans")
    context = {
        "kept": file.state.newest_scenarios(),
        "runs": [_line(request, file, run) for run in reversed(file.state.runs)],
        "seconds": SECONDS,
        "lots": [lot for lot in file.state.lots if lot.value],
        "overrides": [
            (one, word(EFFECTS, one.effect), digest_of(round_id, one.person)) for one in file.state.overrides
        ],
    }
    return shown(request, file, "plans.html", context, *errors)


def _line(request: DeskRequest, file: RoundFile, run: RunDone) -> dict[str, Any]:
    scenario = file.state.scenario(run.scenario)
    return {
        "run": run,
        "scenario": scenario.name if scenario else "",
        "status": word(STATUSES, run.plan["status"]),
        "goes": [(word(SIDES, side), len(keys)) for side, keys in going(run.plan).items()],
        "signing": signing_of(request, file, run),
    }


@room("run_plan")
@require_POST
def run(request: DeskRequest, round_id: int) -> HttpResponse:
    """Run the planner; its plan is checked before anybody sees it."""
    sent = request.POST
    seconds = whole_number(sent.get("seconds", str(SECONDS[0])))
    return done(
        request,
        lambda ground: deeds.run_plan(
            **ground,
            round_id=round_id,
            scenario=whole_number(sent.get("scenario", "0") or "0"),
            reason=sent.get("reason", ""),
            lot=whole_number(sent["lot"]) if sent.get("lot") else None,
            seconds=min(seconds, SECONDS[-1]),
        ),
        reverse("web:round", args=[round_id]),
        lambda error: _plans(request, round_id, Mistake("reason", error.words)),
    )


@room("open_round")
@require_GET
def plan(request: DeskRequest, round_id: int, number: int) -> HttpResponse:
    """Show one plan: who goes under it, its steps, what its terms were and who put whom in by name."""
    return _plan(request, round_id, number)


def _plan(request: DeskRequest, round_id: int, number: int, *errors: Mistake) -> HttpResponse:
    file = opened(request, round_id, "plan")
    found = _numbered(file, number)
    scenario = file.state.scenario(found.scenario)
    context = {
        **_line(request, file, found),
        "stages": stages_of(found),
        "terms": terms_in_words(scenario.terms, scenario.order) if scenario else [],
        "conflicts": [conflict_in_words(one, scenario) for one in found.plan["conflicts"]],
        "people": _people(file, found),
        "overrides": [(one, word(EFFECTS, one["effect"])) for one in found.overrides],
        "warnings": found.plan["warnings"],
        "certificate": found.plan["certificate"],
        "public_key": public_key(),
        "prices": [one[request.actor.language] for one in found.report.get("prices", ())],
        "fairness": tables(found.report.get("fairness")),
        "envy": found.report.get("envy", {}).get(request.actor.language, "").splitlines(),
    }
    return shown(request, file, "plan.html", context, *errors)


def _numbered(file: RoundFile, number: int) -> RunDone:
    if not 1 <= number <= len(file.state.runs):
        raise Http404
    return file.state.runs[number - 1]


def _people(file: RoundFile, found: RunDone) -> list[dict[str, Any]]:
    names = {one["key"]: one.get("name", "") for listed in file.state.sides.values() for one in listed.persons}
    conditional = frozenset(found.plan["conditional"])
    lists = []
    for side in file.state.sides:
        law = found.plan["humanitarian"].get(side, ())
        chosen = found.plan["chosen"].get(side, ())
        lists.append(
            {
                "side": word(SIDES, side),
                "law": [_named(file, key, names, conditional) for key in law],
                "chosen": [_named(file, key, names, conditional) for key in chosen],
            }
        )
    return lists


def _named(file: RoundFile, key: str, names: dict[str, str], conditional: frozenset[str]) -> dict[str, Any]:
    return {
        "key": key,
        "name": names.get(key, ""),
        "slug": digest_of(file.round_id, key),
        "conditional": key in conditional,
    }


@room("sign_plan")
@require_POST
def sign(request: DeskRequest, round_id: int, number: int) -> HttpResponse:
    """Sign a plan."""
    return done(
        request,
        lambda ground: deeds.sign_plan(**ground, round_id=round_id, run=whole_number(request.POST.get("run", ""))),
        reverse("web:round_plan", args=[round_id, number]),
        lambda error: _plan(request, round_id, number, error),
    )


@room("open_round")
@require_GET
def signed_json(request: DeskRequest, round_id: int, number: int) -> HttpResponse:
    """Give out a signed plan with its signature and the public key, for whoever checks it; keys only, no names."""
    file = opened(request, round_id, "signed plan")
    found = _numbered(file, number)
    note = next((one.note for one in file.state.signed if one.run == found.entry_id and one.note), "")
    if not note:
        return _plan(
            request, round_id, number, Mistake("", _("Two people must sign a plan before it leaves the round."))
        )
    whole = {"plan": found.plan, "sha256": found.sha256, "signature": note, "public_key": public_key()}
    response = HttpResponse(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="plan-{number}.json"'
    return response
