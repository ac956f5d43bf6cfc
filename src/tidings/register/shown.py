"""What openings and queries show: frozen values, never rows. A sealed report is named, counted and absent."""

from dataclasses import dataclass
from datetime import datetime

from tidings.names import Reason
from tidings.register.status import Status
from tidings.reports import Report


@dataclass(frozen=True, slots=True)
class SourceShown:
    """Who says it."""

    source_id: int
    name: str
    kind: str
    reliability: str
    origin: str


@dataclass(frozen=True, slots=True)
class ReportShown:
    """One report and where it stands.

    Attributes:
        report_id: its row.
        report: the content, or None where it is sealed for this role or erased.
        handling: "open", "bureau" or "sealed".
        state: "waiting", "accepted", "refused" or "mended".
        source: who says it.
        origin: the first mouth; equal origins count once.
        person: the register number its subject has now, or "".
        subject: reports with the same value are about one subject of one original (the oldest report's id).
        taking_id: where it came in, or None for a tracing request.
        moment: when it came in.
        reason: why it was refused or mended, else "".
        request: whether it is a family's tracing request.
        proposals: how many open proposals it stands in.
    """

    report_id: int
    report: Report | None
    handling: str
    state: str
    source: SourceShown
    origin: str
    person: str
    subject: int
    taking_id: int | None
    moment: datetime | None
    reason: str
    request: bool
    proposals: int = 0


@dataclass(frozen=True, slots=True)
class HeldShown:
    """A row that breaks a rule, and why."""

    held_id: int
    line: int
    row: tuple[tuple[str, str], ...]
    field: str
    problem: str
    advice: str


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One thing that came in, with its counts."""

    taking_id: int
    filename: str
    source: SourceShown
    moment: datetime
    by: str
    new: int
    known_before: int
    held: int
    waiting: int
    accepted: int
    refused: int


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of what came in, newest first; `more` is the id to go on from, or None."""

    lines: tuple[InboxLine, ...]
    more: int | None


@dataclass(frozen=True, slots=True)
class TakingFile:
    """One thing that came in, and what was understood of it. `text` is the decoded original where it is a text.

    `reports` are those of the page, out of `listed`; `entry` is this opening's place in the audit log.
    """

    line: InboxLine
    sha256: str
    kind: str
    language: str
    text: str
    reports: tuple[ReportShown, ...]
    listed: int
    held: tuple[HeldShown, ...]
    sealed: int
    entry: int


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """One proposal of the queue, without opening it: no name is shown here."""

    proposal_id: int
    left: str
    right: str
    probability: float
    verdict: str
    request: bool
    moment: datetime


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """Proposals nobody has decided, the ones that touch a family's answer first."""

    lines: tuple[ProposalLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ComparisonShown:
    """Two reports compared: probability 0 to 1, weight and prior in bits, verdict, reasons."""

    left: ReportShown
    right: ReportShown
    probability: float
    weight: float
    prior: float
    verdict: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """A decision, by whom and why; `undone` says when it was taken back."""

    decision_id: int
    left: str
    right: str
    verdict: str
    reason: str
    by: str
    moment: datetime
    undone: datetime | None


@dataclass(frozen=True, slots=True)
class ProposalFile:
    """One proposal opened for review. Give `version` back to `decide`, so that a late decider is told.

    `position` counts from 1 in the queue of `total`; it is 0 where the pair is decided already. `left_reports` and
    `right_reports` are all accepted reports of each side. `entry` is this opening's place in the audit log.
    """

    proposal_id: int
    comparison: ComparisonShown
    left_person: str
    right_person: str
    left_reports: tuple[ReportShown, ...]
    right_reports: tuple[ReportShown, ...]
    decision: DecisionShown | None
    version: int
    position: int
    total: int
    previous_id: int | None
    next_id: int | None
    entry: int


@dataclass(frozen=True, slots=True)
class Said:
    """One value as stated, and who says so."""

    value: str
    report_id: int
    source: SourceShown
    as_of: str


@dataclass(frozen=True, slots=True)
class FieldSaid:
    """All that is said of one field; `contradictory` where two values cannot both be true."""

    field: str
    said: tuple[Said, ...]
    contradictory: bool


@dataclass(frozen=True, slots=True)
class EventSaid:
    """One event of the timeline: what a report asserts, its date as EDTF ("" unknown) and place."""

    event: str
    date: str
    place: str
    certainty: str
    directness: int | None
    report_id: int
    source: SourceShown


@dataclass(frozen=True, slots=True)
class SignatureShown:
    """A signature, and whether it is in force."""

    signature_id: int
    by: str
    mine: bool
    moment: datetime
    withdrawn: datetime | None
    covers_all: bool


@dataclass(frozen=True, slots=True)
class ConfirmationShown:
    """A confirmation and its signatures; `lacking` as in `results.Confirmed`."""

    confirmation_id: int
    kind: str
    grounds: tuple[int, ...]
    reason: str
    by: str
    moment: datetime
    signatures: tuple[SignatureShown, ...]
    stands: bool
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who opened the file."""

    name: str
    moment: datetime
    deed: str


@dataclass(frozen=True, slots=True)
class PersonFile:
    """All that is known of one person.

    Attributes:
        number: the register number (the oldest of those joined).
        joined: the other numbers that decisions joined into it.
        name: the name as stated by the report that states it most fully, or "".
        status: computed; see `tidings.register.status`.
        reports: accepted reports, oldest first; sealed ones are there without content.
        values: fields with who says so, contradictions first.
        events: the timeline.
        decisions: same and different, with the ones taken back.
        confirmations: with signatures.
        proposals: ids of open proposals this person stands in.
        readers: who opened this file, newest first, this opening included.
        sealed: how many reports are sealed for this role.
        requests: how many tracing requests seek this person.
        entry: this opening's place in the audit log.
    """

    number: str
    joined: tuple[str, ...]
    name: str
    status: Status
    reports: tuple[ReportShown, ...]
    values: tuple[FieldSaid, ...]
    events: tuple[EventSaid, ...]
    decisions: tuple[DecisionShown, ...]
    confirmations: tuple[ConfirmationShown, ...]
    proposals: tuple[int, ...]
    readers: tuple[Reader, ...]
    sealed: int
    requests: int
    entry: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One person who may be meant."""

    number: str
    name: str
    report: ReportShown
    status: Status
    probability: float
    weight: float
    reasons: tuple[Reason, ...]
    reports: int
    request: bool


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Who may be meant, likeliest first, out of so many persons."""

    text: str
    hits: tuple[Hit, ...]
    persons: int
    entry: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of the rail: what waits where."""

    inbox: int
    held: int
    review: int
    confirmations: int
    people: int
    requests: int


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry of the log, with what its side table still holds (erased values are missing).

    Of an entry about a whole table only the first subjects are listed; `unlisted` says how many more it names. Of a
    long value the beginning is shown.
    """

    index: int
    moment: datetime
    by: str
    deed: str
    subjects: tuple[str, ...]
    unlisted: int
    reason: str
    values: tuple[tuple[str, str], ...]
    leaf: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of the log, newest first; `more` is the index to go on below, or None."""

    lines: tuple[AuditLine, ...]
    size: int
    root: str
    checkpoint: str
    more: int | None
