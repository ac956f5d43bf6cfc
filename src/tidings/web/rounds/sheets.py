"""The two printed sheets of a plan: the signed list with names, and the explanation without any."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tidings.casework.rounds.planning import going
from tidings.casework.rounds.shown import RoundFile
from tidings.casework.rounds.signing import public_key
from tidings.casework.rounds.state import RunDone
from tidings.web import dates
from tidings.web.desk import DeskRequest, now, room
from tidings.web.rounds.entering import opened
from tidings.web.rounds.figures import figures, people_of
from tidings.web.rounds.plans import stages_of
from tidings.web.rounds.printing import Part, Sheet, pdf
from tidings.web.rounds.termwords import order_in_words, terms_in_words
from tidings.web.rounds.words import EFFECTS, SIDES, STATUSES
from tidings.web.words import word

BODY = ("wide",)


@room("open_round")
@require_GET
def signed_list(request: DeskRequest, round_id: int, number: int) -> HttpResponse:
    """Print the list two people have signed; the printing is recorded as an opening."""
    file = opened(request, round_id, "signed list")
    run = _run(file, number)
    note = next((one.note for one in file.state.signed if one.run == run.entry_id and one.note), "")
    if not note:
        raise Http404
    return _answer(request, list_sheet(request.actor.language, request.actor.name, file, run, note), f"list-{number}")


@room("open_round")
@require_GET
def explanation(request: DeskRequest, round_id: int, number: int) -> HttpResponse:
    """Print why this plan is what it is: terms, order, steps with proof, counts, overrides, runs. It names nobody."""
    file = opened(request, round_id, "explanation sheet")
    run = _run(file, number)
    if run.plan["status"] == "infeasible":
        raise Http404
    return _answer(request, explanation_sheet(request.actor.language, request.actor.name, file, run), f"sheet-{number}")


def _run(file: RoundFile, number: int) -> RunDone:
    if not 1 <= number <= len(file.state.runs):
        raise Http404
    return file.state.runs[number - 1]


def _answer(request: DeskRequest, sheet: Sheet, name: str) -> HttpResponse:
    response = HttpResponse(pdf(sheet, now()), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{request.actor.language}.pdf"'
    return response


def list_sheet(language: str, printer: str, file: RoundFile, run: RunDone, note: str) -> Sheet:
    """Lay out the signed list: who goes, by key and name, the hash of the plan and the signatures."""
    names = {one["key"]: one.get("name", "") for listed in file.state.sides.values() for one in listed.persons}
    conditional = frozenset(run.plan["conditional"])
    parts = []
    for side, keys in going(run.plan).items():
        rows = [
            [str(place), key, names.get(key, ""), _("if they wish to") if key in conditional else ""]
            for place, key in enumerate(keys, 1)
        ]
        head = [_("No."), _("Key"), _("Name as stated"), ""]
        title = f"{word(SIDES, side)}: {len(keys)}"
        parts.append(Part(title, columns=["auto", "auto", "wide", "auto"], head=head, rows=rows))
    outside = [key for key in run.plan["conditional"] if all(key not in keys for keys in going(run.plan).values())]
    if outside:
        rows = [[key, names.get(key, "")] for key in outside]
        parts.append(
            Part(
                _("By law, if they wish to: to be asked in private first"),
                columns=["auto", "wide"],
                head=[_("Key"), _("Name as stated")],
                rows=rows,
            )
        )
    parts.append(_signed(file, run, note))
    signers = [one.by for one in file.state.signed if one.run == run.entry_id]
    return Sheet(
        language=language,
        title=_("Exchange round %(name)s: signed list") % {"name": file.name},
        subtitle=_subtitle(file, run),
        foot=_foot(printer),
        strip=_strip(),
        parts=parts,
        signatures=signers,
    )


def _signed(file: RoundFile, run: RunDone, note: str) -> Part:
    facts = [
        (_("Hash of the plan (SHA-256)"), _split(run.sha256)),
        (_("Signature (Ed25519)"), _split(note)),
        (_("Public key"), _split(public_key())),
        (_("Signed by"), ", ".join(one.by for one in file.state.signed if one.run == run.entry_id)),
    ]
    return Part(_("Signature"), facts=facts)


def _split(text: str, size: int = 32) -> str:
    return " ".join(text[start : start + size] for start in range(0, len(text), size))


def explanation_sheet(language: str, printer: str, file: RoundFile, run: RunDone) -> Sheet:
    """Lay out the explanation: what decided, what was reached, whom the gates kept, who was put in by name and why."""
    scenario = file.state.scenario(run.scenario)
    terms = terms_in_words(scenario.terms, scenario.order) if scenario else []
    parts = [
        Part(
            _("What decided"),
            paragraphs=[
                order_in_words(scenario.order if scenario else ()),
                _("The first criterion counts before all others, the next only among what is equal by it, and so on."),
                _(
                    "Seriously wounded and sick people who wish to return go outside the terms, "
                    "regardless of number or rank (GC III art. 109)."
                ),
                _("Nobody goes against their will, and nobody into danger. No term can buy this."),
                _(
                    "Military skills, public pressure, the number of appeals and who asked are never seen: "
                    "these fields do not exist."
                ),
            ],
        ),
        Part(_("Terms"), facts=[(name, "; ".join(sentences)) for name, sentences in terms] or [(_("Terms"), "–")]),
        _reached(run),
        *_counts(file, run),
        _overrides(run),
        _proof(file, run),
    ]
    return Sheet(
        language=language,
        title=_("Exchange round %(name)s: how it was decided") % {"name": file.name},
        subtitle=_subtitle(file, run),
        foot=_foot(printer),
        strip=_strip(),
        parts=parts,
    )


def _reached(run: RunDone) -> Part:
    rows = [
        [f"{one['number']} {one['name']}", str(one["value"]), str(one["bound"]), one["proof"]] for one in stages_of(run)
    ]
    head = [_("Step"), _("Reached"), _("Best possible"), _("Proof")]
    return Part(_("Steps, in the published order"), columns=["wide", "auto", "auto", "auto"], head=head, rows=rows)


def _counts(file: RoundFile, run: RunDone) -> list[Part]:
    parts = []
    for side in file.state.sides:
        found = figures(people_of(file, side), run)
        facts = [
            (_("go under this plan"), str(found.goes)),
            (_("of them by law, outside the terms"), str(found.law)),
            (_("could be planned and stay"), str(found.left)),
            (_("cannot be planned: on no official list"), str(found.not_listed)),
            (_("longest wait, taken (days)"), _or_dash(found.longest)),
            (_("longest wait, left out (days)"), _or_dash(found.longest_left)),
        ]
        parts.append(Part(word(SIDES, side), facts=facts))
    return parts


def _or_dash(number: int | None) -> str:
    return "–" if number is None else str(number)


def _overrides(run: RunDone) -> Part:
    if not run.overrides:
        return Part(_("Overrides"), paragraphs=[_("Nobody was put in or out by name.")])
    points = [
        f"{one['person']} {word(EFFECTS, one['effect'])}: {one['reason']} ({one['by']}, {one['and']})"
        for one in run.overrides
    ]
    return Part(_("Overrides"), points=points)


def _proof(file: RoundFile, run: RunDone) -> Part:
    count = len(file.state.runs)
    words = (
        _("Checked a second time by a separate program: every term holds, and nothing better exists under them.")
        if run.report.get("ok")
        else _("Not proven the best: the check did not pass, or the solver was stopped. It cannot be signed.")
    )
    facts = [
        (_("This is"), _("run %(number)d of %(count)d of this round") % {"number": run.number, "count": count}),
        (_("Why it was run again"), run.reason or "–"),
        (_("Among equals"), _lot(file, run)),
        (_("Hash of the plan (SHA-256)"), _split(run.sha256)),
    ]
    return Part(_("Proof"), paragraphs=[words], facts=facts)


def _lot(file: RoundFile, run: RunDone) -> str:
    lot = next((one for one in file.state.lots if one.entry_id == run.lot), None)
    if lot is None:
        return _("ties fall by key, no lot was drawn")
    said: dict[str, Any] = dict(lot.statement)
    return _("lot of %(source)s; commitment %(hash)s; value %(value)s") % {
        "source": said["randomness"]["source"],
        "hash": _split(lot.commitment),
        "value": lot.value,
    }


def _subtitle(file: RoundFile, run: RunDone) -> str:
    return _("%(status)s; waiting counted to %(day)s; planned %(when)s") % {
        "status": word(STATUSES, run.plan["status"]),
        "day": dates.day_in_words(file.as_of),
        "when": dates.moment_in_words(run.moment),
    }


def _foot(printer: str) -> str:
    return _("Printed by %(name)s, %(when)s. For humanitarian use only.") % {
        "name": printer,
        "when": dates.moment_in_words(now()),
    }


def _strip() -> str:
    return _("Rehearsal data: a made-up war. Nobody on these pages is real.") if settings.REHEARSAL else ""
