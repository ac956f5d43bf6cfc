"""What all entries of a round say together: the lists, findings, terms, overrides, runs, the lot, what came of it.

Because entries are only ever added, the round as it stood at an earlier turn can be worked out again: that is how a
draw is made on what was committed to, and how an old run stays explainable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from tidings.casework.rounds.compartment import Entry
from tidings.casework.rounds.findings import Finding, findings_in

SIDES: Final = ("A", "B")
"""A is the bureau's own side: people it waits for. B is the other side: people its own power holds."""


@dataclass(frozen=True, slots=True)
class SideList:
    """The list of one side: where it is from ("register" or "file"), under which rule, and the people on it."""

    entry_id: int
    turn: int
    side: str
    origin: str
    rule: str
    persons: tuple[Mapping[str, Any], ...]
    by: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Scenario:
    """One version of one set of terms, with its order of criteria; `terms` as in ROUND.json."""

    entry_id: int
    turn: int
    name: str
    terms: Mapping[str, Any]
    order: tuple[str, ...]
    by: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Override:
    """Somebody named into or out of the plan by a person, with the reason; it counts when another has approved it."""

    entry_id: int
    turn: int
    person: str
    effect: str
    reason: str
    by_id: int
    by: str
    moment: datetime
    approved: tuple[str, ...]
    withdrawn: str

    @property
    def in_force(self) -> bool:
        """Whether a second person approved it and nobody took it back."""
        return bool(self.approved) and not self.withdrawn


@dataclass(frozen=True, slots=True)
class Committed:
    """A draw committed to: its statement and salt, the published hash, and the public value once it is known."""

    entry_id: int
    turn: int
    statement: Mapping[str, Any]
    commitment: str
    salt: str
    scenario: int
    reason: str
    value: str
    by: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class RunDone:
    """One run of the planner.

    Attributes:
        number: "run 3 of this round".
        scenario: the terms it ran under.
        turn: the round's turn whose lists and findings it used.
        reason: why it was run.
        plan: PLAN.json.
        report: what the checker, the fairness report and the prices said, as kept with it.
        overrides: the overrides that were in force.
        sha256: the hash of the canonical plan.
    """

    entry_id: int
    number: int
    scenario: int
    turn: int
    reason: str
    plan: Mapping[str, Any]
    report: Mapping[str, Any]
    overrides: tuple[Mapping[str, str], ...]
    sha256: str
    lot: int | None
    by_id: int
    by: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """One person's signature under a run; the second brings the installation's own, `note`."""

    run: int
    by_id: int
    by: str
    moment: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one person's exchange: of the plan's word, the day, and the report it made (0 where none)."""

    entry_id: int
    person: str
    outcome: str
    day: str
    note: str
    report_id: int
    by: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class State:
    """A round as its entries make it."""

    sides: Mapping[str, SideList]
    findings: Mapping[str, tuple[Finding, ...]]
    scenarios: tuple[Scenario, ...]
    overrides: tuple[Override, ...]
    runs: tuple[RunDone, ...]
    lots: tuple[Committed, ...]
    signed: tuple[Signed, ...]
    outcomes: Mapping[str, Outcome]
    turn: int

    def scenario(self, entry_id: int) -> Scenario | None:
        """Return the terms kept by this entry."""
        return next((one for one in self.scenarios if one.entry_id == entry_id), None)

    def newest_scenarios(self) -> tuple[Scenario, ...]:
        """Return the newest version of each named set of terms, in the order they were first kept."""
        newest: dict[str, Scenario] = {}
        for one in self.scenarios:
            newest[one.name] = one
        return tuple(newest.values())

    def run(self, entry_id: int) -> RunDone | None:
        """Return the run kept by this entry."""
        return next((one for one in self.runs if one.entry_id == entry_id), None)

    def person(self, key: str) -> tuple[str, Mapping[str, Any]] | None:
        """Return the side and the listed values of a person."""
        for side, listed in self.sides.items():
            for person in listed.persons:
                if person["key"] == key:
                    return side, person
        return None


def state_of(entries: Sequence[Entry]) -> State:
    """Work out what these entries, oldest first, come to."""
    seconds: dict[int, list[Entry]] = {}
    taken_back: dict[int, Entry] = {}
    drawn: dict[int, Entry] = {}
    for entry in entries:
        if entry.refers is not None:
            if entry.kind == "second":
                seconds.setdefault(entry.refers, []).append(entry)
            elif entry.kind == "withdrawal":
                taken_back[entry.refers] = entry
            elif entry.kind == "draw":
                drawn[entry.refers] = entry
    of = {kind: [entry for entry in entries if entry.kind == kind] for kind in _KINDS}
    return State(
        sides=_sides(of["list"]),
        findings=findings_in(entries),
        scenarios=tuple(map(_scenario, of["terms"])),
        overrides=tuple(
            _override(one, seconds.get(one.entry_id, []), taken_back.get(one.entry_id)) for one in of["override"]
        ),
        runs=tuple(_run(number, one) for number, one in enumerate(of["run"], 1)),
        lots=tuple(_lot(one, drawn.get(one.entry_id)) for one in of["lot"]),
        signed=tuple(
            Signed(one.refers or 0, one.by_id, one.by, one.moment, one.content["note"]) for one in of["signature"]
        ),
        outcomes={one.content["person"]: _outcome(one) for one in of["outcome"]},
        turn=entries[-1].turn if entries else 0,
    )


_KINDS: Final = ("list", "terms", "override", "run", "lot", "signature", "outcome")


def _sides(lists: Sequence[Entry]) -> dict[str, SideList]:
    """Return the newest list of each side, A first; older ones stay sealed."""
    newest: dict[str, SideList] = {}
    for entry in reversed(lists):
        if len(newest) == len(SIDES):
            break
        newest.setdefault(entry.content["side"], _side(entry))
    return {side: newest[side] for side in SIDES if side in newest}


def _side(entry: Entry) -> SideList:
    said = entry.content
    return SideList(
        entry.entry_id,
        entry.turn,
        said["side"],
        said["origin"],
        said["rule"],
        tuple(said["persons"]),
        entry.by,
        entry.moment,
    )


def _scenario(entry: Entry) -> Scenario:
    said = entry.content
    return Scenario(
        entry.entry_id, entry.turn, said["name"], said["terms"], tuple(said["order"]), entry.by, entry.moment
    )


def _override(entry: Entry, seconds: Sequence[Entry], withdrawn: Entry | None) -> Override:
    said = entry.content
    return Override(
        entry.entry_id,
        entry.turn,
        said["person"],
        said["effect"],
        said["reason"],
        entry.by_id,
        entry.by,
        entry.moment,
        tuple(second.by for second in seconds),
        withdrawn.by if withdrawn else "",
    )


def _run(number: int, entry: Entry) -> RunDone:
    said = entry.content
    return RunDone(
        entry.entry_id,
        number,
        said["scenario"],
        said["turn"],
        said["reason"],
        said["plan"],
        said["report"],
        tuple(said["overrides"]),
        said["sha256"],
        said["lot"],
        entry.by_id,
        entry.by,
        entry.moment,
    )


def _lot(entry: Entry, drawn: Entry | None) -> Committed:
    said = entry.content
    return Committed(
        entry.entry_id,
        entry.turn,
        said["statement"],
        said["commitment"],
        said["salt"],
        said["scenario"],
        said["reason"],
        drawn.content["value"] if drawn else "",
        entry.by,
        entry.moment,
    )


def _outcome(entry: Entry) -> Outcome:
    said = entry.content
    return Outcome(
        entry.entry_id,
        said["person"],
        said["outcome"],
        said["day"],
        said["note"],
        said["report_id"],
        entry.by,
        entry.moment,
    )
