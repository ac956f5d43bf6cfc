"""Register numbers: one space for persons and requests, drawn at random, never given twice."""

import secrets

from tidings.kernel.identifiers import PAYLOADS, numbered
from tidings.register.batches import batches
from tidings.register.models import Number


def allocate() -> str:
    """Give out a number nobody has had, as "0047-2183-5". Call it inside a deed's transaction."""
    return allocate_many(1)[0]


def allocate_many(wanted: int) -> list[str]:
    """Give out so many numbers nobody has had. Another deed that draws one of them at the same moment is refused."""
    given: list[str] = []
    while len(given) < wanted:
        drawn = {numbered(secrets.randbelow(PAYLOADS)) for _ in range(wanted - len(given))}
        for batch in batches(drawn - set(given)):
            taken = set(Number.objects.filter(number__in=batch).values_list("number", flat=True))
            fresh = [number for number in batch if number not in taken]
            Number.objects.bulk_create(Number(number=number) for number in fresh)
            given.extend(fresh)
    return given
