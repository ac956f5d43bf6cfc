"""Pages for what cannot be shown or done: in words, with the same weight as a result."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tidings.accounts import Refused
from tidings.intake import in_language
from tidings.kernel.errors import BadInput, TidingsError
from tidings.web.desk import staff
from tidings.web.words import FIELDS, REFUSALS, word

FAULT = 500
NOT_ALLOWED = 405
ABSENT = frozenset({"register.unknown", "casework.unknown"})
STATUSES = {
    "register.conflict": 409,
    "register.key_reused": 409,
    "register.key_spent": 409,
    "register.keys_missing": 503,
}


def _error(
    request: HttpRequest, status: int, title: str, words: str, advice: str = "", cause: TidingsError | None = None
) -> HttpResponse:
    layout = "web/desk.html" if status != FAULT and staff(request) else "web/gate.html"
    context = {"title": title, "words": words, "advice": advice, "layout": layout}
    if cause and str(cause) != words:
        context["detail"] = str(cause)
    return render(request, "web/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's shape
    """400."""
    return _error(request, 400, _("This could not be read"), _("What was sent is not something this page understands."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's shape
    """403: the role may not enter."""
    words = _("Your role does not open this room. The access table of this bureau says so.")
    return _error(request, 403, _("This room is closed to you"), words, _("Ask a supervisor of your bureau."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's shape
    """404: nothing here, or nothing of this bureau."""
    words = _("There is nothing at this address, or it does not belong to your bureau.")
    return _error(
        request, 404, _("Nothing is here"), words, _("Check the number. It is digits only, like 0047-2183-5.")
    )


def forms_only(request: HttpRequest) -> HttpResponse:
    """405: the address takes a form, and none was sent."""
    words, advice = _("This address only takes a form that was filled in."), _("Go back and load the page again.")
    return _error(request, NOT_ALLOWED, _("Nothing is here"), words, advice)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; what was saved is saved."""
    words = _("The fault is in the program, not in what you did. What was saved before is saved.")
    return _error(
        request, FAULT, _("This page could not be made"), words, _("Tell the person who looks after the program.")
    )


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's shape
    """403 of a form that was shown too long ago or by somebody else."""
    words = _("This form was opened in another sitting, so nothing was done.")
    return _error(
        request, 403, _("Please open the form again"), words, _("Go back, load the page again and send it again.")
    )


def refused(request: HttpRequest, error: TidingsError) -> HttpResponse:
    """The rules or the input say no: in the reader's language by the error's code, then in the core's own words."""
    if error.code in ABSENT:
        return not_found(request)
    status = STATUSES.get(error.code, 403 if isinstance(error, Refused) else 422)
    return _error(
        request, status, _("This was not done"), in_the_readers_words(error), _("Nothing was changed."), error
    )


def in_the_readers_words(error: TidingsError) -> str:
    """Say an error in the page's language, as far as its code has words; in English in its own."""
    language = get_language() or "en"
    if isinstance(error, BadInput):
        place = error.file if error.line is None else f"{error.file}:{error.line}"
        field = word(FIELDS, error.field) if error.field else ""
        said = f"{in_language(error.problem, language)}. {in_language(error.advice, language)}".strip()
        return ": ".join(filter(None, (place, field, said)))
    return str(error) if language == "en" else str(REFUSALS.get(error.code, error))
