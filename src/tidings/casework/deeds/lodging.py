"""Deed: a family asks. What they say of the person is a report like any other, and a standing query from then on."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from tidings.accounts.access import require
from tidings.accounts.actor import Actor, Role
from tidings.accounts.models import User
from tidings.casework import codes
from tidings.casework.answering import day_of
from tidings.casework.given import RequestGiven, requests_of
from tidings.casework.models import TracingRequest
from tidings.casework.public import family_accounts
from tidings.casework.results import Lodged, Numbered
from tidings.intake import Reading
from tidings.register.doing import Doing, perform
from tidings.register.entering import Entered, enter_requests, scouted_requests

CALL_EVERY: Final = timedelta(days=28)
"""A family that may be called is called at least so often, news or not."""


def lodge_request(*, actor: Actor, key: str, moment: datetime, request: RequestGiven) -> Lodged:
    """Lodge one request; the family's first answer is written with it.

    Args:
        actor: the public form's actor (`casework.public.public_actor`), or staff who write it for a family.
        key: idempotency key; the same form sent twice is one request, with the same code.
        moment: now.
        request: what they ask.
    """
    return _lodge(actor, key, moment, "lodge_request", (request,))[0]


def lodge_requests_from(*, actor: Actor, key: str, moment: datetime, reading: Reading) -> tuple[Lodged, ...]:
    """Lodge the requests of a request table (the record table with `enquirer` and `relation`), in one deed.

    Who takes a table does not become the one who calls these families.

    Returns:
        The new ones, in the order of the table: a row that was lodged before, in this or another table, adds nothing.
    """
    given = tuple(requests_of(reading))
    return _lodge(actor, key, moment, "lodge_requests", given) if given else ()


def _lodge(actor: Actor, key: str, moment: datetime, deed: str, given: Sequence[RequestGiven]) -> tuple[Lodged, ...]:
    require(actor, deed)
    known_before = _known(actor, given)
    told = {place: request.told() for place, request in enumerate(given) if request.row not in known_before}
    found = scouted_requests(actor, told)

    def act(doing: Doing) -> Numbered:
        known = _known(actor, given)
        fresh = {place: report for place, report in told.items() if given[place].row not in known}
        entered = enter_requests(doing, fresh, found)
        return Numbered(_enter(doing, key, [given[place] for place in fresh], entered))

    arguments = {"requests": [request.arguments() for request in given]}
    done = perform(actor=actor, key=key, moment=moment, deed=deed, arguments=arguments, result=Numbered, act=act)
    return tuple(Lodged(number, codes.draw(key, number)) for number in done.numbers)


def _known(actor: Actor, given: Sequence[RequestGiven]) -> set[str]:
    kept = {codes.kept_row(request.row): request.row for request in given if request.row}
    rows = TracingRequest.objects.seen_by(actor).filter(row__in=kept)
    return {kept[row] for row in rows.values_list("row", flat=True)}


def _enter(doing: Doing, key: str, given: Sequence[RequestGiven], entered: Sequence[Entered]) -> tuple[str, ...]:
    numbers = tuple(one.number for one in entered)
    users = family_accounts(
        doing.actor, {one.number: request.language for request, one in zip(given, entered, strict=True)}
    )
    TracingRequest.objects.put_all(
        _row(doing, key, request, one, user) for request, one, user in zip(given, entered, users, strict=True)
    )
    doing.about("request", *numbers)
    return numbers


def _row(doing: Doing, key: str, given: RequestGiven, entered: Entered, user: User) -> TracingRequest:
    wrote_it_down = doing.actor.role is not Role.FAMILY and not given.row
    number = entered.number
    return TracingRequest(
        bureau_id=doing.actor.bureau_id,
        number=number,
        report_id=entered.report_id,
        person_id=entered.person_id,
        user=user,
        code=codes.kept(number, codes.draw(key, number)),
        row=codes.kept_row(given.row),
        relation=given.relation,
        language=given.language,
        way=given.contact.way,
        contact=given.contact.sealed(number),
        consents=list(given.consents),
        caseworker_id=doing.actor.user_id if wrote_it_down else None,
        lodged=doing.moment,
        next_call=next_call(given.contact.way, day_of(doing.moment)),
    )


def next_call(way: str, day: date) -> date | None:
    """Return by when a family is to be called, if they want calls at all."""
    return day + CALL_EVERY if way == "phone" else None
