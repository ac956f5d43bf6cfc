"""One person of a round: what is listed and by whom, what is found and by which two, and why they go or stay."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from tidings.accounts import may
from tidings.casework.deeds import rounds as deeds
from tidings.casework.rounds.findings import WHATS as CODES
from tidings.web.desk import DeskRequest, room, whole_number
from tidings.web.dropping import day_given
from tidings.web.mistakes import Mistake
from tidings.web.rounds.entering import done, everybody, opened, shown
from tidings.web.rounds.figures import place_in, someone
from tidings.web.rounds.reasons import reasons_for
from tidings.web.rounds.words import ATTRIBUTES, EFFECTS, GAPS, STANDS, WHATS, said, value_of
from tidings.web.words import word

STATED = ("category", "rank", "sex", "born", "captured", "place", "region", "registered", "listed")


@room("open_round")
@require_GET
def person(request: DeskRequest, round_id: int, slug: str) -> HttpResponse:
    """Open one person; recorded with their key's pseudonym."""
    return _person(request, round_id, slug)


def _person(request: DeskRequest, round_id: int, slug: str, *errors: Mistake) -> HttpResponse:
    file = opened(request, round_id, "person", slug)
    side, listed = next((side, one) for side, one in everybody(file) if one["key"] == file.person)
    run = file.state.runs[-1] if file.state.runs else None
    one = someone(file.state, side, listed, file.as_of)
    stands = place_in(run.plan if run else None, one)
    findings = file.state.findings.get(listed["key"], ())
    return shown(
        request,
        file,
        "person.html",
        {
            "slug": slug,
            "one": one,
            "run": run,
            "code": stands,
            "stands": word(STANDS, stands),
            "facts": _facts(listed),
            "gaps": [(gap, word(GAPS, gap)) for gap in one.gaps],
            "may_list": may(request.actor, "unlisted"),
            "findings": [
                (
                    finding,
                    word(WHATS, finding.what),
                    _said(finding.what, finding.value),
                    finding.by_id == request.actor.user_id,
                )
                for finding in reversed(findings)
            ],
            "whats": _whats(),
            "overrides": [each for each in file.state.overrides if each.person == listed["key"]],
            "effects": EFFECTS.items(),
            "reasons": reasons_for(file, run, one, request.actor.language, patient=request.GET.get("reasons") == "now"),
            "outcome": file.state.outcomes.get(listed["key"]),
        },
        *errors,
    )


def _facts(listed: Mapping[str, Any]) -> list[tuple[str, str, object, str]]:
    sources = listed.get("sources", {})
    return [
        (name, word(ATTRIBUTES, name), value_of(name, listed[name]), ", ".join(sources.get(name, ())))
        for name in STATED
        if listed.get(name) not in (None, "")
    ]


def _said(what: str, value: str) -> str:
    return value if what in {"hardship", "group"} else str(said(what, value))


def _whats() -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (what, word(WHATS, what), [(value, _said(what, value)) for value in values]) for what, values in CODES.items()
    ]


def _here(round_id: int, slug: str) -> str:
    return reverse("web:round_person", args=[round_id, slug])


@room("record_finding")
@require_POST
def find(request: DeskRequest, round_id: int, slug: str) -> HttpResponse:
    """Record a finding."""
    sent = request.POST
    what = sent.get("what", "")
    return done(
        request,
        lambda ground: deeds.record_finding(
            **ground,
            round_id=round_id,
            person=request.POST.get("person", ""),
            what=what,
            value=sent.get("value", ""),
            grounds=sent.get("grounds", ""),
            issuer=sent.get("issuer", ""),
            day=day_given(sent.get("day", "")),
        ),
        _here(round_id, slug),
        lambda error: _person(request, round_id, slug, Mistake(f"{what}-grounds", error.words)),
    )


def _on_entry(request: DeskRequest, round_id: int, slug: str, deed: Callable[..., object]) -> HttpResponse:
    """Do a deed on the entry that the form names, and show this person again."""
    return done(
        request,
        lambda ground: deed(**ground, round_id=round_id, entry_id=whole_number(request.POST.get("entry", ""))),
        _here(round_id, slug),
        lambda error: _person(request, round_id, slug, error),
    )


@room("sign_finding")
@require_POST
def sign(request: DeskRequest, round_id: int, slug: str) -> HttpResponse:
    """Sign a finding as the second person."""
    return _on_entry(request, round_id, slug, deeds.sign_finding)


@room("propose_override")
@require_POST
def override(request: DeskRequest, round_id: int, slug: str) -> HttpResponse:
    """Propose that this person be taken in or left out by name."""
    return done(
        request,
        lambda ground: deeds.propose_override(
            **ground,
            round_id=round_id,
            person=request.POST.get("person", ""),
            effect=request.POST.get("effect", ""),
            reason=request.POST.get("reason", ""),
        ),
        _here(round_id, slug),
        lambda error: _person(request, round_id, slug, Mistake("override", error.words)),
    )


@room("approve_override")
@require_POST
def approve(request: DeskRequest, round_id: int, slug: str) -> HttpResponse:
    """Approve a colleague's override."""
    return _on_entry(request, round_id, slug, deeds.approve_override)


@room("withdraw_override")
@require_POST
def withdraw(request: DeskRequest, round_id: int, slug: str) -> HttpResponse:
    """Take an override back."""
    return _on_entry(request, round_id, slug, deeds.withdraw_override)
