"""Words kept in a sitting, sealed: sessions lie in the database, and a stolen one must not tell of whom was written."""

import base64

from django.http import HttpRequest

from tidings.casework.sealing import seal, unseal
from tidings.register.errors import KeysMissing


def keep(request: HttpRequest, name: str, words: dict[str, str]) -> None:
    """Keep words under a name until the sitting ends."""
    request.session[name] = base64.b64encode(seal("draft", f"session|{name}", words)).decode("ascii")


def kept(request: HttpRequest, name: str) -> dict[str, str]:
    """Return what is kept; empty where nothing is, or it was sealed with another key."""
    sealed = request.session.get(name)
    try:
        return unseal("draft", f"session|{name}", base64.b64decode(sealed)) if sealed else {}
    except KeysMissing:
        return {}
