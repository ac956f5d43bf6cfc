"""Deeds: a person's file, a proposal or what came in opened, two reports compared, a search made: so recorded."""

from datetime import datetime
from typing import Final

from tidings.accounts.actor import Actor
from tidings.register.doing import Doing, opening
from tidings.register.errors import RuleRefused, Unknown
from tidings.register.models import Proposal, Standing
from tidings.register.personfile import person_file
from tidings.register.reviewing import both_numbers, comparison, proposal_file
from tidings.register.searching import Found, find_persons, question_of
from tidings.register.showing import with_all
from tidings.register.shown import ComparisonShown, PersonFile, ProposalFile, SearchResult, TakingFile
from tidings.register.standing import members_of, person_numbered, root_id
from tidings.register.takings import Opened, Part, opened, taking_file

MOST_ROWS: Final = 200
"""So many reports of a table are opened together at most."""


def open_person(*, actor: Actor, key: str, moment: datetime, number: str, why: str) -> PersonFile:
    """Open a person's file.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        number: the register number, or one that was joined into it.
        why: what it is opened for; wanted, short.

    Raises:
        Unknown: no such person in this bureau.
        RuleRefused: no reason was given.
    """

    def find(doing: Doing) -> int:
        if not why.strip():
            raise RuleRefused("Say what this file is opened for: every reading is recorded with its reason.")
        root = root_id(person_numbered(actor, number))
        doing.about("person", *(person.number for person in members_of(actor, [root])[root]))
        doing.because(why)
        return root

    return opening(
        actor=actor,
        key=key,
        moment=moment,
        deed="open_person",
        arguments={"number": number, "why": why},
        find=find,
        show=lambda root, entry: person_file(actor, root, entry),
    )


def open_proposal(*, actor: Actor, key: str, moment: datetime, proposal_id: int) -> ProposalFile:
    """Open a proposal for review: both files are read, and both say so.

    Raises:
        Unknown: no such proposal, or a side of it is not accepted (any more).
    """

    def find(doing: Doing) -> Proposal:
        row = Proposal.objects.seen_by(actor).filter(pk=proposal_id).first()
        if row is None:
            raise Unknown("There is no such proposal in this bureau.")
        doing.about("proposal", proposal_id)
        doing.about("person", *both_numbers(actor, row))
        return row

    return opening(
        actor=actor,
        key=key,
        moment=moment,
        deed="open_proposal",
        arguments={"proposal": proposal_id},
        find=find,
        show=lambda row, entry: proposal_file(actor, row, entry),
    )


def open_taking(  # noqa: PLR0913 -- what is opened, and which page of it: all keyword-only
    *,
    actor: Actor,
    key: str,
    moment: datetime,
    taking_id: int,
    state: str = "",
    order: str = "",
    skip: int = 0,
    limit: int = 50,
) -> TakingFile:
    """Open one thing that came in; the file of every person whose report is shown says so.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        taking_id: what came in.
        state: of a table only reports that stand so; "" is all but the mended.
        order: of a table "name", "birth" or "event"; else as in the file.
        skip: of a table how many reports come before the page; a text is always opened whole.
        limit: how many reports of a table, 200 at most.

    Raises:
        Unknown: no such thing in this bureau.
    """

    def find(doing: Doing) -> Opened:
        found = opened(actor, taking_id, Part(state, order, skip, min(limit, MOST_ROWS)))
        doing.about("taking", taking_id)
        persons = [standing.person for standing in found.standings if standing.person]
        doing.about("person", *(one.number for person in persons for one in (person, person.joined_into) if one))
        return found

    return opening(
        actor=actor,
        key=key,
        moment=moment,
        deed="open_taking",
        arguments={"taking": taking_id, "state": state, "order": order, "skip": skip, "limit": limit},
        find=find,
        show=lambda found, entry: taking_file(actor, found, entry),
    )


def compare_reports(*, actor: Actor, key: str, moment: datetime, left: int, right: int) -> ComparisonShown:
    """Compare two reports, whatever their keys; the reasons quote both, so both persons' files say who read them.

    Raises:
        Unknown: one of them is not in this bureau.
    """

    def find(doing: Doing) -> tuple[Standing, Standing]:
        sides = {row.report_id: row for row in with_all(actor).filter(report_id__in=(left, right))}
        if left == right or len(sides) != 2:  # noqa: PLR2004 -- a pair has two sides
            raise Unknown("Two different reports of this bureau are needed.")
        doing.about("report", left, right)
        doing.about("person", *(row.person.number for row in sides.values() if row.person))
        return sides[left], sides[right]

    return opening(
        actor=actor,
        key=key,
        moment=moment,
        deed="compare_reports",
        arguments={"left": left, "right": right},
        find=find,
        show=lambda sides, _entry: comparison(actor, *sides),
    )


def search(*, actor: Actor, key: str, moment: datetime, text: str, born: str = "", place: str = "") -> SearchResult:
    """Search the register for a person in any spelling. What was asked and whose names were shown is recorded.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        text: a name in any script, begun or whole, with an age, a year, a place or a unit; or a register number.
        born: birth date or part of it, as people write it.
        place: a place of birth or residence.
    """

    def find(doing: Doing) -> Found:
        found = find_persons(actor, question_of(text, born, place, moment.date()))
        doing.about("person", *(hit.number for hit in found.hits))
        doing.touch("question", [text, born, place])
        return found

    return opening(
        actor=actor,
        key=key,
        moment=moment,
        deed="search",
        arguments={"text": text, "born": born, "place": place},
        find=find,
        show=lambda found, entry: SearchResult(text, found.hits, found.persons, entry),
    )
