"""A person's file, and confirming captivity, release or death by two signatures."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tidings.accounts import may
from tidings.casework.queries import requests_for
from tidings.kernel.errors import TidingsError
from tidings.kernel.identifiers import read_number
from tidings.register import deeds
from tidings.register.listings import CAPTIVE_ANSWERS, OFFICIAL_LISTS
from tidings.register.queries import listings_of
from tidings.register.shown import PersonFile
from tidings.web.desk import DeskRequest, deed_key, fresh_key, now, page, room, see_other, whole_number
from tidings.web.filing import file_context
from tidings.web.mistakes import Mistake, mistake
from tidings.web.rounds.words import LISTS
from tidings.web.views.review import decided_context
from tidings.web.words import word

WHY = {"search": "search", "review": "review", "inbox": "inbox", "request": "request"}
"""Where the opener came from; recorded as the reason of the opening, else "work on the file"."""


@room("open_person")
@require_GET
def person(request: DeskRequest, number: str) -> HttpResponse:
    """Open the file; the opening is recorded before anything is shown."""
    return _opened(request, number)


@room("propose_confirmation")
@require_POST
def confirm(request: DeskRequest, number: str) -> HttpResponse:
    """Propose a confirmation and sign it as the first."""
    sent = request.POST
    grounds = list(map(whole_number, sent.getlist("ground")))
    if not grounds:
        return _opened(request, number, Mistake("what", _("Tick the reports it rests on.")))

    def propose() -> object:
        return deeds.propose_confirmation(
            actor=request.actor,
            key=deed_key(request),
            moment=now(),
            person=number,
            kind=sent.get("kind", ""),
            grounds=grounds,
            reason=sent.get("reason", ""),
            seen=sent.getlist("seen"),
        )

    return _done(request, number, propose)


@room("sign_confirmation")
@require_POST
def sign(request: DeskRequest, number: str, confirmation_id: int) -> HttpResponse:
    """Sign a confirmation."""

    def put_name() -> object:
        return deeds.sign_confirmation(
            actor=request.actor,
            key=deed_key(request),
            moment=now(),
            confirmation_id=confirmation_id,
            seen=request.POST.getlist("seen"),
        )

    return _done(request, number, put_name)


@room("withdraw_confirmation")
@require_POST
def withdraw(request: DeskRequest, number: str, confirmation_id: int) -> HttpResponse:
    """Take one's own signature back."""

    def take_back() -> object:
        return deeds.withdraw_confirmation(
            actor=request.actor,
            key=deed_key(request),
            moment=now(),
            confirmation_id=confirmation_id,
            reason=request.POST.get("reason", ""),
        )

    return _done(request, number, take_back)


def _done(request: DeskRequest, number: str, deed: Callable[[], object]) -> HttpResponse:
    try:
        deed()
    except TidingsError as error:
        return _opened(request, number, mistake(error))
    return see_other(reverse("web:person", args=[number]))


def _opened(request: DeskRequest, number: str, *errors: Mistake) -> HttpResponse:
    asked = read_number(number) or number
    why = WHY.get(request.GET.get("from", ""), "work on the file")
    file = deeds.open_person(actor=request.actor, key=fresh_key(), moment=now(), number=asked, why=why)
    context = {
        "file": file,
        "asked_number": asked,
        "here": reverse("web:person", args=[asked]),
        "requests": requests_for(actor=request.actor, persons=(file.number, *file.joined)) if file.requests else (),
        "may_audit": may(request.actor, "audit_log"),
        "errors": errors,
        **_listings(request, file),
        **file_context(file),
        **decided_context(request),
    }
    return page(request, "person.html", context, status=422 if errors else 200)


def again(request: DeskRequest, number: str, *errors: Mistake) -> HttpResponse:
    """Open the file once more, with what is to be mended."""
    return _opened(request, number, *errors)


def _listings(request: DeskRequest, file: PersonFile) -> dict[str, object]:
    """On whose list the person stands, and whether a known captive is on no official one."""
    found = listings_of(actor=request.actor, persons=(file.number, *file.joined))
    official = any(one.kept_by in OFFICIAL_LISTS and one.ended is None for one in found)
    captive = file.status.answer in CAPTIVE_ANSWERS and not file.status.died
    return {
        "listings": [(one, word(LISTS, one.kept_by)) for one in found],
        "lists": LISTS.items(),
        "wanted": captive and not official,
    }
