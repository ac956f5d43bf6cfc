"""The rounds somebody is admitted to, a new one begun, and who is admitted."""

from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tidings.casework import queries
from tidings.casework.deeds import rounds as deeds
from tidings.kernel.errors import TidingsError
from tidings.web.desk import DeskRequest, deed_key, now, page, room, see_other, whole_number
from tidings.web.dropping import day_given
from tidings.web.mistakes import Mistake, mistake
from tidings.web.rounds.entering import done, opened, shown


@room("rounds")
@require_http_methods(["GET", "POST"])
def rounds(request: DeskRequest) -> HttpResponse:
    """List one's own rounds; begin another."""
    if request.method == "GET":
        return _listed(request)
    as_of = day_given(request.POST.get("as_of", ""))
    if as_of is None:
        return _listed(request, Mistake("as_of", _("Give the day at which waiting is counted.")))
    try:
        begun = deeds.begin_round(
            actor=request.actor, key=deed_key(request), moment=now(), name=request.POST.get("name", ""), as_of=as_of
        )
    except TidingsError as error:
        return _listed(request, mistake(error, "name"))
    return see_other(reverse("web:round", args=[begun.round_id]))


def _listed(request: DeskRequest, *errors: Mistake) -> HttpResponse:
    context = {
        "rounds": queries.rounds(actor=request.actor),
        "errors": errors,
        "today": date.today().isoformat() if not errors else request.POST.get("as_of", ""),  # noqa: DTZ011 -- a proposal in a field
        "name": request.POST.get("name", ""),
    }
    return page(request, "rounds/rounds.html", context, status=422 if errors else 200)


@room("open_round")
@require_GET
def members(request: DeskRequest, round_id: int) -> HttpResponse:
    """Show who is admitted."""
    return _members(request, round_id)


def _members(request: DeskRequest, round_id: int, *errors: Mistake) -> HttpResponse:
    return shown(request, opened(request, round_id, "members"), "members.html", {}, *errors)


@room("admit_to_round")
@require_POST
def admit(request: DeskRequest, round_id: int) -> HttpResponse:
    """Admit a colleague by the name they sign in with."""
    return done(
        request,
        lambda ground: deeds.admit_to_round(
            **ground, round_id=round_id, username=request.POST.get("username", "").strip()
        ),
        reverse("web:round_members", args=[round_id]),
        lambda error: _members(request, round_id, error),
    )


@room("dismiss_from_round")
@require_POST
def dismiss(request: DeskRequest, round_id: int) -> HttpResponse:
    """End somebody's admission."""
    return done(
        request,
        lambda ground: deeds.dismiss_from_round(
            **ground, round_id=round_id, user_id=whole_number(request.POST.get("user", ""))
        ),
        reverse(
            "web:rounds" if request.POST.get("user") == str(request.actor.user_id) else "web:round_members",
            args=() if request.POST.get("user") == str(request.actor.user_id) else [round_id],
        ),
        lambda error: _members(request, round_id, error),
    )
