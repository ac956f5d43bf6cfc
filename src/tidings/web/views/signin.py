"""Signing in and out, and the language of the pages."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tidings.accounts import Refused, Role
from tidings.accounts.models import User
from tidings.accounts.staff import actor_of
from tidings.register import deeds
from tidings.register.signing import check_sign_in
from tidings.web.context import first_room
from tidings.web.desk import address, fresh_key, now, page, see_other, staff
from tidings.web.mistakes import Mistake, mistake

HOME = "web:inbox"


def safe_next(request: HttpRequest, wanted: str, fallback: str) -> str:
    """Return the address asked for if it is one of ours, else the fallback."""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and ours else fallback


def home(request: HttpRequest) -> HttpResponse:
    """The first address leads to the first room of whoever is signed in; the inbox asks who it is."""
    user = staff(request)
    return redirect(first_room(actor_of(user)) if user else HOME)


@require_http_methods(["GET", "POST"])
def signin(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; a failed try is recorded and braked by the deed."""
    known = staff(request)
    if known:
        return redirect(first_room(actor_of(known)))
    wanted = request.POST.get("next", request.GET.get("next", ""))
    context = {"next": wanted, "username": request.POST.get("username", "")}
    if request.method == "GET":
        return page(request, "signin.html", context)
    moment = now()
    try:
        user = check_sign_in(
            username=request.POST.get("username", ""),
            password=request.POST.get("password", ""),
            address=address(request),
            moment=moment,
        )
    except Refused as refusal:
        return page(request, "signin.html", context | {"errors": [mistake(refusal, "username")]}, status=403)
    if user.role == Role.FAMILY.value:
        words = _("This door is for the staff. Families sign in with the number of their request.")
        return page(request, "signin.html", context | {"errors": [Mistake("", words)]}, status=403)
    login(request, user)
    deeds.sign_in(actor=actor_of(user), key=fresh_key(), moment=moment)
    response = see_other(safe_next(request, wanted, first_room(actor_of(user))))
    return _speaking(response, user.language)


@require_POST
def signout(request: HttpRequest) -> HttpResponse:
    """End the sitting."""
    if isinstance(request.user, User):
        deeds.sign_out(actor=actor_of(request.user), key=fresh_key(), moment=now())
    logout(request)
    return redirect("web:signin")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language of the pages in a cookie and go back to where the reader was."""
    code = request.POST.get("language", "")
    response = see_other(safe_next(request, request.POST.get("next", ""), "/"))
    return _speaking(response, code)


def _speaking(response: HttpResponse, code: str) -> HttpResponse:
    if code in dict(settings.LANGUAGES):
        translation.activate(code)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=365 * 24 * 60 * 60,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    return response
