"""The families' tracing requests: a list, and one request opened."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tidings.web.desk import DeskRequest, page, room


@room("requests")
@require_GET
def requests(request: DeskRequest) -> HttpResponse:
    """List the requests."""
    return page(request, "requests.html", {})


@room("open_request")
@require_GET
def request_file(request: DeskRequest, number: str) -> HttpResponse:
    """Open one request; the opening is recorded."""
    return page(request, "request.html", {"number": number})
