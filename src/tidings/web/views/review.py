"""Review: the queue of proposals, one proposal side by side, the verdict, and taking it back."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tidings.kernel.errors import TidingsError
from tidings.register import deeds, queries
from tidings.register.results import Decided
from tidings.register.shown import ProposalLine, ReviewQueue
from tidings.web.comparing import comparison_context, sides_of
from tidings.web.desk import DeskRequest, deed_key, fresh_key, now, page, room, see_other, whole_number
from tidings.web.mistakes import Mistake, mistake
from tidings.web.paging import SIZE, page_number, pager
from tidings.web.shaping import chance
from tidings.web.views.signin import safe_next

DECIDED = "decided"
FIRM = ("same", "different")


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal of the queue as its row shows it."""

    proposal_id: int
    left: str
    right: str
    chance: str
    moment: datetime


@room("review_queue")
@require_GET
def review(request: DeskRequest) -> HttpResponse:
    """List what waits for a verdict, the ones that touch a family's answer first."""
    number = page_number(request)
    queue = queries.review_queue(actor=request.actor, skip=(number - 1) * SIZE)
    context = {
        "queue": queue,
        "groups": _groups(queue),
        "pager": pager(request, queue.total, number),
        **decided_context(request),
    }
    return page(request, "review.html", context)


@room("open_proposal")
@require_http_methods(["GET", "POST"])
def proposal(request: DeskRequest, proposal_id: int) -> HttpResponse:
    """Show two reports side by side; on POST decide and go on to the next proposal."""
    if request.method == "GET":
        return _opened(request, proposal_id)
    verdict, why = request.POST.get("verdict", ""), request.POST.get("why", "")
    if verdict not in (*FIRM, "unsure"):
        return _opened(request, proposal_id, Mistake("why", _("Choose Same, Different or Unsure.")))
    if verdict in FIRM and not why.strip():
        return _opened(
            request, proposal_id, Mistake("why", _("Say why in one sentence: another person will check it."))
        )
    try:
        decided = _decide(request, verdict, why)
    except TidingsError as error:
        return _opened(request, proposal_id, mistake(error, "why"))
    request.session[DECIDED] = asdict(decided) | {"proposal_id": proposal_id}
    following = request.POST.get("following", "")
    if not following:
        return see_other(reverse("web:review"))
    return see_other(reverse("web:proposal", args=[whole_number(following)]))


@room("undo")
@require_POST
def undo(request: DeskRequest, decision_id: int) -> HttpResponse:
    """Take a decision back, then show where it was made."""
    undone = deeds.undo(
        actor=request.actor,
        key=deed_key(request),
        moment=now(),
        decision_id=decision_id,
        reason=request.POST.get("reason", ""),
    )
    left, right = undone.persons[0], undone.persons[-1]
    request.session[DECIDED] = {"decision_id": decision_id, "left": left, "right": right, "undone": True}
    return see_other(safe_next(request, request.POST.get("next", ""), reverse("web:review")))


def _decide(request: DeskRequest, verdict: str, why: str) -> Decided:
    sent = request.POST
    left, right, version = (whole_number(sent.get(name, "")) for name in ("left", "right", "version"))
    return deeds.decide(
        actor=request.actor,
        key=deed_key(request),
        moment=now(),
        left=left,
        right=right,
        verdict=verdict,
        reason=why,
        version=version,
    )


def _opened(request: DeskRequest, proposal_id: int, *errors: Mistake) -> HttpResponse:
    file = deeds.open_proposal(actor=request.actor, key=fresh_key(), moment=now(), proposal_id=proposal_id)
    sides = sides_of(file)
    context = {
        "file": file,
        "sides": sides,
        "touches_family": any(side.shown.request for side in sides),
        "why": request.POST.get("why", ""),
        "errors": errors,
        **comparison_context(file.comparison, request.actor.language),
        **decided_context(request),
    }
    return page(request, "proposal.html", context, status=422 if errors else 200)


def decided_context(request: DeskRequest) -> dict[str, Any]:
    """What the note above says of the decision just made or taken back; it is shown once."""
    decided = request.session.pop(DECIDED, None)
    if not decided:
        return {}
    proposal_id = decided.get("proposal_id")
    return {"decided": decided, "undo_next": reverse("web:proposal", args=[proposal_id]) if proposal_id else ""}


def _groups(queue: ReviewQueue) -> list[tuple[str, list[Line]]]:
    """The queue in two groups: with a family's request, and without."""
    groups = ((_("Touches a family’s answer"), True), (_("Two files, perhaps one person"), False))
    lines = [(words, [_line(line) for line in queue.lines if line.request is request]) for words, request in groups]
    return [(words, group) for words, group in lines if group]


def _line(line: ProposalLine) -> Line:
    return Line(line.proposal_id, line.left, line.right, chance(line.probability), line.moment)
