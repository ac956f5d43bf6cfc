"""What was typed so far, kept sealed in the session until the request is sent or the browser is closed."""

import hashlib
from typing import Final

from django.http import HttpRequest

from tidings.web import sitting

STEPS: Final = ("name", "person")
SENT: Final = "family_sent"


def keep(request: HttpRequest, step: str, typed: dict[str, str]) -> None:
    """Keep one step as typed."""
    sitting.keep(request, f"family_{step}", typed)


def kept(request: HttpRequest, step: str) -> dict[str, str]:
    """Return one step as typed; empty where nothing is kept, or it was sealed with another key."""
    return sitting.kept(request, f"family_{step}")


def sent_by_another(request: HttpRequest, key: str) -> bool:
    """Whether this draft was sent by another form than the one with this key."""
    return bool(request.session.get(SENT, _digest(key)) != _digest(key))


def mark_sent(request: HttpRequest, key: str) -> None:
    """Remember which form sent the draft, so that the same form sent twice shows the same number and code."""
    request.session[SENT] = _digest(key)


def was_sent(request: HttpRequest) -> bool:
    """Whether this draft has been sent."""
    return SENT in request.session


def forget(request: HttpRequest) -> None:
    """Forget everything typed."""
    for name in (SENT, *(f"family_{step}" for step in STEPS)):
        request.session.pop(name, None)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
