from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.register.sources import KINDS
from tidings.register.status import EVENTS_OF, OFFICIAL, Fact, Signed, lacking, status_of
from tidings.reports import EVENTS

TWO, ONE = frozenset({1, 2}), frozenset({1})


def fact(pk, event, kind="newspaper", origin=None, *, request=False):
    return Fact(pk, event, kind, origin or f"origin {pk}", request)


def signed(kind, grounds, signers=TWO):
    return Signed(kind, frozenset(grounds), signers)


CAPTURED, HELD, LISTED = fact(1, "captured"), fact(2, "held"), fact(3, "held", "icrc")


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ((), 1),
        ((fact(1, "missing", "family", request=True),), 1),
        ((fact(1, "captured", "family", request=True),), 1),
        ((fact(1, "missing"),), 2),
        ((fact(1, ""),), 2),
        ((fact(1, "seen_alive"),), 2),
        ((fact(1, "interviewed"),), 2),
        ((fact(1, "hospitalised"),), 2),
        ((fact(1, "released"),), 2),
        ((fact(1, "died"),), 2),
        ((fact(1, "captured"),), 3),
        ((fact(1, "held"), fact(2, "missing")), 3),
        ((fact(1, "transferred"),), 3),
    ],
)
def test_without_signatures_the_answer_is_three_at_most(facts, answer):
    assert status_of(facts).answer == answer


@pytest.mark.parametrize(
    ("facts", "confirmation", "answer", "missing"),
    [
        ((CAPTURED, HELD), signed("captive", (1, 2)), 4, ()),
        ((LISTED,), signed("captive", (3,)), 4, ()),
        ((LISTED,), signed("captive", (3,), ONE), 3, ("second_signer",)),
        ((LISTED,), signed("captive", (3,), frozenset()), 3, ("second_signer",)),
        ((CAPTURED,), signed("captive", (1,)), 3, ("document_or_two_origins",)),
        ((CAPTURED,), signed("captive", (1,), ONE), 3, ("second_signer", "document_or_two_origins")),
        ((fact(1, "held", origin="clip"), fact(2, "held", origin="clip")), signed("captive", (1, 2)), 3,
         ("document_or_two_origins",)),
        ((CAPTURED, HELD), signed("captive", (1,)), 3, ("document_or_two_origins",)),
        ((CAPTURED, fact(2, "missing")), signed("captive", (1, 2)), 3, ("document_or_two_origins",)),
        ((CAPTURED, fact(3, "missing", "icrc")), signed("captive", (1, 3)), 3, ("document_or_two_origins",)),
        ((CAPTURED, fact(2, "held", request=True)), signed("captive", (1, 2)), 3, ("document_or_two_origins",)),
        ((fact(1, "held", "authority"),), signed("captive", (1,)), 3, ("document_or_two_origins",)),
        ((CAPTURED,), signed("captive", (1, 99)), 3, ("document_or_two_origins",)),
        ((fact(1, "exchanged", "own_list"),), signed("released", (1,)), 5, ()),
        ((fact(1, "exchanged", "own_list"),), signed("captive", (1,)), 2, ("document_or_two_origins",)),
    ],
)  # fmt: skip
def test_confirmed_needs_two_people_and_a_document_or_two_origins(facts, confirmation, answer, missing):
    assert status_of(facts, (confirmation,)).answer == answer
    assert lacking(confirmation, facts) == missing


def test_release_comes_after_captivity():
    facts = (LISTED, fact(4, "exchanged", "own_list"))
    both = (signed("captive", (3,)), signed("released", (4,)))
    assert [status_of(facts, order).answer for order in permutations(both)] == [5, 5]
    assert status_of(facts, both[:1]).answer == 4


def test_death_is_a_flag_and_no_answer():
    facts = (LISTED, fact(5, "buried", "detaining_list"))
    death = signed("died", (5,))
    assert status_of(facts) == status_of(facts, (signed("died", (5,), ONE),))
    told = status_of(facts, (signed("captive", (3,)), death))
    assert (told.answer, told.died, told.death_said) == (4, True, True)
    assert (status_of(facts).died, status_of(facts).death_said) == (False, True)


FACTS = st.builds(
    Fact,
    report_id=st.integers(1, 6),
    event=st.sampled_from(("", *EVENTS)),
    source_kind=st.sampled_from(KINDS),
    origin=st.sampled_from("abc"),
    request=st.booleans(),
)
SIGNED = st.builds(
    Signed,
    kind=st.sampled_from(sorted(EVENTS_OF)),
    grounds=st.frozensets(st.integers(1, 6)),
    signers=st.frozensets(st.integers(1, 3)),
)


@given(st.lists(FACTS, max_size=6, unique_by=lambda one: one.report_id), st.lists(SIGNED, max_size=3))
def test_nobody_is_told_four_or_five_or_dead_on_less_than_the_rule(facts, confirmations):
    status = status_of(facts, tuple(confirmations))
    claimed = {4: "captive", 5: "released"}.get(status.answer)
    for kind in filter(None, (claimed, "died" if status.died else None)):
        assert any(meets(confirmation, kind, facts) for confirmation in confirmations)
    assert 1 <= status.answer <= 5


def meets(confirmation, kind, facts):
    """The rule once more, in other words."""
    speak = [
        one for one in facts
        if one.report_id in confirmation.grounds and one.event in EVENTS_OF[kind] and not one.request
    ]  # fmt: skip
    enough = any(one.source_kind in OFFICIAL for one in speak) or len({one.origin for one in speak}) >= 2
    return confirmation.kind == kind and len(confirmation.signers) >= 2 and enough
