"""What was understood of a text: its people in order, each with the reports that speak of them and their passages."""

from collections.abc import Iterable
from dataclasses import dataclass

from tidings.register.shown import ReportShown, TakingFile
from tidings.web.passages import Paragraph, Passage, paragraphs
from tidings.web.shaping import Fact, birth_of, facts_of, language_of_shown, name_of

PART_ORDER = ("subject", "relative", "witness", "official", "other", "claim")


@dataclass(frozen=True, slots=True)
class Subject:
    """One person (or figure) of a text, under the number that stands in its passages."""

    number: int
    name: str
    language: str
    part: str
    person: str
    sealed: bool
    proposals: int
    facts: tuple[Fact, ...]
    reports: tuple[ReportShown, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One report of a table, with what its columns show."""

    shown: ReportShown
    name: str
    language: str
    birth: str
    facts: tuple[Fact, ...]


def subjects(reports: Iterable[ReportShown]) -> tuple[Subject, ...]:
    """Gather reports by the person they speak of: the sought first, then relatives, witnesses, officials, figures."""
    groups: dict[int, list[ReportShown]] = {}
    for shown in reports:
        if shown.state != "mended":
            groups.setdefault(shown.subject, []).append(shown)
    ordered = sorted(groups.values(), key=lambda group: (PART_ORDER.index(part_of(group[0])), _start(group)))
    return tuple(_subject(number, group) for number, group in enumerate(ordered, start=1))


def part_of(shown: ReportShown) -> str:
    """What somebody is in the account; a sealed report keeps even that."""
    if shown.report is None:
        return "other"
    return "claim" if shown.report.kind == "claim" else shown.report.role


def reading(file: TakingFile, people: Iterable[Subject]) -> tuple[Paragraph, ...]:
    """The text with every passage marked by the number of its person; nothing for a table."""
    passages = [
        Passage(*shown.report.span, subject.number, _kind(subject, shown))
        for subject in people
        for shown in subject.reports
        if shown.report is not None and shown.report.span is not None
    ]
    return paragraphs(file.text, passages) if file.kind == "text" else ()


def rows(reports: Iterable[ReportShown]) -> tuple[Row, ...]:
    """Reports of a table, as rows."""
    return tuple(
        Row(
            shown,
            name_of(shown.report),
            language_of_shown(shown),
            birth_of(shown.report),
            facts_of(shown.report, birth=False),
        )
        for shown in reports
    )


def _kind(subject: Subject, shown: ReportShown) -> str:
    if shown.handling == "sealed":
        return "seal"
    return "subject" if subject.part in {"subject", "claim"} else "kin"


def _start(group: list[ReportShown]) -> int:
    spans = [shown.report.span[0] for shown in group if shown.report is not None and shown.report.span is not None]
    return min(spans, default=0)


def _subject(number: int, group: list[ReportShown]) -> Subject:
    readable = [shown for shown in group if shown.report is not None]
    named = max(readable, key=lambda shown: len(name_of(shown.report)), default=group[0])
    facts: dict[Fact, None] = {}
    for shown in readable:
        facts.update(dict.fromkeys(facts_of(shown.report)))
    claim = part_of(group[0]) == "claim"
    return Subject(
        number=number,
        name="" if claim else name_of(named.report),
        language=language_of_shown(named),
        part=part_of(group[0]),
        person=next((shown.person for shown in group if shown.person), ""),
        sealed=not readable,
        proposals=max(shown.proposals for shown in group),
        facts=tuple(facts),
        reports=tuple(group),
    )
