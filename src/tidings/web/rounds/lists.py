"""The lists of a round: drawn from the register or taken from a file, with their gaps; and one person found by key."""

from collections import Counter

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tidings.accounts import may
from tidings.casework.deeds import rounds as deeds
from tidings.casework.rounds.compartment import digest_of
from tidings.casework.rounds.drawing import RULES as RULE_CODES
from tidings.casework.rounds.shown import RoundFile
from tidings.web.desk import DeskRequest, room, see_other
from tidings.web.dropping import dropped
from tidings.web.mistakes import Mistake
from tidings.web.paging import SIZE, page_number, pager
from tidings.web.rounds.entering import done, everybody, opened, shown
from tidings.web.rounds.figures import Someone, people_of, places_in
from tidings.web.rounds.words import GAPS, RULES, SIDES, STANDS
from tidings.web.words import word


@room("open_round")
@require_GET
def lists(request: DeskRequest, round_id: int) -> HttpResponse:
    """Show one list, fifty people a page, with where each stands and what is missing."""
    return _lists(request, round_id)


def _lists(request: DeskRequest, round_id: int, *errors: Mistake) -> HttpResponse:
    file = opened(request, round_id, "lists")
    side = request.GET.get("side", "A") if request.GET.get("side") in SIDES else "A"
    people = people_of(file, side)
    plan = file.state.runs[-1].plan if file.state.runs else None
    places = places_in(plan, people)
    asked = {name: request.GET.get(name, "") for name in ("gap", "stands")}
    chosen = [
        one
        for one in people
        if (not asked["gap"] or asked["gap"] in one.gaps)
        and (not asked["stands"] or asked["stands"] == places[one.listed["key"]])
    ]
    chosen.sort(key=lambda one: -(one.days if one.days is not None else -1))
    number = page_number(request)
    return shown(
        request,
        file,
        "lists.html",
        {
            "side": side,
            "sides": SIDES.items(),
            "listed": file.state.sides.get(side),
            "lines": [_line(file, one, places) for one in chosen[(number - 1) * SIZE : number * SIZE]],
            "pager": pager(request, len(chosen), number),
            "gaps": _counted(Counter(gap for one in people for gap in one.gaps)),
            "stands": [(code, word(STANDS, code), count) for code, count in Counter(places.values()).most_common()],
            "asked": asked,
            "rules": [(code, RULES[code]) for code in RULE_CODES],
            "may_list": may(request.actor, "unlisted"),
        },
        *errors,
    )


def _counted(gaps: Counter[str]) -> list[tuple[str, str, int]]:
    return [(code, word(GAPS, code), gaps[code]) for code in GAPS if gaps[code]]


def _line(file: RoundFile, one: Someone, places: dict[str, str]) -> dict[str, object]:
    stands = places[one.listed["key"]]
    return {
        "slug": digest_of(file.round_id, one.listed["key"]),
        "key": one.listed["key"],
        "name": one.listed.get("name", ""),
        "values": one.values,
        "days": one.days,
        "gaps": [word(GAPS, gap) for gap in one.gaps],
        "code": stands,
        "stands": word(STANDS, stands),
    }


@room("draw_list")
@require_POST
def draw(request: DeskRequest, round_id: int) -> HttpResponse:
    """Draw the own side's list out of the register."""
    return done(
        request,
        lambda ground: deeds.draw_list(**ground, round_id=round_id, rule=request.POST.get("rule", "")),
        reverse("web:round_lists", args=[round_id]),
        lambda error: _lists(request, round_id, error),
    )


@room("give_list")
@require_POST
def give(request: DeskRequest, round_id: int) -> HttpResponse:
    """Take a side's list from a file."""
    side = request.POST.get("side", "B")
    thing = next(dropped(request), None)
    if thing is None:
        return _lists(request, round_id, Mistake("files", _("Choose a file: ROUND.json or a CSV table.")))
    return done(
        request,
        lambda ground: deeds.give_list(
            **ground, round_id=round_id, side=side, content=thing.content, filename=thing.filename
        ),
        f"{reverse('web:round_lists', args=[round_id])}?side={side if side in SIDES else 'B'}",
        lambda error: _lists(request, round_id, error),
    )


@room("open_round")
@require_POST
def find(request: DeskRequest, round_id: int) -> HttpResponse:
    """Find one person by key, register number or a part of the name; by form, so that no name stands in an address."""
    file = opened(request, round_id, "find")
    wanted = request.POST.get("find", "").strip().casefold()
    exact = [one for _side, one in everybody(file) if wanted and wanted == one["key"].casefold()]
    found = exact or [one for _side, one in everybody(file) if wanted and wanted in one.get("name", "").casefold()]
    if len(found) == 1:
        return see_other(reverse("web:round_person", args=[round_id, digest_of(round_id, found[0]["key"])]))
    said = _("Nobody on the lists is called so.") if not found else _("Several people fit. Type the number, or more.")
    return _lists(request, round_id, Mistake("find", said))
