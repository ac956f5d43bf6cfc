import pytest

from tidings.register import deeds
from tidings.register.doing import perform
from tidings.register.entering import enter_request
from tidings.register.errors import Conflict, RuleRefused, Unknown
from tidings.register.results import Recorded
from tidings.register.standing import status_for_reports
from tidings.reports import Report

SAID = {"name": "Береговський Орест Іванович", "event": "held", "sex": "m"}
MAN = Report(**SAID)


@pytest.fixture
def listed(bench):
    """A man on the detaining power's list: his number and the report's id."""
    taken = bench.take(MAN, kind="detaining_list")
    return bench.numbers(taken)[0], bench.ids(taken)[0]


def propose(bench, number, *grounds, kind="captive", actor=None):
    terms = bench.terms(actor)
    return deeds.propose_confirmation(**terms, person=number, kind=kind, grounds=grounds, reason="on the list")


def sign(bench, confirmation, actor):
    return deeds.sign_confirmation(**bench.terms(actor), confirmation_id=confirmation.confirmation_id)


def withdraw(bench, confirmation, actor, reason="doubt"):
    terms = bench.terms(actor)
    return deeds.withdraw_confirmation(**terms, confirmation_id=confirmation.confirmation_id, reason=reason)


def ask(bench, report):
    """Enter a tracing request as casework does, and return its report's id and number."""
    entered = []

    def act(doing):
        entered.append(enter_request(doing, report))
        return Recorded("lodge_request")

    perform(**bench.terms(), deed="lodge_request", arguments={}, result=Recorded, act=act)
    return entered[0].report_id, entered[0].person


def test_two_people_and_a_document_confirm(bench, listed):
    number, ground = listed
    confirmation = propose(bench, number, ground)
    assert (confirmation.signers, confirmation.stands, confirmation.lacking) == (1, False, ("second_signer",))
    assert bench.status(number).answer == 3
    confirmation = sign(bench, confirmation, bench.desk.bohdan)
    assert (confirmation.signers, confirmation.stands, confirmation.lacking) == (2, True, ())
    assert bench.status(number).answer == 4


def test_the_same_person_does_not_sign_twice(bench, listed):
    confirmation = propose(bench, *listed)
    with pytest.raises(RuleRefused, match="somebody else"):
        sign(bench, confirmation, bench.desk.olena)


def test_a_withdrawn_signature_falls_back_and_can_be_given_again(bench, listed):
    confirmation = propose(bench, *listed)
    sign(bench, confirmation, bench.desk.bohdan)
    assert withdraw(bench, confirmation, bench.desk.bohdan).stands is False
    assert bench.status(listed[0]).answer == 3
    with pytest.raises(RuleRefused, match="only their own"):
        withdraw(bench, confirmation, bench.desk.bohdan)
    assert sign(bench, confirmation, bench.desk.bohdan).stands is True


def test_two_channels_of_one_origin_are_one_origin(bench):
    one = bench.take(MAN, kind="channel", origin="the clip")
    other = bench.take(MAN, kind="channel", origin="The Clip ")
    third = bench.take(MAN, kind="newspaper")
    ids = [bench.ids(taken)[0] for taken in (one, other, third)]
    bench.decide(ids[0], ids[1])
    number = bench.decide(ids[0], ids[2]).person
    thin = sign(bench, propose(bench, number, *ids[:2]), bench.desk.bohdan)
    assert thin.lacking == ("document_or_two_origins",)
    assert sign(bench, propose(bench, number, *ids), bench.desk.bohdan).stands is True


def test_a_channel_that_names_the_paper_and_the_paper_are_one_origin(bench):
    paper = bench.take(MAN, kind="newspaper", name="Kyiv Courier")
    repost = bench.take(Report(**SAID, origin=" kyiv  courier"), kind="channel")
    ids = [bench.ids(taken)[0] for taken in (paper, repost)]
    number = bench.decide(*ids).person
    thin = sign(bench, propose(bench, number, *ids), bench.desk.bohdan)
    assert thin.lacking == ("document_or_two_origins",)


def test_nobody_signs_for_a_join_they_have_not_seen(bench, listed):
    number, ground = listed
    confirmation = propose(bench, number, ground)
    read = bench.file(number, bench.desk.bohdan)
    joined = bench.ids(bench.take(Report(name="Береговський Орест", sex="m")))[0]
    bench.decide(ground, joined)
    terms = bench.terms(bench.desk.bohdan)
    seen = (read.number, *read.joined)
    with pytest.raises(Conflict, match="Read it again"):
        deeds.sign_confirmation(**terms, confirmation_id=confirmation.confirmation_id, seen=seen)
    again = bench.file(number, bench.desk.bohdan)
    terms, seen = bench.terms(bench.desk.bohdan), (again.number, *again.joined)
    assert deeds.sign_confirmation(**terms, confirmation_id=confirmation.confirmation_id, seen=seen).signers == 2


def test_undoing_a_decision_takes_the_facts_away_again(bench):
    one = bench.ids(bench.take(MAN, kind="channel"))[0]
    other = bench.ids(bench.take(MAN, kind="newspaper"))[0]
    decision = bench.decide(one, other)
    sign(bench, propose(bench, decision.person, one, other), bench.desk.bohdan)
    assert bench.status(decision.person).answer == 4
    undone = deeds.undo(**bench.terms(), decision_id=decision.decision_id, reason="two men")
    assert [bench.status(number).answer for number in undone.persons] == [3, 3]


def test_a_family_joined_after_the_signatures_is_not_told_confirmed(bench, listed):
    number, ground = listed
    confirmation = sign(bench, propose(bench, number, ground), bench.desk.bohdan)
    request, asked = ask(bench, Report(name="Береговський Орест", event="missing", sex="m"))
    answer = lambda: status_for_reports(bench.desk.olena, [request])[request].status.answer  # noqa: E731 -- asked thrice
    assert answer() == 1
    bench.decide(number, asked)
    assert answer() == 3
    assert bench.file(number).confirmations[0].lacking == ("second_signer",)
    sign(bench, confirmation, bench.desk.olena)
    assert answer() == 3
    sign(bench, confirmation, bench.desk.bohdan)
    assert answer() == 4


def test_death_is_never_an_answer(bench):
    taken = bench.take(MAN, Report(name="Береговський Орест Іванович", event="buried", sex="m"), kind="own_list")
    ids = bench.ids(taken)
    number = bench.decide(*ids).person
    before = bench.status(number)
    assert (before.answer, before.died, before.death_said) == (3, False, True)
    sign(bench, propose(bench, number, ids[1], kind="died"), bench.desk.bohdan)
    after = bench.status(number)
    assert (after.answer, after.died) == (3, True)


def test_grounds_must_be_accepted_reports_of_this_file_that_say_so(bench, listed):
    number, ground = listed
    stranger = bench.ids(bench.take(Report(name="Сельгин Арсений", event="held")))[0]
    missing = bench.ids(bench.take(Report(name="Береговський Орест", event="missing")))[0]
    bench.decide(ground, missing)
    request, asked = ask(bench, Report(name="Береговський Орест", event="held"))
    bench.decide(number, asked)
    for grounds in ((), (stranger,), (missing,), (ground, 999_999), (request,)):
        with pytest.raises(RuleRefused):
            propose(bench, number, *grounds)
    with pytest.raises(RuleRefused):
        propose(bench, number, ground, kind="alive")
    with pytest.raises(Unknown):
        propose(bench, number, ground, actor=bench.desk.chuzhyi)
