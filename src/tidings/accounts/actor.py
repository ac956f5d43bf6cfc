"""Who acts: a small frozen value, so that no deed or query ever holds a user's row."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is here to do. One user has one role."""

    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"
    NEGOTIATOR = "negotiator"
    """Plans exchanges, in the rounds they are admitted to; sees nothing of the register outside them."""
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or asks, in one bureau.

    Attributes:
        user_id: the user's row.
        bureau_id: the bureau's row; nothing of another bureau is ever shown.
        role: what they are here to do.
        name: how colleagues call them, for screens only.
        language: "en", "uk" or "ru".
    """

    user_id: int
    bureau_id: int
    role: Role
    name: str
    language: str = "en"
