"""The closed vocabularies of a report: events, relations, roles, handling."""

from typing import Final

EVENTS: Final = (
    "missing",
    "captured",
    "seen_alive",
    "held",
    "transferred",
    "hospitalised",
    "interviewed",
    "released",
    "exchanged",
    "escaped",
    "died",
    "body_found",
    "buried",
)
"""What a report may assert about a person."""

CAPTIVE_EVENTS: Final = frozenset({"captured", "held", "transferred"})
"""Events that assert captivity."""

RELEASE_EVENTS: Final = frozenset({"released", "exchanged", "escaped"})
"""Events that assert its end."""

DEATH_EVENTS: Final = frozenset({"died", "body_found", "buried"})
"""Events that assert death: only a person tells them to a family."""

SEXES: Final = ("", "m", "f")
KINDS: Final = ("report", "claim")
ROLES: Final = ("subject", "relative", "official", "witness", "other")
HANDLINGS: Final = ("open", "bureau", "sealed")

RELATIONS: Final = (
    "mother",
    "father",
    "parent",
    "son",
    "daughter",
    "child",
    "brother",
    "sister",
    "wife",
    "husband",
    "spouse",
    "partner",
    "fiancee",
    "fiance",
    "grandmother",
    "grandfather",
    "aunt",
    "uncle",
    "niece",
    "nephew",
    "cousin",
    "friend",
    "neighbour",
    "comrade",
    "relative",
)
"""What someone may be to the person a report is about."""
