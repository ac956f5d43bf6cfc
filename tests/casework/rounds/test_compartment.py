"""A round is a compartment: nobody sees it unless admitted, every opening is recorded, and the log names nobody."""

import inspect
from datetime import date

import pytest

from tidings.accounts import ACCESS, Actor, Refused, Role, may
from tidings.casework import queries
from tidings.casework.deeds import rounds as deeds
from tidings.casework.errors import Unknown
from tidings.casework.rounds.compartment import digest_of
from tidings.register.errors import Conflict, RuleRefused

DEEDS = [getattr(deeds, name) for name in deeds.__all__]
ARGUMENTS = {
    "admit_to_round": {"username": "outsider"},
    "dismiss_from_round": {"user_id": 1},
    "open_round": {"page": "overview"},
    "draw_list": {"rule": "either"},
    "give_list": {"side": "B", "content": b"key\nX\n", "filename": "x.csv"},
    "record_finding": {"person": "B-1", "what": "wish", "value": "no", "grounds": "told"},
    "sign_finding": {"entry_id": 1},
    "keep_terms": {"name": "ours", "terms": {}},
    "propose_override": {"person": "B-1", "effect": "include", "reason": "named"},
    "approve_override": {"entry_id": 1},
    "withdraw_override": {"entry_id": 1},
    "run_plan": {"scenario": 1},
    "commit_lot": {"scenario": 1, "source": "a public draw", "due": "2026-12-01"},
    "enter_lot": {"lot": 1, "value": "7"},
    "sign_plan": {"run": 1},
    "record_outcome": {"person": "B-1", "outcome": "refused", "day": None},
}


@pytest.mark.parametrize("function", DEEDS, ids=lambda function: function.__name__)
def test_every_deed_stands_in_the_table_and_asks_who_acts(function):
    parameters = list(inspect.signature(function).parameters.values())
    assert [parameter.name for parameter in parameters[:3]] == ["actor", "key", "moment"]
    assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters)
    assert ACCESS[function.__name__] == {Role.NEGOTIATOR, Role.SUPERVISOR}


@pytest.mark.parametrize("name", list(ARGUMENTS))
def test_whoever_is_not_admitted_is_told_there_is_no_such_round(listed, name):
    arguments = {one: date(2026, 11, 21) if value is None else value for one, value in ARGUMENTS[name].items()}
    deed = getattr(deeds, name)
    for stranger in (listed.outsider, listed.desk.bohdan):
        with pytest.raises(Unknown):
            deed(**listed.ground(stranger), **arguments)
    abroad = Actor(listed.desk.chuzhyi.user_id, listed.desk.other_bureau_id, Role.NEGOTIATOR, "")
    with pytest.raises(Unknown):
        deed(**listed.ground(abroad), **arguments)
    for role in (Role.CASEWORKER, Role.FAMILY):
        nobody = Actor(listed.desk.olena.user_id, listed.desk.bureau_id, role, "")
        with pytest.raises(Refused):
            deed(**listed.ground(nobody), **arguments)


def test_the_list_of_rounds_holds_only_ones_own(listed):
    assert [line.name for line in queries.rounds(actor=listed.mark)] == ["2026-11"]
    assert [line.members for line in queries.rounds(actor=listed.mark)] == [2]
    assert queries.rounds(actor=listed.outsider) == ()
    assert queries.rounds(actor=listed.desk.bohdan) == ()


def test_a_supervisor_sees_a_round_only_when_admitted_and_not_any_more_when_dismissed(listed):
    bohdan = listed.desk.bohdan
    deeds.admit_to_round(**listed.ground(), username="bohdan")
    assert listed.open(bohdan).name == "2026-11"
    deeds.dismiss_from_round(**listed.ground(bohdan), user_id=bohdan.user_id)
    with pytest.raises(Unknown):
        listed.open(bohdan)
    assert [member.name for member in listed.open().members if member.left is None] == ["Hanna", "Mark"]


def test_a_caseworker_cannot_be_admitted_and_the_last_member_cannot_leave(room):
    with pytest.raises(RuleRefused):
        deeds.admit_to_round(**room.ground(), username="olena")
    with pytest.raises(RuleRefused):
        deeds.admit_to_round(**room.ground(), username="mark")
    deeds.dismiss_from_round(**room.ground(), user_id=room.mark.user_id)
    with pytest.raises(RuleRefused):
        deeds.dismiss_from_round(**room.ground(), user_id=room.hanna.user_id)


def test_a_round_needs_a_name_of_its_own(room):
    with pytest.raises(Conflict):
        room.begin("2026-11")
    for name in (" ", "x" * 81, "a\0b"):
        with pytest.raises(RuleRefused):
            room.begin(name)


def test_a_negotiator_may_do_nothing_at_the_desk():
    beyond = {name for name, roles in ACCESS.items() if Role.NEGOTIATOR in roles and Role.SUPERVISOR not in roles}
    assert beyond == set()
    hanna = Actor(1, 1, Role.NEGOTIATOR, "")
    for name in ("search", "open_person", "inbox", "audit_log", "requests", "unlisted", "add_listing"):
        assert may(hanna, name) is False


def test_every_opening_is_recorded_and_the_log_names_nobody_and_nothing(listed):
    from tidings.register.models import AuditEntry, AuditValue, DeedRow
    from tidings.register.queries import audit_log

    person = listed.own[0]
    listed.sign(listed.find(person, "protection", "yes", grounds="fears the Zarnytsia colony"))
    listed.keep("quiet draft", totals={"A": [1, 2]})
    listed.open(page="person", person=digest_of(listed.round_id, person))
    rows = AuditEntry.objects.with_every_bureau(reason="test").order_by("index")
    about = [row for row in rows if "round" in row.deed or row.deed in ARGUMENTS]
    assert [row.deed for row in about][-1] == "open_round"
    kept = b"".join(bytes(row.body) for row in about).decode()
    beside = repr(list(AuditValue.objects.with_every_bureau(reason="test").values_list("value", flat=True)))
    results = repr(list(DeedRow.objects.with_every_bureau(reason="test").values_list("result", flat=True)))
    rounds = {row.index for row in about}
    for secret in (person, "Zarnytsia", "quiet draft", "Криничар", "B-1", "protection"):
        assert secret not in kept, secret
        assert secret not in results or secret == person, secret
    values = AuditValue.objects.with_every_bureau(reason="test").filter(entry_id__in=rounds)
    assert "Zarnytsia" not in beside
    assert person not in repr(list(values.values_list("value", flat=True)))
    lines = audit_log(actor=listed.desk.bohdan, limit=200).lines
    assert {subject for line in lines if line.index in rounds for subject in line.subjects} == set()


def test_the_database_tells_nothing_of_a_round_and_refuses_to_change_it(listed):
    from django.db import DatabaseError, transaction

    from tidings.casework.models import RoundEntry

    listed.find(listed.own[0], "protection", "yes", grounds="fears the Zarnytsia colony")
    rows = RoundEntry.objects.with_every_bureau(reason="test")
    stored = b"".join(bytes(row.content) for row in rows)
    for secret in ("Zarnytsia", "Криничар", listed.own[0], "enlisted"):
        assert secret.encode() not in stored
    for change in (lambda: rows.update(kind="terms"), rows.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.usefixtures("listed")
def test_a_sealed_entry_moved_elsewhere_does_not_open():
    from tidings.casework.rounds.sealing import place, seal, unseal
    from tidings.register.errors import KeysMissing

    sealed = seal(place(1, 1, "terms"), {"name": "ours"})
    assert unseal(place(1, 1, "terms"), sealed) == {"name": "ours"}
    for elsewhere in (place(2, 1, "terms"), place(1, 2, "terms"), place(1, 1, "run")):
        with pytest.raises(KeysMissing):
            unseal(elsewhere, sealed)
    with pytest.raises(KeysMissing):
        unseal(place(1, 1, "terms"), sealed[:-1])


def test_the_same_key_does_it_once(room):
    terms = {"actor": room.hanna, "key": "twice-the-same", "moment": room.now}
    first = deeds.begin_round(**terms, name="another", as_of=date(2026, 11, 20))
    again = deeds.begin_round(**terms, name="another", as_of=date(2026, 11, 20))
    assert first == again


def test_a_danger_holds_in_every_round_of_the_bureau_and_only_the_veto_crosses(listed):
    first, person = listed.round_id, listed.own[0]
    second = deeds.begin_round(**listed.terms(listed.outsider), name="2026-12", as_of=date(2026, 11, 20)).round_id
    theirs = {**listed.terms(listed.outsider), "round_id": second}
    deeds.draw_list(**theirs, rule="either")
    kept = deeds.keep_terms(**(theirs | {"key": "their-terms"}), name="ours", terms={}).entry_id
    listed.find(person, "protection", "yes", grounds="fears the Zarnytsia colony")
    with pytest.raises(RuleRefused):
        deeds.run_plan(**(theirs | {"key": "their-run-1"}), scenario=kept)
    deeds.draw_list(**(theirs | {"key": "their-draw-2"}), rule="either")
    file = deeds.open_round(**(theirs | {"key": "their-look"}), page="lists")
    drawn = next(one for one in file.state.sides["A"].persons if one["key"] == person)
    assert (drawn["protection"], "danger_elsewhere" in drawn["gaps"]) == (True, True)
    assert "Zarnytsia" not in repr(file.state)
    deeds.run_plan(**(theirs | {"key": "their-run-2"}), scenario=kept)
    plan = deeds.open_round(**(theirs | {"key": "their-look-2"}), page="plans").state.runs[-1].plan
    assert person not in repr(plan)
    assert listed.round_id == first
