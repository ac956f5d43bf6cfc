"""What is recorded of a person in a round, and from when it counts.

One rule for all: what keeps a person here counts at once; what sends a person home counts when a second person has
signed it. So a danger after return or a "no" told in private holds from the first word on, and nobody alone can lift it
(GC III art. 109(3), GC IV art. 45(4)).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from tidings.casework.rounds.compartment import Entry

MEDICAL: Final = ("serious", "long_term", "none")
WHATS: Final[Mapping[str, tuple[str, ...]]] = {
    "medical": MEDICAL,
    "protection": ("yes", "no"),
    "wish": ("yes", "no", "unknown"),
    "vulnerable": ("yes", "no"),
    "hardship": ("0", "1", "2", "3"),
    "group": (),
}
"""What can be recorded, and its values; a group is named freely."""

BY_TWO: Final = frozenset({"protection", "wish"})
"""Findings that a second person signs."""

TOWARDS_HOME: Final[Mapping[str, tuple[str, ...]]] = {"protection": ("yes", "no"), "wish": ("no", "unknown", "yes")}
"""The values in order: a step to the right needs two people, a step to the left counts at once."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, opened. `issuer` and `day` are of a medical certificate; `seconded` says by whom it was signed."""

    entry_id: int
    turn: int
    person: str
    what: str
    value: str
    grounds: str
    issuer: str
    day: str
    by_id: int
    by: str
    moment: str
    seconded: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it still wants a second person's signature."""
        return self.what in BY_TWO and not self.seconded


@dataclass(frozen=True, slots=True)
class Standing:
    """What the findings of one person come to now; None and "" where nothing is recorded."""

    medical: str = ""
    protection: bool | None = None
    wish: str = ""
    vulnerable: bool | None = None
    hardship: int | None = None
    group: str = ""
    waiting: tuple[str, ...] = field(default=())


def findings_in(entries: Iterable[Entry]) -> dict[str, tuple[Finding, ...]]:
    """Return the findings of each person, oldest first, with who signed them as the second."""
    seconds: dict[int, list[str]] = {}
    rows: list[Entry] = []
    for entry in entries:
        if entry.kind == "second" and entry.refers is not None:
            seconds.setdefault(entry.refers, []).append(entry.by)
        elif entry.kind == "finding":
            rows.append(entry)
    found: dict[str, list[Finding]] = {}
    for row in rows:
        found.setdefault(row.content["person"], []).append(_finding(row, tuple(seconds.get(row.entry_id, ()))))
    return {person: tuple(own) for person, own in found.items()}


def _finding(row: Entry, seconded: tuple[str, ...]) -> Finding:
    said = row.content
    return Finding(
        row.entry_id,
        row.turn,
        said["person"],
        said["what"],
        said["value"],
        said["grounds"],
        said["issuer"],
        said["day"],
        row.by_id,
        row.by,
        row.moment.isoformat(),
        seconded,
    )


def standing(findings: Iterable[Finding], stated: Mapping[str, str] | None = None) -> Standing:
    """Work out what the findings of one person come to.

    Args:
        findings: oldest first.
        stated: what the list itself says of wish and protection, as values of `WHATS`; nothing is easier lifted for
            standing in a list.
    """
    newest: dict[str, str] = dict(stated or {})
    waiting: dict[str, None] = {}
    for finding in findings:
        waiting.pop(finding.what, None)
        if _counts(finding, newest.get(finding.what, "")):
            newest[finding.what] = finding.value
        if finding.waits:
            waiting[finding.what] = None
    return Standing(
        medical=newest.get("medical", ""),
        protection=_flag(newest.get("protection")),
        wish=newest.get("wish", ""),
        vulnerable=_flag(newest.get("vulnerable")),
        hardship=int(newest["hardship"]) if "hardship" in newest else None,
        group=newest.get("group", ""),
        waiting=tuple(waiting),
    )


def _counts(finding: Finding, before: str) -> bool:
    if not finding.waits:
        return True
    steps = TOWARDS_HOME[finding.what]
    known = before or ("no" if finding.what == "protection" else "unknown")
    return steps.index(finding.value) <= steps.index(known)


def _flag(value: str | None) -> bool | None:
    return None if value is None else value == "yes"
