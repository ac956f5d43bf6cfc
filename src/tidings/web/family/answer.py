"""Signing in with number and code, the answer, how the family is reached, and leaving quickly."""

from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from tidings.accounts import Role
from tidings.accounts.models import User
from tidings.accounts.staff import actor_of
from tidings.casework import deeds
from tidings.casework.errors import NotOpen
from tidings.casework.signing import check_code
from tidings.register import deeds as register
from tidings.web.desk import DeskRequest, DeskView, actor, address, deed_key, fresh_key, now, see_other
from tidings.web.family import draft
from tidings.web.family.ask import WRONG
from tidings.web.family.forms import ReachForm, SignInForm
from tidings.web.family.wording import page_of
from tidings.web.mistakes import Mistake

NOT_OPEN: Final = gettext_noop(
    "Number and code do not fit together, or there were too many tries. "
    "Check both; after several tries wait fifteen minutes."
)


def family(view: DeskView) -> DeskView:
    """Let in a family that has signed in; send everybody else to the sign-in."""

    @wraps(view)
    def entered(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 -- a view's own
        if not isinstance(request.user, User) or request.user.role != Role.FAMILY.value:
            return redirect("family:signin")
        request.actor = actor(request)
        return view(request, *args, **kwargs)

    return entered


@require_http_methods(["GET", "POST"])
def signin(request: HttpRequest) -> HttpResponse:
    """Ask for number and code; whatever is wrong is answered alike."""
    form = SignInForm(request.POST or None, today=now().date())
    if request.method == "GET":
        return render(request, "web/family/signin.html", {"form": form})
    moment = now()
    try:
        user = check_code(
            number=request.POST.get("number", "")[:100],
            code=request.POST.get("code", "")[:200],
            address=address(request),
            moment=moment,
        )
    except NotOpen:
        context = {"form": form, "errors": [Mistake("id_number", _(NOT_OPEN))]}
        return render(request, "web/family/signin.html", context, status=403)
    draft.forget(request)
    login(request, user)
    register.sign_in(actor=actor_of(user), key=fresh_key(), moment=moment)
    return _speaking(request, see_other(reverse("family:answer")), user.language)


@family
@require_GET
def answer(request: DeskRequest) -> HttpResponse:
    """Show the family its own answer; the reading is recorded."""
    shown = deeds.open_answer(actor=request.actor, key=fresh_key(), moment=now())
    template = "after_talk" if shown.after_talk else "answer"
    context = {"shown": shown, "page": page_of(shown, now().date()), "phone": settings.BUREAU_PHONE}
    return render(request, f"web/family/{template}.html", context)


@family
@require_http_methods(["GET", "POST"])
def contact(request: DeskRequest) -> HttpResponse:
    """Change how the family is reached."""
    form = ReachForm(request.POST or None, today=now().date())
    if request.method == "POST" and form.is_valid():
        deeds.change_contact(
            actor=request.actor,
            key=deed_key(request),
            moment=now(),
            way=form.cleaned_data["way"],
            address=form.address,
            hours=form.hours_to_call,
            word=form.cleaned_data["word"],
        )
        return see_other(reverse("family:answer"))
    errors = form.mistakes()
    context = {"form": form, "errors": errors, "form_key": fresh_key()}
    return render(request, "web/family/contact.html", context, status=WRONG if errors else 200)


@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """End the sitting and show a blank page of no particular name; going back asks for number and code again."""
    if isinstance(request.user, User):
        register.sign_out(actor=actor_of(request.user), key=fresh_key(), moment=now())
    logout(request)
    return render(request, "web/family/left.html")


def _speaking(request: HttpRequest, response: HttpResponse, code: str) -> HttpResponse:
    """Speak the family's language unless this browser has chosen one."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    return response
