"""The inbox: what came in, and the form that takes in more."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tidings.accounts import Refused, may
from tidings.casework.deeds import lodge_requests_from
from tidings.intake import HotlineRefused, Reading
from tidings.kernel.errors import TidingsError
from tidings.register import deeds, queries
from tidings.web import sitting
from tidings.web.desk import DeskRequest, deed_key, now, page, room, see_other, whole_number
from tidings.web.dropping import Dropped, day_given, dropped, read, source_given
from tidings.web.mistakes import Mistake, mistake
from tidings.web.words import RELIABILITIES, SOURCE_KINDS

MOST_WARNINGS = 20
GIVEN = ("text", "source", "kind", "reliability", "origin", "as_of")


@room("inbox")
@require_http_methods(["GET", "POST"])
def inbox(request: DeskRequest) -> HttpResponse:
    """List what came in; on POST read and take what was dropped in, then show what was understood."""
    if request.method == "GET" or not may(request.actor, "take"):
        return _listed(request, {"reliability": "F", "kind": "newspaper"})
    given = {name: request.POST.get(name, "") for name in GIVEN}
    if not given["source"].strip():
        return _listed(request, given, Mistake("source", _("Say who says it, for example the name of the newspaper.")))
    try:
        taken = _take_all(request)
    except HotlineRefused as error:
        return _listed(request, given | {"text": ""}, mistake(error, "files"))
    except TidingsError as error:
        return _listed(request, given, mistake(error, "files"))
    if not taken:
        return _listed(request, given, Mistake("files", _("Choose a file or paste a text.")))
    return redirect("web:taking", taken[0]) if len(taken) == 1 else see_other(request.path)


def _take_all(request: DeskRequest) -> list[int]:
    """Read and take everything that was dropped in; return where each thing stands."""
    source, key = source_given(request), deed_key(request)
    as_of = day_given(request.POST.get("as_of", ""))
    taken: list[int] = []
    warnings: list[str] = []
    for index, thing in enumerate(dropped(request)):
        reading = read(thing, as_of=as_of, source=source.name)
        warnings += reading.warnings
        take = _take_requests if source.kind == "family" else _take_reports
        taken.append(take(request, f"{key}-{index}", thing, reading))
    if warnings:
        sitting.keep(request, "warnings", dict(zip(map(str, range(MOST_WARNINGS)), warnings, strict=False)))
    return taken


def _take_reports(request: DeskRequest, key: str, thing: Dropped, reading: Reading) -> int:
    taken = deeds.take(
        actor=request.actor,
        key=key,
        moment=now(),
        content=thing.content,
        filename=thing.filename or _("Pasted text"),
        source=source_given(request),
        reading=reading,
        accept=False,
    )
    return taken.taking_id


def _take_requests(request: DeskRequest, key: str, thing: Dropped, reading: Reading) -> int:
    """Lodge the requests of a table: what families say is never a plain report."""
    if reading.kind != "table":
        raise Refused(_("What a family tells goes into the request form; only a table of requests is taken here."))
    taken = lodge_requests_from(
        actor=request.actor,
        key=key,
        moment=now(),
        content=thing.content,
        filename=thing.filename or _("Pasted text"),
        reading=reading,
    )
    return taken.taking_id


def _listed(request: DeskRequest, given: Mapping[str, str], *errors: Mistake) -> HttpResponse:
    before = request.GET.get("before", "")
    context: dict[str, Any] = {
        "inbox": queries.inbox(actor=request.actor, below=whole_number(before) if before else None),
        "older": bool(before),
        "given": given,
        "errors": errors,
        "source_kinds": SOURCE_KINDS.items(),
        "reliabilities": RELIABILITIES.items(),
    }
    return page(request, "inbox.html", context, status=422 if errors else 200)
