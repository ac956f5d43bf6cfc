"""What openings and queries of casework show: frozen values, never rows."""

from dataclasses import dataclass
from datetime import date, datetime

from tidings.casework.contact import Contact
from tidings.casework.grounds import Ground
from tidings.reports import Report


@dataclass(frozen=True, slots=True)
class Short:
    """A person as a stranger may read them over somebody's shoulder: first name, the surname's initial, birth year."""

    given: str
    initial: str
    birth_year: int | None = None

    def __str__(self) -> str:
        return " ".join(part for part in (self.given, f"{self.initial}." if self.initial else "") if part)


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """One answer as it was given; `state` is 1 to 5."""

    state: int
    as_of: date
    grounds: tuple[Ground, ...]
    moment: datetime


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """A family's own answer.

    Attributes:
        number: their request.
        bureau: the bureau's name.
        sought: the person, shortened.
        sex: the person's, "m", "f" or "", as stated or as the name tells.
        relation: what the enquirer is to them.
        language: the family's.
        answer: the newest, with its own day: never "as of today", so that a page kept as it was tells nothing.
        lodged: the day they asked.
        way: how they are reached.
        has_word: whether they chose a word to be said first.
        caseworker: first name and initial of who calls, or "".
        next_call: by when they are called, or None.
        after_talk: a person has told them of a death: the page gives only name and number of that person.
    """

    number: str
    bureau: str
    sought: Short
    sex: str
    relation: str
    language: str
    answer: AnswerTold
    lodged: date
    way: str
    has_word: bool
    caseworker: str
    next_call: date | None
    after_talk: bool


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call a person must make. `before` and `after` are the answers between which it stands."""

    call_id: int
    number: str
    sought: Short
    language: str
    way: str
    kind: str
    before: int
    after: int
    opened: datetime


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request of the list; who asks is not in it: that is shown where the request is opened."""

    request_id: int
    number: str
    person: str
    sought: Short
    relation: str
    language: str
    way: str
    answer: int
    as_of: date | None
    lodged: datetime
    next_call: date | None
    calls: int


@dataclass(frozen=True, slots=True)
class RequestPage:
    """A page of requests, newest first; `more` is the id to go on from, or None."""

    lines: tuple[RequestLine, ...]
    more: int | None


@dataclass(frozen=True, slots=True)
class RequestFile:
    """One request opened at the desk; `entry` is this opening's place in the audit log."""

    line: RequestLine
    report: Report | None
    contact: Contact
    consents: tuple[str, ...]
    caseworker: str
    answers: tuple[AnswerTold, ...]
    calls: tuple[CallLine, ...]
    entry: int
