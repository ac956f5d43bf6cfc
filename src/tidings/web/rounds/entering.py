"""Opening a round for one of its pages: recorded before anything is shown; people go by a digest in addresses."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tidings.casework.deeds import rounds as deeds
from tidings.casework.rounds.shown import RoundFile
from tidings.kernel.errors import TidingsError
from tidings.web.desk import DeskRequest, deed_key, fresh_key, now, page, see_other
from tidings.web.mistakes import Mistake, mistake

TABS = (
    ("overview", _("Overview"), "web:round"),
    ("lists", _("Lists"), "web:round_lists"),
    ("terms", _("Terms"), "web:round_terms"),
    ("plans", _("Plans"), "web:round_plans"),
    ("lot", _("Lot"), "web:round_lot"),
    ("outcomes", _("Outcomes"), "web:round_outcomes"),
    ("members", _("Who is admitted"), "web:round_members"),
)


def opened(request: DeskRequest, round_id: int, what: str, person: str = "") -> RoundFile:
    """Open a round; the opening is recorded with its page and, where one is shown alone, its person."""
    return deeds.open_round(
        actor=request.actor, key=fresh_key(), moment=now(), round_id=round_id, page=what, person=person
    )


def everybody(file: RoundFile) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Go through the people of all lists."""
    for side, listed in file.state.sides.items():
        for one in listed.persons:
            yield side, one


def shown(
    request: DeskRequest, file: RoundFile, template: str, context: Mapping[str, Any], *errors: Mistake
) -> HttpResponse:
    """Render one page of a round."""
    here = template.removesuffix(".html")
    tabs = [(name, reverse(url, args=[file.round_id]), code == here) for code, name, url in TABS]
    whole = {"round": file, "tabs": tabs, "errors": errors, **context}
    return page(request, f"rounds/{template}", whole, status=422 if errors else 200)


def done(
    request: DeskRequest, act: Callable[[dict[str, Any]], object], target: str, again: Callable[..., HttpResponse]
) -> HttpResponse:
    """Do a deed of a round and go on to `target`; where it is refused show the page `again` with the mistake."""
    try:
        act({"actor": request.actor, "key": deed_key(request), "moment": now()})
    except TidingsError as error:
        return again(mistake(error))
    return see_other(target)
