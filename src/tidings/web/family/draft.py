"""What was typed so far, kept sealed in the session until the request is sent or the browser is closed."""

import base64
import hashlib
from typing import Final

from django.http import HttpRequest

from tidings.casework.sealing import seal, unseal
from tidings.register.errors import KeysMissing

STEPS: Final = ("name", "person")
SENT: Final = "family_sent"


def keep(request: HttpRequest, step: str, typed: dict[str, str]) -> None:
    """Keep one step as typed."""
    sealed = seal("draft", f"session|{step}", typed)
    request.session[f"family_{step}"] = base64.b64encode(sealed).decode("ascii")


def kept(request: HttpRequest, step: str) -> dict[str, str]:
    """Return one step as typed; empty where nothing is kept, or it was sealed with another key."""
    sealed = request.session.get(f"family_{step}")
    try:
        return unseal("draft", f"session|{step}", base64.b64decode(sealed)) if sealed else {}
    except KeysMissing:
        return {}


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
