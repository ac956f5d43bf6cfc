"""The audit log: who saw whom, newest first, and a checkpoint to give outside."""

from dataclasses import replace

from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_GET, require_POST

from tidings.accounts import may
from tidings.kernel.identifiers import read_number
from tidings.register import deeds, queries
from tidings.web.desk import DeskRequest, deed_key, now, page, room, whole_number
from tidings.web.words import DEEDS


@room("audit_log")
@require_GET
def audit(request: DeskRequest) -> HttpResponse:
    """Show the entries, filtered by person and deed; the words searched for and mended only to a supervisor."""
    asked = request.GET
    below, deed = asked.get("below", ""), asked.get("did", "")
    log = queries.audit_log(
        actor=request.actor,
        below=whole_number(below) if below else None,
        number=read_number(asked.get("number", "")) or asked.get("number", "").strip(),
        deed=deed if deed in DEEDS else "",
    )
    context = {
        "log": log,
        "lines": log.lines if may(request.actor, "log_values") else [replace(line, values=()) for line in log.lines],
        "number": asked.get("number", ""),
        "deed": deed,
        "deeds": DEEDS.items(),
        "newest": _address(asked, "") if below else "",
        "older": _address(asked, str(log.more)) if log.more is not None else "",
        "may_checkpoint": may(request.actor, "create_checkpoint"),
    }
    return page(request, "audit.html", context)


@room("create_checkpoint")
@require_POST
def checkpoint(request: DeskRequest) -> HttpResponse:
    """Sign the log up to now and give the text as a file."""
    made = deeds.create_checkpoint(actor=request.actor, key=deed_key(request), moment=now())
    response = HttpResponse(made.text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="checkpoint-{made.size}.txt"'
    return response


def _address(asked: QueryDict, below: str) -> str:
    parameters = asked.copy()
    parameters.pop("below", None)
    if below:
        parameters["below"] = below
    return f"?{parameters.urlencode()}"
