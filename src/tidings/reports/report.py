"""The Report: what one source says about one person at one time."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar, Final

from tidings.kernel.canonical import canonical_json
from tidings.kernel.dates import PartialDate
from tidings.kernel.errors import TidingsError
from tidings.reports.words import EVENTS, HANDLINGS, KINDS, RELATIONS, ROLES, SEXES

OLDEST: Final = 130
"""No stated age above this is believed."""

DERIVED: Final = frozenset(
    {"name_alternatives", "language", "handling", "occurrence", "role", "certainty", "directness"}
)
"""Fields that are worked out or decided here, not said by the source: they are no part of its identity.

`subject` is one of them too, except in a claim, where it is the very thing that is counted.
"""


class BadReport(TidingsError):
    """A value no report may hold.

    Attributes:
        field: which field of the report.
        problem: what is wrong, without a full stop.
        advice: what to do about it.
    """

    code: ClassVar[str] = "reports.bad_report"

    def __init__(self, field: str, problem: str, advice: str) -> None:
        self.field = field
        self.problem = problem
        self.advice = advice
        super().__init__(f"{field}: {problem}. {advice}")


@dataclass(frozen=True, slots=True)
class Relative:
    """Someone near to the person: what they are to them ("mother"), and their name as stated, "" if unnamed."""

    relation: str
    name: str = ""

    def __post_init__(self) -> None:
        _one_of("relatives", self.relation, RELATIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one source says about one person at one time; never edited.

    Text is as stated, "" where the source says nothing. Attributes that do not speak for themselves:

    Attributes:
        name: the name as stated in one string; the parts (`surname`, `given`, `patronymic`) win where given.
        alias: other names and call signs the person goes by.
        age: least and greatest age in whole years, said of the day `as_of`.
        nationality: the power the person serves or belongs to.
        event: one of `EVENTS`, or "".
        origin: where the source has it from: two channels that repost one clip share an origin.
        kind: "report", or "claim" for a figure ("87 were exchanged") with its `low` and `high`.
        subject: the person inside this original ("p1"); for a claim, what is counted.
        role: what the person is in the account; only "subject" is being traced.
        name_alternatives: other readings of the name as stated (an oblique case, a glued word).
        certainty: the hedging words as stated ("apparently").
        directness: 0 is first-hand, n is hearsay through n people, None unknown.
        relatives: what others are to the person.
        span: the passage, [start, end) in code points of the decoded original.
        handling: who may see it: "open", "bureau" or "sealed".
        extra: columns that are not known here, as (column, value), each column once.
        occurrence: tells identical rows of one file apart where the source gives no `record_id`.
    """

    record_id: str = ""
    source: str = ""
    name: str = ""
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    alias: tuple[str, ...] = ()
    sex: str = ""
    birth_date: PartialDate | None = None
    age: tuple[int, int] | None = None
    as_of: date | None = None
    birth_place: str = ""
    residence: str = ""
    nationality: str = ""
    branch: str = ""
    unit: str = ""
    rank: str = ""
    service_number: str = ""
    event: str = ""
    event_date: PartialDate | None = None
    event_place: str = ""
    marks: str = ""
    text: str = ""
    origin: str = ""
    kind: str = "report"
    subject: str = ""
    role: str = "subject"
    name_alternatives: tuple[str, ...] = ()
    certainty: str = ""
    directness: int | None = None
    relatives: tuple[Relative, ...] = ()
    span: tuple[int, int] | None = None
    language: str = ""
    handling: str = "bureau"
    low: int | None = None
    high: int | None = None
    extra: tuple[tuple[str, str], ...] = ()
    occurrence: int = 0

    def __post_init__(self) -> None:
        _one_of("sex", self.sex, SEXES)
        _one_of("event", self.event, ("", *EVENTS))
        _one_of("kind", self.kind, KINDS)
        _one_of("role", self.role, ROLES)
        _one_of("handling", self.handling, HANDLINGS)
        self._check_numbers()
        if len({column for column, _ in self.extra}) != len(self.extra):
            raise BadReport("extra", "a column stands twice", "Rename one of them")

    def _check_numbers(self) -> None:
        if self.age is not None and not 0 <= self.age[0] <= self.age[1] <= OLDEST:
            raise BadReport("age", f"{_range(self.age)} is no age", f"Write 30 or 25-30, {OLDEST} at most")
        if self.span is not None and not 0 <= self.span[0] <= self.span[1]:
            raise BadReport("span", f"{_range(self.span)} is no passage", "Give start and end, start first")
        if self.directness is not None and self.directness < 0:
            raise BadReport("directness", "it is negative", "Give 0 for first-hand, n for hearsay through n people")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise BadReport("low", "it is above high", "Swap the two")

    def identity(self) -> str:
        """Name the report by what its source states: the same thing taken twice is one.

        Returns:
            SHA-256 in hex over the canonical content: everything stated, nothing worked out (`DERIVED`, and dates
            marked as inferred). Empty fields are left out, so that a field added later changes no old identity.
        """
        stated = dict(_stated(self))
        if self.occurrence and not self.record_id:
            stated["occurrence"] = self.occurrence
        return hashlib.sha256(b"tidings report 1\n" + canonical_json(stated)).hexdigest()


def _stated(report: Report) -> Iterator[tuple[str, object]]:
    for field in fields(report):
        value: object = getattr(report, field.name)
        if field.name in DERIVED or value in ("", None, ()):
            continue
        if field.name == "subject" and report.kind != "claim":
            continue
        if isinstance(value, PartialDate):
            if not value.inferred:
                yield field.name, value.edtf
        elif isinstance(value, date):
            yield field.name, value.isoformat()
        elif field.name == "relatives":
            yield field.name, [[relative.relation, relative.name] for relative in report.relatives]
        elif field.name == "extra":
            yield field.name, dict(report.extra)
        else:
            yield field.name, value


def _one_of(field: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise BadReport(field, f"“{value[:60]}” is not known", f"Use one of: {', '.join(filter(None, allowed))}")


def _range(pair: tuple[int, int]) -> str:
    return f"{pair[0]}-{pair[1]}"
