from datetime import timedelta

import pytest

from tidings.accounts import Refused, Role
from tidings.accounts.models import User
from tidings.register import deeds, founding, queries, signing
from tidings.register.models import SignInTry


def try_in(password, moment, username="olena", address="192.0.2.1"):
    return signing.check_sign_in(username=username, password=password, address=address, moment=moment)


def refused_in(times, moment, username="olena", address="192.0.2.1"):
    for _ in range(times):
        with pytest.raises(Refused):
            try_in("wrong", moment, username, address)


def test_the_right_words_open_and_every_refusal_sounds_the_same(desk, bench):
    moment = bench.terms()["moment"]
    assert try_in(desk.password, moment).pk == desk.olena.user_id
    User.objects.filter(pk=desk.bohdan.user_id).update(is_active=False)
    refusals = []
    for username, password in (("olena", "wrong"), ("nobody", desk.password), ("bohdan", desk.password)):
        with pytest.raises(Refused) as refused:
            try_in(password, moment, username)
        refusals.append(str(refused.value))
    assert len(set(refusals)) == 1


def test_after_five_refused_tries_the_name_waits_at_that_address_and_nobody_else_does(desk, bench):
    moment = bench.terms()["moment"]
    refused_in(5, moment, "Olena ")
    with pytest.raises(Refused):
        try_in(desk.password, moment)
    assert try_in(desk.password, moment, address="198.51.100.7").pk == desk.olena.user_id
    assert try_in(desk.password, moment, "bohdan").pk == desk.bohdan.user_id
    assert try_in(desk.password, moment + timedelta(minutes=16)).pk == desk.olena.user_id
    assert SignInTry.objects.count() == 0


def test_many_addresses_together_are_braked_at_one_name_and_it_ends(desk, bench, monkeypatch):
    monkeypatch.setattr(signing, "TRIES", signing.TRIES | {"name": 3})
    moment = bench.terms()["moment"]
    for nth in range(3):
        refused_in(1, moment, address=f"192.0.2.{nth}")
    with pytest.raises(Refused):
        try_in(desk.password, moment, address="198.51.100.7")
    assert try_in(desk.password, moment, "bohdan", "198.51.100.7").pk == desk.bohdan.user_id
    assert try_in(desk.password, moment + timedelta(minutes=16)).pk == desk.olena.user_id


def test_many_names_from_one_address_are_braked_there_even_if_one_of_them_signs_in(desk, bench, monkeypatch):
    monkeypatch.setattr(signing, "TRIES", signing.TRIES | {"address": 3})
    moment = bench.terms()["moment"]
    for nth in range(2):
        refused_in(1, moment, f"nobody {nth}")
    assert try_in(desk.password, moment, "bohdan").pk == desk.bohdan.user_id
    refused_in(1, moment, "nobody 2")
    with pytest.raises(Refused):
        try_in(desk.password, moment)
    assert try_in(desk.password, moment, address="192.0.2.2").pk == desk.olena.user_id


def test_refused_tries_keep_no_name(bench):
    with pytest.raises(Refused):
        try_in("wrong", bench.terms()["moment"], "Канарейко")
    kept = " ".join(SignInTry.objects.values_list("pseudonym", flat=True))
    assert (SignInTry.objects.count(), "анарейко" in kept, "192.0.2" in kept) == (3, False, False)


def test_signing_in_and_out_are_entries(desk, bench):
    deeds.sign_in(**bench.terms())
    deeds.sign_out(**bench.terms())
    lines = queries.audit_log(actor=desk.olena).lines
    assert [(line.deed, line.by) for line in lines] == [("sign_out", "Olena"), ("sign_in", "Olena")]


def test_a_bureau_is_founded_once_and_recorded(bench):
    moment = bench.terms()["moment"]
    bureau = founding.open_bureau(slug="third", name="Third", moment=moment)
    assert founding.open_bureau(slug="third", name="Third", moment=moment) == bureau
    terms = {"bureau_id": bureau, "display_name": "Head", "password": "a long invented password", "language": "uk"}
    head = founding.first_supervisor(**terms, username="head", moment=moment)
    assert (head.role, head.language) == (Role.SUPERVISOR, "uk")
    with pytest.raises(Refused, match="already"):
        founding.first_supervisor(**terms, username="usurper", moment=moment)
    assert [line.deed for line in queries.audit_log(actor=head).lines] == ["found"]
    deeds.enlist(
        **bench.terms(head), username="new", display_name="N", role=Role.CASEWORKER, password="x" * 9 + "yz кіт"
    )
    assert [line.deed for line in queries.audit_log(actor=head).lines] == ["enlist", "found"]
