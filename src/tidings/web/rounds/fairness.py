"""Is it fair? Counts since capture, by region, rank, sex and registration delay; small cells withheld."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tidings.casework import queries
from tidings.casework.rounds.planning import over_rounds
from tidings.web.desk import DeskRequest, page, room
from tidings.web.rounds.entering import opened
from tidings.web.rounds.words import ATTRIBUTES, value_of
from tidings.web.words import word

UNKNOWN = "unknown"
DELAY = "registration_delay"


@room("rounds")
@require_GET
def over_all(request: DeskRequest) -> HttpResponse:
    """Report over all rounds the reader is admitted to; each is opened for it, and that is recorded."""
    lines = sorted(queries.rounds(actor=request.actor), key=lambda line: (line.as_of, line.round_id))
    files = [opened(request, line.round_id, "fairness over rounds") for line in lines]
    report = over_rounds([(file.name, file.as_of, file.entries) for file in files]).as_json()
    return page(request, "rounds/over_all.html", {"fairness": tables(report), "rounds": report["rounds"]})


def tables(report: Mapping[str, Any] | None) -> dict[str, Any]:
    """Put a fairness report into words: how long people waited, and a table for each attribute."""
    if not report:
        return {}
    return {
        "people": report["people"],
        "gone": report["gone"],
        "reruns": report["reruns"],
        "waiting": [(_("went"), report["taken"]), (_("still waiting"), report["left"])],
        "tables": [
            (_attribute(name), [_row(name, *row) for row in rows.items()])
            for name, rows in report["breakdowns"].items()
        ],
    }


def _attribute(name: str) -> str:
    return _("days from capture to registration") if name == DELAY else word(ATTRIBUTES, name)


def _row(attribute: str, value: str, count: Mapping[str, int] | None) -> tuple[str, Mapping[str, int] | None]:
    if value == UNKNOWN:
        return _("not known"), count
    return (value if attribute == DELAY else value_of(attribute, value)), count
