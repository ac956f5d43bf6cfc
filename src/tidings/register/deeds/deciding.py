"""Deeds: same, different or unsure, and taking such a decision back."""

from datetime import datetime
from typing import Final

from tidings.accounts.actor import Actor
from tidings.register.doing import Doing, perform
from tidings.register.errors import Conflict, RuleRefused, Unknown
from tidings.register.models import Decision, Pair, Person, Standing, State, Undoing
from tidings.register.proposals import refresh_persons
from tidings.register.results import Decided, Undone
from tidings.register.standing import members_of, person_numbered, rejoin, root_id

VERDICTS: Final = ("same", "different", "unsure")
FIRM: Final = ("same", "different")


def decide(  # noqa: PLR0913 -- who, when, whom, what and why: all keyword-only
    *,
    actor: Actor,
    key: str,
    moment: datetime,
    left: int | str,
    right: int | str,
    verdict: str,
    reason: str,
    version: int | None = None,
) -> Decided:
    """Decide whether two reports or persons are one human being.

    Args:
        actor: who does it.
        key: idempotency key.
        moment: now.
        left: a report's id, or a person's register number.
        right: the other one.
        verdict: "same" joins the two files, "different" keeps them apart for good, "unsure" lets the pair wait.
        reason: why; wanted for "same" and "different".
        version: the pair's version when the decider saw it (`ProposalFile.version`); a later one is a conflict.

    Raises:
        RuleRefused: a rule says no: the same person, a "different" in the way, a decision already in force.
        Conflict: somebody decided this pair since it was opened.
    """

    def act(doing: Doing) -> Decided:
        _check_words(verdict, reason)
        one, other = sorted((_person(actor, left), _person(actor, right)), key=lambda person: person.pk)
        if one.pk == other.pk:
            raise RuleRefused(
                "These two are the same subject of one original; there is nothing to decide. "
                "If they are two people, mend the name of the misread report: it then stands on its own."
            )
        pair = _pair(actor, one, other, version)
        _check_joins(actor, one, other, verdict)
        decision = _write(doing, pair, verdict, reason)
        changed = rejoin(actor, (one.pk, other.pk))
        refresh_persons(actor, changed)
        if verdict == "same":
            doing.changes(changed)
        numbers = _numbers(actor, one, other)
        doing.about("person", one.number, other.number, *numbers)
        doing.because(reason)
        doing.touch("verdict", verdict)
        return Decided(decision.pk, verdict, one.number, other.number, numbers[0] if verdict == "same" else "")

    return perform(
        actor=actor,
        key=key,
        moment=moment,
        deed="decide",
        arguments={"left": left, "right": right, "verdict": verdict, "reason": reason, "version": version},
        result=Decided,
        act=act,
    )


def undo(*, actor: Actor, key: str, moment: datetime, decision_id: int, reason: str) -> Undone:
    """Take a decision back. What rested on it falls: files part again, and statuses are worked out anew.

    Raises:
        Unknown: there is no such decision in this bureau.
        RuleRefused: no reason was given.
        Conflict: it is not in force any more.
    """

    def act(doing: Doing) -> Undone:
        if not reason.strip():
            raise RuleRefused("Say why this decision is taken back.")
        decision = Decision.objects.seen_by(actor).filter(pk=decision_id).select_related("left", "right").first()
        if decision is None:
            raise Unknown("There is no such decision in this bureau.")
        pair = Pair.objects.seen_by(actor).filter(left=decision.left, right=decision.right).first()
        if pair is None or pair.decision_id != decision.pk:
            raise Conflict("This decision is not in force any more: somebody took it back or decided anew.")
        Undoing.objects.put(actor, decision=decision, reason=reason.strip(), moment=moment, by_id=actor.user_id)
        pair.decision, pair.verdict = None, ""
        pair.version += 1
        pair.save()
        changed = rejoin(actor, (decision.left_id, decision.right_id))
        refresh_persons(actor, changed)
        doing.changes(changed)
        numbers = _numbers(actor, decision.left, decision.right)
        doing.about("person", decision.left.number, decision.right.number, *numbers)
        doing.because(reason)
        return Undone(decision.pk, numbers)

    return perform(
        actor=actor,
        key=key,
        moment=moment,
        deed="undo",
        arguments={"decision": decision_id, "reason": reason},
        result=Undone,
        act=act,
    )


def _check_words(verdict: str, reason: str) -> None:
    if verdict not in VERDICTS:
        raise RuleRefused(f"A verdict is one of: {', '.join(VERDICTS)}.")
    if verdict in FIRM and not reason.strip():
        raise RuleRefused("Say why: “same” and “different” want a reason that a colleague can check.")


def _person(actor: Actor, side: int | str) -> Person:
    """Return the base person of a report or number: decisions are kept between these, so that they can be undone."""
    if isinstance(side, str):
        return person_numbered(actor, side)
    standing = Standing.objects.seen_by(actor).filter(report_id=side).select_related("person").first()
    if standing is None:
        raise Unknown("There is no such report in this bureau.")
    if standing.person is None or standing.state != State.ACCEPTED:
        raise RuleRefused("Only accepted reports about a subject can be decided on. Accept this one first.")
    return standing.person


def _pair(actor: Actor, one: Person, other: Person, version: int | None) -> Pair:
    pair = Pair.objects.seen_by(actor).filter(left=one, right=other).first()
    if pair is None:
        pair = Pair.objects.put(actor, left=one, right=other)
    if version is not None and version != pair.version:
        raise Conflict("Somebody decided this pair since you opened it. Look at their decision first.")
    if pair.verdict in FIRM:
        raise Conflict(
            f"“{pair.verdict}” is in force between these two. Take that decision back first, if it is wrong."
        )
    return pair


def _check_joins(actor: Actor, one: Person, other: Person, verdict: str) -> None:
    groups = members_of(actor, {root_id(one), root_id(other)})
    if len(groups) == 1:
        raise RuleRefused(
            "These two are in one file already, joined through other decisions. Take one of those back first."
        )
    if verdict == "same":
        everybody = [person.pk for group in groups.values() for person in group]
        apart = Pair.objects.seen_by(actor).filter(verdict="different", left_id__in=everybody, right_id__in=everybody)
        between = apart.select_related("left", "right").first()
        if between is not None:
            raise RuleRefused(
                f"A person decided that {between.left.number} and {between.right.number} are different, "
                "and this would make them one. A human “different” is never overridden: take it back first."
            )


def _write(doing: Doing, pair: Pair, verdict: str, reason: str) -> Decision:
    decision = Decision.objects.put(
        doing.actor,
        left_id=pair.left_id,
        right_id=pair.right_id,
        verdict=verdict,
        reason=reason.strip(),
        moment=doing.moment,
        by_id=doing.actor.user_id,
    )
    pair.decision, pair.verdict = decision, verdict
    pair.version += 1
    pair.save()
    return decision


def _numbers(actor: Actor, *persons: Person) -> tuple[str, ...]:
    """Return the numbers these persons' files have now."""
    fresh = Person.objects.seen_by(actor).select_related("joined_into").in_bulk([person.pk for person in persons])
    numbers = [(fresh[person.pk].joined_into or fresh[person.pk]).number for person in persons]
    return tuple(dict.fromkeys(numbers))
