"""Deeds: opening a request at the desk, and a family opening its answer. Both are recorded."""

from collections.abc import Callable
from datetime import datetime

from tidings.accounts.actor import Actor, Role
from tidings.casework.models import TracingRequest
from tidings.casework.scope import request_of
from tidings.casework.showing import answer_shown, request_file
from tidings.casework.shown import AnswerShown, RequestFile
from tidings.register.doing import Doing, opening


def open_answer(*, actor: Actor, key: str, moment: datetime) -> AnswerShown:
    """Open a family's own answer; there is no way to name another's.

    Raises:
        Unknown: this account has no request.
    """

    def show(request: TracingRequest, _entry: int) -> AnswerShown:
        return answer_shown(actor, request)

    return opening(actor=actor, key=key, moment=moment, deed="open_answer", arguments={}, find=_found(""), show=show)


def open_request(*, actor: Actor, key: str, moment: datetime, number: str, why: str) -> RequestFile:
    """Open one request at the desk, with how the family is reached and the word to be said first.

    Raises:
        Unknown: no such request in this bureau.
    """

    def show(request: TracingRequest, entry: int) -> RequestFile:
        return request_file(actor, request, entry)

    return opening(
        actor=actor,
        key=key,
        moment=moment,
        deed="open_request",
        arguments={"number": number, "why": why},
        find=_found(number, why),
        show=show,
    )


def _found(number: str, why: str = "") -> Callable[[Doing], TracingRequest]:
    def find(doing: Doing) -> TracingRequest:
        request = request_of(doing.actor, number)
        doing.about("request", request.number)
        if doing.actor.role is not Role.FAMILY:
            doing.about("person", request.person.number)
        doing.because(why)
        return request

    return find
