"""Two things that hold for every page: it leaves no traces, and a refusal is a page with words."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tidings.kernel.errors import TidingsError
from tidings.web.views.errors import NOT_ALLOWED, forms_only, refused

Respond = Callable[[HttpRequest], HttpResponse]


class NoTraces:
    """Pages are kept in no cache and their addresses are told to nobody outside.

    The referrer policy is `same-origin`, not `no-referrer`: under the latter browsers send every form with
    `Origin: null`, which the check against forged forms must refuse (Fetch, "append a request Origin header").
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers set unless the view has set them."""
        response = self.respond(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response


class Refusals:
    """What the core refuses becomes a page that says why, with the same weight as a result."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; an address that only takes forms gets words, where Django has none."""
        response = self.respond(request)
        return forms_only(request) if response.status_code == NOT_ALLOWED else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn an error a person can act on into its page; leave every other to Django."""
        return refused(request, error) if isinstance(error, TidingsError) else None
