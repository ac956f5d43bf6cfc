"""On whose list a person stands: put on, taken back; and the worklist of those known captive and listed nowhere."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tidings.register import deeds, queries
from tidings.web.desk import DeskRequest, deed_key, now, page, room, see_other
from tidings.web.dropping import day_given
from tidings.web.mistakes import Mistake
from tidings.web.paging import SIZE, page_number, pager
from tidings.web.rounds.words import LISTS
from tidings.web.views.person import again
from tidings.web.words import word


@room("unlisted")
@require_GET
def unlisted(request: DeskRequest) -> HttpResponse:
    """Show who is known to be captive and not listed. No name is shown here: opening a file is recorded."""
    missing = request.GET.get("missing", "")
    number = page_number(request)
    found = queries.unlisted(
        actor=request.actor, missing=missing if missing in LISTS else "", skip=(number - 1) * SIZE, limit=SIZE
    )
    context = {
        "lines": [(line, [word(LISTS, name) for name in line.on]) for line in found.lines],
        "total": found.total,
        "missing": missing,
        "lists": LISTS.items(),
        "pager": pager(request, found.total, number),
    }
    return page(request, "unlisted.html", context)


@room("add_listing")
@require_POST
def add(request: DeskRequest, number: str) -> HttpResponse:
    """Put a person on a list, with its proof."""
    sent = request.POST
    since = day_given(sent.get("since", ""))
    if since is None:
        return again(request, number, Mistake("since", _("Give the day of the list or of its letter.")))
    deeds.add_listing(
        actor=request.actor,
        key=deed_key(request),
        moment=now(),
        person=number,
        kept_by=sent.get("kept_by", ""),
        since=since,
        proof=sent.get("proof", ""),
    )
    return see_other(f"{reverse('web:person', args=[number])}#lists")


@room("withdraw_listing")
@require_POST
def withdraw(request: DeskRequest, number: str, listing_id: int) -> HttpResponse:
    """Take a listing back, with the reason."""
    deeds.withdraw_listing(
        actor=request.actor,
        key=deed_key(request),
        moment=now(),
        listing_id=listing_id,
        reason=request.POST.get("reason", ""),
    )
    return see_other(f"{reverse('web:person', args=[number])}#lists")
