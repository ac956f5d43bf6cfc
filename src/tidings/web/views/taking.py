"""One thing that came in: what was understood of it, and taking, mending and refusing it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from tidings.kernel.errors import TidingsError
from tidings.register import deeds, queries
from tidings.register.shown import HeldShown, TakingFile
from tidings.web import sitting, understood
from tidings.web.desk import DeskRequest, deed_key, fresh_key, now, page, room, see_other, whole_number
from tidings.web.mendable import fields_sent
from tidings.web.mistakes import Mistake, mistake
from tidings.web.paging import SIZE, page_number, pager

SHOWS = (
    ("", gettext_lazy("all reports")),
    ("waiting", gettext_lazy("only those waiting")),
    ("refused", gettext_lazy("only those refused")),
)
SORTS = (
    ("", gettext_lazy("as in the file")),
    ("name", gettext_lazy("by name")),
    ("birth", gettext_lazy("by birth")),
    ("event", gettext_lazy("by event")),
)


@dataclass(frozen=True, slots=True)
class HeldForm:
    """A held row and the boxes that mend it: the faulty column alone, or all where no column is named."""

    held_id: int
    line: int
    row: tuple[tuple[str, str], ...]
    field: str
    problem: str
    advice: str
    boxes: tuple[tuple[str, str], ...]


@room("open_taking")
@require_GET
def taking(request: DeskRequest, taking_id: int) -> HttpResponse:
    """Show what was understood."""
    return _shown(request, taking_id)


@room("accept_reports")
@require_POST
def settle(request: DeskRequest, taking_id: int) -> HttpResponse:
    """Take or refuse the reports that are ticked; of a table longer than a page, all that wait."""
    refuse, reason = request.POST.get("do") == "refuse", request.POST.get("reason", "")
    chosen = _chosen(request, taking_id)
    if not chosen:
        return _shown(request, taking_id, Mistake("", _("Tick at least one report.")))
    if refuse and not reason.strip():
        return _shown(request, taking_id, Mistake("reason", _("Say why these reports are refused: somebody will ask.")))
    try:
        if refuse:
            deeds.refuse_reports(
                actor=request.actor, key=deed_key(request), moment=now(), report_ids=chosen, reason=reason
            )
        else:
            deeds.accept_reports(actor=request.actor, key=deed_key(request), moment=now(), report_ids=chosen)
    except TidingsError as error:
        return _shown(request, taking_id, mistake(error))
    request.session["settled"] = {"refused": refuse, "number": len(chosen)}
    return see_other(_address(taking_id))


@room("mend_report")
@require_POST
def mend(request: DeskRequest, taking_id: int, report_id: int) -> HttpResponse:
    """Put a mended report in the place of one that was misread."""
    try:
        deeds.mend_report(
            actor=request.actor,
            key=deed_key(request),
            moment=now(),
            report_id=whole_number(str(report_id)),
            changes=fields_sent(request.POST),
        )
    except TidingsError as error:
        return _shown(request, taking_id, mistake(error))
    return see_other(_address(taking_id))


@room("mend_row")
@require_POST
def mend_row(request: DeskRequest, taking_id: int, held_id: int) -> HttpResponse:
    """Mend a held row; it becomes a waiting report."""
    changes = {name.removeprefix("c:"): request.POST[name].strip() for name in request.POST if name.startswith("c:")}
    try:
        deeds.mend_row(actor=request.actor, key=deed_key(request), moment=now(), held_id=held_id, changes=changes)
    except TidingsError as error:
        return _shown(request, taking_id, mistake(error, f"h{held_id}"))
    return see_other(_address(taking_id))


def _address(taking_id: int) -> str:
    return reverse("web:taking", args=[taking_id])


def _file(request: DeskRequest, taking_id: int, show: str, sort: str) -> TakingFile:
    return deeds.open_taking(
        actor=request.actor,
        key=fresh_key(),
        moment=now(),
        taking_id=taking_id,
        state=show,
        order=sort,
        skip=(page_number(request) - 1) * SIZE,
        limit=SIZE,
    )


def _known(asked: str, choices: Iterable[tuple[str, object]]) -> str:
    return asked if asked in dict(choices) else ""


def _chosen(request: DeskRequest, taking_id: int) -> list[int]:
    """The ticked reports, and of a long table the waiting ones of the pages that are not shown."""
    ticked = set(map(whole_number, request.POST.getlist("report")))
    on_page = set(map(whole_number, request.POST.getlist("on_page")))
    if not on_page:
        return sorted(ticked)
    waiting = set(queries.waiting_reports(actor=request.actor, taking_id=taking_id))
    return sorted(ticked | (waiting - on_page))


def _shown(request: DeskRequest, taking_id: int, *errors: Mistake) -> HttpResponse:
    show, sort = _known(request.GET.get("show", ""), SHOWS), _known(request.GET.get("sort", ""), SORTS)
    file = _file(request, taking_id, show, sort)
    people = understood.subjects(file.reports) if file.kind == "text" else ()
    context = {
        "file": file,
        "line": file.line,
        "here": _address(taking_id),
        "title": file.line.filename,
        "subjects": people,
        "reading": understood.reading(file, people),
        "rows": understood.rows(file.reports),
        "on_page": _waiting_elsewhere(file) if file.kind != "text" else (),
        "pager": pager(request, file.listed, page_number(request)),
        "show": show,
        "shows": SHOWS,
        "sort": sort,
        "sorts": SORTS,
        "held_page": [_held_form(held) for held in file.held[:SIZE]],
        "more_held": max(len(file.held) - SIZE, 0),
        "errors": errors,
        "done": _done(request),
        "warnings": _warnings(request),
    }
    return page(request, "taking.html", context, status=422 if errors else 200)


def _waiting_elsewhere(file: TakingFile) -> list[int]:
    """The waiting reports of this page, if others wait elsewhere: so the form knows the rest."""
    here = [one.report_id for one in file.reports if one.state == "waiting"]
    return here if file.line.waiting > len(here) else []


def _held_form(held: HeldShown) -> HeldForm:
    faulty = tuple(cell for cell in held.row if cell[0] == held.field)
    boxes = faulty or (((held.field, ""),) if held.field else held.row)
    return HeldForm(held.held_id, held.line, held.row, held.field, held.problem, held.advice, boxes)


def _warnings(request: DeskRequest) -> tuple[str, ...]:
    """What intake assumed, shown once; it may quote a row that was taken for column names."""
    said = sitting.kept(request, "warnings")
    request.session.pop("warnings", None)
    return tuple(said.values())


def _done(request: DeskRequest) -> str:
    settled = request.session.pop("settled", None)
    if not settled:
        return ""
    number = settled["number"]
    if settled["refused"]:
        return ngettext(
            "%(number)d report refused. It stays on record.", "%(number)d reports refused. They stay on record.", number
        ) % {"number": number}
    return ngettext(
        "%(number)d report taken. Proposals are in review.",
        "%(number)d reports taken. Proposals are in review.",
        number,
    ) % {"number": number}
