"""A family's answer follows the register: written in the same transaction as whatever changed the person's file.

Never for a death: while a file speaks of one, the page keeps the last answer told, with its date. `follow` is the hook
the register calls at the end of every deed that changed a file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import timezone

from tidings.accounts.actor import Actor
from tidings.casework.grounds import CONFIRMED, RELEASED, Asked, GroundFact, grounds_of
from tidings.casework.models import Answer, TellTask, TracingRequest
from tidings.register.batches import batches
from tidings.register.doing import Doing
from tidings.register.linking import content_of, standings_of
from tidings.register.models import Person
from tidings.register.standing import members_of, root_id, status_for_reports
from tidings.register.status import Status

DEATH: Final = "death"
DEATH_BACK: Final = "death_back"
BACK: Final = "back"
GOOD_NEWS: Final = {CONFIRMED: "captive", RELEASED: "released"}


@dataclass(frozen=True, slots=True)
class Case:
    """One request while its answer is worked out: how its person stands now, and what was told last."""

    request: TracingRequest
    status: Status
    told: Answer | None
    calls: tuple[TellTask, ...]


def follow(doing: Doing, person_ids: frozenset[int]) -> None:
    """Write the answers that are different now, and ask for the calls that a person must make."""
    for batch in batches(person_ids):
        _follow(doing, batch)


def _follow(doing: Doing, person_ids: Iterable[int]) -> None:
    cases = _cases(doing.actor, person_ids)
    facts = _facts(doing.actor, {report for case in cases for report in case.status.grounds})
    for case in cases:
        _mind_death(doing, case)
        held = case.status.died or case.status.death_said
        _mind_fall(doing, case, held=held)
        if not held:
            _answer(doing, case, [facts[report] for report in case.status.grounds])


def _cases(actor: Actor, person_ids: Iterable[int]) -> list[Case]:
    persons = Person.objects.seen_by(actor).filter(pk__in=set(person_ids))
    members = members_of(actor, {root_id(person) for person in persons})
    touched = {member.pk for group in members.values() for member in group}
    rows = TracingRequest.objects.seen_by(actor).filter(person_id__in=touched).select_related("report").order_by("pk")
    requests = list(rows)
    stands = status_for_reports(actor, [request.report_id for request in requests])
    told = newest_answers(actor, requests)
    calls = _calls(actor, requests)
    return [
        Case(request, stands[request.report_id].status, told.get(request.pk), tuple(calls.get(request.pk, ())))
        for request in requests
        if request.report_id in stands
    ]


def newest_answers(actor: Actor, requests: Iterable[TracingRequest]) -> dict[int, Answer]:
    """Return the answer each request's family sees now."""
    rows = Answer.objects.seen_by(actor).filter(request__in=list(requests)).order_by("pk")
    return {row.request_id: row for row in rows}


def _calls(actor: Actor, requests: list[TracingRequest]) -> dict[int, list[TellTask]]:
    found: dict[int, list[TellTask]] = {}
    for call in TellTask.objects.seen_by(actor).filter(request__in=requests, lapsed=None).order_by("pk"):
        found.setdefault(call.request_id, []).append(call)
    return found


def _facts(actor: Actor, report_ids: set[int]) -> dict[int, GroundFact]:
    return {
        report_id: GroundFact(
            standing.report.event,
            standing.report.source.kind,
            standing.report.origin,
            None if standing.report.handling == "sealed" else content_of(standing.report).event_date,
        )
        for report_id, standing in standings_of(actor, report_ids).items()
    }


def _answer(doing: Doing, case: Case, facts: list[GroundFact]) -> None:
    state, told = case.status.answer, case.told
    grounds = grounds_of(state, facts, asked_in(case.request), _signed(told, state, doing.moment))
    kept = [list(ground) for ground in grounds]
    if told is not None and (told.state, told.grounds) == (state, kept):
        return
    Answer.objects.put(
        doing.actor, request=case.request, state=state, as_of=day_of(doing.moment), grounds=kept, moment=doing.moment
    )
    doing.about("request", case.request.number)
    if told is not None and told.state != state:
        _let_lapse(doing, (call for call in case.calls if call.done is None and call.kind not in {DEATH, DEATH_BACK}))
        _ask_for_call(doing, case, BACK if state < told.state else GOOD_NEWS.get(state, "news"))


def _signed(told: Answer | None, state: int, moment: datetime) -> date:
    """The day two people had signed: when this state was first told, as long as it has stood since."""
    if told is not None and told.state == state:
        for code, values in told.grounds:
            if code == "signed":
                return date.fromisoformat(values["day"])
    return day_of(moment)


def _mind_death(doing: Doing, case: Case) -> None:
    asked = [call for call in case.calls if call.kind == DEATH]
    if case.status.died and not asked:
        _let_lapse(doing, (call for call in case.calls if call.done is None))
        _ask_for_call(doing, case, DEATH)
    if asked and not case.status.died:
        _let_lapse(doing, asked)
        if any(call.done for call in asked):
            _ask_for_call(doing, case, DEATH_BACK)


def _mind_fall(doing: Doing, case: Case, *, held: bool) -> None:
    """While a word of death holds the page still, a confirmation that fell is told by a person and not by the page."""
    if case.told is None:
        return
    asked = [call for call in case.calls if call.kind == BACK and call.before == case.told.state]
    fallen = case.told.state >= CONFIRMED and case.status.answer < case.told.state
    if not fallen:
        _let_lapse(doing, (call for call in asked if call.done is None))
    elif held and not asked and not case.status.died:
        _ask_for_call(doing, case, BACK)


def _let_lapse(doing: Doing, calls: Iterable[TellTask]) -> None:
    for call in calls:
        call.lapsed = doing.moment
        call.save(update_fields=["lapsed"])


def _ask_for_call(doing: Doing, case: Case, kind: str) -> None:
    before = case.told.state if case.told else 1
    after = before if kind in {DEATH, DEATH_BACK} else case.status.answer
    TellTask.objects.put(doing.actor, request=case.request, kind=kind, before=before, after=after, opened=doing.moment)
    doing.about("request", case.request.number)


def asked_in(request: TracingRequest) -> Asked:
    """Return what a ground may know of a request."""
    others = () if request.report.erased else content_of(request.report).alias
    return Asked(day_of(request.lodged), 1 + len(others))


def day_of(moment: datetime) -> date:
    """The day of a moment where this bureau works."""
    return timezone.localtime(moment).date()
