"""A question typed into the search box: the same keys and the same comparison as for reports."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tidings.accounts.actor import Actor
from tidings.kernel.dates import read_date
from tidings.kernel.identifiers import read_number
from tidings.linkage import Comparison
from tidings.linkage.beginnings import compare_begun, look_begun
from tidings.linkage.questions import question
from tidings.linkage.subject import read_subject
from tidings.register.census import people
from tidings.register.errors import RuleRefused
from tidings.register.linking import meant
from tidings.register.models import Person, Standing, State
from tidings.register.showing import hidden, reports_shown, with_all
from tidings.register.shown import Hit, ReportShown
from tidings.register.standing import Files, files, root_id
from tidings.reports import Report

LONGEST: Final = 300
SHOWN_FROM: Final = 0.0
"""Bits: whoever the evidence speaks for is shown, however little: a lone surname is little."""
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Question:
    """What is sought: a register number, or a report made of what was typed."""

    number: str | None
    report: Report


@dataclass(frozen=True, slots=True)
class Found:
    """Who may be meant, likeliest first, and how many persons there are in all."""

    hits: tuple[Hit, ...]
    persons: int


def question_of(text: str, born: str, place: str, today: date) -> Question:
    """Read what was typed: a number, or a name with an age, a birth, a place, a unit or a rank among its words.

    Raises:
        RuleRefused: nothing was typed, far too much, or letters no keyboard makes.
    """
    typed = f"{text}{born}{place}"
    if not text.strip() or len(typed) > LONGEST or not typed.isprintable():
        raise RuleRefused(f"Type a name or a number, at most {LONGEST} characters on one line.")
    asked = question(text, today)
    if born.strip():
        birth = read_date(born)
        if birth is None:
            raise RuleRefused("The birth date could not be read. Write 1998, 1998-04 or 12.04.1998.")
        asked = replace(asked, birth_date=birth)
    return Question(read_number(text), replace(asked, residence=place.strip() or asked.residence))


def find_persons(actor: Actor, question: Question) -> Found:
    """Return the persons who may be meant. What is sealed for this actor is not searched for them."""
    number = question.number
    best = _by_name(actor, question.report) if number is None else _by_number(actor, number)
    roots = [root for _, root, _ in best]
    loaded = files(actor, roots)
    shown = {report.report_id: report for report in reports_shown(actor, [standing for standing, _, _ in best])}
    hits = tuple(_hit(loaded, root, shown[standing.report_id], comparison) for standing, root, comparison in best)
    return Found(hits, people(actor))


Best = list[tuple[Standing, int, Comparison]]


def _by_name(actor: Actor, report: Report) -> Best:
    asked = read_subject(report)
    scored = ((compare_begun(asked, subject), pk) for pk, subject in meant(actor, look_begun(asked)).items())
    likely = sorted(
        ((found, pk) for found, pk in scored if found.weight > SHOWN_FROM), key=lambda pair: (-pair[0].weight, pair[1])
    )
    rows = with_all(actor).filter(report__in=[pk for _, pk in likely], state=State.ACCEPTED)
    standings = {row.report_id: row for row in rows.defer("report__taking__text") if not hidden(actor, row.report)}
    best: dict[int, tuple[Standing, int, Comparison]] = {}
    for found, pk in likely:
        standing = standings.get(pk)
        if standing is not None and standing.person is not None:
            root = root_id(standing.person)
            best.setdefault(root, (standing, root, found))
    return list(best.values())[:MOST]


def _by_number(actor: Actor, number: str) -> Best:
    person = Person.objects.seen_by(actor).filter(number=number).first()
    if person is None:
        return []
    standing = with_all(actor).filter(person=person, state=State.ACCEPTED).order_by("report_id").first()
    if standing is None:
        return []
    return [(standing, root_id(person), Comparison(1.0, 0.0, 0.0, "same", ()))]


def _hit(loaded: Files, root: int, report: ReportShown, found: Comparison) -> Hit:
    return Hit(
        number=loaded.members[root][0].number,
        name=name_of(report.report),
        report=report,
        status=loaded.status(root),
        probability=found.probability,
        weight=found.weight,
        reasons=found.reasons,
        reports=len(loaded.facts[root]),
        request=bool(loaded.requests[root]),
    )


def name_of(report: Report | None) -> str:
    """Return the name as stated, in parts where the source gave parts."""
    if report is None:
        return ""
    return report.name or " ".join(filter(None, (report.surname, report.given, report.patronymic)))
