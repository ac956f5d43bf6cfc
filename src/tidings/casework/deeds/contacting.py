"""Deed: a family is reached another way now."""

from datetime import datetime

from tidings.accounts.actor import Actor
from tidings.casework.answering import day_of
from tidings.casework.contact import Contact, opened
from tidings.casework.deeds.lodging import next_call
from tidings.casework.results import ContactChanged
from tidings.casework.scope import request_of
from tidings.register.doing import Doing, perform


def change_contact(  # noqa: PLR0913 -- a contact has this many lines, all keyword-only
    *,
    actor: Actor,
    key: str,
    moment: datetime,
    number: str = "",
    way: str,
    address: str = "",
    hours: str = "",
    word: str = "",
) -> ContactChanged:
    """Change how a family is reached. The log says that it changed and to which way, never the number or the word.

    Args:
        actor: the family itself, or staff.
        key: idempotency key.
        moment: now.
        number: the request; a family's own, whatever is given.
        way: one of `casework.contact.WAYS`.
        address: telephone number, postal address or the trusted person.
        hours: when they can talk.
        word: a new shared word; "" keeps the old one.

    Raises:
        Unknown: no such request, or not theirs.
        BadRequest: no such way, or a line too long.
    """

    def act(doing: Doing) -> ContactChanged:
        request = request_of(actor, number, locked=True)
        known = opened(request.number, request.contact)
        contact = Contact(known.enquirer, way, address, hours, word or known.word)
        request.contact = contact.sealed(request.number)
        request.way = way
        request.next_call = next_call(way, day_of(moment))
        request.save(update_fields=["contact", "way", "next_call"])
        doing.about("request", request.number)
        doing.touch("way", way)
        return ContactChanged(request.number, way)

    arguments = {"number": number, "way": way, "address": address, "hours": hours, "word": word}
    return perform(
        actor=actor, key=key, moment=moment, deed="change_contact", arguments=arguments, result=ContactChanged, act=act
    )
