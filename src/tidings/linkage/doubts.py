"""Doubts: what takes the force from fields that agree for another cause than being one person.

Each looks at the reasons together: relatives share a surname, a father and a village; people of one
nation share given names and patronymics; namesakes share a name and nothing more.
"""

from collections.abc import Iterable
from typing import Final

from tidings.linkage.reasons import FieldReason
from tidings.names import Reason

PLAINLY_OTHER: Final = -6.0
"""Bits of a part of the name from which on it is plainly another, no spelling or short form."""

ANOTHER_SURNAME: Final = -5.5
"""Bits of the surname from which on it is not even a near one, that a slip could have made."""

KIN_AT_MOST: Final = -2.0
"""Bits, the prior included, that family alone may bring under another given name or father: kin is likelier."""

TWINS_AT_MOST: Final = 4.0
"""Bits that a birth may bring beside family under another given name: of brothers, one pair in twenty are twins."""

FASHION_AT_MOST: Final = 12.0
"""Bits that given name and patronymic may bring under other surnames: Karl, son of Karl, is common where Karls are."""

NAME_AT_MOST: Final = 3.0
"""Bits, the prior included, of a surname and given name with nothing beside them: 8 : 1, unsure; namesakes are many."""

CONTRADICTED_AT_MOST: Final = -1.0
"""Bits, the prior included, where a fact speaks plainly against: unsure, however well the rest agrees."""

CONTRADICTION_MOST: Final = 25.0
"""Bits that a contradiction takes back at most: beside a number and an address in common it is a wrong date."""

LITTLE: Final = 0.75
"""Bits below which the other fields together have said nothing worth the word."""

FAMILY: Final = frozenset({"surname", "patronymic", "birth_place", "residence", "home", "unit", "relatives"})
FACTS: Final = frozenset({"sex", "birth", "event", "role", "source"})


def doubts(names: list[Reason], others: list[Reason], prior: float) -> list[Reason]:
    """Return the reasons that take back what other reasons claim too much."""
    found = _of_names(names, others, prior)
    if any(reason.feature in FACTS and reason.weight <= PLAINLY_OTHER for reason in (*names, *others)):
        excess = _sum(names, others, found) + prior - CONTRADICTED_AT_MOST
        found += _taken_back("contradicted", min(excess, CONTRADICTION_MOST))
    return found


def _of_names(names: list[Reason], others: list[Reason], prior: float) -> list[Reason]:
    parts = {reason.feature: reason.weight for reason in names}
    fathers_differ = parts.get("patronymic", 0.0) <= PLAINLY_OTHER
    if parts.get("surname", 0.0) > 0 and (fathers_differ or parts.get("given", 0.0) <= PLAINLY_OTHER):
        already = min(parts.get("parts", 0.0), 0.0)
        family = _speaking_for(FAMILY, [*names, *others]) + already + prior - KIN_AT_MOST
        twins = 0.0 if fathers_differ else _speaking_for({"birth"}, others) - TWINS_AT_MOST
        return _taken_back("kin", max(family, 0.0) + max(twins, 0.0))
    if parts.get("surname", 0.0) <= ANOTHER_SURNAME:
        return _taken_back("fashion", _speaking_for({"given", "patronymic"}, names) - FASHION_AT_MOST)
    if parts.get("patronymic", 0.0) > 0 or _speaking_for(None, others) >= LITTLE:
        return []
    return _taken_back("alone", _sum(names, others) + prior - NAME_AT_MOST)


def _sum(*groups: list[Reason]) -> float:
    return sum(reason.weight for group in groups for reason in group)


def _speaking_for(features: Iterable[str] | None, reasons: list[Reason]) -> float:
    """Sum what speaks for one person in some features, or in all."""
    wanted = None if features is None else frozenset(features)
    return sum(max(reason.weight, 0.0) for reason in reasons if wanted is None or reason.feature in wanted)


def _taken_back(level: str, excess: float) -> list[Reason]:
    return [FieldReason("name", -excess, "", "", f"linkage.name.{level}", ())] if excess > 0 else []
