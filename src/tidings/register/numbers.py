"""Register numbers: one space for persons and requests, drawn at random, never given twice."""

import secrets

from tidings.kernel.identifiers import PAYLOADS, numbered
from tidings.register.models import Number


def allocate() -> str:
    """Give out a number nobody has had, as "0047-2183-5". Call it inside a deed's transaction."""
    while True:
        number = numbered(secrets.randbelow(PAYLOADS))
        _, fresh = Number.objects.get_or_create(number=number)
        if fresh:
            return number
