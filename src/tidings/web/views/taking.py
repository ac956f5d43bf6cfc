"""One thing that came in: what was understood of it, and taking, mending and refusing it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from tidings.kernel.errors import TidingsError
from tidings.register import deeds, queries
from tidings.register.shown import HeldShown, ReportShown, TakingFile
from tidings.web import sitting, understood
from tidings.web.desk import DeskRequest, deed_key, now, page, room, see_other, whole_number
from tidings.web.mendable import changes_sent
from tidings.web.mistakes import Mistake, mistake
from tidings.web.paging import SIZE, page_number, pager
from tidings.web.shaping import name_of

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
ORDERS: Mapping[str, Callable[[ReportShown], str]] = {
    "name": lambda shown: name_of(shown.report).casefold(),
    "birth": lambda shown: shown.report.birth_date.edtf if shown.report and shown.report.birth_date else "9999",
    "event": lambda shown: shown.report.event if shown.report else "",
}


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


@room("taking")
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
        shown = next(one for one in _file(request, taking_id).reports if one.report_id == report_id)
        changes = changes_sent(shown.report, request.POST) if shown.report else {}
        deeds.mend_report(
            actor=request.actor, key=deed_key(request), moment=now(), report_id=report_id, changes=changes
        )
    except (TidingsError, StopIteration) as error:
        words = (
            mistake(error) if isinstance(error, TidingsError) else Mistake("", _("This report is not here any more."))
        )
        return _shown(request, taking_id, words)
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


def _file(request: DeskRequest, taking_id: int) -> TakingFile:
    return queries.taking(actor=request.actor, taking_id=taking_id)


def _chosen(request: DeskRequest, taking_id: int) -> list[int]:
    """The ticked reports, and of a long table the waiting ones of the pages that are not shown."""
    ticked = set(map(whole_number, request.POST.getlist("report")))
    on_page = set(map(whole_number, request.POST.getlist("on_page")))
    if not on_page:
        return sorted(ticked)
    waiting = {one.report_id for one in _file(request, taking_id).reports if one.state == "waiting"}
    return sorted(ticked | (waiting - on_page))


def _shown(request: DeskRequest, taking_id: int, *errors: Mistake) -> HttpResponse:
    file = _file(request, taking_id)
    show, number = request.GET.get("show", ""), page_number(request)
    people = understood.subjects(file.reports) if file.kind == "text" else ()
    listed = [one for one in file.reports if one.state == show or (not show and one.state != "mended")]
    order = request.GET.get("sort", "")
    if order in ORDERS:
        listed.sort(key=ORDERS[order])
    on_page = listed[(number - 1) * SIZE : number * SIZE]
    context = {
        "file": file,
        "line": file.line,
        "here": _address(taking_id),
        "title": file.line.filename,
        "subjects": people,
        "reading": understood.reading(file, people),
        "rows": understood.rows(on_page),
        "on_page": _waiting_elsewhere(on_page, file.reports) if file.kind != "text" else (),
        "pager": pager(request, len(listed), number),
        "show": show,
        "shows": SHOWS,
        "sort": order,
        "sorts": SORTS,
        "held_page": [_held_form(held) for held in file.held[:SIZE]],
        "more_held": max(len(file.held) - SIZE, 0),
        "errors": errors,
        "done": _done(request),
        "warnings": _warnings(request),
    }
    return page(request, "taking.html", context, status=422 if errors else 200)


def _waiting_elsewhere(on_page: Iterable[ReportShown], reports: Iterable[ReportShown]) -> list[int]:
    """The waiting reports of this page, if others wait elsewhere: so the form knows the rest."""
    here = [one.report_id for one in on_page if one.state == "waiting"]
    return here if any(one.state == "waiting" and one.report_id not in here for one in reports) else []


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
