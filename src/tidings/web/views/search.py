"""One search box: any spelling, any script, a year, a place, or a number."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tidings import names
from tidings.kernel.errors import TidingsError
from tidings.linkage.questions import question
from tidings.register import deeds
from tidings.register.shown import Hit, SearchResult
from tidings.web.desk import DeskRequest, deed_key, now, page, room
from tidings.web.mistakes import mistake
from tidings.web.shaping import birth_of, chance, language_of_shown, reasons_shown
from tidings.web.words import FIELDS, word

LIKELY = 0.5
ASKED = ("q", "born", "place")


@room("search")
@require_http_methods(["GET", "POST"])
def search(request: DeskRequest) -> HttpResponse:
    """Search by POST, so that no name stands in an address; GET shows how to ask."""
    if request.method == "GET":
        return page(request, "search.html", {})
    asked = {name: request.POST.get(name, "").strip() for name in ASKED}
    try:
        result = deeds.search(
            actor=request.actor,
            key=deed_key(request),
            moment=now(),
            text=asked["q"],
            born=asked["born"],
            place=asked["place"],
        )
    except TidingsError as error:
        return page(request, "search.html", {"asked": asked, "errors": [mistake(error, "q")]}, status=422)
    context = {
        "asked": asked,
        "result": result,
        "found": _found(result),
        "groups": _groups(result, request.actor.language),
        "parts": _parts(asked["q"]),
    }
    return page(request, "search.html", context)


def _found(result: SearchResult) -> str:
    likely = sum(hit.probability >= LIKELY for hit in result.hits)
    possible = len(result.hits) - likely
    people = ngettext("%(number)d person", "%(number)d people", result.persons) % {"number": result.persons}
    counts = {"likely": likely, "possible": possible, "people": people}
    return _("%(likely)d likely, %(possible)d possible, out of %(people)s.") % counts


def _groups(result: SearchResult, language: str) -> list[tuple[str, list[dict[str, Any]]]]:
    likely = [_hit(hit, language) for hit in result.hits if hit.probability >= LIKELY]
    possible = [_hit(hit, language) for hit in result.hits if hit.probability < LIKELY]
    return [(words, hits) for words, hits in ((_("Likely"), likely), (_("Possible"), possible)) if hits]


def _hit(hit: Hit, language: str) -> dict[str, Any]:
    report = hit.report.report
    return {
        "number": hit.number,
        "name": hit.name,
        "language": language_of_shown(hit.report),
        "chance": chance(hit.probability) if hit.reasons else _("by number"),
        "birth": birth_of(report),
        "place": (report.birth_place or report.residence) if report else "",
        "answer": hit.status.answer,
        "died": hit.status.died,
        "request": hit.request,
        "reasons": reasons_shown(hit.reasons, language),
        "reports": hit.reports,
    }


def _parts(text: str) -> list[tuple[str, str]]:
    """How the question was read; nothing for a number or an unreadable text."""
    if not any(letter.isalpha() for letter in text):
        return []
    asked = question(text, now().date())
    name = names.parse(asked.name)
    age = "–".join(map(str, dict.fromkeys(asked.age))) if asked.age else ""
    parts = (
        ("surname", name.surname),
        ("given", name.given),
        ("patronymic", name.patronymic),
        ("birth_date", asked.birth_date.edtf if asked.birth_date else ""),
        ("age", age),
        ("residence", asked.residence),
        ("rank", asked.rank),
        ("unit", asked.unit),
    )
    return [(word(FIELDS, field), value) for field, value in parts if value]
