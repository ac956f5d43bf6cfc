"""How a family can be reached safely."""

from dataclasses import asdict, dataclass
from typing import Final

from tidings.casework.errors import BadRequest
from tidings.casework.sealing import seal, unseal

WAYS: Final = ("phone", "sms", "letter", "trusted", "none", "unstated")
"""By telephone, by a text message that never says why, by plain letter, through somebody trusted, not at all
by their own wish, or not asked yet."""

CONSENTS: Final = ("icrc", "ministry", "bureaux")
"""To whom the bureau may pass the request: the ICRC, the ministry in charge, other bureaux. Never the press."""

PLACE: Final = "casework_tracingrequest|contact|"
LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Contact:
    """Who asks and how they are reached; sealed in the database, shown only where a request is opened.

    Attributes:
        enquirer: their name as they write it.
        way: one of `WAYS`.
        address: the number, the postal address, or the trusted person with theirs; "" for "none" and "unstated".
        hours: when they can talk without being overheard.
        word: the shared word the bureau says first.
    """

    enquirer: str = ""
    way: str = "unstated"
    address: str = ""
    hours: str = ""
    word: str = ""

    def __post_init__(self) -> None:
        if self.way not in WAYS:
            raise BadRequest(f"“{self.way}” is no way to reach somebody. Use one of: {', '.join(WAYS)}.")
        if any(len(text) > LONGEST for text in asdict(self).values()):
            raise BadRequest(f"A line of the contact is longer than {LONGEST} letters.")

    def sealed(self, number: str) -> bytes:
        """Seal it for the request of this number."""
        return seal("contact", PLACE + number, asdict(self))


def opened(number: str, sealed: bytes | memoryview) -> Contact:
    """Open the contact of a request."""
    return Contact(**unseal("contact", PLACE + number, bytes(sealed)))
