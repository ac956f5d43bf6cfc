"""What deeds hand back: small frozen values of numbers and codes, without personal text, so that they can be kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceGiven:
    """Who says it, as the person who drops something in states it.

    Attributes:
        name: how the bureau calls this source.
        kind: one of `tidings.register.sources.KINDS`.
        reliability: "A" to "F" of the Admiralty code.
        origin: the first mouth: two channels that repost one clip share it; "" means the source itself.
    """

    name: str
    kind: str
    reliability: str = "F"
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A thing was taken in.

    Attributes:
        taking_id: its page.
        new: reports not seen before.
        known_before: reports the bureau already had, from this or another file.
        held: rows that wait to be mended.
        waiting: new reports that wait to be accepted.
    """

    taking_id: int
    new: int
    known_before: int
    held: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Settled:
    """Reports were accepted or refused; `persons` are the register numbers their subjects now have."""

    taking_id: int
    reports: tuple[int, ...]
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """A report (or held row) was mended: `report_id` stands in its place; `known` where the bureau had it already."""

    report_id: int
    known: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision is in force. `person` is the number both sides have now if the verdict is "same", else ""."""

    decision_id: int
    verdict: str
    left: str
    right: str
    person: str


@dataclass(frozen=True, slots=True)
class Undone:
    """A decision was taken back; `persons` are the numbers its two sides have now."""

    decision_id: int
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Where a confirmation stands.

    Attributes:
        confirmation_id: the confirmation.
        person: the register number.
        kind: "captive", "released" or "died".
        signers: how many different people's signatures are in force.
        stands: whether the rule is met now.
        lacking: codes of what is missing: "second_signer", "document_or_two_origins".
    """

    confirmation_id: int
    person: str
    kind: str
    signers: int
    stands: bool
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A listing was added or taken back; `person` is the register number."""

    listing_id: int
    person: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """Something happened that only needed recording."""

    deed: str


@dataclass(frozen=True, slots=True)
class Enlisted:
    """A user was made."""

    user_id: int


@dataclass(frozen=True, slots=True)
class Erased:
    """A report's content was erased; the log still proves that it was there."""

    report_id: int


@dataclass(frozen=True, slots=True)
class CheckpointMade:
    """A signed checkpoint of the log, as text for a keeper outside."""

    size: int
    text: str
