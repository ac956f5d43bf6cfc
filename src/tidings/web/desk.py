"""Who is asking at the desk: a decorator that lets staff in, and what every view takes from a request."""

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import wraps
from typing import Any, TypeAlias

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language

from tidings.accounts import Actor, Role, may
from tidings.accounts.models import User
from tidings.accounts.staff import actor_of

SEE_OTHER = 303
MISTAKE = 400
LONGEST_NUMBER = 15


class DeskRequest(HttpRequest):
    """A request by somebody signed in whose role may enter the room."""

    actor: Actor


DeskView: TypeAlias = Callable[..., HttpResponse]


def room(what: str) -> Callable[[DeskView], DeskView]:
    """Let in whoever the access table allows `what`; send the others to sign in, or refuse with a page.

    For a family's account there is nothing at the desk: the same answer as for an address that does not exist.

    Args:
        what: a name of `tidings.accounts.ACCESS`.
    """

    def lets_in(view: DeskView) -> DeskView:
        @login_required
        @wraps(view)
        def entered(request: DeskRequest, *args: object, **kwargs: object) -> HttpResponse:
            request.actor = actor(request)
            if request.actor.role is Role.FAMILY:
                raise Http404
            if not may(request.actor, what):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return entered

    return lets_in


def actor(request: HttpRequest) -> Actor:
    """Return the signed-in user as an actor who reads in the language of the page.

    Raises:
        PermissionDenied: nobody is signed in.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    known = actor_of(request.user)
    return Actor(known.user_id, known.bureau_id, known.role, known.name, get_language() or known.language)


def staff(request: HttpRequest) -> User | None:
    """Return who of the staff is signed in; nobody, too, where the sign-in itself cannot be read."""
    user = getattr(request, "user", None)
    return user if isinstance(user, User) and user.role != Role.FAMILY.value else None


def page(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Render one page of the desk; a page of mistakes leaves the address bar as it was."""
    response = render(request, f"web/{template}", dict(context), status=status)
    if status >= MISTAKE:
        response.headers["HX-Push-Url"] = "false"
    return response


def see_other(url: str) -> HttpResponseRedirect:
    """Answer a deed that was done: look there (303, so that a reload does nothing again)."""
    response = HttpResponseRedirect(url)
    response.status_code = SEE_OTHER
    return response


def deed_key(request: HttpRequest) -> str:
    """Return the idempotency key the form was shown with; a form without one gets a fresh key."""
    return request.POST.get("key", "")[:64] or fresh_key()


def whole_number(text: str) -> int:
    """Read a whole number that a page of ours wrote into a form or an address.

    Raises:
        SuspiciousOperation: it is none, so the form is not ours; Django answers 400.
    """
    if not text.isascii() or not text.isdecimal() or len(text) > LONGEST_NUMBER:
        raise SuspiciousOperation
    return int(text)


def fresh_key() -> str:
    """Make the idempotency key of a form about to be shown."""
    return uuid.uuid4().hex


def address(request: HttpRequest) -> str:
    """Return the network address a request comes from; behind our own proxy the one the proxy saw and added last.

    Without that the brakes would count all families as one, and one stranger's guesses would shut every door.
    """
    seen = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return seen if settings.BEHIND_PROXY and seen else str(request.META.get("REMOTE_ADDR", ""))


def now() -> datetime:
    """Return the moment of this request: the faces are where the clock is read."""
    return datetime.now(UTC)
