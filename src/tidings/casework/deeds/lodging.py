"""Deed: a family asks. What they say of the person is a report like any other, and a standing query from then on."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from tidings.accounts.access import require
from tidings.accounts.actor import Actor, Role
from tidings.accounts.models import User
from tidings.casework import codes
from tidings.casework.answering import day_of
from tidings.casework.given import RequestGiven
from tidings.casework.models import TracingRequest
from tidings.casework.public import family_accounts
from tidings.casework.results import Lodged, Numbered
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
    require(actor, "lodge_request")
    told = {0: request.told()}
    found = scouted_requests(actor, told)

    def act(doing: Doing) -> Numbered:
        entered = enter_requests(doing, told, found)
        return Numbered(put_requests(doing, key, (request,), entered))

    arguments = {"requests": [request.arguments()]}
    done = perform(
        actor=actor, key=key, moment=moment, deed="lodge_request", arguments=arguments, result=Numbered, act=act
    )
    return Lodged(done.numbers[0], codes.draw(key, done.numbers[0]))


def put_requests(doing: Doing, key: str, given: Sequence[RequestGiven], entered: Sequence[Entered]) -> tuple[str, ...]:
    """Write the rows of requests whose reports are entered; call it inside the deed that lodges them."""
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
