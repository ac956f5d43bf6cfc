"""Rows of casework into the values that are shown."""

from collections.abc import Iterable

from tidings import names
from tidings.accounts.actor import Actor
from tidings.casework.answering import DEATH, DEATH_BACK, day_of, newest_answers
from tidings.casework.contact import opened
from tidings.casework.models import Answer, TellTask, TracingRequest
from tidings.casework.shown import AnswerShown, AnswerTold, CallLine, RequestFile, RequestLine, Short
from tidings.register.linking import content_of
from tidings.register.models import ReportRow
from tidings.reports import Report


def answer_shown(actor: Actor, request: TracingRequest) -> AnswerShown:
    """Show a family its newest answer."""
    told = newest_answers(actor, [request])[request.pk]
    talk = _talk(actor, request)
    caller = talk.by if talk is not None and talk.by is not None else request.caseworker
    return AnswerShown(
        number=request.number,
        bureau=request.bureau.name,
        sought=sought(request.report),
        sex="" if request.report.erased else _sex(content_of(request.report)),
        relation=request.relation,
        language=request.language,
        answer=_told(told),
        lodged=day_of(request.lodged),
        way=request.way,
        has_word=bool(opened(request.number, request.contact).word),
        caseworker=_short_staff(caller.display_name) if caller is not None else "",
        next_call=request.next_call,
        after_talk=talk is not None,
    )


def _talk(actor: Actor, request: TracingRequest) -> TellTask | None:
    """Return the talk about a death, the last thing a person told this family of it.

    Where the death stands no longer they hear that from a person too: until that call the page does not change.
    """
    made = TellTask.objects.seen_by(actor).filter(request=request, kind__in=(DEATH, DEATH_BACK), done__isnull=False)
    last = made.select_related("by").order_by("-pk").first()
    return last if last is not None and last.kind == DEATH else None


def request_file(actor: Actor, request: TracingRequest, entry: int) -> RequestFile:
    """Show a request at the desk."""
    answers = Answer.objects.seen_by(actor).filter(request=request).order_by("-pk")
    open_calls = TellTask.objects.seen_by(actor).filter(request=request, done=None, lapsed=None).order_by("pk")
    return RequestFile(
        line=request_lines(actor, [request])[0],
        report=None if request.report.erased else content_of(request.report),
        contact=opened(request.number, request.contact),
        consents=tuple(request.consents),
        caseworker=request.caseworker.display_name if request.caseworker else "",
        answers=tuple(_told(row) for row in answers),
        calls=call_lines(open_calls.select_related("request__report")),
        entry=entry,
    )


def request_lines(actor: Actor, requests: list[TracingRequest]) -> tuple[RequestLine, ...]:
    """Show requests in a list; each comes with its report and its person's root."""
    told = newest_answers(actor, requests)
    waiting = TellTask.objects.seen_by(actor).filter(request__in=requests, done=None, lapsed=None)
    calls = list(waiting.values_list("request_id", flat=True))
    return tuple(
        RequestLine(
            request_id=request.pk,
            number=request.number,
            person=(request.person.joined_into or request.person).number,
            sought=sought(request.report),
            relation=request.relation,
            language=request.language,
            way=request.way,
            answer=told[request.pk].state if request.pk in told else 1,
            as_of=told[request.pk].as_of if request.pk in told else None,
            lodged=request.lodged,
            next_call=request.next_call,
            calls=calls.count(request.pk),
        )
        for request in requests
    )


def call_lines(calls: Iterable[TellTask]) -> tuple[CallLine, ...]:
    """Show calls to be made; each comes with its request and that request's report."""
    return tuple(
        CallLine(
            call_id=call.pk,
            number=call.request.number,
            sought=sought(call.request.report),
            language=call.request.language,
            way=call.request.way,
            kind=call.kind,
            before=call.before,
            after=call.after,
            opened=call.opened,
        )
        for call in calls
    )


def sought(row: ReportRow) -> Short:
    """Shorten the person a request seeks; an erased request shortens to nothing."""
    return Short("", "") if row.erased else short(content_of(row))


def short(report: Report) -> Short:
    """Shorten a person: first name, initial of the surname, birth year where one is certain."""
    read = _read(report)
    given = report.given or read.given
    surname = report.surname or read.surname
    born = report.birth_date
    known = born is not None and born.earliest and born.latest and born.earliest.year == born.latest.year
    year = born.earliest.year if known and born is not None and born.earliest else None
    return Short(given.split()[0] if given.split() else "", surname[:1].upper(), year)


def _read(report: Report) -> names.Name:
    return names.parse(report.name, surname=report.surname, given=report.given, patronymic=report.patronymic)


def _sex(report: Report) -> str:
    return report.sex or _read(report).gender


def _short_staff(name: str) -> str:
    first, *rest = name.split() or [""]
    if first.endswith("."):
        return name
    return " ".join([first, *(f"{part[0]}." for part in rest[-1:])])


def _told(row: Answer) -> AnswerTold:
    return AnswerTold(row.state, row.as_of, tuple((code, values) for code, values in row.grounds), row.moment)
