"""The families' tracing requests: the list, one request opened, and calls that a person has made."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from tidings.accounts import may
from tidings.casework import deeds, queries
from tidings.kernel.identifiers import read_number
from tidings.web.desk import DeskRequest, deed_key, fresh_key, now, page, room, see_other, whole_number
from tidings.web.shaping import facts_of, name_of

WHY = "work on the request"


@room("requests")
@require_GET
def requests(request: DeskRequest) -> HttpResponse:
    """List the requests, newest first, and the calls that wait."""
    below = request.GET.get("below", "")
    found = queries.requests(actor=request.actor, below=whole_number(below) if below else None)
    calls = queries.calls(actor=request.actor) if may(request.actor, "calls") else ()
    return page(request, "requests.html", {"found": found, "newer": bool(below), "calls": calls})


@room("open_request")
@require_GET
def request_file(request: DeskRequest, number: str) -> HttpResponse:
    """Open one request, with how the family is reached; the opening is recorded."""
    file = deeds.open_request(
        actor=request.actor, key=fresh_key(), moment=now(), number=read_number(number) or number, why=WHY
    )
    context = {"file": file, "line": file.line, "name": name_of(file.report), "facts": facts_of(file.report)}
    return page(request, "request.html", context)


@room("mark_called")
@require_POST
def called(request: DeskRequest, number: str, call_id: int) -> HttpResponse:
    """Record that the family was called; only this closes a call."""
    deeds.mark_called(actor=request.actor, key=deed_key(request), moment=now(), call_id=call_id)
    return see_other(reverse("web:request", args=[number]))
