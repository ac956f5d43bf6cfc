"""Deed: a person has called. Only this closes a call; the software tells nobody anything."""

from datetime import datetime

from tidings.accounts.actor import Actor
from tidings.casework.answering import day_of
from tidings.casework.deeds.lodging import next_call
from tidings.casework.errors import Unknown
from tidings.casework.models import TellTask, TracingRequest
from tidings.casework.results import Called
from tidings.register.doing import Doing, perform


def mark_called(*, actor: Actor, key: str, moment: datetime, call_id: int) -> Called:
    """Record that the family was called. After the talk about a death, their page gives the caller's name and number.

    Raises:
        Unknown: there is no such open call in this bureau.
    """

    def act(doing: Doing) -> Called:
        return _close(doing, call_id)

    arguments = {"call": call_id}
    return perform(actor=actor, key=key, moment=moment, deed="mark_called", arguments=arguments, result=Called, act=act)


def _close(doing: Doing, call_id: int) -> Called:
    open_calls = TellTask.objects.seen_by(doing.actor).filter(done=None, lapsed=None)
    call = open_calls.locked().filter(pk=call_id).first()
    if call is None:
        raise Unknown("There is no such call to be made: it was made already, or its cause went away.")
    call.done, call.by_id = doing.moment, doing.actor.user_id
    call.save(update_fields=["done", "by"])
    request = TracingRequest.objects.seen_by(doing.actor).get(pk=call.request_id)
    request.caseworker_id = doing.actor.user_id
    request.next_call = next_call(request.way, day_of(doing.moment))
    request.save(update_fields=["caseworker", "next_call"])
    doing.about("request", request.number)
    doing.touch("call", call.kind)
    return Called(call.pk, request.number, call.kind)
